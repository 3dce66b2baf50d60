//! 延期答复告知书 (Art. 33).

use law::calendar::Day;
use law::request::extension::ExtensionDays;

use super::words::{day, regulation, said};
use super::{Application, Letter};

/// A notice that the reply takes longer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extension {
    /// Of which application.
    pub application: Application,
    /// By how many working days; the head of the open-government office has consented.
    pub days: ExtensionDays,
    /// Why.
    pub reason: String,
    /// The last day to reply that follows; none while a consultation leaves it open.
    pub due_on: Option<Day>,
}

impl Extension {
    pub(super) fn paragraphs(&self, letter: &Letter) -> Vec<String> {
        let you = letter.to.you();
        let article = regulation(33, Some(2)).citation();
        let mut text = self.application.opening(you);
        text.extend(said("因下列原因，需要延长答复期限：", &self.reason));
        let due = self.due_on.map(|due| format!("，本机关将于{}前（含当日）答复{you}", day(due))).unwrap_or_default();
        text.push(format!(
            "依照{article}的规定，经本机关政府信息公开工作机构负责人同意，答复期限延长{}个工作日{due}。",
            self.days.days().0
        ));
        text
    }
}
