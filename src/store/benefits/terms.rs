//! What was typed into the look-up: words, what each may be a part of, and which one finds the fewest people. Pure.

use crate::domain::month::Month;
use crate::domain::people::id_number::IdNumber;
use crate::domain::people::person_name::{is_latin_key, is_plain, search_key};
use crate::domain::people::phone::Phone;
use crate::domain::people::pinyin;
use crate::domain::text::{clean, is_han, is_hyphen, squeeze};
use crate::domain::{date, found_by};
use crate::register::BENEFITS;
use crate::register::benefits::benefit::Benefit;
use chrono::{Datelike, NaiveDate};

/// One word of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::store) enum Term {
    /// 姓名 or part of it, as names are compared.
    Name(String),
    /// Pinyin initials or a Latin name, as names are compared.
    Letters(String),
    /// Digits, the last one perhaps an `X`.
    Number(String),
    /// 出生日期 or the month of one, as it is stored.
    Born(String),
    /// A number with letters in it (case number, temporary number), in the spellings in which it may stand.
    Code(Vec<String>),
}

/// The index that leads from a word to people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) enum By {
    IdNumber,
    /// The last six characters backwards.
    IdTail,
    /// 出生日期.
    Birth,
    Name,
    NameFrom2,
    NameFrom3,
    /// Pinyin initials, and the spellings of a name in parts.
    Initials,
    Phone,
    /// The last eight digits backwards.
    PhoneTail,
    TempNo,
    CertNo,
    Account,
    /// The last eight digits backwards.
    AccountTail,
    /// The number of a case.
    Case(&'static Benefit),
    /// 低保证号.
    DibaoCert,
    Household,
}

#[cfg(test)]
impl By {
    pub(in crate::store) fn all() -> impl Iterator<Item = By> {
        let fixed = [
            By::IdNumber,
            By::IdTail,
            By::Birth,
            By::Name,
            By::NameFrom2,
            By::NameFrom3,
            By::Initials,
            By::Phone,
            By::PhoneTail,
            By::TempNo,
            By::CertNo,
            By::Account,
            By::AccountTail,
            By::DibaoCert,
            By::Household,
        ];
        fixed.into_iter().chain(cases())
    }
}

/// One way from a word to people: everyone whose text begins so. A lower rank is a better match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::store) struct Source {
    pub rank: u8,
    pub by: By,
    pub begins: String,
}

/// Cuts a query into words, each folded as the fields fold.
pub(in crate::store) fn terms(query: &str) -> Vec<Term> {
    let clean = clean(query);
    if let Some(whole) = whole(&clean) {
        return vec![whole];
    }
    // A name may be written with its parts set apart otherwise than by blanks: `Smith, John`.
    let words = clean.split([' ', ',', ';', '、']).filter(|w| !w.is_empty()).take(6);
    words.flat_map(named_and_numbered).filter_map(term).collect()
}

/// A name with digits at its heels is two words: `李娟1249`.
fn named_and_numbered(word: &str) -> Vec<&str> {
    match parts(word) {
        Some((head, tail)) if !head.is_ascii() => vec![head, tail],
        _ => vec![word],
    }
}

/// What stands before the digits with which a word ends, and those.
fn parts(word: &str) -> Option<(&str, &str)> {
    let (head, tail) = word.split_at(word.find(|c: char| c.is_ascii_digit())?);
    let is_number = |t: &str| {
        let digits = t.strip_suffix(['x', 'X']).unwrap_or(t);
        digits.len() >= 2 && digits.bytes().all(|b| b.is_ascii_digit())
    };
    (head.chars().all(char::is_alphabetic) && !head.is_empty() && is_number(tail)).then_some((head, tail))
}

/// The words again where one is no number of anything but initials with digits at their heels: `lj1249`. Numbers of cases begin with
/// letters too, so this is the second reading.
pub(in crate::store) fn apart(terms: &[Term]) -> Option<Vec<Term>> {
    let split = |t: &Term| match t {
        Term::Code(spellings) => {
            let (head, tail) = spellings.first().and_then(|c| parts(c))?;
            Some([head, tail].into_iter().filter_map(term).collect::<Vec<_>>())
        }
        _ => None,
    };
    terms
        .iter()
        .any(|t| split(t).is_some())
        .then(|| terms.iter().flat_map(|t| split(t).unwrap_or_else(|| vec![t.clone()])).collect())
}

