//! 说明理由告知书 and 延迟答复告知书 (Art. 35): far too many applications, asked about, or taken up later.

use law::calendar::Day;
use law::request::reply::Notice;

use super::words::{day, said};
use super::{Application, Letter};

/// Asks the applicant for reasons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReasonsAsked {
    /// Of which application.
    pub application: Application,
    /// The numbers that are found excessive.
    pub facts: String,
    /// The last day to answer.
    pub answer_by: Day,
}

/// The reasons are reasonable, but there is too much for the term: a later day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delay {
    /// Of which application.
    pub application: Application,
    /// Why it cannot be answered in time.
    pub reason: String,
    /// The day that is set.
    pub until: Day,
}

impl ReasonsAsked {
    pub(super) fn paragraphs(&self, letter: &Letter) -> Vec<String> {
        let you = letter.to.you();
        let article = Notice::Reasons.articles()[0].citation();
        let mut text = self.application.opening(you);
        text.push(format!("经审查，{you}申请公开政府信息的数量、频次明显超过合理范围。"));
        text.extend(said("有关情况：", &self.facts));
        text.push(format!("依照{article}的规定，请{you}于{}前（含当日）向本机关说明理由。", day(self.answer_by)));
        text.push("本机关认为申请理由不合理的，将告知不予处理。".to_owned());
        text
    }
}

impl Delay {
    pub(super) fn paragraphs(&self, letter: &Letter) -> Vec<String> {
        let you = letter.to.you();
        let article = Notice::Delay.articles()[0].citation();
        let mut text = self.application.opening(you);
        text.push("经审查，申请理由合理，但是本机关无法在规定的期限内答复。".to_owned());
        text.extend(said("原因：", &self.reason));
        text.push(format!("依照{article}的规定，本机关确定延迟至{}前（含当日）答复{you}。", day(self.until)));
        text
    }
}
