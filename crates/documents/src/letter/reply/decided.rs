//! What each decision tells, in the words of its article.

use law::calendar::Day;
use law::request::fee::Tariff;
use law::request::situation::MiscReason;

use super::{Decision, EarlierReply, OtherAgency, Responsible, Search, Supply, Why, WithheldPart, withheld};
use crate::letter::words::{clause, day, place, places, regulation, said, sentence};

impl Decision {
    /// The paragraphs between 「现答复如下」 and the remedy.
    pub(super) fn paragraphs(&self, you: &str) -> Vec<String> {
        let articles = self.situation().articles();
        let law = places(&articles);
        match self {
            Decision::Granted { supply } => {
                let mut text = vec![format!("{you}申请公开的信息可以公开。依照{law}的规定，本机关予以公开。")];
                text.push(supplied(supply, you, "该政府信息"));
                text
            }
            Decision::AlreadyPublished { way } => {
                let lead = format!(
                    "{you}申请公开的信息已经主动公开。依照{law}的规定，现将获取该政府信息的方式、途径告知如下："
                );
                said(&lead, way)
            }
            Decision::PartlyGranted { supply, withheld } => partly(&law, supply, withheld, you),
            Decision::Refused { ground } => {
                let mut text = withheld::ground(&format!("{you}申请公开的信息"), ground);
                text.push(format!("依照{law}的规定，本机关对{you}申请公开的信息决定不予公开。"));
                text
            }
            Decision::NotExisting { search } => not_existing(&law, search, you),
            Decision::NotThisAgency { reason, responsible } => not_this_agency(&law, reason, responsible, you),
            Decision::NeedsCreation { reason } => {
                let mut text = vec![format!("{you}申请公开的信息需要本机关对现有政府信息进行加工、分析。")];
                text.extend(said("理由：", reason));
                text.push(format!("依照{law}的规定，本机关不予提供。"));
                text
            }
            Decision::StillUnclear { asked_on, reason } => {
                let mut text = vec![format!(
                    "因{you}的申请内容不明确，本机关{}依照{law}的规定书面告知{you}作出补正。经审查，补正后申请内容仍不明确。",
                    on(*asked_on)
                )];
                text.extend(said("理由：", reason));
                text.push(format!("本机关无法提供{you}申请公开的信息。"));
                text
            }
            Decision::DeclinedPetition { reason, channel } => {
                let mut text = vec![format!("{you}以政府信息公开申请的形式进行信访、投诉、举报等活动。")];
                text.extend(said("理由：", reason));
                text.push(format!("依照{law}的规定，本机关不作为政府信息公开申请处理。"));
                text.extend(said(&format!("{you}可以通过相应渠道提出："), channel));
                text
            }
            Decision::DeclinedPublication { way } => {
                let mut text = vec![format!(
                    "{you}的申请内容为要求提供政府公报、报刊、书籍等公开出版物。依照{law}的规定，本机关不予处理。"
                )];
                text.extend(said("获取的途径：", way));
                text
            }
            Decision::DeclinedExcessive { asked_on, heard, reason } => {
                let found = if *heard {
                    format!("经审查，{you}说明的理由不合理")
                } else {
                    format!("{you}没有说明合理的理由")
                };
                let mut text = vec![format!(
                    "{you}申请公开政府信息的数量、频次明显超过合理范围，本机关{}要求{you}说明理由。{found}。",
                    on(*asked_on)
                )];
                text.extend(said("审查意见：", reason));
                text.push(format!("依照{law}的规定，本机关不予处理。"));
                text
            }
            Decision::DeclinedReissue { reason } => {
                let mut text = vec![format!("{you}要求本机关确认或者重新出具{you}已经获取的信息。")];
                text.extend(said("理由：", reason));
                // No article names the case; these two are what follows from them.
                text.push(format!("参照{law}的规定，本机关不予处理。"));
                text
            }
            Decision::DeclinedRepeat { earlier } => vec![repeat(&law, earlier.as_ref(), you)],
            Decision::RegistryQuery { rules, way } => {
                let rules = clause(rules);
                let rules = if rules.is_empty() { "有关法律、行政法规" } else { &rules };
                let mut text = vec![format!(
                    "{you}申请公开的信息，{rules}对信息的获取有特别规定。依照{law}的规定，请{you}依照上述规定办理。"
                )];
                text.extend(said("办理途径：", way));
                text
            }
            Decision::ClosedNotCorrected { asked_on, answer_by } => vec![format!(
                "因{you}的申请内容不明确，本机关{}书面告知{you}作出补正{}。{you}无正当理由逾期不补正。\
                 依照{law}的规定，视为放弃申请，本机关不再处理该政府信息公开申请。",
                on(*asked_on),
                until("补正期限", *answer_by)
            )],
            Decision::ClosedFeeUnpaid { asked_on, pay_by } => vec![format!(
                "本机关{}向{you}发出收费通知书{}。{you}逾期未缴纳信息处理费。依照{law}{}的规定，\
                 视为放弃申请，本机关不再处理该政府信息公开申请。",
                on(*asked_on),
                until("缴费期限", *pay_by),
                asked_on.map(tariff).unwrap_or_default()
            )],
            Decision::ClosedWithdrawn { withdrawn_on } => {
                vec![format!("{you}于{}撤回申请，本机关对该政府信息公开申请不再处理。", day(*withdrawn_on))]
            }
            Decision::ClosedMisc { reason, words } => misc(*reason, words, you),
        }
    }
}

