//! The SQL behind the row sets that 特困 and 两补 have for themselves: who draws one subsidy or both, who should, and the lines that pay
//! them. Must not know how the answers are used.

use crate::domain::scheme::Scheme;
use crate::figure::sets::CONFIRMED;
use crate::figure::{Bank, Drawing, Group, Part, Served, Support, Window};
use crate::store::figures::assistance::households::{PERSON, Tables, in_group};
use crate::store::figures::lines::lines;
use crate::store::figures::parts::{NONE, Parts};
use crate::store::figures::personal::persons;
use crate::store::figures::records;
use crate::store::read::villages::village_in;

/// The type of a line, for a re-issue that of the line it stands for.
const LINE_TYPE: &str = "COALESCE((SELECT COALESCE((SELECT g.line_type FROM payment g WHERE g.key = f.reissue_of), f.line_type) \
    FROM payment f WHERE f.key = p.reissue_of), p.line_type)";
/// The months that a line pays, for a re-issue those of the line it stands for.
const MONTHS: &str = "COALESCE((SELECT COALESCE((SELECT g.persons FROM payment g WHERE g.key = f.reissue_of), f.persons) \
    FROM payment f WHERE f.key = p.reissue_of), p.persons)";

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
    let dibao = Tables::of(Scheme::DibaoUrban.name());
    let claimed = "EXISTS (SELECT 1 FROM disability x WHERE x.person = c.person AND x.kind = 'CN' AND x.voided_by IS NULL \
        AND COALESCE((SELECT v.kind FROM disability_award v WHERE v.disability = x.key AND v.voided_by IS NULL \
        AND v.from_month <= :month ORDER BY v.from_month DESC LIMIT 1), '') <> 'end')";
    Parts {
        register: "person",
        tables: format!("{}{}{PERSON}", dibao.version(), dibao.covered()),
        common: "d.voided_by IS NULL AND a.kind <> 'end'".to_owned(),
        only: format!("{} AND NOT {claimed}", in_group(Group::SeverelyDisabled)),
        key: "q.key",
        division: village_in!("d", ":month").into(),
        money: "0".into(),
        institution: NONE,
        called: ["q.name".into(), dibao.called.into()],
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
