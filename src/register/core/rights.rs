//! Who may do what (授权): roles, actions, the one table of both, what nobody may be at once, and the one function that is asked. Pure: it
//! knows no file and no clock.

use crate::domain::division_code::town_of;
use crate::domain::slip::Slip;
use crate::register::core::wings::{Realm, Wing};
use crate::register::{Register, realm};
use chrono::NaiveDate;

/// What somebody is in the bureau (岗位).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// 经办.
    Maker,
    /// 复核.
    Checker,
    /// 审批.
    Approver,
    /// 计财.
    Finance,
    /// 系统管理.
    System,
    /// 安全管理.
    Security,
    /// 审计.
    Auditor,
}

impl Role {
    /// Names in the file with the Chinese names.
    pub const CODES: [(&'static str, &'static str); 7] = [
        ("maker", "经办"),
        ("checker", "复核"),
        ("approver", "审批"),
        ("finance", "计财"),
        ("system", "系统管理"),
        ("security", "安全管理"),
        ("auditor", "审计"),
    ];
    /// All of them, in the order of the codes and of the columns of the table.
    pub const ALL: [Role; Role::CODES.len()] =
        [Role::Maker, Role::Checker, Role::Approver, Role::Finance, Role::System, Role::Security, Role::Auditor];

    /// Name in the file.
    pub const fn code(self) -> &'static str {
        Role::CODES[self as usize].0
    }
    /// 中文名.
    pub const fn label(self) -> &'static str {
        Role::CODES[self as usize].1
    }
    /// The one of a name in the file.
    pub fn from_code(code: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.code() == code)
    }
}

/// What somebody wants to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Lists, look-up, figures.
    Look,
    /// A record in full.
    Open,
    /// A record of a register that is restricted.
    OpenRestricted,
    /// A value that is masked in an opened record.
    Reveal,
    /// A new record.
    Enter,
    /// A record as it should have been.
    Correct,
    /// A record falls.
    Void,
    /// An act is taken back.
    Undo,
    /// 区划变更.
    Remap,
    /// A parameter or a rule of the office as it is thought to be.
    Propose,
    /// The same as it holds.
    Settle,
    /// 造册: a batch.
    Draft,
    /// 复核.
    Check,
    /// 审批.
    Approve,
    /// The money of a batch and its return.
    Pay,
    /// A list or a report on paper or as a file.
    Print,
    /// Values as they are, for other programs.
    Json,
    /// The office itself, its calendar.
    Settings,
    /// Accounts of operators: made, left, unlocked, given a new password.
    Account,
    /// Roles: given and taken.
    Grant,
    /// Accounts and roles to be seen.
    Accounts,
    /// A copy of the office.
    Backup,
    /// A copy in its place.
    Restore,
    /// What was done, by whom.
    Acts,
    /// Who looked at what.
    Accesses,
}

impl Action {
    /// What it is called before the name of a register, and what is done where no register is meant.
    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Action::Look => ("查询", "登记"),
            Action::Open => ("查看", "登记"),
            Action::OpenRestricted => ("查看", "限制查阅的登记"),
            Action::Reveal => ("显示", "遮住的内容"),
            Action::Enter => ("登记", "记录"),
            Action::Correct => ("更正", "登记"),
            Action::Void => ("作废", "登记"),
            Action::Undo => ("撤销", "办理"),
            Action::Remap => ("办理", "区划变更"),
            Action::Propose => ("提出", "参数"),
            Action::Settle => ("审定", "参数"),
            Action::Draft => ("编制", "发放批次"),
            Action::Check => ("复核", "发放批次"),
            Action::Approve => ("审批", "发放批次"),
            Action::Pay => ("支付", "发放批次"),
            Action::Print => ("打印", "报表"),
            Action::Json => ("导出", "数据"),
            Action::Settings => ("修改", "设置"),
            Action::Account => ("管理", "账户"),
            Action::Grant => ("登记", "授权"),
            Action::Accounts => ("查看", "账户和授权"),
            Action::Backup => ("备份", "业务库"),
            Action::Restore => ("恢复", "业务库"),
            Action::Acts => ("查看", "办理记录"),
            Action::Accesses => ("查看", "查阅记录"),
        }
    }
}

/// How something is allowed; of several grants the most that one gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Leave {
    /// With what lists mask masked.
    Masked,
    /// What is one's own, and no other.
    Own,
    /// After a reason is given and put on record.
    Reason,
    /// As it is.
    Plain,
}

