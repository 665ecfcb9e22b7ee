//! Which households and persons of a 低保 roster a row set means, said once: the store makes SQL of it, and reads it in its walk.

/// Which cases of a roster.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Paying {
    /// All on the roster.
    All,
    /// Those in pay: the suspended left out.
    Only,
    /// The suspended alone.
    Suspended,
}

impl Paying {
    /// Whether cases are meant that are suspended, or are not.
    pub const fn means(self, suspended: bool) -> bool {
        match self {
            Paying::All => true,
            Paying::Only => !suspended,
            Paying::Suspended => suspended,
        }
    }
}

/// What a change does to the number of households.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Effect {
    /// Whatever it does.
    Any,
    /// Its version is on the roster: the household comes in.
    In,
    /// Its version is an end: the household goes out.
    Out,
}

impl Effect {
    /// Whether changes are meant whose version is an end, or is none.
    pub const fn means(self, end: bool) -> bool {
        match self {
            Effect::Any => true,
            Effect::In => !end,
            Effect::Out => end,
        }
    }
}

/// Which of the covered persons (assistance 1.1, 10.1, 13.6, 13.10).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// Everyone.
    All,
    /// 女性.
    Women,
    /// 老年人: 60 and more on the day.
    Aged,
    /// 未成年人: under 18 on the day.
    Minors,
    /// 残疾人: with a grade of disability.
    Disabled,
    /// 重残: first and second grade.
    SeverelyDisabled,
    /// 劳动能力 of that code, 18 to 59 years old.
    Labour(&'static str),
    /// 无(18岁以下与60岁以上): by age, and those between whose code says minor or elderly (it was given on another day).
    NoLabour,
    /// 致贫原因: the case has one of these causes (several may hold).
    Cause(&'static [&'static str]),
}

/// A test of a covered person on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Test<'a> {
    /// 性别 is that.
    Sex(&'static str),
    /// So many years are completed.
    Completed(u16),
    /// They are not.
    Under(u16),
    /// 残疾等级 is one of these, or any where there are none.
    Level(&'a [&'static str]),
    /// 劳动能力 is one of these.
    Labour(&'a [&'static str]),
    /// One of these is a 致贫原因 of the case.
    Cause(&'a [&'static str]),
}

/// Tests that must hold: all of them, or any.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tests<'a> {
    /// All.
    All(Vec<Test<'a>>),
    /// One of them at least.
    Any(Vec<Test<'a>>),
}

impl Group {
    /// What its persons are. Outside 18 to 59 the age alone makes the labour class; inside it the code does. A code for minors or the
    /// aged on somebody between counts as 无: it was given on another day. A person without a code is in no class, and the table's
    /// check says so.
    pub fn tests(&self) -> Tests<'_> {
        match self {
            Group::All => Tests::All(vec![]),
            Group::Women => Tests::All(vec![Test::Sex("2")]),
            Group::Aged => Tests::All(vec![Test::Completed(60)]),
            Group::Minors => Tests::All(vec![Test::Under(18)]),
            Group::Disabled => Tests::All(vec![Test::Level(&[])]),
            Group::SeverelyDisabled => Tests::All(vec![Test::Level(&["1", "2"])]),
            Group::Labour(code) => {
                let labour = Test::Labour(std::slice::from_ref(code));
                Tests::All(vec![Test::Under(60), Test::Completed(18), labour])
            }
            Group::NoLabour => Tests::Any(vec![Test::Completed(60), Test::Under(18), Test::Labour(&["4", "5"])]),
            Group::Cause(codes) => Tests::All(vec![Test::Cause(codes)]),
        }
    }
}

impl<'a> Tests<'a> {
    /// Each of them.
    pub fn each(&self) -> &[Test<'a>] {
        match self {
            Tests::All(tests) | Tests::Any(tests) => tests,
        }
    }
    /// Whether they hold for somebody for whom single ones do.
    pub fn hold(&self, holds: impl FnMut(&Test<'a>) -> bool) -> bool {
        match self {
            Tests::All(tests) => tests.iter().all(holds),
            Tests::Any(tests) => tests.iter().any(holds),
        }
    }
}

/// Not stored: moves inside the district (迁入, 迁出 that came with a move), seen from the town that gains and from the one that loses.
/// They are nobody's 新增 or 核减, and nothing to the district.
pub const MOVED_IN: &str = "m+";
/// The other side of [`MOVED_IN`].
pub const MOVED_OUT: &str = "m-";
/// By which kind such a move is stored on each side.
pub const MOVE_KINDS: [(&str, &str); 2] = [(MOVED_IN, "09"), (MOVED_OUT, "10")];
