//! Why a step cannot be taken, in one sentence that says what to do instead.

use law::calendar::{BeyondCalendar, Day, in_words};
use law::catalogue::ItemCode;
use thiserror::Error;

use super::act::Act;
use super::facts::{Declaration, Level};

/// Why a step cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// Another agency's file.
    #[error("这条信息不属于您所在的机关，请由发布机关办理")]
    OtherAgency,
    /// The duty for it is another one.
    #[error("{}", not_yours(*.0))]
    NotYours(Act),
    /// The duty is held in another unit.
    #[error("这条信息由其他科室（单位）提供，请由该科室（单位）办理（谁主管、谁负责）")]
    OtherUnit,
    /// The day is still to come.
    #[error("日期{}还没有到，请填写实际办理的日期", date(*.0))]
    InTheFuture(Day),
    /// The day lies before what is on the file already.
    #[error("日期早于卷内{}已有的记录，请核对日期", date(*.0))]
    BeforeEarlier(Day),
    /// The information cannot be older than itself.
    #[error("办理日期早于信息形成（变更）的日期{}，请核对日期", date(*.0))]
    BeforeForming(Day),
    /// A term outruns the calendar.
    #[error(transparent)]
    Beyond(#[from] BeyondCalendar),
    /// No such item.
    #[error("公开事项{0}不在目录中，请从目录中选择（条例第二十条）")]
    NoSuchItem(ItemCode),
    /// The provider answers for what it hands in.
    #[error("请由信息提供者确认{}（谁主管、谁负责）", missing(.0))]
    NotDeclared(Vec<Declaration>),
    /// Art. 14: what is secret is kept elsewhere.
    #[error("国家秘密不得录入本系统，请按保密规定管理（条例第十四条）")]
    StateSecret,
    /// Art. 20 (1): what binds the public is published.
    #[error("规章和行政规范性文件应当主动公开（条例第二十条第（一）项），请把公开属性改为主动公开")]
    NormNotProactive,
    /// An interpretation of nothing.
    #[error("解读应当写明解读的是哪一份文件，请填写文件的索引号；不在本平台公开的，请注明（国办发〔2016〕80号）")]
    OfWhichDocument,
    /// No interpretation.
    #[error("只有体裁是“解读”的信息才能写明解读的文件，请核对体裁")]
    InterpretsNothing,
    /// A draft is on its way.
    #[error("稿件正在审核，需要修改的请审核人退回后再拟")]
    InReview,
    /// A draft has passed and waits.
    #[error("稿件已经审核通过，请发布")]
    AwaitsPublishing,
    /// Nothing is drafted.
    #[error("没有待办理的稿件，请先拟稿送审")]
    NoDraft,
    /// Art. 17: marked as secret.
    #[error("发现{0}处密级标志，涉密文件不得录入和发布（条例第十四条、第十七条），请立即停止处理并报保密工作机构")]
    SecrecyMark(u32),
    /// Art. 17: not screened.
    #[error("稿件还没有筛查，请先筛查个人信息和密级标志（条例第十七条）")]
    NotScreened,
    /// Art. 17: something was found and nobody has said why it may stay.
    #[error("筛查发现{0}处疑似个人信息，请修改后重新送审，确需公开的请说明理由（条例第十五条、第十七条）")]
    FindingsOpen(u32),
    /// There is nothing to justify.
    #[error("稿件已经通过筛查，不需要再说明")]
    AlreadyScreened,
    /// Another level comes first.
    #[error("现在应由{}审核，请依次审核", .0.label())]
    OtherLevel(Level),
    /// Two people.
    #[error("拟稿人不能审核自己的稿件，请由另一人审核")]
    OwnDraft,
    /// Not approved.
    #[error("稿件还没有审核通过，不能发布，请先完成审核（条例第十七条）")]
    NotApproved,
    /// What is kept.
    #[error("公开属性不是主动公开，不能发布；情况变化需要公开的，请改为主动公开重新送审（条例第十八条）")]
    NotProactive,
    /// Already public.
    #[error("这条信息已经发布，修改内容请重新拟稿送审后用“发布修订”")]
    AlreadyPublished,
    /// Not public.
    #[error("这条信息还没有发布，不能办理这一步，请先发布")]
    NotPublished,
    /// Art. 24: the platform comes first.
    #[error("发布渠道应当包括政府信息公开平台（条例第二十四条）")]
    NotOnPlatform,
    /// An empty or endless number.
    #[error("文号不能为空，也不能超过60个字，没有文号的请留空")]
    DocumentNumber,
    /// It does not hold already.
    #[error("这份文件已在{}标注失去效力，不需要再办理", date(*.0))]
    AlreadyRepealed(Day),
    /// Nothing of it can be opened or written any more.
    #[error("本卷所载内容已在{}按规定销毁，不能再办理这一步；需要公开的请另行拟稿", date(*.0))]
    Erased(Day),
    /// 政策解读 is not owed.
    #[error("这条信息没有待发布的政策解读：解读已经发布、已经说明，或者不是公开的规章、行政规范性文件")]
    NoInterpretationOwed,
    /// It is gone.
    #[error("这条信息已在{}撤下，需要重新公开的请另行拟稿", date(*.0))]
    Withdrawn(Day),
}

fn not_yours(act: Act) -> String {
    let duties = act.duties().iter().map(|duty| duty.label()).collect::<Vec<_>>().join("、");
    format!("“{}”由{duties}办理，请转给他们", act.label())
}

fn missing(declarations: &[Declaration]) -> String {
    declarations.iter().map(|one| one.label()).collect::<Vec<_>>().join("、")
}

fn date(day: Day) -> String {
    in_words(day, 0) // with the year: a refusal is read apart from the file
}