/// What a role may do of an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cell {
    No,
    Yes(Leave),
    /// Of what benefits have in common: batches, their lines, recoveries.
    Paid,
    /// Of what the program keeps by itself: acts, and who looked.
    Kept,
}

impl Cell {
    /// How it is allowed of a register, or of none.
    fn leave(self, register: Option<&Register>) -> Option<Leave> {
        let of = |holds: fn(&Register) -> bool| register.is_some_and(holds).then_some(Leave::Plain);
        match self {
            Cell::No => None,
            Cell::Yes(leave) => Some(leave),
            Cell::Paid => of(|register| realm(register.name) == Some(Realm::Paid)),
            Cell::Kept => of(|register| register.view.is_some()),
        }
    }
}

const NO: Cell = Cell::No;
const YES: Cell = Cell::Yes(Leave::Plain);
const WHY: Cell = Cell::Yes(Leave::Reason);
const OWN: Cell = Cell::Yes(Leave::Own);
const MASK: Cell = Cell::Yes(Leave::Masked);
const PAID: Cell = Cell::Paid;
const KEPT: Cell = Cell::Kept;

/// Each action, and what the roles may do of it, in the order of [`Role::ALL`].
const ALLOWED: [(Action, [Cell; Role::ALL.len()]); 25] = [
    (Action::Look, [YES, YES, YES, YES, NO, NO, MASK]),
    (Action::Open, [YES, YES, YES, MASK, NO, NO, MASK]),
    (Action::OpenRestricted, [WHY, WHY, WHY, NO, NO, NO, WHY]),
    (Action::Reveal, [WHY, WHY, WHY, NO, NO, NO, WHY]),
    (Action::Enter, [YES, NO, NO, NO, NO, NO, NO]),
    (Action::Correct, [YES, NO, NO, NO, NO, NO, NO]),
    (Action::Void, [YES, NO, NO, NO, NO, NO, NO]),
    (Action::Undo, [YES, NO, NO, NO, NO, NO, NO]),
    (Action::Remap, [YES, NO, NO, NO, NO, NO, NO]),
    (Action::Propose, [YES, NO, NO, NO, NO, NO, NO]),
    (Action::Settle, [NO, NO, YES, NO, NO, NO, NO]),
    (Action::Draft, [YES, NO, NO, NO, NO, NO, NO]),
    (Action::Check, [NO, YES, NO, NO, NO, NO, NO]),
    (Action::Approve, [NO, NO, YES, NO, NO, NO, NO]),
    (Action::Pay, [NO, NO, NO, YES, NO, NO, NO]),
    (Action::Print, [YES, YES, YES, PAID, NO, NO, KEPT]),
    (Action::Json, [YES, YES, YES, PAID, NO, NO, KEPT]),
    (Action::Settings, [NO, NO, NO, NO, YES, NO, NO]),
    (Action::Account, [NO, NO, NO, NO, YES, NO, NO]),
    (Action::Grant, [NO, NO, NO, NO, NO, YES, NO]),
    (Action::Accounts, [OWN, OWN, OWN, OWN, YES, YES, YES]),
    (Action::Backup, [NO, NO, NO, NO, YES, NO, NO]),
    (Action::Restore, [NO, NO, NO, NO, YES, NO, NO]),
    (Action::Acts, [OWN, OWN, OWN, OWN, NO, NO, YES]),
    (Action::Accesses, [OWN, OWN, OWN, OWN, NO, NO, YES]),
];

/// Every action, in the order of the table.
pub fn actions() -> impl Iterator<Item = Action> {
    ALLOWED.iter().map(|(action, _)| *action)
}

/// How a role may do something with a register, or with none; none where it may not.
pub fn allowed(role: Role, action: Action, register: Option<&Register>) -> Option<Leave> {
    let (_, cells) = ALLOWED.iter().find(|(of, _)| *of == action)?;
    cells.get(role as usize)?.leave(register)
}

/// Where two roles of one person stand against each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clash {
    /// Whatever they are given for.
    Anywhere,
    /// Where both are given for one field of work and one town.
    SamePlace,
}

/// 不相容岗位: what nobody may be at once. Who administers or audits has no business; who pays has decided nothing; what one does another
/// checks and a third approves.
pub const INCOMPATIBLE: [(Role, &[Role], Clash); 6] = {
    use Role::{Approver, Auditor, Checker, Finance, Maker, Security, System};
    [
        (System, &[Maker, Checker, Approver, Finance, Security, Auditor], Clash::Anywhere),
        (Security, &[Maker, Checker, Approver, Finance, Auditor], Clash::Anywhere),
        (Auditor, &[Maker, Checker, Approver, Finance], Clash::Anywhere),
        (Finance, &[Maker, Checker, Approver], Clash::Anywhere),
        (Maker, &[Checker, Approver], Clash::SamePlace),
        (Checker, &[Approver], Clash::SamePlace),
    ]
};

