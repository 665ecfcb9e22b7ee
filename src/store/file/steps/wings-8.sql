-- New tables, unique rules, indexes by hand.
CREATE INDEX petty_txn_sum ON petty_txn(petty_fund, date, key, kind, amount_fen, voided_by) WHERE voided_by IS NULL;
CREATE TABLE elder_subsidy (
    key            INTEGER PRIMARY KEY,
    subsidy_no     TEXT NOT NULL,
    kind           TEXT NOT NULL CHECK (kind IN ('1','2','3','4','5','6','7','8')),
    payee_kind     TEXT NOT NULL CHECK (payee_kind IN ('1','2','3')),
    institution    INTEGER REFERENCES institution(key),
    person         INTEGER REFERENCES person(key),
    elder_facility INTEGER REFERENCES elder_facility(key),
    period_from    TEXT,
    period_to      TEXT CHECK (period_to >= period_from),
    grade_before   TEXT,
    grade_after    TEXT CHECK (grade_after > grade_before),
    quantity       INTEGER CHECK (quantity > 0),
    amount_fen     INTEGER CHECK (amount_fen >= 0),
    basis          TEXT,
    apply_date     TEXT NOT NULL,
    reviewed_on    TEXT,
    posted_on      TEXT,
    approved_on    TEXT,
    paid_on        TEXT,
    voucher_no     TEXT,
    recovered_on   TEXT,
    recovered_fen  INTEGER CHECK (recovered_fen > 0 AND recovered_fen <= amount_fen),
    state          TEXT NOT NULL CHECK (state IN ('applied','reviewed','posted','approved','paid','recovered')),
    note           TEXT,
    act            INTEGER NOT NULL REFERENCES act(key),
    voided_by      INTEGER REFERENCES act(key),
    CHECK ((institution IS NULL) + (person IS NULL) + (elder_facility IS NULL) = 2),

    CHECK (approved_on IS NULL OR amount_fen > 0),
    CHECK (paid_on IS NULL OR approved_on IS NOT NULL),
    CHECK ((recovered_on IS NULL) = (recovered_fen IS NULL))
) STRICT;
CREATE UNIQUE INDEX elder_subsidy_no ON elder_subsidy(subsidy_no) WHERE voided_by IS NULL;
