//! 补正告知书 (Art. 30): once, with the points, guidance and a day.

use law::calendar::Day;
use law::request::reply::Notice;

use super::words::{clause, day, said, sentence};
use super::{Application, Letter};

/// A notice of correction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// Of which application.
    pub application: Application,
    /// What is unclear.
    pub points: Vec<Unclear>,
    /// 指导和释明 beyond the single points; may be empty.
    pub guidance: String,
    /// The last day for the corrected application.
    pub answer_by: Day,
}

/// One point that is unclear.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unclear {
    /// What: 「信息的名称」.
    pub point: String,
    /// What the applicant is to say about it; may be empty.
    pub guidance: String,
}

impl Correction {
    pub(super) fn paragraphs(&self, letter: &Letter) -> Vec<String> {
        let you = letter.to.you();
        let article = Notice::Correction.articles()[0].citation();
        let mut text = self.application.opening(you);
        text.push(format!("经审查，{you}的申请内容不明确。依照{article}的规定，请{you}对下列事项作出补正："));
        text.extend((1..).zip(&self.points).map(|(number, point)| point.line(number)));
        text.extend(said("补正的指导和释明：", &self.guidance));
        text.push(format!("请{you}于{}前（含当日）将补正的申请提交本机关。", day(self.answer_by)));
        text.push(format!(
            "答复期限自本机关收到补正的申请之日起计算。{you}无正当理由逾期不补正的，视为放弃申请，本机关不再处理该政府信息公开申请。"
        ));
        text
    }
}

impl Unclear {
    fn line(&self, number: usize) -> String {
        let (point, guidance) = (clause(&self.point), sentence(&self.guidance));
        if guidance.is_empty() { format!("{number}.{point}。") } else { format!("{number}.{point}：{guidance}") }
    }
}
