//! How records of people stand on the person's page: a line each, under a heading. Declared with the register of the
//! records.

/// How the records of a register stand on the page of whoever they are of.
#[derive(Clone, Copy, Debug)]
pub struct OnPage {
    /// The heading: 核查核对. Registers may share one.
    pub under: &'static str,
    /// The columns by which a record is somebody's: that with the person, that with a case which covers the person.
    pub of: &'static [&'static str],
    /// Whether the page tells of the records of all who live with the person, too.
    pub family: bool,
    /// The column with its number.
    pub number: &'static str,
    /// The columns with its day: the first that is filled.
    pub days: &'static [&'static str],
    /// The column that says what it is: who visited, why data were asked for, or by a path the home where somebody lives. This and those below
    /// are codes, text, names or money.
    pub what: &'static str,
    /// The column with what came out, where there is one.
    pub outcome: Option<&'static str>,
    /// The column that says where it stands, where there is one.
    pub state: Option<&'static str>,
    /// The rows beneath it that somebody still has to see to.
    pub open: Option<Open>,
}

/// Rows of a record that are open.
#[derive(Clone, Copy, Debug)]
pub struct Open {
    /// Their register, whose parent is the record.
    pub register: &'static str,
    /// The column, and the code, by which they are.
    pub when: (&'static str, &'static str),
    /// What they are called, behind their number: 条待核实.
    pub called: &'static str,
}
