//! 解读: which document it explains, so that the pages of both lead to each other.

use casework::publication::facts::{Genre, Interpretation, Interprets};
use office::Failed;

use crate::console::answers::Answers;
use crate::console::desk::{Desk, fault};
use crate::fault::Fault;
use crate::look::form::{Choice, Field, Part, Width};

/// Asked in every draft, read where the genre is 解读.
pub(super) fn part() -> Part {
    let kinds = Interpretation::ALL.map(|kind| Choice::new(kind.code(), kind.label())).into();
    let elsewhere = vec![Choice::new("yes", "解读的文件不在本平台公开（例如上级机关的文件）")];
    Part::new(
        "解读的文件",
        vec![
            Field::one_of("interpretation", "解读的种类", kinds),
            Field::line("interprets", "被解读文件的索引号").wide(Width::Wide).hint("在该文件的公开页面上方"),
            Field::any_of("elsewhere", "找不到索引号的", elsewhere),
        ],
    )
    .hint("体裁选“解读”的填写；发布后两个页面互相链接。")
}

/// What is interpreted, if anything; the outer `None` where an answer is wrong.
pub(super) async fn read(desk: &Desk, answers: &mut Answers<'_>) -> Result<Option<Option<Interprets>>, Fault> {
    if answers.raw("genre") != Genre::Interpretation.code() {
        return Ok(Some(None));
    }
    let kind = answers.one("interpretation", "请选择是政策解读还是法制解读", Interpretation::of_code);
    let typed = answers.raw("interprets");
    let document = match (typed, answers.ticked("elsewhere", "yes")) {
        ("", true) => Some(None),
        ("", false) => answers.say("interprets", "请填写被解读文件的索引号；文件不在本平台公开的，请勾选下面一项"),
        (_, true) => answers.say("elsewhere", "已经填了索引号，就不要再勾选这一项"),
        (typed, false) => match desk.office().public_document(typed).await {
            Ok(Some(line)) if line.interpretation().is_some() => {
                answers.say("interprets", "这个索引号是一篇解读，请填写被解读的文件的索引号")
            }
            Ok(Some(line)) => Some(Some(line.file)),
            Ok(None) => answers.say("interprets", "没有找到这个索引号的公开文件，请核对；文件应当先公开或者同时公开"),
            Err(failed @ Failed::Storage(_)) => return Err(fault(failed)),
            Err(other) => answers.say("interprets", other.to_string()),
        },
    };
    Ok(kind.zip(document).map(|(kind, document)| Some(Interprets { kind, document })))
}
