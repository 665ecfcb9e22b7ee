//! Each question of the screens, put to the office's file. The only place where both are known.

use crate::app::msg::{Behind, Reply, Want};
use crate::app::notice::{Look, Trouble};
use crate::app::remembered::{OfList, Remembered};
use crate::app::secret::Secret;
use crate::app::sheets::{PORTION, Pages, Sheet};
use crate::domain::slip::Severity;
use crate::domain::trouble;
use crate::figure::paper::Paper;
use crate::figure::{Measure, Quantity, Window};
use crate::jobs::paper::Order;
use crate::jobs::report::{Going, doubts};
use crate::print::PreviewSheet;
use crate::register::{Draft, Query};
use crate::store::change::undo::Progress;
use crate::store::file::files;
use crate::store::{self, Store, StoreFault, Who};
use chrono::NaiveDate;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The office's file, who works with it, and the day.
pub struct OpenedOffice {
    /// The open file.
    pub store: Store,
    /// Who works.
    pub who: Who,
    /// The business date.
    pub day: NaiveDate,
    /// The district's own name, for the title: 雁峰区.
    pub place: String,
    /// The file in which is kept what the clerk has made of the lists.
    pub lists: Option<PathBuf>,
    /// What could not be kept when it was made or found.
    pub unkept: Option<String>,
}

/// So many values of a field are counted for a filter, and one more to tell that there are.
pub(super) const VALUES: usize = 101;

/// The slip by which the store says that somebody else was quicker.
const OVERTAKEN: &str = "E-RG21";

impl OpenedOffice {
    /// Opens the office of a file for an operator (the first one without a name) on a day (without one that of a
    /// demonstration office, else the machine's).
    ///
    /// # Errors
    /// The file cannot be opened; there is no such operator.
    pub fn open(path: &Path, operator: Option<&str>, today: Option<NaiveDate>) -> Result<OpenedOffice, StoreFault> {
        let store = Store::open(path)?;
        let who = store.who(operator)?;
        OpenedOffice::of(store, who, today)
    }
    /// The office of an open file, before which somebody sits from now on.
    ///
    /// # Errors
    /// He is nobody who may sit there.
    pub fn of(store: Store, who: Who, today: Option<NaiveDate>) -> Result<OpenedOffice, StoreFault> {
        store.sit(&who)?;
        let (day, place) = (day(&store, today), place(&store));
        Ok(OpenedOffice { store, who, day, place, lists: None, unkept: None })
    }
    /// Looks whether the file is still where it was opened. Where that has changed, what the screens are to be told
    /// ([`App::set_adrift`](crate::app::App::set_adrift)): they show what it was.
    pub fn look(&self, was_adrift: bool) -> Option<Option<String>> {
        let is_adrift = self.store.is_adrift();
        (is_adrift != was_adrift).then(|| self.store.adrift().filter(|_| is_adrift))
    }
    /// The answer to what is quick.
    pub fn answer(&self, want: Want) -> Reply {
        self.put(want).unwrap_or_else(refused)
    }

