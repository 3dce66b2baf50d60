//! 征求意见 (Arts. 32–34): the letter to the one asked with its slip, what the applicant is told, and what a third party is told whose
//! refusal did not prevail. Neither learns who the other is.

use law::calendar::Day;
use law::request::consultation::{ANSWER_WITHIN, Consulted};

use super::composed::{BLANK_DAY, Form, Row, Sheet};
use super::words::{REGULATION, clause, clean, day, lines, place, regulation, said};
use super::{Application, Letter};

/// A letter asking for an opinion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consultation {
    /// Third party or agency.
    pub consulted: Consulted,
    /// When the application was received that it is about.
    pub received_on: Day,
    /// What would be disclosed.
    pub information: String,
    /// Whose right it touches and how; for an agency, its part in making it. May be empty.
    pub concern: String,
}

/// Title of the slip, which goes with the letter as its last attachment.
pub(super) const SLIP: &str = "政府信息公开征求意见回执";

/// What the applicant is told of a consultation: that its days are not counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsultationTold {
    /// Of which application.
    pub application: Application,
    /// Who is asked.
    pub consulted: Consulted,
    /// Since when.
    pub asked_on: Day,
}

/// Art. 32: disclosed although the third party does not agree, for the public interest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DisclosedNevertheless {
    /// When the third party was asked.
    pub asked_on: Day,
    /// What is disclosed.
    pub information: String,
    /// Why.
    pub reason: String,
}

impl Consultation {
    pub(super) fn paragraphs(&self, letter: &Letter) -> Vec<String> {
        let you = letter.to.you();
        let lead = format!("本机关于{}收到政府信息公开申请，申请公开的内容为：", day(self.received_on));
        let mut text = said(&lead, &self.information);
        let within = ANSWER_WITHIN.0;
        match self.consulted {
            Consulted::ThirdParty => {
                text.push(format!("经审查，公开该信息可能对{you}的合法权益造成损害。"));
                text.extend(said("涉及的内容：", &self.concern));
                text.push(format!(
                    "依照{REGULATION}{}的规定，现书面征求{you}的意见。请{you}自收到本征求意见书之日起{within}个工作日内提出意见；\
                     不同意公开的，请说明理由。",
                    regulation(32, None).place()
                ));
                text.push(format!(
                    "{you}逾期未提出意见的，由本机关依照《条例》的规定决定是否公开。{you}不同意公开且有合理理由的，本机关不予公开。\
                     本机关认为不公开可能会对公共利益造成重大影响的，可以决定予以公开，并将决定公开的政府信息内容和理由书面告知{you}。"
                ));
            }
            Consulted::Agency => {
                text.push(format!("该政府信息由本机关牵头，与{you}共同制作。"));
                text.extend(said("有关情况：", &self.concern));
                text.push(format!(
                    "依照{REGULATION}{}的规定，现征求{you}的意见。请{you}自收到本征求意见书之日起{within}个工作日内提出意见，\
                     逾期未提出意见的视为同意公开。",
                    regulation(34, None).place()
                ));
            }
        }
        text
    }

    /// The slip on which the one asked answers.
    pub(super) fn slip(&self, letter: &Letter) -> Sheet {
        let number = letter.number.as_ref().map(|number| format!("（{number}）")).unwrap_or_default();
        Sheet {
            mark: Some(if letter.attachments.is_empty() {
                "附件".to_owned()
            } else {
                format!("附件{}", letter.attachments.len() + 1)
            }),
            title_lines: vec![SLIP.to_owned()],
            to: Some(format!("{}：", clean(&letter.agency))),
            paragraphs: vec![format!("收到征求意见书{number}，现提出意见如下：")],
            form: Some(Form::new([
                Row::one("答复方", clean(letter.to.name())),
                Row::one("信息内容", lines(&self.information).join(" ")).lines(2),
                Row::one("是否同意公开", "□同意公开　□同意部分公开　□不同意公开"),
                Row::one("不同意公开的内容及理由", "").lines(6),
                Row::two(("联系人", String::new()), ("联系电话", String::new())),
                Row::two(("签名（盖章）", String::new()), ("日期", BLANK_DAY.to_owned())).lines(3),
            ])),
            ..Sheet::default()
        }
    }
}

impl ConsultationTold {
    pub(super) fn paragraphs(&self, letter: &Letter) -> Vec<String> {
        let you = letter.to.you();
        let asked = day(self.asked_on);
        let mut text = self.application.opening(you);
        text.push(match self.consulted {
            Consulted::ThirdParty => format!(
                "因公开该信息可能对第三方合法权益造成损害，依照{REGULATION}{}的规定，本机关已于{asked}书面征求第三方的意见。",
                regulation(32, None).place()
            ),
            Consulted::Agency => format!(
                "因该信息由两个以上行政机关共同制作，依照{REGULATION}{}的规定，本机关已于{asked}征求相关行政机关的意见。",
                regulation(34, None).place()
            ),
        });
        text.push(format!(
            "依照{}的规定，行政机关征求第三方和其他机关意见所需时间不计算在答复期限内。",
            place(regulation(33, Some(3)))
        ));
        text
    }
}

impl DisclosedNevertheless {
    pub(super) fn paragraphs(&self, letter: &Letter) -> Vec<String> {
        let you = letter.to.you();
        [
            vec![format!(
                "本机关于{}就公开政府信息书面征求{you}的意见。经审查，本机关认为不公开可能会对公共利益造成重大影响，\
                 依照{REGULATION}{}的规定，决定予以公开。",
                day(self.asked_on),
                regulation(32, None).place()
            )],
            said("决定公开的政府信息内容：", &clause(&self.information)),
            said("理由：", &self.reason),
        ]
        .concat()
    }
}