/// Where two roles of one person stand against each other; none where they do not.
pub fn incompatible(one: Role, other: Role) -> Option<Clash> {
    let listed = |a: Role, b: Role| INCOMPATIBLE.iter().find(|(role, others, _)| *role == a && others.contains(&b));
    listed(one, other).or_else(|| listed(other, one)).map(|(_, _, clash)| *clash)
}

/// A town.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Town {
    /// Its code of 12 digits.
    pub code: String,
    /// What it is called.
    pub name: String,
}

/// 授权: a role that somebody has, where and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// The role.
    pub role: Role,
    /// The field of work; none is every one but children, which must be named.
    pub wing: Option<Wing>,
    /// The town; none is the district.
    pub town: Option<Town>,
    /// The first day.
    pub from: NaiveDate,
    /// The last day; none goes on.
    pub to: Option<NaiveDate>,
}

impl Grant {
    /// Whether it holds on a day.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.from <= day && self.to.is_none_or(|last| day <= last)
    }
    /// Whether it is for a field of work.
    fn is_for(&self, wing: Wing) -> bool {
        self.wing.map_or(wing != Wing::Children, |own| own == wing)
    }
    /// Whether it reaches what is asked for.
    fn reaches(&self, ask: &Ask<'_>) -> bool {
        ask.wing.is_none_or(|wing| self.is_for(wing)) && self.lies(ask.place)
    }
    fn lies(&self, place: Place<'_>) -> bool {
        let Some(own) = self.town.as_ref().and_then(|town| town_of(&town.code)) else { return self.town.is_none() };
        match place {
            Place::Unasked => true,
            Place::District => false,
            Place::In(code) => town_of(code).is_some_and(|town| town == own),
        }
    }
    /// Whether both hold on one day.
    fn meets(&self, other: &Grant) -> bool {
        let begins_before_end = |a: &Grant, b: &Grant| b.to.is_none_or(|last| a.from <= last);
        begins_before_end(self, other) && begins_before_end(other, self)
    }
    /// Whether both are for one field of work and one town.
    fn shares_place(&self, other: &Grant) -> bool {
        let wing = Wing::ALL.into_iter().any(|wing| self.is_for(wing) && other.is_for(wing));
        let town = match (&self.town, &other.town) {
            (Some(own), Some(other)) => own.code == other.code,
            _ => true,
        };
        wing && town
    }
    /// Whether one person may not have both.
    pub fn stands_against(&self, other: &Grant) -> bool {
        self.meets(other)
            && match incompatible(self.role, other.role) {
                Some(Clash::Anywhere) => true,
                Some(Clash::SamePlace) => self.shares_place(other),
                None => false,
            }
    }
    /// In words: 经办·社会救助·先锋街道.
    pub fn in_words(&self) -> String {
        let wing = self.wing.map(Wing::label);
        let town = self.town.as_ref().map(|town| town.name.as_str());
        [Some(self.role.label()), wing, town].into_iter().flatten().collect::<Vec<_>>().join("·")
    }
}

/// Where something lies that is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place<'a> {
    /// That is not asked.
    Unasked,
    /// In no town: it is the whole district's.
    District,
    /// In a division of 12 digits.
    In(&'a str),
}

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Ask<'a> {
    /// The action.
    pub action: Action,
    /// The register, where one is meant.
    pub register: Option<&'static Register>,
    /// The field of work; none where it may be any.
    pub wing: Option<Wing>,
    /// Where.
    pub place: Place<'a>,
}

impl<'a> Ask<'a> {
    /// An action that is about no register.
    pub const fn to(action: Action) -> Ask<'a> {
        Ask { action, register: None, wing: None, place: Place::Unasked }
    }
    /// An action on a register, in its field of work where it has one.
    pub fn of(action: Action, register: &'static Register) -> Ask<'a> {
        Ask { register: Some(register), wing: Wing::of(register), ..Ask::to(action) }
    }
    /// The same in a field of work.
    #[must_use]
    pub const fn in_wing(self, wing: Option<Wing>) -> Ask<'a> {
        Ask { wing, ..self }
    }
    /// The same of what lies there.
    #[must_use]
    pub const fn at(self, place: Place<'a>) -> Ask<'a> {
        Ask { place, ..self }
    }
}

