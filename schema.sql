-- minzheng (民政): the whole office in one SQLite file.
--
-- Written by hand; a test holds it against the declarations in src/register/. Read it top to bottom:
--   1 who did what   2 the district and its rules   3 people   4 social assistance   5 money
--
-- Conventions
--   * Every register has   key        the row's number, `#key` on the command line
--                          act        the last act that wrote the row; it is also the row's version: a save names
--                                     the act it has read, and a row that carries another by then is not overwritten
--                          voided_by  the act that declared the row a mistake; voided rows leave every list, look-up,
--                                     figure and UNIQUE, and are never deleted
--   * Money is whole fen (1/100 yuan), column suffix `_fen`. Dates are `YYYY-MM-DD`, months `YYYY-MM`, both civil.
--   * Dated rows store their start only; the end follows from the successor. A stop is a row of kind `end`.
--   * Division codes have 12 digits. Case keys are unique across all case registers: each counts from its own
--     thousand million (低保 1, 临时救助 2, 特困 3, 两补 4), so a change or a payment line names a case by one number.

-- ---------------------------------------------------------------- 1 who did what

-- 操作员. Who may act. Passwords come with the payroll; until then the name is enough.
CREATE TABLE operator (
    key         INTEGER PRIMARY KEY,
    name        TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 32),     -- log-in name
    full_name   TEXT NOT NULL,                                           -- 姓名 as printed on tables
    role        TEXT NOT NULL CHECK (role IN ('maker','checker','approver','finance')),
    password    TEXT NOT NULL DEFAULT '',
    act         INTEGER NOT NULL REFERENCES act(key) DEFERRABLE INITIALLY DEFERRED,
    voided_by   INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX operator_name ON operator(name) WHERE voided_by IS NULL;

-- 办理记录: what one person did at one moment. Every change belongs to exactly one act.
CREATE TABLE act (
    key         INTEGER PRIMARY KEY,
    kind        TEXT NOT NULL,           -- init enter correct void takeover payroll bank undo
    operator    INTEGER NOT NULL REFERENCES operator(key) DEFERRABLE INITIALLY DEFERRED,
    at          TEXT NOT NULL,           -- the machine's clock, UTC+8, never used to order anything
    day         TEXT NOT NULL,           -- the business date
    why         TEXT
) STRICT;

-- 留痕: one row for each row an act wrote, in order. `before` is NULL for a new row. `after` is NULL where an act wrote
-- rows in bulk (take-over, payroll): the row itself is the copy until its first change, whose `before` keeps it.
CREATE TABLE audit (
    key         INTEGER PRIMARY KEY,
    act         INTEGER NOT NULL REFERENCES act(key),
    register    TEXT NOT NULL,
    row         INTEGER NOT NULL,
    before      TEXT,
    after       TEXT
) STRICT;
CREATE INDEX audit_row ON audit(register, row);
CREATE INDEX audit_act ON audit(act);
CREATE TRIGGER audit_is_kept BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit rows are never changed'); END;
CREATE TRIGGER audit_stays BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit rows are never deleted'); END;
CREATE TRIGGER act_is_kept BEFORE UPDATE ON act BEGIN SELECT RAISE(ABORT, 'acts are never changed'); END;
CREATE TRIGGER act_stays BEFORE DELETE ON act BEGIN SELECT RAISE(ABORT, 'acts are never deleted'); END;

-- 例外登记: a doubt that a second look turned into a recorded exception (a real ID number with a wrong check digit …).
CREATE TABLE exception (
    key         INTEGER PRIMARY KEY,
    register    TEXT NOT NULL,
    row         INTEGER NOT NULL,
    code        TEXT NOT NULL,           -- the code of the slip that was accepted
    why         TEXT NOT NULL CHECK (length(why) >= 2),
    act         INTEGER NOT NULL REFERENCES act(key)
) STRICT;
CREATE INDEX exception_row ON exception(register, row);

-- ---------------------------------------------------------------- 2 the district and its rules

-- 本机构: one row. The district, its bureau, and the month that is open.
CREATE TABLE office (
    key         INTEGER PRIMARY KEY CHECK (key = 1),
    division    TEXT NOT NULL CHECK (length(division) = 12),
    name        TEXT NOT NULL,           -- 编制单位 as printed
    demo_day    TEXT                     -- the pinned business date of a demonstration office, else NULL
) STRICT;