    fn put(&self, want: Want) -> Result<Reply, StoreFault> {
        let store = &self.store;
        Ok(match want {
            Want::Page(query) => Reply::Page(store.page(&query)?),
            Want::Open(register, key) => Reply::Opened(Box::new(store.opened(register, key, self.day)?)),
            Want::Edit(register, key) => Reply::Opened(Box::new(store.opened_to_edit(register, key, self.day)?)),
            Want::Deeds(register, key) => {
                let (called, offered) = store.deeds(register, key, self.day)?;
                Reply::Deeds(called, offered)
            }
            Want::ChangePassword(old, new) => self.change_password(&old, &new)?,
            Want::History(register, key) => Reply::History(store.history(register, key)?),
            Want::Entered(register, key) => Reply::Entered(store.entered(register, "key", key)?.map(|(_, act)| act)),
            Want::Check(draft) => Reply::Checked(Box::new(store.check(&draft, self.day)?)),
            Want::Save(draft) => return self.save(&draft),
            Want::Void { register, key, why, accept } => {
                let mut said = store.check_void(register, key, self.day)?;
                said.retain(|s| s.severity == Severity::Warning);
                let act = store.void_knowing(register, key, (&self.who, self.day), &why, &accept)?.act;
                Reply::Voided { said, act }
            }
            Want::Undoing(act) => undoing(store, act, self.day, &mut |_, _| true)?,
            Want::Undo { act, why, accept } => {
                undo(store, (&self.who, self.day), (act, &why, &accept), &mut |_, _| true)?
            }
            Want::Find(text, limit) => Reply::Hits(store.find(&text, usize::from(limit), self.day)?),
            Want::Offer(kind, text, limit) => Reply::Offers(store.offers(kind, &text, usize::from(limit), self.day)?),
            Want::Act(act) => Reply::Act(Box::new(store.act_page(act)?)),
            Want::ActRows(act, after, limit) => Reply::ActRows(store.act_rows(act, after, usize::from(limit))?),
            Want::Person(key, months) => Reply::Person(Box::new(store.person_page(key, self.day, months)?)),
            Want::Keep { drafts, instead_of } => {
                Reply::Kept(store.keep_unfinished(&drafts, &instead_of, &self.who, self.day)?)
            }
            Want::Unfinished => {
                Reply::Unfinished(store.unfinished(&self.who)?.map(|(key, draft)| (key, Box::new(draft))))
            }
            Want::Rows(measure, window) => Reply::Rows(rows(store, measure, window)?),
            Want::Divisions => Reply::Divisions(store.territory(self.day)?),
            Want::Count(query) => Reply::Count(store.count(&query)?),
            Want::Arrange(query) => Reply::Arranged(store.arrange(&query, &mut |_, _| true)?),
            Want::Values(query, path) => Reply::Values(store.values_of(&query, path, VALUES, &mut |_, _| true)?),
            Want::Frequency(query, by) => Reply::Frequency(Box::new(store.frequency(&query, &by, &mut |_, _| true)?)),
            Want::Sum(query) => summed(store, &query, &mut |_, _| true)?,
            Want::Remember(list, of) => Reply::Remembered(Box::new(self.remember(list, of)?)),
            Want::Panel(questions) => Reply::Numbers(numbers(store, &questions)?),
            Want::Census(day) => Reply::Census(Box::new(store.territory_with_counts(day)?)),
            Want::Naming(code) => Reply::Naming(store.naming(&code, self.day)?),
            Want::Remapping(plan) => Reply::Remapping(Box::new(store.remap_preview(plan, self.day, &mut |_, _| true)?)),
            Want::Remap(plan) => {
                Reply::Remapping(Box::new(store.remap(plan, (&self.who, self.day), &mut |_, _| true)?))
            }
            Want::Preview { paper, width, from } => {
                return preview(store, order(&paper, self.day), (width, from), &|| true);
            }
            Want::Oddities(month) => Reply::Oddities(doubts(store, month, &|| true)?),
            Want::Print { .. } | Want::Backup | Want::Integrity => {
                return Err(StoreFault::defect("这项工作应在后台进行"));
            }
        })
    }

    /// What the clerk has made of the lists; nothing where there is no file of it.
    ///
    /// # Errors
    /// The file cannot be read, or is none of these.
    pub fn remembered(&self) -> Result<Remembered, StoreFault> {
        let mut all = remembered(self.lists.as_deref())?;
        if all.without_masked() {
            // Where the folder cannot be written, what is remembered is used all the same, without them.
            let _ = self.write_remembered(&all);
        }
        Ok(all)
    }

    /// Keeps who came in last: his name is offered the next time. Where that cannot be kept he types it.
    pub(super) fn remembers_login(&self) {
        if let Ok(all) = self.remembered()
            && all.login.as_ref() != Some(&self.who.name)
        {
            let _ = self.write_remembered(&Remembered { login: Some(self.who.name.clone()), ..all });
        }
    }

    /// Keeps what the clerk has made of one list, beside what another window has kept of others meanwhile.
    fn remember(&self, list: String, of: OfList) -> Result<Remembered, StoreFault> {
        let mut all = self.remembered()?;
        all.lists.insert(list, of);
        all.lists.retain(|_, of| *of != OfList::default());
        self.write_remembered(&all)?;
        Ok(all)
    }

    fn write_remembered(&self, all: &Remembered) -> Result<(), StoreFault> {
        let Some(path) = &self.lists else { return Ok(()) };
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(|e| StoreFault::io(folder, "建立", &e))?;
        }
        let text = toml::to_string(all).map_err(|e| StoreFault::defect(e.to_string()))?;
        files::write(path, text.as_bytes(), self.store.path())?;
        Ok(())
    }

    fn change_password(&self, old: &Secret, new: &Secret) -> Result<Reply, StoreFault> {
        self.store.change_password(&self.who, old.text(), new.text(), self.day)?;
        Ok(Reply::PasswordChanged)
    }

    fn save(&self, draft: &Draft) -> Result<Reply, StoreFault> {
        match (self.store.save(draft, &self.who, self.day), draft.key) {
            (Ok(saved), _) => Ok(Reply::Saved(saved)),
            (Err(StoreFault::Refused(refused)), Some(key)) if refused.slips.iter().any(|s| s.code == OVERTAKEN) => {
                Ok(Reply::Overtaken(Box::new(self.store.opened_to_edit(draft.register, key, self.day)?)))
            }
            (Err(fault), _) => Err(fault),
        }
    }
}

