//! The SQL behind the row sets of benefits whose cases cover one person each, made from what each declares: the cases on a roster and
//! their changes; what of them counts from which month on. Must not know how the answers are used.

use crate::domain::scheme::Scheme;
use crate::figure::{MOVE_KINDS, Served, Support, Window};
use crate::register::benefits::benefit::Class;
use crate::store::benefits::roster::Roster;
use crate::store::figures::parts::{NONE, Parts, months};
use crate::store::figures::sources::{CHANGES, Counts, MOVES, Moment, Source, first};
use crate::store::read::sql::quoted;
use crate::store::read::villages::{BY_MOVE, before_move, village_in, village_of_change};

/// The cases of a scheme that covers single persons. Of any other scheme nothing that SQL could be made of.
#[derive(Default)]
struct Tables {
    register: &'static str,
    versions: &'static str,
    /// The condition that a case is one of the scheme's.
    kind: String,
    money: String,
    /// The version's institution.
    institution: Option<&'static str>,
}

impl Tables {
    fn of(scheme: &str) -> Tables {
        let Some((roster, kind)) = Scheme::from_name(scheme).and_then(Roster::paying) else { return Tables::default() };
        Tables {
            register: roster.cases(),
            versions: roster.versions.name,
            kind: if kind.is_empty() { "1".to_owned() } else { format!("k.kind = '{kind}'") },
            money: format!("v.{}", roster.fen()),
            institution: roster.lines().institution,
        }
    }
}

const NAME: &str = "(SELECT n.name FROM person n WHERE n.key = k.person)";

/// `alias.x` of the version in force in the month: the latest up to it.
pub(in crate::store) fn in_force(versions: &str, register: &str, case: &str, version: &str) -> String {
    format!(
        "{versions} {version} ON {version}.{register} = {case}.key AND {version}.voided_by IS NULL AND {version}.from_month = \
         (SELECT max(b.from_month) FROM {versions} b WHERE b.{register} = {case}.key AND b.voided_by IS NULL \
         AND b.from_month <= :month)"
    )
}

/// That a change `h` is one of [`in_window`].
pub(in crate::store) const CHANGE_IN_WINDOW: &str =
    "h.scheme = :scheme AND h.month BETWEEN :first AND :month AND h.voided_by IS NULL";

/// The changes of a scheme in the months of a window.
pub(in crate::store) fn in_window(scheme: &str, window: Window) -> Vec<(&'static str, String)> {
    [months(window), vec![(":scheme", scheme.to_owned())]].concat()
}

/// The cases whose latest version up to the month is not an end.
pub(in crate::store) fn persons(scheme: &str, which: Served, window: Window) -> Parts {
    let Tables { register, versions, kind, money, institution } = Tables::of(scheme);
    let only = match which {
        Served::All => "1".to_owned(),
        Served::Supported(mode, kind) => format!("{} AND k.kind = '{kind}'", supported(mode)),
        Served::Paid => "v.kind = 'award'".to_owned(),
        Served::Suspended => "v.kind = 'suspended'".to_owned(),
        Served::Band(band) => format!("v.kind = 'award' AND v.band = '{band}'"),
        Served::CareLevel(level) => format!("v.care_level = '{level}'"),
    };
    Parts {
        register,
        tables: format!("{register} k JOIN {}", in_force(versions, register, "k", "v")),
        common: format!("k.voided_by IS NULL AND v.kind <> 'end' AND {kind}"),
        only,
        key: "k.key",
        division: village_in!("k", ":month").into(),
        institution: institution.map_or(NONE, |col| format!("v.{col}").into()),
        money: money.into(),
        called: [NAME.into(), "k.case_no".into()],
        bound: vec![(":month", window.last().to_string())],
    }
}

const fn supported(mode: Support) -> &'static str {
    match mode {
        Support::Any => "1",
        Support::Dispersed => "v.support_mode = 'D'",
        Support::Concentrated => "v.support_mode = 'C'",
    }
}

/// Changes of such cases, of those that came from one source where it is asked for.
pub(in crate::store) fn changes(scheme: &str, kinds: &[&str], source: Option<&str>, window: Window) -> Parts {
    moving(scheme, kinds, source, "<> 'end'", window)
}