/// A query that is one number, copied in groups, or one date.
fn whole(clean: &str) -> Option<Term> {
    let joined = squeeze(clean).to_ascii_uppercase();
    if !clean.contains(' ') {
        return None;
    }
    if let Some(day) = born(clean) {
        return Some(Term::Born(day));
    }
    if let Ok(phone) = Phone::parse(clean) {
        return Some(Term::Number(phone.as_str().replace('-', "")));
    }
    let is_number = joined.chars().all(|c| c.is_ascii_digit() || c == 'X');
    if is_number && (matches!(joined.len(), 11 | 15) || joined.len() >= 16) {
        return Some(Term::Number(joined));
    }
    let letters = joined.chars().take_while(char::is_ascii_uppercase).count();
    let digits = joined.chars().skip(letters).filter(char::is_ascii_digit).count();
    // The number of a case or a person, not a name and an ending.
    let is_code = (1..=3).contains(&letters) && digits >= 9 && letters + digits == joined.len();
    is_code.then(|| Term::Code(found_by::numbers(clean)))
}

/// A day that was written as one, or a month; eight digits alone may be something else.
fn born(word: &str) -> Option<String> {
    let is_number = word.bytes().all(|b| b.is_ascii_digit());
    let day = date::parse(word).ok().filter(|_| !is_number).map(|day| day.to_string());
    let written = |m: &Month| !is_number && (1880..=2100).contains(&m.year());
    day.or_else(|| Month::parse(word).filter(written).map(|month| month.to_string()))
}

fn term(word: &str) -> Option<Term> {
    if let Some(day) = born(word) {
        return Some(Term::Born(day));
    }
    let grouped = |c: char| c.is_ascii_digit() || is_hyphen(c) || matches!(c, '+' | '(' | ')' | 'x' | 'X');
    if word.chars().all(grouped) && word.contains(|c: char| c.is_ascii_digit()) {
        let bare: String = squeeze(word).chars().filter(|c| !matches!(c, '(' | ')')).collect();
        let bare = bare.strip_prefix("+86").or_else(|| bare.strip_prefix("0086")).unwrap_or(&bare).to_ascii_uppercase();
        let digits = bare.strip_suffix('X').unwrap_or(&bare);
        if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) {
            return Some(Term::Number(bare));
        }
    }
    let key = search_key(word);
    if is_latin_key(&key) {
        return Some(Term::Letters(key));
    }
    if word.is_ascii() {
        return word.contains(|c: char| c.is_ascii_alphanumeric()).then(|| Term::Code(found_by::numbers(word)));
    }
    (!key.is_empty()).then_some(Term::Name(key))
}

impl By {
    /// How many characters of an ending its index holds, where it leads by endings.
    pub(in crate::store) const fn tail(self) -> Option<usize> {
        match self {
            By::IdTail => Some(6),
            By::PhoneTail | By::AccountTail => Some(8),
            _ => None,
        }
    }
}

impl Term {
    /// Whether a name alone says if the word fits.
    pub(in crate::store) const fn is_name(&self) -> bool {
        matches!(self, Term::Name(_) | Term::Letters(_))
    }

    /// How many people the word may fit, roughly: the word with the lowest weight leads the search.
    pub(in crate::store) fn weight(&self) -> u8 {
        match self {
            Term::Number(n) if matches!(n.len(), 15..) => 0,
            Term::Code(_) => 1,
            Term::Born(day) if day.len() == 10 => 3,
            Term::Born(_) => 6,
            Term::Number(n) if n.len() >= 11 => 1,
            Term::Number(n) if n.len() >= 6 => 2,
            Term::Name(n) if n.chars().count() >= 3 => 3,
            Term::Number(n) if n.len() >= 4 => 4,
            Term::Name(n) if n.chars().count() == 2 => 5,
            Term::Letters(l) if l.len() >= 3 => 5,
            Term::Letters(l) if l.len() == 2 => 6,
            Term::Name(_) => 7,
            Term::Letters(_) => 8,
            Term::Number(_) => 9,
        }
    }

