use casework::who::{
    DelegationError, GroupError, NotALogin, NotAName, NotForYou, NotTogether, PeopleRefusal, PowerMoveError,
    SessionOver, Shut, TieError, WeakPassword,
};
use records::{StorageError, WriteError};
use thiserror::Error;

/// Why something about people did not come about.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PeopleError {
    /// Name or password: which, is not said.
    #[error("登录名或者密码不正确")]
    WrongNameOrPassword,
    /// Too many tries.
    #[error(transparent)]
    Shut(#[from] Shut),
    /// Not in use any more.
    #[error("这个账号已停用，请与系统管理员联系")]
    Disabled,
    /// Reset, and not released.
    #[error("密码已重置，须由安全管理员核准后才能登录")]
    AwaitingRelease,
    /// Nobody is signed in.
    #[error("请先登录")]
    SignedOut,
    /// The session ran out.
    #[error(transparent)]
    Over(#[from] SessionOver),
    /// Something else comes first.
    #[error("请先完成登录的其余步骤")]
    NotYetIn,
    /// Wrong, or used before.
    #[error("动态口令不正确，或者已经用过，请等下一个口令再试")]
    WrongDigits,
    /// It is taken away first.
    #[error("已经启用动态口令，需要更换的请安全管理员先解除")]
    FactorInUse,
    /// The password in use was not typed right.
    #[error("原密码不正确")]
    WrongPassword,
    /// A password that is not taken.
    #[error(transparent)]
    Weak(#[from] WeakPassword),
    /// Not this viewer's business.
    #[error(transparent)]
    Refused(#[from] PeopleRefusal),
    /// Not for this viewer's eyes.
    #[error(transparent)]
    NotForYou(#[from] NotForYou),
    /// No login name.
    #[error(transparent)]
    Login(#[from] NotALogin),
    /// No name.
    #[error(transparent)]
    Name(#[from] NotAName),
    /// Somebody has it.
    #[error("登录名“{0}”已有人使用，请换一个")]
    LoginTaken(String),
    /// Not in the leading group, or not any more as the page showed it.
    #[error("领导小组的名单刚刚有变动，没有找到这一条，请刷新后核对")]
    NoMember,
    /// No such account.
    #[error("没有这个账号，请核对登录名")]
    NoAccount,
    /// Only a reset account is released.
    #[error("这个账号没有待核准的密码重置")]
    NothingToRelease,
    /// No such duty.
    #[error("没有这项职责记录，请刷新后重试")]
    NoDuty,
    /// No such delegation.
    #[error("没有这项代理记录，请刷新后重试")]
    NoDelegation,
    /// Duties that do not go together.
    #[error(transparent)]
    NotTogether(#[from] NotTogether),
    /// A duty of a unit without one.
    #[error("“{0}”须指定所在的科室（单位）")]
    NeedsUnit(&'static str),
    /// A duty of the whole agency in a unit.
    #[error("“{0}”面向全机关，不分科室（单位）")]
    NoUnit(&'static str),
    /// No such unit.
    #[error("没有这个科室（单位），或者当天已经撤销，请另选")]
    NoSuchUnit,
    /// Backwards.
    #[error("起始日期晚于结束日期，请核对日期")]
    EndsBeforeItBegins,
    /// In the past.
    #[error("日期不能早于今天，请从今天或者以后的日期起")]
    InThePast,
    /// Who may stand in.
    #[error(transparent)]
    Delegation(#[from] DelegationError),
    /// Who is in the group.
    #[error(transparent)]
    Group(#[from] GroupError),
    /// How agencies stand.
    #[error(transparent)]
    Tie(#[from] TieError),
    /// How powers move.
    #[error(transparent)]
    PowerMove(#[from] PowerMoveError),
    /// Somebody has it.
    #[error("机关代码“{0}”已经登记，请核对")]
    AgencyTaken(String),
    /// No such agency.
    #[error("没有代码为“{0}”的机关，请核对")]
    NoAgency(String),
    /// The same, by number.
    #[error("没有这个机关，请从列表中重新选择")]
    NoSuchAgency,
    /// No code.
    #[error("请填写机关代码（统一社会信用代码或者本系统内的简称），不超过40个字，不含空格")]
    AgencyCode,
    /// Before its first day or after its last.
    #[error("{0}在这一天不存在（尚未设立或者已经撤销），请核对日期")]
    NotThereThen(String),
    /// Still to come.
    #[error("日期还没有到，请在当天或者以后登记")]
    InTheFuture,
    /// Names follow each other.
    #[error("更名的日期应当晚于设立和上一次更名的日期，请核对日期")]
    RenamedLater,
    /// The database.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl From<WriteError<PeopleError>> for PeopleError {
    fn from(error: WriteError<PeopleError>) -> PeopleError {
        match error {
            WriteError::Refused(refusal) => refusal,
            WriteError::Storage(error) => PeopleError::Storage(error),
        }
    }
}