/// What was made of the lists, as a file has it; nothing where there is none.
///
/// # Errors
/// The file cannot be read, or is none of these.
pub(super) fn remembered(path: Option<&Path>) -> Result<Remembered, StoreFault> {
    let Some(path) = path else { return Ok(Remembered::default()) };
    let wrong = |what: &str| {
        let text = format!("{} {what}; 常用筛选和栏目没有读入, 请改正或移走该文件", path.display());
        StoreFault::Surroundings(text)
    };
    match fs::read_to_string(path) {
        Ok(text) => toml::from_str(&text).map_err(|e| wrong(&format!("有误: {}", e.message()))),
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(Remembered::default()),
        Err(e) => Err(wrong(&format!("读不了: {}", trouble::told(&e)))),
    }
}

/// The business date: the one that is given, else that of a demonstration office, else the machine's.
pub(super) fn day(store: &Store, given: Option<NaiveDate>) -> NaiveDate {
    given.or(store.office().demo_day).unwrap_or_else(store::today)
}

/// The district's own name, for the title: 雁峰区.
pub(super) fn place(store: &Store) -> String {
    let name = store.office().name.trim_end_matches("民政局");
    name.rsplit_once('市').map_or(name, |(_, district)| district).to_owned()
}

/// The values of a panel, in the order asked. Questions for the same window are put together.
pub(super) fn numbers(store: &Store, questions: &[(Measure, Window)]) -> Result<Vec<Quantity>, StoreFault> {
    let mut numbers = vec![Quantity::default(); questions.len()];
    let mut windows: Vec<Window> = Vec::new();
    for (_, window) in questions {
        if !windows.contains(window) {
            windows.push(*window);
        }
    }
    for window in windows {
        let asked = || questions.iter().enumerate().filter(|(_, (_, w))| *w == window);
        let measures: Vec<Measure> = asked().map(|(_, (m, _))| *m).collect();
        let answers = store.measures(&measures, window)?;
        for ((at, _), quantity) in asked().zip(answers) {
            if let Some(number) = numbers.get_mut(at) {
                *number = quantity;
            }
        }
    }
    Ok(numbers)
}

/// What the rows of a list come to.
pub(super) fn summed(store: &Store, query: &Query, progress: Progress<'_>) -> Result<Reply, StoreFault> {
    let (sums, gone) = store.summed(query, progress)?;
    Ok(Reply::Summed(sums, gone))
}

/// What the undo of an act would do.
pub(super) fn undoing(store: &Store, act: i64, day: NaiveDate, progress: Progress<'_>) -> Result<Reply, StoreFault> {
    Ok(Reply::Undoing(Box::new(store.undo_preview(act, day, progress)?)))
}

/// Takes an act back, for a reason, with the doubts that are accepted for it.
pub(super) fn undo(
    store: &Store,
    by: (&Who, NaiveDate),
    (act, why, accept): (i64, &str, &[String]),
    progress: Progress<'_>,
) -> Result<Reply, StoreFault> {
    Ok(Reply::Undone(Box::new(store.undo(act, by, why, accept, progress)?)))
}

/// An order to print, with the usual font and printer.
pub(super) fn order(paper: &Paper, day: NaiveDate) -> Order<'_> {
    Order { paper, day, font: None, printer: None, aside: None }
}

/// Pages for a screen so wide, from a page on.
pub(super) fn preview(
    store: &Store,
    order: Order<'_>,
    (width, from): (u16, usize),
    going: &Going<'_>,
) -> Result<Reply, StoreFault> {
    let made = order.preview(store, width, from, PORTION, going)?;
    let sheet = |s: PreviewSheet| Sheet { above: s.above, heads: s.heads, body: s.body };
    let pages = made.pages.into_iter().map(|page| page.into_iter().map(sheet).collect()).collect();
    Ok(Reply::Preview(Box::new(Pages { total: made.total, from, pages })))
}

fn rows(store: &Store, measure: Measure, window: Window) -> Result<Behind, StoreFault> {
    let (set, per) = measure.sets();
    let rows = store.rows(set, window, measure.adds_money())?;
    let per = per.map(|set| store.rows(set, window, false)).transpose()?;
    Ok(Behind { rows, per })
}

/// A fault of the store, in one of the three looks.
pub(super) fn refused(fault: StoreFault) -> Reply {
    match fault {
        stopped if stopped.is_stopped() => Reply::Dropped,
        StoreFault::Refused(refused) => Reply::Refused(refused.slips),
        StoreFault::Defect(_) => trouble(Look::Defect, &fault),
        _ => trouble(Look::Surroundings, &fault),
    }
}

/// What happened stands before the first 。 or ;, what to do after it.
fn trouble(look: Look, fault: &StoreFault) -> Reply {
    let text = fault.to_string();
    let (what, remedy) = match text.split_once(['。', ';']) {
        Some((what, remedy)) => (what.to_owned(), remedy.trim().to_owned()),
        None => (text, String::new()),
    };
    Reply::Failed(Trouble { look, what, remedy })
}