    /// The ways from this word to people, best first.
    pub(in crate::store) fn sources(&self) -> Vec<Source> {
        let mut sources = match self {
            Term::Number(n) => by_number(n),
            Term::Name(n) => {
                let mut sources = vec![source(2, By::Name, n), source(4, By::Initials, n), source(6, By::NameFrom2, n)];
                if n.chars().filter(|c| is_han(*c)).count() < 3 {
                    sources.push(source(7, By::NameFrom3, n));
                }
                sources
            }
            Term::Letters(l) => vec![source(3, By::Initials, l)],
            Term::Born(day) => vec![source(1, By::Birth, day)],
            Term::Code(spellings) => {
                let numbers = cases().chain([By::DibaoCert, By::TempNo]).map(|by| (0, by));
                let ways: Vec<(u8, By)> = numbers.chain([(1, By::IdNumber), (1, By::CertNo)]).collect();
                // What is stored has capitals only.
                let stored = spellings.iter().filter(|c| !c.contains(|c: char| c.is_ascii_lowercase() || c == ' '));
                stored.flat_map(|c| ways.iter().map(move |(rank, by)| source(*rank, *by, c))).collect()
            }
        };
        sources.sort_by_key(|s| s.rank);
        sources
    }

    /// Whether a person found by another word fits this one too.
    pub(in crate::store) fn fits(&self, person: &Traits<'_>) -> bool {
        let within = |text: Option<&str>, part: &str| text.is_some_and(|t| t.contains(part));
        match self {
            Term::Name(n) if is_plain(person.name) => person.name.contains(n.as_str()),
            Term::Name(n) => search_key(person.name).contains(n.as_str()),
            Term::Letters(l) => {
                pinyin::initials(person.name).split(' ').any(|reading| reading.contains(l.as_str()))
                    || (!is_plain(person.name) && search_key(person.name).contains(l.as_str()))
            }
            Term::Number(n) => {
                within(person.id_number, n)
                    || within(person.temp_no, n)
                    || person.phone.is_some_and(|phone| phone.replace('-', "").contains(n.as_str()))
            }
            Term::Born(day) => person.birth_date.starts_with(day.as_str()),
            Term::Code(spellings) => spellings.iter().any(|c| within(person.temp_no, c)),
        }
    }
}

/// What words are compared with.
pub(in crate::store) struct Traits<'a> {
    pub name: &'a str,
    pub id_number: Option<&'a str>,
    pub temp_no: Option<&'a str>,
    pub phone: Option<&'a str>,
    pub birth_date: &'a str,
}

fn source(rank: u8, by: By, begins: &str) -> Source {
    Source { rank, by, begins: begins.to_owned() }
}

/// The numbers of the cases of every benefit.
fn cases() -> impl Iterator<Item = By> {
    BENEFITS.iter().map(|benefit| By::Case(benefit))
}

/// Everyone whose number ends so; as much of it as the index holds.
fn ending(rank: u8, by: By, ends: &str) -> Source {
    let held = by.tail().unwrap_or(0);
    Source { rank, by, begins: ends.chars().rev().take(held).collect() }
}

/// Eight digits that are a day: the middle of an ID number.
fn birth_date(n: &str) -> Option<NaiveDate> {
    let day = if n.len() == 8 { NaiveDate::parse_from_str(n, "%Y%m%d").ok() } else { None };
    day.filter(|d| (1880..=2100).contains(&d.year()))
}