/// What one person may do on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rights {
    name: String,
    held: Held,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Held {
    /// Everything: nobody is named, or the office has given no roles.
    All,
    /// What these give.
    Grants(Vec<Grant>),
    /// To look, at what lists mask masked: what was given to whom cannot be told.
    Looks,
}

impl Rights {
    /// Of somebody who may do everything.
    pub fn all(name: &str) -> Rights {
        Rights { name: name.to_owned(), held: Held::All }
    }
    /// Of somebody of whose grants nothing is known.
    pub fn looking(name: &str) -> Rights {
        Rights { name: name.to_owned(), held: Held::Looks }
    }
    /// Of somebody by the grants that hold on a day.
    pub fn of(name: &str, grants: Vec<Grant>, day: NaiveDate) -> Rights {
        let held = grants.into_iter().filter(|grant| grant.holds_on(day)).collect();
        Rights { name: name.to_owned(), held: Held::Grants(held) }
    }
    /// Whether everything may be done: nobody is named, or the office has given no roles.
    pub fn sees_all(&self) -> bool {
        self.held == Held::All
    }
    /// What is held; nothing of who may do everything.
    pub fn grants(&self) -> &[Grant] {
        match &self.held {
            Held::All | Held::Looks => &[],
            Held::Grants(grants) => grants,
        }
    }
    /// Who it is, and as what: 陈雅琴(经办·社会救助).
    pub fn in_words(&self) -> String {
        match &self.held {
            Held::All => self.name.clone(),
            Held::Looks => format!("{}(权限被改动)", self.name),
            Held::Grants(grants) if grants.is_empty() => format!("{}(没有岗位)", self.name),
            Held::Grants(grants) => format!("{}({})", self.name, joined(grants.iter().map(Grant::in_words))),
        }
    }
    /// As what somebody works, in short: 经办、复核; nothing of who may do everything.
    pub fn roles_in_words(&self) -> String {
        joined(self.grants().iter().map(|grant| grant.role.label().to_owned()))
    }
    /// Whether that may be done, and how.
    ///
    /// # Errors
    /// `E-OP04`, who would do it instead.
    pub fn may(&self, ask: &Ask<'_>) -> Result<Leave, Slip> {
        let grants = match (&self.held, ask.action) {
            (Held::All, _) => return Ok(Leave::Plain),
            (Held::Looks, Action::Look | Action::Open | Action::Accounts | Action::Acts | Action::Accesses) => {
                return Ok(Leave::Masked);
            }
            (Held::Looks, _) => return Err(told(self, ask)),
            (Held::Grants(grants), _) => grants,
        };
        let leave = |grant: &Grant| allowed(grant.role, ask.action, ask.register).filter(|_| grant.reaches(ask));
        grants.iter().filter_map(leave).max().ok_or_else(|| told(self, ask))
    }
}

/// What somebody is told who may not do that.
pub fn told(rights: &Rights, ask: &Ask<'_>) -> Slip {
    let (verb, thing) = ask.action.words();
    let thing = ask.register.map_or(thing, |register| register.label);
    // Who sees only his own does not do it for others.
    let by_role = |role: &Role| allowed(*role, ask.action, ask.register).is_some_and(|leave| leave != Leave::Own);
    let roles = joined(Role::ALL.iter().filter(|role| by_role(role)).map(|role| role.label().to_owned()));
    let able = || rights.grants().iter().filter(|grant| by_role(&grant.role));
    let near = || able().filter(|grant| grant.reaches(&ask.at(Place::Unasked)));
    let beyond = joined(near().filter_map(|grant| grant.town.as_ref().map(|town| town.name.clone())));
    let (beyond, whose) = match ask.wing {
        _ if !beyond.is_empty() => (format!("({beyond}以外)"), "所在镇街的"),
        Some(wing) if able().next().is_some() => (String::new(), wing.label()),
        _ => (String::new(), ""),
    };
    Slip::error("E-OP04", format!("{}不能{verb}{thing}{beyond}; 由{whose}{roles}岗位办理", rights.in_words()))
}

/// What somebody is told who would find out by a list what he does not see in it.
pub fn told_of(rights: &Rights, label: &str) -> Slip {
    Slip::error("E-OP04", format!("{}看不到“{label}”, 不能按它统计、筛选或排序", rights.in_words()))
}

/// Each once, in a row: 先锋街道、黄茶岭街道.
fn joined(words: impl Iterator<Item = String>) -> String {
    let mut once: Vec<String> = Vec::new();
    for word in words {
        if !once.contains(&word) {
            once.push(word);
        }
    }
    once.join("、")
}
