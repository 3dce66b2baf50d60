//! Why a step on a yearly report cannot be taken, in one sentence that says what to do instead.

use law::calendar::{Day, in_words};
use law::report::{CellId, Finding};
use thiserror::Error;

use super::act::Act;
use super::compile::NoPlace;
use crate::request::facts::Level;

/// Why a step cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// Another agency's report.
    #[error("这份年度报告不属于您所在的机关，请由该机关办理")]
    OtherAgency,
    /// The duty for it is another one.
    #[error("{}", not_yours(*.0))]
    NotYours(Act),
    /// Nothing is there yet.
    #[error("这一年度的报告还没有开始编制，请先开始编制")]
    NotOpened,
    /// It has begun.
    #[error("这一年度的报告已经开始编制，不需要再次开始")]
    AlreadyOpened,
    /// A year for which nobody reports.
    #[error("年度{0}不能编制：报告年度应当在2008年以后，且不晚于今年")]
    NoSuchYear(i16),
    /// The day is still to come.
    #[error("日期{}还没有到，请填写实际办理的日期", date(*.0))]
    InTheFuture(Day),
    /// The day lies before what is on the file already.
    #[error("日期早于卷内{}已有的记录，请核对日期", date(*.0))]
    BeforeEarlier(Day),
    /// The cell is a sum of others.
    #[error("{0}是合计数，由其他各格相加得出，不能单独填报；请填报相应的分项")]
    Sum(CellId),
    /// The form does not have the cell.
    #[error("本报告采用的格式中没有{0}，请核对")]
    NoSuchCell(CellId),
    /// The figure does not go into the cell.
    #[error("{0}填的数不合要求：件数应是不小于零的整数，增减可以是负整数，金额不小于零、最多四位小数")]
    NoFigure(CellId),
    /// Nothing is stated there.
    #[error("{0}没有填报的数据，不需要撤销")]
    NotDeclared(CellId),
    /// No such section.
    #[error("年度报告没有第{0}部分，正文分为引言和一至六部分")]
    NoSuchSection(u8),
    /// The report is fixed while it is reviewed.
    #[error("报告正在审核，内容不能改动；需要修改的请先撤回送审")]
    InReview,
    /// It is approved and waits to be published.
    #[error("报告已经审核通过，请发布；需要修改的请先撤回送审")]
    Approved,
    /// It is frozen.
    #[error("报告已经发布，内容不能改动；确有错误的请由公开办负责人提起更正")]
    Published,
    /// Art. 50: the report is about a whole year.
    #[error("{0}年还没有结束，年度报告统计到12月31日为止，请在次年1月1日以后送审")]
    YearNotOver(i16),
    /// Art. 17 and the law on secrecy: marks were found in a text.
    #[error("正文中有{0}处密级标志，不能写进向社会公开的报告；请删去，或者先按保密规定办理")]
    SecrecyMark(usize),
    /// Cells without a figure.
    #[error("还有{}格没有数据：{}；没有发生的请填报0", .0.len(), listed(.0))]
    Missing(Vec<CellId>),
    /// Sections without a text.
    #[error("第{}部分还没有正文，请补充后再送审", numbered(.0))]
    NoText(Vec<u8>),
    /// What the rules of the form find wrong.
    #[error("表格的勾稽关系不成立，请更正后再送审：{}", sentences(.0))]
    Wrong(Vec<Finding>),
    /// E7 does not hold and nobody says why.
    #[error("“上年结转”与上年度报告的“结转下年度”不一致，请核对；确实不同的（如申请人类型更正、机构合并），请说明原因")]
    CarriedInUnexplained,
    /// Nothing to take back.
    #[error("报告没有送审，不需要撤回")]
    NotSubmitted,
    /// Nothing to look at.
    #[error("没有待审核的年度报告，请先送审")]
    NothingToReview,
    /// Another level comes first.
    #[error("现在应由{}审核，请依次审核", .0.label())]
    OtherLevel(Level),
    /// Two people.
    #[error("送审人不能审核自己送审的报告，请由另一人审核")]
    OwnDraft,
    /// Not approved.
    #[error("报告还没有审核通过，不能发布，请先完成审核")]
    NotApproved,
    /// The records say something else by now.
    #[error("送审以后记录有变动，{}与送审稿不同；请撤回送审，核对后重新送审", changed(.cells, *.texts))]
    ChangedSince {
        /// The cells.
        cells: Vec<CellId>,
        /// How many sections.
        texts: usize,
    },
    /// Another text than the one that was approved.
    #[error("要发布的内容与审核通过的内容不是同一份，请重新打开页面再发布")]
    OtherWhole,
    /// A correction that corrects nothing.
    #[error("与已发布的报告相比没有任何改动，不需要更正；请修改后再送审")]
    NothingCorrected,
    /// Nothing is published yet.
    #[error("报告还没有发布，直接修改即可，不需要更正")]
    NotPublished,
    /// Sent before.
    #[error("已在{}提交主管部门，不需要再次提交", date(*.0))]
    AlreadySent(Day),
    /// The records do not fit the form.
    #[error(transparent)]
    NoPlace(#[from] NoPlace),
}

fn not_yours(act: Act) -> String {
    let duties = act.duties().iter().map(|duty| duty.label()).collect::<Vec<_>>().join("、");
    format!("“{}”由{duties}办理，请转给他们", act.label())
}

fn date(day: Day) -> String {
    in_words(day, 0) // with the year: a refusal is read apart from the file
}

/// More than these would be no sentence.
const NAMED: usize = 5;

fn listed(cells: &[CellId]) -> String {
    let names = cells.iter().take(NAMED).map(CellId::to_string).collect::<Vec<_>>().join("、");
    if cells.len() > NAMED { format!("{names}等") } else { names }
}

fn numbered(sections: &[u8]) -> String {
    const CHINESE: [&str; 7] = ["引言", "一", "二", "三", "四", "五", "六"];
    sections.iter().filter_map(|number| CHINESE.get(usize::from(*number))).copied().collect::<Vec<_>>().join("、")
}

fn sentences(findings: &[Finding]) -> String {
    let causes = findings.iter().filter(|finding| finding.consequence_of.is_none());
    causes.map(|finding| finding.message.as_str()).collect::<Vec<_>>().join("；")
}

fn changed(cells: &[CellId], texts: usize) -> String {
    match (cells.is_empty(), texts) {
        (true, _) => "正文".to_owned(),
        (false, 0) => listed(cells),
        (false, _) => format!("{}和正文", listed(cells)),
    }
}