-- 行政区划. A row is (code, valid_from): a new name is a new row.
CREATE TABLE division (
    key         INTEGER PRIMARY KEY,
    code        TEXT NOT NULL CHECK (length(code) = 12 AND code NOT GLOB '*[^0-9]*'),
    name        TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 50),
    short_name  TEXT,
    level       TEXT NOT NULL CHECK (level IN ('province','city','county','township','village')),
    kind        TEXT,
    ur_code     TEXT,
    valid_from  TEXT NOT NULL,
    ended       INTEGER NOT NULL DEFAULT 0 CHECK (ended IN (0, 1)),      -- 1: abolished from valid_from on
    basis       TEXT,
    parent      TEXT AS (CASE level WHEN 'village'  THEN substr(code, 1, 9) || '000'
                                    WHEN 'township' THEN substr(code, 1, 6) || '000000'
                                    WHEN 'county'   THEN substr(code, 1, 4) || '00000000'
                                    WHEN 'city'     THEN substr(code, 1, 2) || '0000000000' END) VIRTUAL,
    act         INTEGER NOT NULL REFERENCES act(key),
    voided_by   INTEGER REFERENCES act(key),
    CHECK (level <> 'village'  OR substr(code, 10) <> '000'),
    CHECK (level <> 'township' OR (substr(code, 10) = '000' AND substr(code, 7, 3) <> '000')),
    CHECK (level <> 'county'   OR substr(code, 7) = '000000')
) STRICT;
CREATE UNIQUE INDEX division_once ON division(code, valid_from) WHERE voided_by IS NULL;