/// 「于2025年6月12日」, or nothing.
fn on(date: Option<Day>) -> String {
    date.map(|date| format!("于{}", day(date))).unwrap_or_default()
}

/// 「，补正期限至2025年6月27日止」, or nothing.
fn until(term: &str, date: Option<Day>) -> String {
    date.map(|date| format!("，{term}至{}止", day(date))).unwrap_or_default()
}

fn supplied(supply: &Supply, you: &str, what: &str) -> String {
    match supply {
        Supply::Attached(form) => {
            let form = clause(form);
            let form = if form.is_empty() { form } else { format!("以{form}的形式") };
            format!("现{form}向{you}提供{what}，随本答复书一并送达。")
        }
        Supply::Told { way, time } => {
            let parts = [("方式、途径：", clause(way)), ("时间：", clause(time))];
            let told =
                parts.into_iter().filter(|(_, text)| !text.is_empty()).map(|(label, text)| format!("{label}{text}"));
            sentence(&format!("获取{what}的{}", told.collect::<Vec<_>>().join("；")))
        }
    }
}

fn partly(law: &str, supply: &Supply, parts: &[WithheldPart], you: &str) -> Vec<String> {
    let none = |part: &WithheldPart| matches!(part.why, Why::NotGovernmentInformation(_));
    let holds = match (parts.iter().all(none), parts.iter().any(none)) {
        (true, _) => "不属于政府信息的内容",
        (false, true) => "不应当公开和不属于政府信息的内容",
        (false, false) => "不应当公开的内容",
    };
    let mut text = vec![
        format!(
            "{you}申请公开的信息中含有{holds}，但是能够作区分处理。依照{law}的规定，本机关对该信息予以部分公开，\
             向{you}提供可以公开的政府信息内容，并对不予公开的内容说明理由。"
        ),
        supplied(supply, you, "可以公开的政府信息内容"),
        "不予公开的内容和理由如下：".to_owned(),
    ];
    text.extend(withheld::parts(parts));
    text
}

fn not_existing(law: &str, search: &Search, you: &str) -> Vec<String> {
    let stores: Vec<String> =
        search.stores.iter().map(|store| clause(store)).filter(|store| !store.is_empty()).collect();
    let mut text = vec![format!("本机关于{}检索了{}。", day(search.on), stores.join("、"))];
    text.extend(said("检索情况：", &search.words));
    text.push(format!("经检索没有{you}申请公开的信息。依照{law}的规定，现告知{you}该政府信息不存在。"));
    text
}

fn not_this_agency(law: &str, reason: &str, responsible: &Responsible, you: &str) -> Vec<String> {
    let mut text = vec![format!("{you}申请公开的信息不属于本机关负责公开。")];
    text.extend(said("理由：", reason));
    text.push(match responsible {
        Responsible::Known(OtherAgency { name, contact }) => format!(
            "依照{law}的规定，现告知{you}：负责公开该政府信息的行政机关为{}，联系方式：{}。",
            clause(name),
            clause(contact)
        ),
        Responsible::Unknown => {
            format!("依照{law}的规定，现告知{you}：负责公开该政府信息的行政机关不能确定。")
        }
        Responsible::InReason => format!("现依照{law}的规定告知{you}。"),
    });
    text
}

fn repeat(law: &str, earlier: Option<&EarlierReply>, you: &str) -> String {
    let answered = earlier.map_or_else(
        || "作出答复".to_owned(),
        |earlier| format!("于{}作出答复（{}）", day(earlier.on), clause(&earlier.number)),
    );
    format!(
        "本机关已就{you}提出的政府信息公开申请{answered}，{you}重复申请公开相同政府信息。依照{law}的规定，\
         本机关不予重复处理。"
    )
}

/// The tariff under which a fee was asked for: 「和《…》（国办函〔2020〕109号）」.
fn tariff(asked_on: Day) -> String {
    Tariff::on(asked_on).map(|tariff| format!("和《{}》（{}）", tariff.name, tariff.number)).unwrap_or_default()
}

fn misc(reason: MiscReason, words: &str, you: &str) -> Vec<String> {
    let what = match reason {
        MiscReason::Withdrawn => format!("{you}撤回申请。"),
        MiscReason::NotGovernmentInformation => format!("{you}所申请的信息不属于{}所称的政府信息。", what_it_is()),
        MiscReason::PartyAffairs | MiscReason::TransferredArchives => format!("{you}{}。", reason.label()),
        MiscReason::Inquiry => format!("{you}的{}。", reason.label()),
        MiscReason::Other => String::new(),
    };
    let mut text = if what.is_empty() { Vec::new() } else { vec![what] };
    text.extend(said(if text.is_empty() { "" } else { "理由：" }, words));
    text.push(format!("本机关对{you}的申请不作为政府信息公开申请处理。"));
    text
}

/// Art. 2 says what government information is.
fn what_it_is() -> String {
    place(regulation(2, None))
}
