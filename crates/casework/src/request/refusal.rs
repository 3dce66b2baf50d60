//! Why a step cannot be taken, in one sentence that says what to do instead.

use law::calendar::{BeyondCalendar, Day, in_words};
use law::request::clock;
use law::request::fee::FeeError;
use law::request::ground::{GroundError, PartialError};
use law::request::reply::Lacks;
use thiserror::Error;

use super::act::Act;
use super::facts::Level;

/// Why a step cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// Another agency's file.
    #[error("这件申请不属于您所在的机关，请由承办机关办理")]
    OtherAgency,
    /// The duty for it is another one.
    #[error("{}", not_yours(*.0))]
    NotYours(Act),
    /// Nothing is on the file yet.
    #[error("还没有登记，请先登记申请（条例第四十五条）")]
    NotRegistered,
    /// The file has begun.
    #[error("这件申请已经登记，内容有误的请用“更正”")]
    AlreadyRegistered,
    /// The day that the channel asks for is missing.
    #[error("请填写{0}，收到申请的日期以此为准（条例第三十一条）")]
    NoArrival(&'static str),
    /// It came days ago, and nothing says so but the officer.
    #[error("申请{}就到了，今天才登记：请附上信封（邮戳）、签收凭证或者盖有收件章的申请书扫描件，没有的请写明迟登的理由", date(*.0))]
    LateEntry(Day),
    /// The proof of receipt is missing.
    #[error("还没有收到申请的凭据，请先与申请人确认，再办理这一步（条例第三十一条）")]
    NotYetReceived,
    /// There is nothing to confirm.
    #[error("已经确定{}收到申请，不需要再确认（条例第三十一条）", date(*.0))]
    AlreadyReceived(Day),
    /// The day is still to come.
    #[error("日期{}还没有到，请填写实际办理的日期", date(*.0))]
    InTheFuture(Day),
    /// The day lies before what is on the file already.
    #[error("日期早于卷内{}已有的记录，请核对日期", date(*.0))]
    BeforeEarlier(Day),
    /// What the law says of the dates.
    #[error("{0}")]
    Clock(clock::Refusal),
    /// A term outruns the calendar.
    #[error(transparent)]
    Beyond(#[from] BeyondCalendar),
    /// It is there already.
    #[error("这件申请已经由该科室（单位）承办，请另选承办单位或者经办人")]
    AlreadyAssigned,
    /// The web form is for what comes over the internet.
    #[error("网上提交的申请应当以互联网为渠道，请刷新页面后重新提交")]
    NotOnline,
    /// Asked before.
    #[error("补正通知只能发一次（条例第三十条），请根据现有内容办理；补正后仍不明确的，可以答复“补正后仍不明确”")]
    AlreadyAsked,
    /// Art. 30: seven working days.
    #[error("补正最迟应当在{}提出，已经过期（条例第三十条），请根据现有内容在期限内答复", date(*.last_day))]
    TooLateToAsk {
        /// The last day on which it could be asked for.
        last_day: Day,
    },
    /// Art. 30: the points are named.
    #[error("请选择需要补正的事项，补正通知应当一次性告知（条例第三十条）")]
    NoPoints,
    /// Art. 30: a reasonable term lies after the asking.
    #[error("补正期限应当在发出通知之后，请给申请人合理的期限（条例第三十条）")]
    NoTimeToAnswer,
    /// Nobody asked for a correction.
    #[error("没有要求补正，申请人补充的材料请附卷")]
    NoCorrectionAsked,
    /// It has been corrected.
    #[error("申请已经补正过，又补充的材料请附卷，不影响答复期限（条例第三十条）")]
    AlreadyCorrected,
    /// Art. 30: late without good reason.
    #[error("补正期限到{}为止，逾期又没有正当理由的视为放弃申请（条例第三十条）；有正当理由的请注明，否则请告知申请人可以重新申请", date(*.0))]
    CorrectedTooLate(Day),
    /// The application waits for the applicant.
    #[error("正在等待申请人补正，请等补正材料或者补正期限届满后再办理（条例第三十条）")]
    AwaitingCorrection,
    /// Art. 30: given up.
    #[error("申请人逾期不补正，已视为放弃申请，不再处理（条例第三十条）；有正当理由的补正请用“收到补正”")]
    GivenUp,
    /// No such letter.
    #[error("卷内第{0}项不是征求意见的记录，请核对")]
    NobodyAsked(usize),
    /// Nobody was asked.
    #[error("没有征求过意见，请核对是否属于这件申请")]
    NobodyIsAsked,
    /// The same party is asked already.
    #[error("正在征求这一方的意见，请等答复或者十五个工作日届满（条例第三十二条、第三十四条）")]
    AlreadyAskedParty,
    /// It has answered.
    #[error("第{0}项征求的意见已经有答复，内容有误的请用“更正”")]
    AlreadyAnswered(usize),
    /// A letter that arrives before it is sent.
    #[error("收到日期早于发出征求意见书的日期{}，请核对日期", date(*.0))]
    ReachedBeforeSending(Day),
    /// An answer that comes before its question.
    #[error("日期早于征求意见的日期{}，请核对日期", date(*.0))]
    AnsweredBeforeAsking(Day),
    /// Somebody still has time to answer.
    #[error("还在征求意见，最迟到{}，请等答复或者期限届满后再作决定（条例第三十二条）", date(*.0))]
    StillConsulting(Day),
    /// An extension (Art. 33) and the notice of a fee (国办函〔2020〕109号) are given while the term runs.
    #[error("答复期限已在{}届满（条例第三十三条），这一步只能在期限内办理，请尽快答复", date(*.0))]
    TermOver(Day),
    /// Nothing to tell.
    #[error("没有待告知的延期，请先由公开办负责人同意延期（条例第三十三条）")]
    NoExtensionApproved,
    /// Art. 35: asked before.
    #[error("已经要求申请人说明理由（条例第三十五条），只要求一次，请根据申请人的说明办理")]
    AlreadyAskedReasons,
    /// Art. 35: a term lies after the asking.
    #[error("说明理由的期限应当在发出告知书之后，请给申请人合理的时间（条例第三十五条）")]
    NoTimeForReasons,
    /// Nobody asked for reasons.
    #[error("没有要求申请人说明理由，不需要这一步（条例第三十五条）")]
    NoReasonsAsked,
    /// They came.
    #[error("申请人已在{}说明理由，又补充的材料请附卷（条例第三十五条）", date(*.0))]
    ReasonsAlreadyGiven(Day),
    /// Reasons that come before the question.
    #[error("日期早于要求说明理由的日期{}，请核对日期", date(*.0))]
    ReasonsBeforeAsking(Day),
    /// The applicant still has time.
    #[error("申请人说明理由的期限到{}为止，请等说明或者期限届满后再答复不予处理（条例第三十五条）", date(*.0))]
    ReasonsAwaited(Day),
    /// Art. 35: only reasons that are reasonable put the term off.
    #[error("申请人还没有说明理由，理由合理的才可以延迟答复（条例第三十五条）")]
    NoReasonsGiven,
    /// Art. 35: one later day.
    #[error("已经确定延迟到{}答复（条例第三十五条），请在这一天前答复", date(*.0))]
    AlreadyDelayed(Day),
    /// It is no later than the term.
    #[error("延迟答复的日期应当晚于现在的期限{}，在期限内能答复的不需要延迟", date(*.0))]
    NotLater(Day),
    /// Art. 42: asked before.
    #[error("已经通知过缴纳信息处理费，一件申请只收一次（条例第四十二条）")]
    AlreadyAskedFee,
    /// What the tariff says.
    #[error(transparent)]
    Fee(#[from] FeeError),
    /// The free part is not used up.
    #[error("按标准计算为0元，没有超出免费的件数或者页数，不得收费（条例第四十二条）")]
    NothingToCharge,
    /// The record counts other cases.
    #[error(
        "登记记录中申请人本月此前的申请为{counted}件，填写的是{stated}件；确有依据的请写明理由，否则请按记录的件数计收"
    )]
    CountedOtherwise {
        /// As the record has it.
        counted: u32,
        /// As the officer has it.
        stated: u32,
    },
    /// The notice arrives before it is sent.
    #[error("收到日期早于发出通知的日期{}，请核对日期", date(*.0))]
    NoticeBeforeSending(Day),
    /// The application waits for the fee.
    #[error("正在等待申请人缴纳信息处理费，最迟到{}，请等缴费或者期限届满后再办理（条例第四十二条）", date(*.0))]
    AwaitingPayment(Day),
    /// No fee was asked for.
    #[error("没有通知缴纳信息处理费，不能记录缴费")]
    NoFeeAsked,
    /// It was paid.
    #[error("信息处理费已在{}缴纳", date(*.0))]
    AlreadyPaid(Day),
    /// A payment before the notice.
    #[error("缴费日期早于发出通知的日期{}，请核对日期", date(*.0))]
    PaidBeforeAsking(Day),
    /// Art. 42: too late.
    #[error("缴费期限到{}为止，逾期未缴视为放弃申请（条例第四十二条），请退回款项并告知申请人可以重新申请", date(*.0))]
    PaidTooLate(Day),
    /// Art. 42: given up.
    #[error("申请人逾期未缴信息处理费，已视为放弃申请，不再处理（条例第四十二条）")]
    FeeUnpaid,
    /// Art. 32: there is nobody to tell.
    #[error("没有需要告知的第三方：答复未予公开，或者第三方没有提出合理理由的反对意见（条例第三十二条）")]
    NobodyOverridden,
    /// Art. 32: before the file is put away.
    #[error(
        "第三方不同意公开而决定公开的，应当把公开的内容和理由书面告知第三方（条例第三十二条），请先办理“告知第三方”"
    )]
    ThirdPartyNotTold,
    /// Which letter.
    #[error("第{0}项征求意见的第三方不需要告知，请选择提出反对意见的一方")]
    NotOverridden(usize),
    /// What a refusal rests on.
    #[error("{}", sentences(.0))]
    Ground(Vec<GroundError>),
    /// What the parts rest on.
    #[error("{}", sentences(.0))]
    Parts(Vec<PartialError>),
    /// What the reply lacks.
    #[error("{}", sentences(.0))]
    Lacks(Vec<Lacks>),
    /// A draft is on its way.
    #[error("答复稿正在审核，需要修改的请审核人退回后再拟")]
    InReview,
    /// A reply is approved.
    #[error("答复已经审核通过，请送达")]
    AlreadyApproved,
    /// Nothing to work on.
    #[error("没有可以修改的答复稿：请先拟写答复；退回之后案卷又有新的情况的，请重新拟写")]
    NoDraftAtHand,
    /// Words of another one.
    #[error("交回的内容与现在的答复稿对不上，请从案卷重新下载后再修改")]
    OtherDraft,
    /// Nothing to look at.
    #[error("没有待审核的答复稿，请先拟写答复")]
    NothingToReview,
    /// Another level comes first.
    #[error("现在应由{}审核，请依次审核", .0.label())]
    OtherLevel(Level),
    /// Two people.
    #[error("拟稿人不能审核自己的答复稿，请由另一人审核")]
    OwnDraft,
    /// Not approved.
    #[error("答复还没有审核通过，不能送达，请先完成审核")]
    NotApproved,
    /// Signed for before it was posted.
    #[error("签收日期早于交邮日期{}，请核对日期", date(*.0))]
    SignedBeforePosting(Day),
    /// Nothing ended without a reply.
    #[error("没有需要告知的办结：申请还没有办结，或者已经书面答复")]
    NoClosing,
    /// Told before.
    #[error("已在{}书面告知申请人办结，不需要再告知", date(*.0))]
    ClosingAlreadyTold(Day),
    /// It has ended.
    #[error("这件申请已在{}办结，不能再办理这一步；记录有误的请用“更正”", date(*.0))]
    Closed(Day),
    /// It has not.
    #[error("这件申请还没有办结，不能归档（条例第四十五条），请先答复")]
    NotClosed,
    /// Nothing to put into the file.
    #[error("请选择要入卷的文件")]
    NoPapers,
    /// A code is issued when it is made.
    #[error("查询码当场生成、当场交给申请人，日期只能是{}", date(*.0))]
    CodeOfAnotherDay(Day),
    /// It is only read.
    #[error("这件申请已经归档，只能查阅（条例第四十五条）")]
    Archived,
    /// Nothing of it can be opened or written any more.
    #[error("本卷所载个人信息已在{}按规定销毁，不能再办理这一步；需要重新办理的请另行登记", date(*.0))]
    Erased(Day),
    /// No such entry.
    #[error("卷内没有第{0}项记录，或者该项已经撤销，请核对")]
    NoEntry(usize),
    /// Mended in another way.
    #[error("第{0}项记录不能更正或者撤销：答复稿请退回重拟，审核意见请重新审核，已制发的文书请另行制发")]
    NotMended(usize),
    /// Nobody states it.
    #[error("第{0}项由系统记下，或者是已经发出的文书、收到的材料，内容不能改；请更正它所依据的记录，或者撤销这一项")]
    NotReplaced(usize),
    /// Another kind of fact.
    #[error("更正只能改内容，不能换成另一种记录；记错种类的请先撤销，再重新记录")]
    OtherKind,
    /// Two people.
    #[error("这一项有法律效力，应由原记录人以外的另一人更正或者撤销")]
    OwnEntry,
    /// What follows needs it.
    #[error("第{0}项记录以它为前提，请先更正或者撤销那一项")]
    NeededBy(usize),
}

impl From<clock::ClockError> for Refusal {
    fn from(error: clock::ClockError) -> Refusal {
        match error {
            clock::ClockError::Fact { refusal, .. } => Refusal::Clock(refusal),
            clock::ClockError::Beyond(beyond) => Refusal::Beyond(beyond),
        }
    }
}

fn not_yours(act: Act) -> String {
    let duties = act.duties().iter().map(|duty| duty.label()).collect::<Vec<_>>().join("、");
    match act {
        Act::Extend => "延期须经公开办负责人同意（条例第三十三条），请报其批准".to_owned(),
        _ => format!("“{}”由{duties}办理，请转给他们", act.label()),
    }
}

fn date(day: Day) -> String {
    in_words(day, 0) // with the year: a refusal is read apart from the file
}

fn sentences<E: std::fmt::Display>(errors: &[E]) -> String {
    errors.iter().map(E::to_string).collect::<Vec<_>>().join("；")
}
