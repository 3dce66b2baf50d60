//! Why a step cannot be taken, in one sentence that says what to do instead.

use law::calendar::{Day, in_words};
use thiserror::Error;

use super::act::{Act, decides};
use super::facts::GroundKind;
use crate::who::Duty;

/// Why a step cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// Another agency's file.
    #[error("这份案卷不属于您所在的机关，请由承办机关办理")]
    OtherAgency,
    /// The duty for it is another one.
    #[error("“{}”由{}办理，请转给他们", .0.label(), named(.0.duties()))]
    NotYours(Act),
    /// It is gone already.
    #[error("本卷所载个人信息已在{}按规定销毁，不需要再办理", date(*.0))]
    AlreadyErased(Day),
    /// What everybody can read is not destroyed behind the office.
    #[error("这条信息还在公开，不能销毁，请先撤下")]
    StillPublic,
    /// Evidence.
    #[error("这件申请有未结的行政复议或者行政诉讼，案卷是证据，不能销毁，请等结案后再提请")]
    InDispute,
    /// It is worked on.
    #[error("这份案卷还没有办结，不能销毁，请先办结；确属误录入的请选择“误录入”")]
    Unfinished,
    /// 永久.
    #[error("{0}永久保管，没有届满之日；确需销毁个人信息的请报主要领导决定")]
    KeptForGood(&'static str),
    /// The term runs.
    #[error("保管期限还没有届满，{}起才能以此提请销毁", date(*.0))]
    NotOver(Day),
    /// The proposal is on its way.
    #[error("这份案卷已经有提请销毁的事项在办，请在该事项里继续")]
    AlreadyProposed,
    /// Nothing was proposed.
    #[error("还没有提请销毁，请先从案卷页面提请")]
    NotProposed,
    /// Two others.
    #[error("提请人不能批准自己提请的销毁，请由另外两人批准")]
    OwnProposal,
    /// Once each.
    #[error("您已经同意过，还需要另一人批准")]
    AlreadyApproved,
    /// Who is missing is somebody else.
    #[error("还需要{}批准，请转给他们", named(decides(*.0)))]
    NeedsDecider(GroundKind),
    /// All have agreed.
    #[error("两人已经批准，请执行销毁")]
    Approved,
    /// Not all have agreed.
    #[error("还没有两人批准，不能销毁，请等待批准")]
    NotApproved,
    /// It ended.
    #[error("这件销毁事项已经了结，不能再办理这一步")]
    Ended,
}

fn named<'a>(duties: impl IntoIterator<Item = &'a Duty>) -> String {
    let labels: Vec<&str> = duties.into_iter().map(|duty| duty.label()).collect();
    labels.join("、")
}

fn date(day: Day) -> String {
    in_words(day, 0) // with the year: a refusal is read apart from the file
}
