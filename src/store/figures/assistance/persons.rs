//! The SQL behind the row sets of 特困 and 两补: cases of one person each, who should have one, and the lines that pay them.
//! 低保, which covers households, stands in `households`. Must not know how the answers are used.

use crate::domain::scheme::Scheme;
use crate::figure::sets::CONFIRMED;
use crate::figure::{Bank, Drawing, Group, Part, Served, Support, Window};
use crate::store::benefits::roster::Roster;
use crate::store::figures::assistance::households::{CASE_NO, COVERED, PERSON, VERSION, in_group, of_kinds};
use crate::store::figures::lines::lines;
use crate::store::figures::parts::{NONE, Parts};
use crate::store::figures::records;
use crate::store::figures::sources::{CHANGES, MOVES, Moment, Source, first, place, source};
use crate::store::read::villages::{before_move, village_in, village_of_change};

/// The cases of a scheme that covers single persons: register, versions, condition, monthly amount. Of any other scheme nothing that
/// SQL could be made of.
fn tables_of(scheme: &str) -> (&'static str, &'static str, String, String) {
    let Some((roster, kind)) = Scheme::from_name(scheme).and_then(Roster::paying) else { return Default::default() };
    let kind = if kind.is_empty() { "1".to_owned() } else { format!("k.kind = '{kind}'") };
    (roster.cases(), roster.versions.name, kind, format!("v.{}", roster.fen()))
}

const NAME: &str = "(SELECT n.name FROM person n WHERE n.key = k.person)";

/// The type of a line, for a re-issue that of the line it stands for.
const LINE_TYPE: &str = "COALESCE((SELECT COALESCE((SELECT g.line_type FROM payment g WHERE g.key = f.reissue_of), f.line_type) \
    FROM payment f WHERE f.key = p.reissue_of), p.line_type)";
/// The months that a line pays, for a re-issue those of the line it stands for.
const MONTHS: &str = "COALESCE((SELECT COALESCE((SELECT g.persons FROM payment g WHERE g.key = f.reissue_of), f.persons) \
    FROM payment f WHERE f.key = p.reissue_of), p.persons)";

/// `alias.x` of the version in force in the month: the latest up to it.
fn in_force(versions: &str, register: &str, case: &str, version: &str) -> String {
    format!(
        "{versions} {version} ON {version}.{register} = {case}.key AND {version}.voided_by IS NULL AND {version}.from_month = \
         (SELECT max(b.from_month) FROM {versions} b WHERE b.{register} = {case}.key AND b.voided_by IS NULL \
         AND b.from_month <= :month)"
    )
}

