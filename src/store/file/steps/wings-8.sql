-- New tables, unique rules, indexes by hand.
CREATE INDEX petty_txn_sum ON petty_txn(petty_fund, date, key, kind, amount_fen, voided_by) WHERE voided_by IS NULL;
CREATE TABLE home_grade (
    key              INTEGER PRIMARY KEY,
    institution      INTEGER NOT NULL REFERENCES institution(key),
    kind             TEXT NOT NULL CHECK (kind IN ('1','2','3','4','end')),
    apply_level      TEXT CHECK (apply_level BETWEEN '1' AND '5'),
    label_style      TEXT DEFAULT '1' CHECK (label_style IN ('1','2')),
    apply_on         TEXT,
    self_environment INTEGER CHECK (self_environment BETWEEN 0 AND 120),
    self_facilities  INTEGER CHECK (self_facilities BETWEEN 0 AND 130),
    self_management  INTEGER CHECK (self_management BETWEEN 0 AND 150),
    self_service     INTEGER CHECK (self_service BETWEEN 0 AND 600),
    checked_on       TEXT CHECK (checked_on >= apply_on),
    sent_on          TEXT CHECK (sent_on >= checked_on),
    review_on        TEXT CHECK (review_on >= checked_on),
    reviewers        TEXT,
    environment      INTEGER CHECK (environment BETWEEN 0 AND 120),
    facilities       INTEGER CHECK (facilities BETWEEN 0 AND 130),
    management       INTEGER CHECK (management BETWEEN 0 AND 150),
    service          INTEGER CHECK (service BETWEEN 0 AND 600),
    veto_items       TEXT,
    total            INTEGER CHECK (total = environment + facilities + management + service),
    result_level     TEXT CHECK (result_level BETWEEN '0' AND apply_level),
    posted_on        TEXT CHECK (posted_on >= review_on),
    announced_on     TEXT CHECK (announced_on >= posted_on),
    valid_until      TEXT CHECK (valid_until >= announced_on),
    cert_no          TEXT,
    reason           TEXT,
    stopped_on       TEXT,
    state            TEXT NOT NULL CHECK (state IN ('self','applied','checked','sent','reviewed','posted','announced','failed','stopped')),
    note             TEXT,
    act              INTEGER NOT NULL REFERENCES act(key),
    voided_by        INTEGER REFERENCES act(key),
    CHECK ((apply_level IS NULL) = (kind IN ('4','end'))),
    CHECK ((reason IS NOT NULL) = (kind IN ('4','end'))),
    CHECK (announced_on IS NULL OR kind = 'end' OR (result_level > '0' AND valid_until IS NOT NULL AND cert_no IS NOT NULL)),
    CHECK (veto_items IS NULL OR result_level IS NULL OR result_level = '0')
) STRICT;
CREATE UNIQUE INDEX home_grade_announced ON home_grade(institution, announced_on) WHERE voided_by IS NULL;
CREATE UNIQUE INDEX home_grade_cert ON home_grade(cert_no) WHERE voided_by IS NULL;
CREATE INDEX home_grade_applied ON home_grade(apply_on) WHERE voided_by IS NULL;
CREATE INDEX home_grade_public ON home_grade(announced_on) WHERE voided_by IS NULL;
CREATE UNIQUE INDEX home_grade_open ON home_grade(institution)
    WHERE state IN ('self','applied','checked','sent','reviewed','posted') AND voided_by IS NULL;
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
CREATE INDEX elder_subsidy_approved ON elder_subsidy(approved_on) WHERE voided_by IS NULL AND approved_on IS NOT NULL;
CREATE INDEX elder_subsidy_paid ON elder_subsidy(paid_on) WHERE voided_by IS NULL AND paid_on IS NOT NULL;
CREATE INDEX elder_subsidy_recovered ON elder_subsidy(recovered_on) WHERE voided_by IS NULL AND recovered_on IS NOT NULL;
CREATE INDEX child_registered ON child(registered_on) WHERE voided_by IS NULL;
CREATE INDEX child_status_begun ON child_status(valid_from) WHERE voided_by IS NULL;
CREATE TABLE mandatory_report (
    key           INTEGER PRIMARY KEY,
    report_no     TEXT NOT NULL,
    child         INTEGER REFERENCES child(key),
    unknown       TEXT,
    found_on      TEXT NOT NULL,
    found_time    TEXT NOT NULL CHECK (found_time GLOB '[0-2][0-9]:[0-5][0-9]'),
    found_by      TEXT NOT NULL,
    situation     TEXT NOT NULL CHECK (situation IN ('1','2','3','4','5','6','7','8','9')),
    detail        TEXT,
    reported_on   TEXT CHECK (reported_on >= found_on),
    reported_time TEXT CHECK (reported_time GLOB '[0-2][0-9]:[0-5][0-9]'),
    police_unit   TEXT,
    accepted_on   TEXT,
    receipt_no    TEXT,
    filing        TEXT CHECK (filing IN ('1','2')),
    filed_on      TEXT,
    feedback_on   TEXT,
    protection    TEXT CHECK (protection IN ('1','2','3','4')),
    helped_on     TEXT,
    closed_on     TEXT,
    outcome       TEXT,
    state         TEXT NOT NULL DEFAULT 'found'
                  CHECK (state IN ('found','reported','accepted','filed','unfiled','helping','closed')),
    note          TEXT,
    act           INTEGER NOT NULL REFERENCES act(key),
    voided_by     INTEGER REFERENCES act(key),
    CHECK (child IS NOT NULL OR unknown IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX mandatory_report_no ON mandatory_report(report_no) WHERE voided_by IS NULL;
CREATE INDEX mandatory_report_reported ON mandatory_report(reported_on) WHERE voided_by IS NULL;
CREATE TABLE adoption (
    key             INTEGER PRIMARY KEY,
    adoption_no     TEXT NOT NULL,
    person          INTEGER NOT NULL REFERENCES person(key),
    child           INTEGER REFERENCES child(key),
    kind            TEXT NOT NULL CHECK (kind IN ('1','2','3','4','5','6','7')),
    adopter         INTEGER NOT NULL REFERENCES person(key) CHECK (adopter <> person),
    spouse          INTEGER REFERENCES person(key) CHECK (spouse NOT IN (adopter, person)),
    children_before INTEGER NOT NULL CHECK (children_before BETWEEN 0 AND 20),
    is_able         INTEGER NOT NULL CHECK (is_able IN (0, 1)),
    is_ill          INTEGER NOT NULL CHECK (is_ill IN (0, 1)),
    is_convicted    INTEGER NOT NULL CHECK (is_convicted IN (0, 1)),
    sender          TEXT NOT NULL,
    applied_on      TEXT NOT NULL,
    consent_on      TEXT,
    assess_from     TEXT,
    assess_to       TEXT CHECK (assess_to >= assess_from),
    fusion_days     INTEGER CHECK (fusion_days BETWEEN 0 AND 366),
    notice_from     TEXT,
    notice_to       TEXT CHECK (notice_to >= notice_from),
    decided_on      TEXT CHECK (decided_on >= applied_on),
    refused_why     TEXT,
    cert_no         TEXT,
    dissolved_on    TEXT CHECK (dissolved_on >= decided_on),
    state           TEXT NOT NULL DEFAULT 'applied' CHECK (state IN ('applied','decided','refused','dissolved')),
    note            TEXT,
    act             INTEGER NOT NULL REFERENCES act(key),
    voided_by       INTEGER REFERENCES act(key),

    CHECK (state NOT IN ('decided','dissolved') OR (decided_on IS NOT NULL AND cert_no IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX adoption_no ON adoption(adoption_no) WHERE voided_by IS NULL;
CREATE UNIQUE INDEX adoption_cert ON adoption(cert_no) WHERE voided_by IS NULL;
CREATE UNIQUE INDEX adoption_once ON adoption(person) WHERE voided_by IS NULL AND state IN ('applied','decided');
CREATE INDEX adoption_decided ON adoption(decided_on) WHERE voided_by IS NULL;
CREATE TABLE temp_care (
    key         INTEGER PRIMARY KEY,
    care_no     TEXT NOT NULL,
    child       INTEGER NOT NULL REFERENCES child(key),
    decision    TEXT NOT NULL DEFAULT '1' CHECK (decision IN ('1','2')),
    reason      TEXT NOT NULL CHECK (reason IN ('11','12','13','14','15','16','19','21','22','23','24','29')),
    legal_basis TEXT NOT NULL,
    from_on     TEXT NOT NULL,
    to_on       TEXT CHECK (to_on >= from_on),
    place       TEXT NOT NULL CHECK (place IN ('1','2','3')),
    institution INTEGER REFERENCES institution(key),
    after       TEXT,
    note        TEXT,
    act         INTEGER NOT NULL REFERENCES act(key),
    voided_by   INTEGER REFERENCES act(key),
    CHECK (substr(reason, 1, 1) = decision)
) STRICT;
CREATE UNIQUE INDEX temp_care_no ON temp_care(care_no) WHERE voided_by IS NULL;
