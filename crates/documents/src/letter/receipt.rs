//! 登记回执: what the applicant takes home, with the number and the code under which the application can be looked up.

use law::calendar::Day;

use super::composed::{Form, Row, Sheet};
use super::qr::Code;
use super::words::{clean, day, lines};
use super::{Letter, closing};

/// A receipt. The applicant is the letter's addressee.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// 登记编号.
    pub number: String,
    /// 查询码.
    pub code: String,
    /// How it came in, in words.
    pub channel: String,
    /// When it was entered in the register.
    pub registered_on: Day,
    /// Art. 31; none until both sides have confirmed it.
    pub received_on: Option<Day>,
    /// The last day to reply; none where there is no receipt yet.
    pub due_on: Option<Day>,
    /// What is asked for.
    pub content: String,
    /// In which form and on which way it is to be given; may be empty.
    pub form: String,
    /// Where it can be looked up by the code; may be empty.
    pub status_page: String,
    /// What the camera opens: the page itself, without typing. `None` where no code is printed.
    pub code_page: Option<String>,
}

impl Receipt {
    pub(super) fn sheet(&self, letter: &Letter) -> Sheet {
        let unconfirmed = "待双方确认";
        let day_or = |date: Option<Day>, otherwise: &str| date.map_or_else(|| otherwise.to_owned(), day);
        let received = day_or(self.received_on, unconfirmed);
        let due = day_or(self.due_on, "自收到申请之日起计算");
        let mut rows = vec![
            Row::one("登记编号", clean(&self.number)),
            Row::one("查询码", clean(&self.code)),
            Row::two(("申请人", clean(letter.to.name())), ("提交方式", clean(&self.channel))),
            Row::two(("登记日期", day(self.registered_on)), ("收到日期", received)),
            Row::one("申请内容", lines(&self.content).join("；")).lines(2),
        ];
        rows.extend(given("形式要求", &self.form));
        rows.push(Row::one("答复期限", due));
        rows.extend(given("查询网址", &self.status_page));
        rows.extend(given("联系方式", &closing::contact(&letter.contact)));
        Sheet {
            title_lines: letter.title_lines(),
            form: Some(Form::new(rows)),
            code: self.code_page.as_deref().and_then(|page| Code::of(page, "扫码查看办理进度")),
            remarks: self.remarks(),
            signature: Some(letter.signature()),
            ..Sheet::default()
        }
    }

    fn remarks(&self) -> Vec<String> {
        let mut remarks = vec![
            "请妥善保管本回执。凭登记编号和查询码可以查询办理情况；遗失的，可以凭有效身份证明到本机关查询。\
             需要补正、征求意见或者延长答复期限的，本机关另行告知。"
                .to_owned(),
        ];
        if self.received_on.is_none() {
            remarks.push("本申请以本机关与申请人双方确认之日为收到申请之日，本机关将及时联系确认。".to_owned());
        }
        remarks
    }
}

/// A row of its own for what is known.
fn given(label: &str, text: &str) -> Option<Row> {
    let text = clean(text);
    (!text.is_empty()).then(|| Row::one(label, text))
}