/// Those that move the number of those who are paid.
pub(in crate::store) fn pay_changes(scheme: &str, kinds: &[&str], window: Window) -> Parts {
    let all = moving(scheme, kinds, None, "= 'award'", window);
    Parts { only: format!("{} AND ({BY_MOVE} OR h.amount_delta_fen <> 0)", all.only), ..all }
}

/// A move moves whoever is so before it.
fn moving(scheme: &str, kinds: &[&str], source: Option<&str>, so: &str, window: Window) -> Parts {
    let Tables { register, versions, .. } = Tables::of(scheme);
    let moves = format!("{} {so}", before_move(versions, register, "kind"));
    let from = source.map_or_else(|| "1".to_owned(), |code| format!("k.entry_source = '{code}'"));
    Parts {
        register: "change",
        tables: format!("change h JOIN {register} k ON k.key = h.case_key AND k.voided_by IS NULL"),
        common: CHANGE_IN_WINDOW.to_owned(),
        only: format!("{} AND {from}", of_kinds(kinds, |kinds| kinds, &moves)),
        key: "h.key",
        division: village_of_change!("k").into(),
        institution: NONE,
        money: "h.amount_delta_fen".into(),
        called: [NAME.into(), "k.case_no".into()],
        bound: in_window(scheme, window),
    }
}

/// The condition that a change row `h` is of one of these kinds. A move inside the district is counted apart from those who come
/// from elsewhere or go there, by a kind of its own, and as far as it moves somebody; `counted` is what else the others must be.
pub(in crate::store) fn of_kinds(kinds: &[&str], counted: impl Fn(String) -> String, moves: &str) -> String {
    let (moved, own): (Vec<&str>, Vec<&str>) =
        kinds.iter().partition(|k| MOVE_KINDS.iter().any(|(moved, _)| moved == *k));
    let apart = if own.iter().any(|k| MOVE_KINDS.iter().any(|(_, kind)| kind == k)) {
        format!(" AND NOT {BY_MOVE}")
    } else {
        String::new()
    };
    let own = (!own.is_empty()).then(|| counted(format!("h.kind IN ({}){apart}", quoted(&own))));
    let moved = moved.iter().map(|k| {
        let kind = MOVE_KINDS.iter().find(|(moved, _)| moved == k).map_or(*k, |(_, kind)| *kind);
        format!("{BY_MOVE} AND h.kind = '{kind}' AND {moves}")
    });
    let all: Vec<String> = own.into_iter().chain(moved).map(|part| format!("({part})")).collect();
    format!("({})", all.join(" OR "))
}

/// What the roster of such a scheme and its changes read: versions, what of a case is asked for, its place.
pub(in crate::store) fn sources(scheme: &str) -> Vec<Source> {
    let Some((roster, _)) = Scheme::from_name(scheme).and_then(Roster::paying) else { return Vec::new() };
    let (cases, versions) = (roster.benefit.cases, roster.versions);
    let source = |table, columns: Vec<&'static str>, from: Moment| Source {
        table,
        columns: columns.into(),
        counts: Counts::From(vec![from].into()),
        but_moves: false,
    };
    let begun = first(versions.name, cases.name, "key");
    let of_versions = [cases.name, "from_month", "kind", roster.amount, "voided_by"];
    let housed = roster.lines().institution.filter(|col| !roster.follow.contains(col));
    let class = match roster.lines().class {
        Class::OfVersion(col) => Some(col).filter(|col| !roster.follow.contains(col)),
        _ => None,
    };
    let follow = roster.follow.iter().copied().chain(housed).chain(class);
    let asked = ["kind", "person", "entry_source"].into_iter().filter(|col| cases.field(col).is_some());
    vec![
        source(versions.name, of_versions.into_iter().chain(follow).collect(), Moment::Of("from_month")),
        source(cases.name, asked.chain(["voided_by"]).collect(), begun),
        Source { but_moves: true, ..source(cases.name, vec!["division"], begun) },
        CHANGES,
        MOVES,
    ]
}