fn by_number(n: &str) -> Vec<Source> {
    let len = n.len();
    let mut sources = Vec::new();
    if len == 15
        && let Ok(id) = IdNumber::parse_as(n, true)
    {
        sources.push(source(0, By::IdNumber, id.as_str()));
    }
    if len <= 18 {
        sources.push(source(if len == 18 { 0 } else { 5 }, By::IdNumber, n));
    }
    if (4..=18).contains(&len) {
        sources.push(ending(if len >= 6 { 2 } else { 3 }, By::IdTail, n));
    }
    let all_digits = !n.ends_with('X');
    if let Some(day) = birth_date(n) {
        sources.push(source(3, By::Birth, &day.to_string()));
    }
    if all_digits && (4..=12).contains(&len) {
        sources.push(ending(5, By::PhoneTail, n));
    }
    if all_digits && (4..=30).contains(&len) {
        sources.push(ending(5, By::AccountTail, n));
    }
    if all_digits && (4..=12).contains(&len) && n.starts_with(['0', '1']) {
        let rank = if len >= 11 { 1 } else { 4 };
        sources.push(source(rank, By::Phone, n));
        // 0734-8221234 is stored with its hyphen.
        let area = if n.starts_with("01") || n.starts_with("02") { 3 } else { 4 };
        if let (true, Some((area, rest))) = (n.starts_with('0'), n.split_at_checked(area))
            && !rest.is_empty()
        {
            sources.push(source(rank, By::Phone, &format!("{area}-{rest}")));
        }
    }
    if all_digits && len >= 6 {
        sources.push(source(if len >= 16 { 1 } else { 4 }, By::Account, n));
        // Numbers of cases that were taken over may be digits alone.
        for by in [By::DibaoCert].into_iter().chain(cases()) {
            sources.push(source(4, by, n));
        }
    }
    if len >= 12 {
        sources.push(source(3, By::Household, n));
    }
    if len > 18 {
        sources.push(source(1, By::CertNo, n));
    }
    sources
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_apart() {
        assert_eq!(terms("张　１２３４"), [Term::Name("张".into()), Term::Number("1234".into())]);
        assert_eq!(terms("430406 19650312 501x"), [Term::Number("43040619650312501X".into())]);
        assert_eq!(terms("6217 0000 0000 0000"), [Term::Number("6217000000000000".into())]);
        assert_eq!(terms("ZXF"), [Term::Letters("zxf".into())]);
        assert_eq!(terms("db4304062021"), [Term::Code(vec!["db4304062021".into(), "DB4304062021".into()])]);
        assert_eq!(terms("买买提•艾力"), [Term::Name("买买提艾力".into())]);
        assert_eq!(terms("O'Neil-Ray"), [Term::Letters("oneilray".into())]);
        assert_eq!(terms("·"), []);
        assert_eq!(terms("  "), []);
        assert_eq!(terms("12 34").len(), 2);
        assert_eq!(terms("李娟1249"), [Term::Name("李娟".into()), Term::Number("1249".into())]);
        let initials = [Term::Letters("lj".into()), Term::Number("124X".into())];
        assert_eq!(apart(&terms("lj124x")).as_deref(), Some(&initials[..]));
        assert_eq!(apart(&terms("lj 124x")), None);
        assert_eq!(apart(&terms("T430406-2021-0001")), None);
    }

    #[test]
    fn what_the_fields_understand_is_understood() {
        for typed in
            ["1933-10-10", "1933.10.10", "1933/10/10", "1933年10月10日", "１９３３．１０．１０", "1933年 10月 10日"]
        {
            assert_eq!(terms(typed), [Term::Born("1933-10-10".into())], "{typed}");
        }
        assert_eq!(terms("1933.1.5"), [Term::Born("1933-01-05".into())]);
        assert_eq!(terms("1933-10"), [Term::Born("1933-10".into())]);
        for typed in
            ["13873468888", "138-7346-8888", "138 7346 8888", "+86 138 7346 8888", "+8613873468888", "(138)73468888"]
        {
            assert_eq!(terms(typed), [Term::Number("13873468888".into())], "{typed}");
        }
        for typed in ["0734-8221234", "(0734)8221234", "+86 0734 8221234", "０７３４－８２２１２３４"] {
            assert_eq!(terms(typed), [Term::Number("07348221234".into())], "{typed}");
        }
        for typed in ["430406-19650312-501x", "430406 1965-0312 501X"] {
            assert_eq!(terms(typed), [Term::Number("43040619650312501X".into())], "{typed}");
        }
        let code =
            |t: &str| terms(t).iter().any(|t| matches!(t, Term::Code(c) if c.contains(&"DB430406202000001".into())));
        assert!(code("db430406202000001") && code("DB4304 0620 2000 001") && code("db-430406-2020-00001"));
    }

    #[test]
    fn a_landline_is_found_without_its_hyphen() {
        let sources = Term::Number("07348221".into()).sources();
        assert!(sources.contains(&source(4, By::Phone, "0734-8221")));
    }

    #[test]
    fn the_ending_of_a_number_is_read_backwards() {
        let sources = Term::Number("501X".into()).sources();
        assert!(sources.contains(&source(3, By::IdTail, "X105")));
        assert!(sources.iter().all(|s| s.by != By::AccountTail), "an account has no X");
        let sources = Term::Number("1234567890".into()).sources();
        assert!(sources.contains(&source(5, By::AccountTail, "09876543")));
        assert!(sources.contains(&source(5, By::PhoneTail, "09876543")));
        assert!(Term::Number("123".into()).sources().iter().all(|s| s.by.tail().is_none()));
    }
}
