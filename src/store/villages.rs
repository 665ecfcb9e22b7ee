//! The village of a case in a month. `division` of a case is where its latest move leads; what it left stands in the moves
//! (register `move`). Everything that counts or lists by village asks here, so that past months keep the village of their time.

/// The village of a case (its alias) in a month (an expression), as SQL: what the first later move left, else where it is.
macro_rules! village_in {
    ($case:literal, $month:literal) => {
        concat!(
            "COALESCE((SELECT m.left_division FROM move m WHERE m.case_key = ",
            $case,
            ".key AND m.voided_by IS NULL AND m.from_month > ",
            $month,
            " ORDER BY m.from_month LIMIT 1), ",
            $case,
            ".division)"
        )
    };
}

/// The village that a change row `h` of a case counts for: that of its month, for who moves away (10) the one that is left.
macro_rules! village_of_change {
    ($case:literal) => {
        concat!(
            "COALESCE((SELECT m.left_division FROM move m WHERE m.case_key = ",
            $case,
            ".key AND m.voided_by IS NULL AND m.from_month >= h.month AND (m.from_month > h.month OR (h.award = m.key \
             AND h.kind = '10')) ORDER BY m.from_month LIMIT 1), ",
            $case,
            ".division)"
        )
    };
}

/// Whether a change row `h` came with a move inside the district.
pub(super) const BY_MOVE: &str = "COALESCE(h.award, 0) > 5000000000";

pub(super) use {village_in, village_of_change};