-- 参数: dated values with the document they come from. Changing a standard is a new row.
CREATE TABLE parameter (
    key         INTEGER PRIMARY KEY,
    name        TEXT NOT NULL,           -- dibao.urban.month_fen …
    value       TEXT NOT NULL,
    unit        TEXT,
    valid_from  TEXT NOT NULL,
    basis       TEXT,                    -- 依据文号
    note        TEXT,
    act         INTEGER NOT NULL REFERENCES act(key),
    voided_by   INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX parameter_once ON parameter(name, valid_from) WHERE voided_by IS NULL;

-- 工作日历: only the days that differ from Monday-to-Friday.
CREATE TABLE calendar (
    key         INTEGER PRIMARY KEY,
    date        TEXT NOT NULL,
    is_workday  INTEGER NOT NULL CHECK (is_workday IN (0, 1)),
    basis       TEXT,
    act         INTEGER NOT NULL REFERENCES act(key),
    voided_by   INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX calendar_once ON calendar(date) WHERE voided_by IS NULL;

-- 报告口径: which figure covers which window in the report of a year, and how it is rounded when printed.
CREATE TABLE profile (
    key         INTEGER PRIMARY KEY,
    year        INTEGER NOT NULL,
    figure      TEXT NOT NULL,
    period      TEXT NOT NULL,           -- 2021-01..2021-11, 2021, 2021-12, or @2021-11-30
    round       TEXT NOT NULL,           -- exact, round:n, trunc:n
    act         INTEGER NOT NULL REFERENCES act(key),
    voided_by   INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX profile_once ON profile(year, figure) WHERE voided_by IS NULL;

-- ---------------------------------------------------------------- 3 people

-- 人员: one row for each human being; every register points here.
CREATE TABLE person (
    key                 INTEGER PRIMARY KEY,
    id_number           TEXT CHECK (length(id_number) = 18),
    temp_no             TEXT,            -- T430406-YYYY-NNNN for people without papers
    twin                INTEGER NOT NULL DEFAULT 0,    -- n-th person with the same number, by recorded exception
    id_status           TEXT NOT NULL DEFAULT 'normal' CHECK (id_status IN ('normal','unregistered','lost','unknown')),
    name                TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 50),
    sex                 TEXT NOT NULL CHECK (sex IN ('1','2')),
    birth_date          TEXT NOT NULL,
    birth_note          TEXT,
    ethnicity           TEXT,
    marital_code        TEXT,
    hukou_type          TEXT CHECK (hukou_type IN ('1','2')),
    hukou_division      TEXT NOT NULL,
    home_division       TEXT NOT NULL,
    address             TEXT,
    phone               TEXT,
    health_code         TEXT,
    disease_name        TEXT,
    labor_code          TEXT,
    disability_cert_no  TEXT,
    disability_type     TEXT,
    disability_level    TEXT,
    disability_valid_to TEXT,
    employ_code         TEXT,
    school_code         TEXT,
    custody_from        TEXT,
    custody_to          TEXT,
    special_status      TEXT,
    death_date          TEXT,            -- written by the death act only
    death_source        TEXT,
    -- What the look-up searches, beside the number and the name themselves: the last six characters of the number
    -- backwards (so that an ending is a beginning), and the name from its second and third character.
    id_tail             TEXT AS (substr(id_number, 18, 1) || substr(id_number, 17, 1) || substr(id_number, 16, 1) ||
                                 substr(id_number, 15, 1) || substr(id_number, 14, 1) || substr(id_number, 13, 1)) VIRTUAL,
    name_from_2         TEXT AS (substr(name, 2)) VIRTUAL,
    name_from_3         TEXT AS (substr(name, 3)) VIRTUAL,
    act                 INTEGER NOT NULL REFERENCES act(key),
    voided_by           INTEGER REFERENCES act(key),
    CHECK (id_number IS NOT NULL OR (temp_no IS NOT NULL AND id_status <> 'normal'))
) STRICT;
CREATE UNIQUE INDEX person_id_number ON person(id_number, twin) WHERE voided_by IS NULL;
CREATE UNIQUE INDEX person_temp_no ON person(temp_no) WHERE voided_by IS NULL AND temp_no IS NOT NULL;
CREATE INDEX person_id_tail ON person(id_tail) WHERE voided_by IS NULL;
CREATE INDEX person_name ON person(name) WHERE voided_by IS NULL;
CREATE INDEX person_name_2 ON person(name_from_2) WHERE voided_by IS NULL;
CREATE INDEX person_name_3 ON person(name_from_3) WHERE voided_by IS NULL;
CREATE INDEX person_phone ON person(phone) WHERE voided_by IS NULL AND phone IS NOT NULL;
CREATE INDEX person_cert ON person(disability_cert_no) WHERE voided_by IS NULL AND disability_cert_no IS NOT NULL;
-- Numbers of voided rows are not given again: each numbered register has the voided ones in a small index of their own.
CREATE INDEX person_temp_no_voided ON person(temp_no) WHERE voided_by IS NOT NULL;
CREATE INDEX person_home ON person(home_division, id_number) WHERE voided_by IS NULL;

-- Pinyin initials of a name, one row for each useful reading; derived from the name when the person is written.
CREATE TABLE person_initials (
    initials    TEXT NOT NULL,
    person      INTEGER NOT NULL REFERENCES person(key),
    PRIMARY KEY (initials, person)
) STRICT, WITHOUT ROWID;

-- 家庭.
CREATE TABLE household (
    key          INTEGER PRIMARY KEY,
    household_no TEXT NOT NULL,          -- village code + serial of 5, never used again
    applicant    INTEGER NOT NULL REFERENCES person(key),
    division     TEXT NOT NULL CHECK (length(division) = 12),
    address      TEXT,
    act          INTEGER NOT NULL REFERENCES act(key),
    voided_by    INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX household_no ON household(household_no) WHERE voided_by IS NULL;
CREATE INDEX household_no_voided ON household(household_no) WHERE voided_by IS NOT NULL;
CREATE INDEX household_applicant ON household(applicant);
CREATE INDEX household_order ON household(division, household_no) WHERE voided_by IS NULL;

-- 家庭成员, dated: joins on valid_from; a row with ended = 1 says that the person left on that day.
CREATE TABLE member (
    key            INTEGER PRIMARY KEY,
    household      INTEGER NOT NULL REFERENCES household(key),
    person         INTEGER NOT NULL REFERENCES person(key),
    relation_code  TEXT NOT NULL,
    is_member      INTEGER NOT NULL DEFAULT 1 CHECK (is_member IN (0, 1)),   -- 共同生活成员
    exclude_reason TEXT,
    is_covered     INTEGER NOT NULL DEFAULT 1 CHECK (is_covered IN (0, 1)),  -- 保障对象
    valid_from     TEXT NOT NULL,
    ended          INTEGER NOT NULL DEFAULT 0 CHECK (ended IN (0, 1)),
    leave_reason   TEXT,
    act            INTEGER NOT NULL REFERENCES act(key),
    voided_by      INTEGER REFERENCES act(key),
    CHECK (is_member = 1 OR exclude_reason IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX member_once ON member(household, person, valid_from) WHERE voided_by IS NULL;
CREATE INDEX member_person ON member(person, valid_from) WHERE voided_by IS NULL;
-- One household at a time (assistance 14b 1): refused while the person's latest row lies in another household and is open.
CREATE TRIGGER member_one_household BEFORE INSERT ON member
WHEN NEW.ended = 0 AND NEW.is_member = 1 AND NEW.voided_by IS NULL AND EXISTS (
    SELECT 1 FROM member m WHERE m.person = NEW.person AND m.household <> NEW.household AND m.voided_by IS NULL
       AND m.ended = 0 AND m.is_member = 1
       AND NOT EXISTS (SELECT 1 FROM member n WHERE n.person = m.person AND n.household = m.household
                          AND n.voided_by IS NULL AND n.ended = 1 AND n.valid_from >= m.valid_from))
BEGIN SELECT RAISE(ABORT, 'member_one_household'); END;

-- 一卡通账户, dated: the account in force is the person's latest row.
CREATE TABLE account (
    key           INTEGER PRIMARY KEY,
    person        INTEGER NOT NULL REFERENCES person(key),
    account_name  TEXT NOT NULL,
    bank_code     TEXT NOT NULL,
    account_no    TEXT NOT NULL CHECK (account_no NOT GLOB '*[^0-9]*' AND length(account_no) BETWEEN 10 AND 30),
    medium        TEXT NOT NULL,
    status        TEXT NOT NULL DEFAULT '1',
    proxy_agreement_no TEXT,
    valid_from    TEXT NOT NULL,
    act           INTEGER NOT NULL REFERENCES act(key),
    voided_by     INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX account_once ON account(person, valid_from) WHERE voided_by IS NULL;
CREATE INDEX account_no ON account(account_no) WHERE voided_by IS NULL;

-- ---------------------------------------------------------------- 4 social assistance

-- 低保 cases. `state` and `class_code` follow the latest award version (written by the same act).
CREATE TABLE dibao (
    key             INTEGER PRIMARY KEY CHECK (key BETWEEN 1000000000 AND 1999999999),
    case_no         TEXT NOT NULL,
    cert_no         TEXT,
    kind            TEXT NOT NULL CHECK (kind IN ('U','R')),
    household       INTEGER NOT NULL REFERENCES household(key),
    division        TEXT NOT NULL CHECK (length(division) = 12),
    state           TEXT NOT NULL DEFAULT 'confirmed',
    class_code      TEXT CHECK (class_code IN ('A','B','C')),
    case_type       TEXT NOT NULL DEFAULT 'FAMILY' CHECK (case_type IN ('FAMILY','SINGLE')),
    rule_set        TEXT NOT NULL,
    origin          TEXT NOT NULL DEFAULT 'taken_over' CHECK (origin IN ('taken_over','applied')),
    channel         TEXT,
    apply_date      TEXT NOT NULL,
    accept_date     TEXT,
    notice_from     TEXT,
    notice_to       TEXT,
    notice_place    TEXT,
    objection       TEXT,
    town_opinion    TEXT,
    town_by         TEXT,
    town_date       TEXT,
    district_opinion TEXT,
    district_by     TEXT,
    district_date   TEXT,
    review_cycle    INTEGER,
    last_review     TEXT,
    kin_flag        INTEGER NOT NULL DEFAULT 0 CHECK (kin_flag IN (0, 1)),
    kin_staff_name  TEXT,
    kin_post        TEXT,
    kin_relation    TEXT,
    kin_record_no   TEXT,
    retained_flag   INTEGER NOT NULL DEFAULT 0 CHECK (retained_flag IN (0, 1)),
    retained_reason TEXT,
    retained_doc_no TEXT,
    note            TEXT,
    act             INTEGER NOT NULL REFERENCES act(key),
    voided_by       INTEGER REFERENCES act(key),
    CHECK (accept_date IS NULL OR accept_date >= apply_date),
    CHECK (town_by IS NULL OR district_by IS NULL OR town_by <> district_by)
) STRICT;
CREATE UNIQUE INDEX dibao_case_no ON dibao(case_no) WHERE voided_by IS NULL;
CREATE INDEX dibao_case_no_voided ON dibao(case_no) WHERE voided_by IS NOT NULL;
CREATE INDEX dibao_household ON dibao(household) WHERE voided_by IS NULL;
-- The list in its order (village, case number), whole and under each of its filters.
CREATE INDEX dibao_order ON dibao(kind, division, case_no) WHERE voided_by IS NULL;
CREATE INDEX dibao_state ON dibao(kind, state, division, case_no) WHERE voided_by IS NULL;
CREATE INDEX dibao_class ON dibao(kind, class_code, division, case_no) WHERE voided_by IS NULL;
CREATE INDEX dibao_all ON dibao(division, case_no) WHERE voided_by IS NULL;

-- 致贫原因 of a case, one of them marked main.
CREATE TABLE cause (
    key         INTEGER PRIMARY KEY,
    dibao       INTEGER NOT NULL REFERENCES dibao(key),
    cause_code  TEXT NOT NULL,
    main        INTEGER NOT NULL DEFAULT 0 CHECK (main IN (0, 1)),
    act         INTEGER NOT NULL REFERENCES act(key),
    voided_by   INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX cause_once ON cause(dibao, cause_code) WHERE voided_by IS NULL;

-- 保障金核定 (award versions): from which month, how much, and why. kind: award (in pay), suspended (暂停), grace (渐退), end (停发).
CREATE TABLE award (
    key          INTEGER PRIMARY KEY,
    dibao        INTEGER NOT NULL REFERENCES dibao(key),
    from_month   TEXT NOT NULL,
    kind         TEXT NOT NULL CHECK (kind IN ('award','suspended','grace','end')),
    class_code   TEXT,
    decided_date TEXT NOT NULL,
    income_fen   INTEGER NOT NULL DEFAULT 0 CHECK (income_fen >= 0),      -- 家庭可计算月收入
    own_income_fen INTEGER NOT NULL DEFAULT 0 CHECK (own_income_fen >= 0), -- 本人月收入, of a single applicant
    per_head_income_fen INTEGER NOT NULL DEFAULT 0 CHECK (per_head_income_fen >= 0),
    standard_fen INTEGER NOT NULL DEFAULT 0 CHECK (standard_fen >= 0),
    persons      INTEGER NOT NULL DEFAULT 0 CHECK (persons BETWEEN 0 AND 50),
    base_fen     INTEGER NOT NULL DEFAULT 0 CHECK (base_fen >= 0),
    extra_fen    INTEGER NOT NULL DEFAULT 0 CHECK (extra_fen >= 0),       -- 分类施保, inside total_fen
    total_fen    INTEGER NOT NULL DEFAULT 0 CHECK (total_fen = base_fen + extra_fen),
    change_kind  TEXT NOT NULL,          -- 变动类型 of the change row written with this version
    reason_code  TEXT,
    act          INTEGER NOT NULL REFERENCES act(key),
    voided_by    INTEGER REFERENCES act(key),
    CHECK (kind <> 'end' OR (persons = 0 AND total_fen = 0))
) STRICT;
CREATE UNIQUE INDEX award_once ON award(dibao, from_month) WHERE voided_by IS NULL;

-- 保障对象 of a version: whom it covers, with the share of the base amount and the extra of each.
CREATE TABLE cover (
    key         INTEGER PRIMARY KEY,
    dibao       INTEGER NOT NULL REFERENCES dibao(key),
    person      INTEGER NOT NULL REFERENCES person(key),
    from_month  TEXT NOT NULL,
    share_fen   INTEGER NOT NULL CHECK (share_fen >= 0),
    extra_fen   INTEGER NOT NULL DEFAULT 0 CHECK (extra_fen >= 0),
    extra_kind  TEXT,
    act         INTEGER NOT NULL REFERENCES act(key),
    voided_by   INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX cover_once ON cover(dibao, from_month, person) WHERE voided_by IS NULL;
CREATE INDEX cover_person ON cover(person) WHERE voided_by IS NULL;

-- 临时救助 cases (one-off).
CREATE TABLE temporary (
    key          INTEGER PRIMARY KEY CHECK (key BETWEEN 2000000000 AND 2999999999),
    case_no      TEXT NOT NULL,
    apply_kind   TEXT NOT NULL,
    person       INTEGER NOT NULL REFERENCES person(key),
    division     TEXT NOT NULL CHECK (length(division) = 12),
    state        TEXT NOT NULL DEFAULT 'approved',
    aid_type     TEXT NOT NULL CHECK (aid_type IN ('J','Z')),
    cause_code   TEXT NOT NULL,
    cause_text   TEXT NOT NULL,
    event_date   TEXT,
    apply_date   TEXT NOT NULL,
    people_count INTEGER NOT NULL CHECK (people_count BETWEEN 1 AND 50),
    object_class TEXT NOT NULL,
    procedure    TEXT NOT NULL,
    aid_form     TEXT NOT NULL,
    form_reason  TEXT,
    self_pay_fen INTEGER CHECK (self_pay_fen > 0),
    months       INTEGER CHECK (months BETWEEN 1 AND 6),
    factor_bp    INTEGER CHECK (factor_bp BETWEEN 1 AND 30000),
    amount_fen   INTEGER NOT NULL CHECK (amount_fen > 0),
    approve_level TEXT NOT NULL CHECK (approve_level IN ('T','D')),
    approve_by   TEXT NOT NULL,
    approve_date TEXT NOT NULL,
    meeting_no   TEXT,
    papers_due   TEXT,
    papers_done  TEXT,
    fund         TEXT NOT NULL CHECK (fund IN ('P','D')),                 -- P 镇街备用金, D 区级专项
    pay_date     TEXT,
    voucher_no   TEXT,
    notice_from  TEXT,
    notice_to    TEXT,
    note         TEXT,
    act          INTEGER NOT NULL REFERENCES act(key),
    voided_by    INTEGER REFERENCES act(key),
    CHECK (apply_date <= approve_date),
    CHECK (procedure = '2' OR pay_date IS NULL OR pay_date >= approve_date)
) STRICT;
CREATE UNIQUE INDEX temporary_case_no ON temporary(case_no) WHERE voided_by IS NULL;
CREATE INDEX temporary_case_no_voided ON temporary(case_no) WHERE voided_by IS NOT NULL;
CREATE INDEX temporary_person ON temporary(person, approve_date) WHERE voided_by IS NULL;
CREATE INDEX temporary_month ON temporary(approve_date) WHERE voided_by IS NULL;
CREATE INDEX temporary_order ON temporary(division, case_no) WHERE voided_by IS NULL;
CREATE INDEX temporary_state ON temporary(state, division, case_no) WHERE voided_by IS NULL;
CREATE INDEX temporary_aid_type ON temporary(aid_type, division, case_no) WHERE voided_by IS NULL;
CREATE INDEX temporary_fund ON temporary(fund, division, case_no) WHERE voided_by IS NULL;

-- 动态变动: written by the act that makes an award version; voiding one voids the other.
CREATE TABLE change (
    key              INTEGER PRIMARY KEY,
    scheme           TEXT NOT NULL,      -- dibao-urban, dibao-rural, tekun …
    case_key         INTEGER NOT NULL,
    month            TEXT NOT NULL,      -- 执行月份, the month it takes effect: statistics count by it
    kind             TEXT NOT NULL,      -- 01 新增 … 16 城乡互转
    award            INTEGER,            -- the version it came with
    person           INTEGER REFERENCES person(key),
    decided_date     TEXT NOT NULL,
    reason_code      TEXT,
    households_delta INTEGER NOT NULL DEFAULT 0,
    persons_delta    INTEGER NOT NULL DEFAULT 0,
    amount_delta_fen INTEGER NOT NULL DEFAULT 0,
    evidence_no      TEXT,
    notice_no        TEXT,
    served_date      TEXT,
    serve_method     TEXT,
    note             TEXT,
    act              INTEGER NOT NULL REFERENCES act(key),
    voided_by        INTEGER REFERENCES act(key)
) STRICT;
CREATE INDEX change_case ON change(case_key, month) WHERE voided_by IS NULL;
CREATE INDEX change_month ON change(scheme, month, kind) WHERE voided_by IS NULL;
CREATE INDEX change_award ON change(award) WHERE voided_by IS NULL;

-- ---------------------------------------------------------------- 5 money

-- 发放批次. Totals are recomputed in the transaction that changes the state, and compared again by `verify`.
CREATE TABLE batch (
    key          INTEGER PRIMARY KEY,
    batch_no     TEXT NOT NULL,          -- DBU-202111-01
    scheme       TEXT NOT NULL,
    period       TEXT NOT NULL,          -- 所属月份
    batch_kind   TEXT NOT NULL CHECK (batch_kind IN ('N','S','R','O')),
    state        TEXT NOT NULL CHECK (state IN ('draft','checked','approved','finance','sent','returned','reissuing','closed')),
    line_count   INTEGER NOT NULL DEFAULT 0,
    total_fen    INTEGER NOT NULL DEFAULT 0,
    made_by      TEXT, made_at     TEXT,
    checked_by   TEXT, checked_at  TEXT,
    approved_by  TEXT, approved_at TEXT,
    finance_by   TEXT, finance_at  TEXT,
    bank_code    TEXT,
    sent_on      TEXT,
    file_name    TEXT,
    file_sha256  TEXT,
    return_file  TEXT,
    success_count INTEGER, success_fen INTEGER,
    fail_count    INTEGER, fail_fen    INTEGER,
    closed_at    TEXT,
    act          INTEGER NOT NULL REFERENCES act(key),
    voided_by    INTEGER REFERENCES act(key),
    -- four different people (assistance 7.3)
    CHECK (checked_by IS NULL OR checked_by <> made_by),
    CHECK (approved_by IS NULL OR (approved_by <> made_by AND approved_by <> checked_by)),
    CHECK (finance_by IS NULL OR (finance_by <> made_by AND finance_by <> checked_by AND finance_by <> approved_by)),
    CHECK (state <> 'closed' OR (success_count + fail_count = line_count AND success_fen + fail_fen = total_fen))
) STRICT;
CREATE UNIQUE INDEX batch_no ON batch(batch_no) WHERE voided_by IS NULL;
CREATE INDEX batch_order ON batch(period, scheme, batch_no) WHERE voided_by IS NULL;

-- 发放明细. key = batch × 1,000,000 + 序号, so a batch is one range of keys and a month is written at the end of the table.
-- Names and account numbers are copies, so that history is stable.
CREATE TABLE payment (
    key          INTEGER PRIMARY KEY,
    batch        INTEGER NOT NULL REFERENCES batch(key),
    scheme       TEXT NOT NULL,
    case_key     INTEGER NOT NULL,
    beneficiary  INTEGER NOT NULL REFERENCES person(key),
    payee        INTEGER NOT NULL REFERENCES person(key),
    division     TEXT NOT NULL CHECK (length(division) = 12),
    period_due   TEXT NOT NULL,          -- the month it is for
    from_month   TEXT,                   -- range of 补发 lines only
    to_month     TEXT,
    line_type    TEXT NOT NULL CHECK (line_type IN ('01','02','03','04','05','06','07','08','09')),
    households   INTEGER NOT NULL DEFAULT 0 CHECK (households BETWEEN 0 AND 1),
    persons      INTEGER NOT NULL DEFAULT 0 CHECK (persons >= 0),
    amount_fen   INTEGER NOT NULL CHECK (amount_fen <> 0 AND (amount_fen > 0) = (line_type <> '03')),
    extra_fen    INTEGER NOT NULL DEFAULT 0 CHECK (extra_fen BETWEEN 0 AND abs(amount_fen)),
    account_name TEXT NOT NULL,
    account_no   TEXT NOT NULL,
    bank_code    TEXT NOT NULL,
    bank_state   TEXT NOT NULL DEFAULT '0' CHECK (bank_state IN ('0','1','2')),   -- 待发 成功 失败
    fail_code    TEXT,
    paid_on      TEXT,
    booked_month TEXT,                   -- the open month in which the bank's answer was entered
    reissue_of   INTEGER REFERENCES payment(key),
    act          INTEGER NOT NULL REFERENCES act(key),
    voided_by    INTEGER REFERENCES act(key),
    CHECK (key / 1000000 = batch),
    CHECK ((bank_state = '0') = (booked_month IS NULL)),
    CHECK ((bank_state = '2') = (fail_code IS NOT NULL)),
    CHECK ((line_type = '06') = (reissue_of IS NOT NULL))
) STRICT;
-- One normal line for each case, month and type, failed ones included (assistance 14b 3); with its sister it also is the
-- way from a case to its payments.
CREATE UNIQUE INDEX payment_once ON payment(case_key, period_due, line_type) WHERE line_type IN ('01','08') AND voided_by IS NULL;
CREATE INDEX payment_other ON payment(case_key, period_due, line_type) WHERE line_type NOT IN ('01','08') AND voided_by IS NULL;
CREATE INDEX payment_batch ON payment(batch) WHERE voided_by IS NULL;
-- At most one living re-issue of a line.
CREATE UNIQUE INDEX payment_reissue ON payment(reissue_of) WHERE reissue_of IS NOT NULL AND voided_by IS NULL;
-- Lines change only while their batch is a draft, but for what the bank answers (assistance 14b 4).
CREATE TRIGGER payment_is_frozen BEFORE UPDATE OF batch, scheme, case_key, beneficiary, payee, division, period_due, from_month, to_month,
    line_type, households, persons, amount_fen, extra_fen, account_name, account_no, bank_code, reissue_of, voided_by ON payment
WHEN (SELECT state FROM batch WHERE key = OLD.batch) NOT IN ('draft','checked')
BEGIN SELECT RAISE(ABORT, 'payment_is_frozen'); END;
CREATE TRIGGER payment_enters_drafts BEFORE INSERT ON payment
WHEN (SELECT state FROM batch WHERE key = NEW.batch) <> 'draft'
BEGIN SELECT RAISE(ABORT, 'payment_enters_drafts'); END;

-- Rows are voided, never deleted (assistance 14b 9).
CREATE TRIGGER person_stays    BEFORE DELETE ON person    BEGIN SELECT RAISE(ABORT, 'rows are voided, never deleted'); END;
CREATE TRIGGER household_stays BEFORE DELETE ON household BEGIN SELECT RAISE(ABORT, 'rows are voided, never deleted'); END;
CREATE TRIGGER member_stays    BEFORE DELETE ON member    BEGIN SELECT RAISE(ABORT, 'rows are voided, never deleted'); END;
CREATE TRIGGER account_stays   BEFORE DELETE ON account   BEGIN SELECT RAISE(ABORT, 'rows are voided, never deleted'); END;
CREATE TRIGGER dibao_stays     BEFORE DELETE ON dibao     BEGIN SELECT RAISE(ABORT, 'rows are voided, never deleted'); END;
CREATE TRIGGER award_stays     BEFORE DELETE ON award     BEGIN SELECT RAISE(ABORT, 'rows are voided, never deleted'); END;
CREATE TRIGGER cover_stays     BEFORE DELETE ON cover     BEGIN SELECT RAISE(ABORT, 'rows are voided, never deleted'); END;
CREATE TRIGGER temporary_stays BEFORE DELETE ON temporary BEGIN SELECT RAISE(ABORT, 'rows are voided, never deleted'); END;
CREATE TRIGGER change_stays    BEFORE DELETE ON change    BEGIN SELECT RAISE(ABORT, 'rows are voided, never deleted'); END;
CREATE TRIGGER batch_stays     BEFORE DELETE ON batch     BEGIN SELECT RAISE(ABORT, 'rows are voided, never deleted'); END;
CREATE TRIGGER payment_stays   BEFORE DELETE ON payment   BEGIN SELECT RAISE(ABORT, 'rows are voided, never deleted'); END;
-- A line that the bank has paid keeps the case's facts in place: see src/store/void.rs, which refuses to void a version
-- whose months have paid lines.

-- ---------------------------------------------------------------- 6 summaries
-- What a month's tables add up, kept so that a past month is read and not counted again. Nothing is lost when they are:
-- every number is counted again from the rows where its summary is missing, and `verify` compares each with its rows.
-- Whatever touches what a summary was counted from drops it, in the same transaction.

-- Lines that the bank has answered, by batch. Written when the answer of a batch is in and whenever its state moves after it.
CREATE TABLE batch_town (
    batch        INTEGER NOT NULL REFERENCES batch(key),
    booked_month TEXT NOT NULL,
    town         TEXT NOT NULL,
    line_type    TEXT NOT NULL,
    bank_state   TEXT NOT NULL,
    lines        INTEGER NOT NULL,
    persons      INTEGER NOT NULL,
    amount_fen   INTEGER NOT NULL,
    PRIMARY KEY (batch, booked_month, town, line_type, bank_state)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER batch_is_summed AFTER UPDATE OF state, voided_by ON batch
BEGIN
    DELETE FROM batch_town WHERE batch = NEW.key;
    INSERT INTO batch_town
        SELECT NEW.key, booked_month, substr(division, 1, 9) || '000', line_type, bank_state, count(*), sum(persons), sum(amount_fen)
          FROM payment
         WHERE key BETWEEN NEW.key * 1000000 AND NEW.key * 1000000 + 999999 AND voided_by IS NULL AND booked_month IS NOT NULL
           AND NEW.state IN ('returned','reissuing','closed') AND NEW.voided_by IS NULL
         GROUP BY booked_month, 3, line_type, bank_state;
END;
CREATE TRIGGER batch_sum_is_dropped AFTER UPDATE OF bank_state, booked_month ON payment
WHEN EXISTS (SELECT 1 FROM batch_town WHERE batch = OLD.batch)
BEGIN DELETE FROM batch_town WHERE batch = OLD.batch; END;

-- Rosters and changes of a month whose normal batch is closed. `item` is the row set as the program names it; the row of
-- town '' is the whole district, and stands there even when it is 0: without it the item has not been counted.
CREATE TABLE month_town (
    scheme  TEXT NOT NULL,
    month   TEXT NOT NULL,
    item    TEXT NOT NULL,
    town    TEXT NOT NULL,
    value   INTEGER NOT NULL,
    PRIMARY KEY (scheme, month, item, town)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER month_award_new AFTER INSERT ON award WHEN EXISTS (SELECT 1 FROM month_town)
BEGIN DELETE FROM month_town WHERE month >= NEW.from_month; END;
CREATE TRIGGER month_award AFTER UPDATE OF dibao, from_month, kind, total_fen, voided_by ON award WHEN EXISTS (SELECT 1 FROM month_town)
BEGIN DELETE FROM month_town WHERE month >= min(OLD.from_month, NEW.from_month); END;
CREATE TRIGGER month_cover_new AFTER INSERT ON cover WHEN EXISTS (SELECT 1 FROM month_town)
BEGIN DELETE FROM month_town WHERE month >= NEW.from_month; END;
CREATE TRIGGER month_cover AFTER UPDATE OF dibao, person, from_month, share_fen, extra_fen, voided_by ON cover
WHEN EXISTS (SELECT 1 FROM month_town)
BEGIN DELETE FROM month_town WHERE month >= min(OLD.from_month, NEW.from_month); END;
CREATE TRIGGER month_change_new AFTER INSERT ON change WHEN EXISTS (SELECT 1 FROM month_town)
BEGIN DELETE FROM month_town WHERE month >= NEW.month; END;
CREATE TRIGGER month_change AFTER UPDATE OF scheme, case_key, month, kind, award, amount_delta_fen, voided_by ON change
WHEN EXISTS (SELECT 1 FROM month_town)
BEGIN DELETE FROM month_town WHERE month >= min(OLD.month, NEW.month); END;
CREATE TRIGGER month_cause_new AFTER INSERT ON cause WHEN EXISTS (SELECT 1 FROM month_town)
BEGIN DELETE FROM month_town WHERE month >= (SELECT min(from_month) FROM award WHERE dibao = NEW.dibao AND voided_by IS NULL); END;
CREATE TRIGGER month_cause AFTER UPDATE OF dibao, cause_code, voided_by ON cause WHEN EXISTS (SELECT 1 FROM month_town)
BEGIN
    DELETE FROM month_town WHERE month >= (SELECT min(from_month) FROM award WHERE dibao IN (OLD.dibao, NEW.dibao) AND voided_by IS NULL);
END;
CREATE TRIGGER month_dibao AFTER UPDATE OF kind, division, voided_by ON dibao WHEN EXISTS (SELECT 1 FROM month_town)
BEGIN DELETE FROM month_town WHERE month >= (SELECT min(from_month) FROM award WHERE dibao = NEW.key AND voided_by IS NULL); END;
CREATE TRIGGER month_person AFTER UPDATE OF sex, birth_date, labor_code, disability_level ON person
WHEN (NEW.sex, NEW.birth_date, NEW.labor_code, NEW.disability_level) IS NOT (OLD.sex, OLD.birth_date, OLD.labor_code, OLD.disability_level)
     AND EXISTS (SELECT 1 FROM month_town)
BEGIN DELETE FROM month_town WHERE month >= (SELECT min(from_month) FROM cover WHERE person = NEW.key AND voided_by IS NULL); END;
