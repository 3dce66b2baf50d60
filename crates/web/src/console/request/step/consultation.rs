//! 征求意见: of third parties (Art. 32) and agencies (Art. 34).

use casework::request::act::Act;
use law::request::consultation::Consulted;
use office::request::Step;

use super::{At, Sheet, alone, on};
use crate::console::answers::{Answers, LINE};
use crate::look::form::{Choice, Field, Part, Width};

pub(super) const SHEET: Sheet =
    Sheet { thing: "consultation", act: Act::Consult, submit: "记录征求意见书", parts, read };

fn parts(at: &At<'_>) -> Vec<Part> {
    let consulted = vec![
        Choice::new("third_party", "第三方").hint("公开会损害其合法权益；期满不答复的，由本机关决定（条例第三十二条）"),
        Choice::new("agency", "其他机关").hint("共同制作的信息；期满不答复的，视为同意公开（条例第三十四条）"),
    ];
    alone(vec![
        Field::one_of("consulted", "征求谁的意见", consulted).required(),
        Field::line("party", "名称和地址").required().wide(Width::Wide),
        on(at, "发出日期").hint("从次日起到征求结束不计入办理时间（条例第三十三条）"),
        Field::day("reached_on", "对方收到日期").hint("知道的填写；十五个工作日从这一天起算"),
    ])
}

fn read(answers: &mut Answers<'_>) -> Option<Step> {
    let consulted = answers.one("consulted", "请选择征求谁的意见", |value| match value {
        "third_party" => Some(Consulted::ThirdParty),
        "agency" => Some(Consulted::Agency),
        _ => None,
    });
    let party = answers.words("party", "请填写对方的名称和地址", LINE);
    let on = answers.day("on", "请填写发出日期");
    let reached_on = answers.day_if_given("reached_on");
    Some(Step::Consult { consulted: consulted?, party: party?, on: on?, reached_on: reached_on? })
}