/// The cases whose latest version up to the month is not an end.
pub(in crate::store) fn persons(scheme: &str, which: Served, window: Window) -> Parts {
    let (register, versions, kind, money) = tables_of(scheme);
    let only = match which {
        Served::All => "1".to_owned(),
        Served::Supported(mode, kind) => format!("{} AND k.kind = '{kind}'", supported(mode)),
        Served::CareLevel(level) => format!("v.care_level = '{level}'"),
    };
    Parts {
        register,
        tables: format!("{register} k JOIN {}", in_force(versions, register, "k", "v")),
        common: format!("k.voided_by IS NULL AND v.kind <> 'end' AND {kind}"),
        only,
        key: "k.key",
        division: village_in!("k", ":month").into(),
        institution: if register == "tekun" { "v.institution".into() } else { NONE },
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

/// One row for each person with a subsidy: the case of the living one, that of care where it is alone.
pub(in crate::store) fn subsidised(which: Drawing, window: Window) -> Parts {
    let draws = |kind: &str| {
        format!(
            "EXISTS (SELECT 1 FROM disability o WHERE o.person = k.person AND o.kind = '{kind}' AND o.voided_by IS NULL AND \
             (SELECT w.kind FROM disability_award w WHERE w.disability = o.key AND w.voided_by IS NULL AND w.from_month <= :month \
             ORDER BY w.from_month DESC LIMIT 1) <> 'end')"
        )
    };
    let only = match which {
        Drawing::Either => format!("(k.kind = 'CL' OR NOT {})", draws("CL")),
        Drawing::Both => format!("k.kind = 'CL' AND {}", draws("CN")),
    };
    let all = persons("disability-living", Served::All, window);
    Parts { common: "k.voided_by IS NULL AND v.kind <> 'end'".to_owned(), only, ..all }
}

/// Changes of such cases, of those that came from one source where it is asked for.
pub(in crate::store) fn changes(scheme: &str, kinds: &[&str], source: Option<&str>, window: Window) -> Parts {
    let (register, versions, ..) = tables_of(scheme);
    // A move moves whoever is on the roster before it.
    let moves = format!("{} <> 'end'", before_move(versions, register, "kind"));
    let from = source.map_or_else(|| "1".to_owned(), |code| format!("k.entry_source = '{code}'"));
    Parts {
        register: "change",
        tables: format!("change h JOIN {register} k ON k.key = h.case_key AND k.voided_by IS NULL"),
        common: "h.scheme = :scheme AND h.month BETWEEN :first AND :month AND h.voided_by IS NULL".to_owned(),
        only: format!("{} AND {from}", of_kinds(kinds, |kinds| kinds, &moves)),
        key: "h.key",
        division: village_of_change!("k").into(),
        institution: NONE,
        money: "h.amount_delta_fen".into(),
        called: [NAME.into(), "k.case_no".into()],
        bound: vec![
            (":scheme", scheme.to_owned()),
            (":first", window.first().to_string()),
            (":month", window.last().to_string()),
        ],
    }
}

/// Paid lines of 特困, by who is paid (an institution's account is 集中) and what for.
pub(in crate::store) fn support(which: Support, part: Part, window: Window) -> Parts {
    let institution = match which {
        Support::Any => "1",
        Support::Dispersed => "p.institution IS NULL",
        Support::Concentrated => "p.institution IS NOT NULL",
    };
    let types = match part {
        Part::Living => format!("{LINE_TYPE} IN ('01','02','03','09')"),
        Part::Care => format!("{LINE_TYPE} = '08'"),
        Part::Months => format!("{LINE_TYPE} IN ('01','02')"),
    };
    let all = lines(&["tekun"], &[], Bank::Paid, window);
    let money = if part == Part::Months { MONTHS.into() } else { all.money.clone() };
    Parts { only: format!("p.bank_state = '1' AND {institution} AND {types}"), money, ..all }
}

/// Paid lines of the two subsidies; a line adds the months it pays (assistance 5.6).
pub(in crate::store) fn subsidy_months(scheme: &str, window: Window) -> Parts {
    let all = lines(&[scheme], &[], Bank::Paid, window);
    Parts { only: format!("p.bank_state = '1' AND {LINE_TYPE} IN ('01','02')"), money: MONTHS.into(), ..all }
}

/// Who is on a 低保 roster, severely disabled, and has no case of 护理补贴 but such as have ended (assistance 5.3, 5.6).
pub(in crate::store) fn unclaimed(window: Window) -> Parts {
    let claimed = "EXISTS (SELECT 1 FROM disability x WHERE x.person = c.person AND x.kind = 'CN' AND x.voided_by IS NULL \
        AND COALESCE((SELECT v.kind FROM disability_award v WHERE v.disability = x.key AND v.voided_by IS NULL \
        AND v.from_month <= :month ORDER BY v.from_month DESC LIMIT 1), '') <> 'end')";
    Parts {
        register: "person",
        tables: [VERSION, COVERED, PERSON].concat(),
        common: "d.voided_by IS NULL AND a.kind <> 'end'".to_owned(),
        only: format!("{} AND NOT {claimed}", in_group(Group::SeverelyDisabled)),
        key: "q.key",
        division: village_in!("d", ":month").into(),
        money: "0".into(),
        institution: NONE,
        called: ["q.name".into(), CASE_NO.into()],
        bound: vec![(":month", window.last().to_string()), (":day", window.day().to_string())],
    }
}

/// 特困 cases confirmed in the window by the office's own procedure that the bureau visited before.
pub(in crate::store) fn sampled(window: Window) -> Parts {
    let visited = "EXISTS (SELECT 1 FROM homecheck h WHERE h.case_key = r.key AND h.visitor_org = 'bureau' \
        AND h.visit_on <= r.district_date AND h.voided_by IS NULL)";
    let all = records::parts(&CONFIRMED, &[], window);
    Parts { only: format!("{} AND {visited}", all.only), ..all }
}

const OF_TEKUN: &[Moment] = &[first("tekun_award", "tekun", "key")];
pub(in crate::store) const TEKUN: &[Source] = &[
    source(
        "tekun_award",
        &["tekun", "from_month", "kind", "support_mode", "institution", "care_level", "total_fen", "voided_by"],
        &[Moment::Of("from_month")],
    ),
    source("tekun", &["kind", "person", "entry_source", "voided_by"], OF_TEKUN),
    place("tekun", OF_TEKUN),
    CHANGES,
    MOVES,
];

const OF_DISABILITY: &[Moment] = &[first("disability_award", "disability", "key")];
pub(in crate::store) const SUBSIDIES: &[Source] = &[
    source(
        "disability_award",
        &["disability", "from_month", "kind", "amount_fen", "voided_by"],
        &[Moment::Of("from_month")],
    ),
    source("disability", &["kind", "person", "voided_by"], OF_DISABILITY),
    place("disability", OF_DISABILITY),
    CHANGES,
    MOVES,
];
