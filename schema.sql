-- minzheng (民政): the whole office in one SQLite file.
--
-- Written by hand: tables, what they refuse, unique rules, and indexes for a reason of their own. A test holds it against the
-- declarations in src/register/. What follows from those is made with a file and not said here (src/store/file/declared.rs): that
-- rows of registers are never deleted (assistance 14b 9), and the indexes for orders, filters, references, voided cases of a person,
-- voided rows beneath a record, and numbers that are not given again. Read it top to bottom: who did what, then a part for each wing
-- (bureau, places, people, benefits, assistance, elderly, children, funeral), then the sums that are kept.
--
-- Conventions
--   * Every register has   key        the row's number, `#key` on the command line
--                          act        the last act that wrote the row; it is also the row's version: a save names
--                                     the act it has read, and a row that carries another by then is not overwritten
--                          voided_by  the act that declared the row a mistake; voided rows leave every list, look-up,
--                                     figure and UNIQUE, and are never deleted
--   * Money is whole fen (1/100 yuan), column suffix `_fen`; what else has decimals is whole in the last of them, suffix `_d1`
--     (tenths) or `_d2` (hundredths). Dates are `YYYY-MM-DD`, months `YYYY-MM`, both civil.
--   * Dated rows store their start only; the end follows from the successor. A stop is a row of kind `end`.
--   * Division codes have 12 digits. Case keys are unique across all case registers: each counts from its own
--     thousand million (低保 1, 临时救助 2, 特困 3, 两补 4), so a change or a payment line names a case by one number.

-- ---------------------------------------------------------------- who did what

-- 办理记录: what one person did at one moment. Every change belongs to exactly one act.
CREATE TABLE act (
    key         INTEGER PRIMARY KEY,
    kind        TEXT NOT NULL,           -- init enter correct void takeover payroll bank undo migrate backup restore
    operator    INTEGER NOT NULL REFERENCES operator(key) DEFERRABLE INITIALLY DEFERRED,
    at          TEXT NOT NULL,           -- the machine's clock, UTC+8, never used to order anything
    day         TEXT NOT NULL,           -- the business date
    why         TEXT,
    digest      TEXT,                    -- of the other columns (src/store/change/digest.rs), so that `verify` finds an act changed from outside
    undoes      INTEGER REFERENCES act(key)   -- the act that an `undo` takes back
) STRICT;
-- An act is taken back once: to have it again its undo is taken back, to be rid of it again that one's.
CREATE UNIQUE INDEX act_undoes ON act(undoes) WHERE undoes IS NOT NULL;

-- 留痕: one row for each row an act wrote, in order. `after` is JSON of its stored columns, `before` of those that the act changed (most of a
-- row stays as it was), NULL for a new row: a row was what `after` says but for what `before` says. Acts of earlier programs have all columns
-- in both, which comes to the same.
-- Rows written in bulk (a new office, take-over, payroll) are named together, with `last_row`: all rows of the register from `row` to
-- `last_row`. Their `before` holds what all of them had in the columns that were changed, their `after` a digest of the rows as they
-- were then (src/store/change/digest.rs): the rows themselves are the copy until their first change, whose audit row keeps them. A run that
-- changed nothing (`before` is {}) is the seal of a migration (act `migrate`): before it, nothing is known of changes from outside.
CREATE TABLE audit (
    key         INTEGER PRIMARY KEY,
    act         INTEGER NOT NULL REFERENCES act(key),
    register    TEXT NOT NULL,
    row         INTEGER NOT NULL,
    last_row    INTEGER,
    before      TEXT,
    after       TEXT,
    CHECK (last_row >= row)
) STRICT;
-- What was written alone, what was created in bulk, and what was changed or sealed in bulk: a row is created in one run only, the
-- first whose end it does not pass.
CREATE INDEX audit_row ON audit(register, row) WHERE last_row IS NULL;
CREATE INDEX audit_run ON audit(register, last_row) WHERE last_row IS NOT NULL AND before IS NULL;
CREATE INDEX audit_rerun ON audit(register, last_row) WHERE last_row IS NOT NULL AND before IS NOT NULL;
-- What an act wrote: what its undo takes back, and how many rows of which registers the list of acts names.
CREATE INDEX audit_act ON audit(act, register, row, last_row);
CREATE TRIGGER audit_is_kept BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit rows are never changed'); END;
CREATE TRIGGER audit_stays BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit rows are never deleted'); END;
CREATE TRIGGER act_is_kept BEFORE UPDATE ON act BEGIN SELECT RAISE(ABORT, 'acts are never changed'); END;
-- An older program that has the office open yet does not know digests: it writes nothing more.
CREATE TRIGGER act_is_digested BEFORE INSERT ON act WHEN NEW.digest IS NULL BEGIN SELECT RAISE(ABORT, 'acts carry a digest'); END;
CREATE TRIGGER act_stays BEFORE DELETE ON act BEGIN SELECT RAISE(ABORT, 'acts are never deleted'); END;

-- 办理记录 as a register, listed by day, operator and kind: how many rows of which tables each act wrote (`award 1 dibao 1`), and the act
-- that took it back. What a file begins with is not counted for a list (a take-over has hundreds of thousands), the seal of a migration
-- wrote nothing, and the names in a batch are no rows.
CREATE INDEX act_day      ON act(day);
CREATE INDEX act_operator ON act(operator, day);
CREATE INDEX act_kind     ON act(kind, day);
CREATE VIEW act_row AS
SELECT key, key AS act, NULL AS voided_by, kind, operator, at, substr(at, 12, 5) AS time, day, why,
       CASE WHEN kind NOT IN ('takeover', 'migrate') THEN
           (SELECT group_concat(register || ' ' || n, ' ') FROM
               (SELECT register, count(DISTINCT CASE WHEN last_row IS NULL THEN row END) + coalesce(sum(last_row - row + 1), 0) AS n
                  FROM audit WHERE audit.act = r.key AND register <> 'batch_name' GROUP BY register) wrote) END AS wrote,
       undoes, (SELECT u.key FROM act u WHERE u.undoes = r.key) AS undone_by
  FROM act r;

-- 例外登记: a doubt that a second look turned into a recorded exception (a real ID number with a wrong check digit …).
CREATE TABLE exception (
    key         INTEGER PRIMARY KEY,
    register    TEXT NOT NULL,
    row         INTEGER NOT NULL,
    code        TEXT NOT NULL,           -- the code of the slip that was accepted
    why         TEXT NOT NULL CHECK (length(why) >= 2),
    act         INTEGER NOT NULL REFERENCES act(key),
    voided_by   INTEGER REFERENCES act(key)   -- the act that took it back: it has no force any more
) STRICT;
CREATE INDEX exception_row ON exception(register, row);

-- 随之变动: a version that an act wrote for another case because of this row (a 生活补贴 ends with the 低保 it rests on). It falls
-- when that row is voided.
CREATE TABLE follow (
    key         INTEGER PRIMARY KEY,
    register    TEXT NOT NULL,           -- what was written
    row         INTEGER NOT NULL,
    of_register TEXT NOT NULL,           -- because of what
    of_row      INTEGER NOT NULL,
    act         INTEGER NOT NULL REFERENCES act(key),
    voided_by   INTEGER REFERENCES act(key)
) STRICT;
CREATE INDEX follow_of ON follow(of_register, of_row);

-- 没有填完的表: what a clerk is typing and has not saved, as JSON, at most two seconds old. Deleted once it was saved or given up.
CREATE TABLE unfinished (
    key         INTEGER PRIMARY KEY,
    operator    INTEGER NOT NULL REFERENCES operator(key),
    day         TEXT NOT NULL,
    draft       TEXT NOT NULL
) STRICT;
CREATE INDEX unfinished_of ON unfinished(operator);

-- ---------------------------------------------------------------- the bureau

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

-- 本单位: one row. The district, its bureau, and what the bureau's papers say of it.
CREATE TABLE office (
    key         INTEGER PRIMARY KEY CHECK (key = 1),
    division    TEXT NOT NULL CHECK (length(division) = 12),
    name        TEXT NOT NULL,           -- 填报单位 as printed
    demo_day    TEXT,                    -- the pinned business date of a demonstration office, else NULL
    phone       TEXT,
    address     TEXT,
    supervision_phone TEXT,              -- 监督电话 on notices
    maker       TEXT,                    -- who is named as 制表人, 复核人, 审批人, 负责人; who is not signs by hand
    checker     TEXT,
    approver    TEXT,
    head        TEXT,
    act         INTEGER NOT NULL REFERENCES act(key),
    voided_by   INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX office_name ON office(name) WHERE voided_by IS NULL;

-- 参数: dated values with the document they come from. Changing a standard is a new row. What nobody of the office has put a
-- document behind is 待确认; what an older program accepted and nothing reads stays, 不再使用. A value may hold for some keys only (分项: 供养方式,
-- 残疾等级, 镇街 …; which ones is the program's); an empty key is whatever it is.
CREATE TABLE parameter (
    key         INTEGER PRIMARY KEY,
    name        TEXT NOT NULL,           -- dibao.urban.month_fen …
    value       TEXT NOT NULL,
    unit        TEXT,
    valid_from  TEXT NOT NULL,
    basis       TEXT,                    -- 依据文号
    note        TEXT,
    act         INTEGER NOT NULL REFERENCES act(key),
    voided_by   INTEGER REFERENCES act(key),
    state       TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending','confirmed','unused')),
    first       TEXT CHECK (first <> ''),
    second      TEXT CHECK (second <> '')
) STRICT;
CREATE UNIQUE INDEX parameter_once ON parameter(name, coalesce(first, ''), coalesce(second, ''), valid_from) WHERE voided_by IS NULL;

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

-- 法规依据: which document holds for a topic from a day on, until the next one of the topic does (services 4.0, 5.0).
CREATE TABLE legal_basis (
    key         INTEGER PRIMARY KEY,
    topic       TEXT NOT NULL
                CHECK (topic IN ('funeral','funeral-province','place','place-detail','place-filing','division','division-detail',
                                 'boundary','boundary-marker','dispute')),
    title       TEXT NOT NULL,
    document    TEXT,
    valid_from  TEXT NOT NULL,
    state       TEXT NOT NULL DEFAULT 'confirmed' CHECK (state IN ('confirmed','pending')),
    articles    TEXT,
    alias       TEXT,
    note        TEXT,
    act         INTEGER NOT NULL REFERENCES act(key),
    voided_by   INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX legal_basis_once ON legal_basis(topic, valid_from) WHERE voided_by IS NULL;

-- 报告口径: which figure covers which window in the report of a year, and how it is rounded when printed.
CREATE TABLE profile (
    key         INTEGER PRIMARY KEY,
    year        INTEGER NOT NULL,
    figure      TEXT NOT NULL,
    period      TEXT NOT NULL,           -- 2021-01..2021-11, 2021, 2021-12, or @2021-11-30
    round       TEXT NOT NULL,           -- exact, round:n, trunc:n, about:n (余), near:n (近)
    act         INTEGER NOT NULL REFERENCES act(key),
    voided_by   INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX profile_once ON profile(year, figure) WHERE voided_by IS NULL;

-- ---------------------------------------------------------------- places

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
    seat        TEXT,
    area_km2_d2 INTEGER CHECK (area_km2_d2 >= 0),
    population  INTEGER CHECK (population >= 0),
    set_up_on   TEXT,
    approval_no TEXT,
    history     TEXT,
    merged_into TEXT CHECK (merged_into IS NULL OR (length(merged_into) = 12 AND ended = 1)),
    CHECK (level <> 'village'  OR substr(code, 10) <> '000'),
    CHECK (level <> 'township' OR (substr(code, 10) = '000' AND substr(code, 7, 3) <> '000')),
    CHECK (level <> 'county'   OR substr(code, 7) = '000000')
) STRICT;
CREATE UNIQUE INDEX division_once ON division(code, valid_from) WHERE voided_by IS NULL;

-- 区划调整方案, with the units before and after and which code becomes which (services 5.5).
CREATE TABLE division_plan (
    key          INTEGER PRIMARY KEY,
    plan_no      TEXT NOT NULL,
    title        TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 60),
    kind         TEXT CHECK (kind IN ('1','2','3','4','5','6')),
    object       TEXT CHECK (object IN ('county','county_line','town','street','village')),
    approver     TEXT CHECK (approver IN ('state','province','founder','county')),
    reason       TEXT,
    studied_on   TEXT,
    drafted_on   TEXT,
    opinion_on   TEXT,
    experts_on   TEXT,
    risk_on      TEXT,
    meeting_on   TEXT,
    submitted_on TEXT,
    returned_on  TEXT,
    approved_on  TEXT,
    approved_no  TEXT,
    effective_on TEXT,
    extended     INTEGER NOT NULL DEFAULT 0 CHECK (extended IN (0, 1)),
    due_on       TEXT,
    carried_on   TEXT,
    done_on      TEXT,
    state        TEXT NOT NULL CHECK (state IN ('study','draft','opinion','assess','district','submitted','approved','returned','carried','done')),
    note         TEXT,
    act          INTEGER NOT NULL REFERENCES act(key),
    voided_by    INTEGER REFERENCES act(key),
    CHECK (approved_on IS NULL OR (approved_no IS NOT NULL AND effective_on IS NOT NULL)),
    CHECK (carried_on IS NULL OR approved_on IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX division_plan_no ON division_plan(plan_no) WHERE voided_by IS NULL;
CREATE INDEX division_plan_approved ON division_plan(approved_on) WHERE voided_by IS NULL;

CREATE TABLE plan_unit (
    key         INTEGER PRIMARY KEY,
    plan        INTEGER NOT NULL REFERENCES division_plan(key),
    side        TEXT NOT NULL CHECK (side IN ('from','to')),
    code        TEXT NOT NULL CHECK (length(code) = 12),
    name        TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 50),
    kind        TEXT,
    area_km2_d2 INTEGER CHECK (area_km2_d2 >= 0),
    population  INTEGER CHECK (population >= 0),
    seat        TEXT,
    act         INTEGER NOT NULL REFERENCES act(key),
    voided_by   INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX plan_unit_once ON plan_unit(plan, side, code) WHERE voided_by IS NULL;

CREATE TABLE plan_line (
    key       INTEGER PRIMARY KEY,
    plan      INTEGER NOT NULL REFERENCES division_plan(key),
    old_code  TEXT NOT NULL CHECK (length(old_code) = 12),
    rule      TEXT NOT NULL CHECK (rule IN ('all','address','person')),
    address   TEXT,
    person    INTEGER REFERENCES person(key),
    new_code  TEXT NOT NULL CHECK (length(new_code) = 12 AND new_code <> old_code),
    new_name  TEXT,
    act       INTEGER NOT NULL REFERENCES act(key),
    voided_by INTEGER REFERENCES act(key),
    CHECK ((rule = 'address') = (address IS NOT NULL)),
    CHECK ((rule = 'person') = (person IS NOT NULL))
) STRICT;

-- 区划变更明细: of which record the division became another when a plan was carried out. Past days read there what it was
-- (src/store/read/villages.rs).
CREATE TABLE division_move (
    key           INTEGER PRIMARY KEY,
    plan          INTEGER NOT NULL REFERENCES division_plan(key),
    register      TEXT NOT NULL,
    label         TEXT NOT NULL,
    row           INTEGER NOT NULL,
    field         TEXT NOT NULL,
    called        TEXT NOT NULL,
    left_division TEXT NOT NULL CHECK (length(left_division) = 12),
    division      TEXT NOT NULL CHECK (length(division) = 12 AND division <> left_division),
    from_on       TEXT NOT NULL,
    act           INTEGER NOT NULL REFERENCES act(key),
    voided_by     INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX division_move_of ON division_move(row, register, field, from_on) WHERE voided_by IS NULL;
-- Whether any lies ahead of a day.
CREATE INDEX division_move_ahead ON division_move(from_on) WHERE voided_by IS NULL;

-- 地名 (services 5.1): standard names, those that were, those that are proposed. Metres are tenths, degrees millionths.
CREATE TABLE place_name (
    key         INTEGER PRIMARY KEY,
    std_name    TEXT NOT NULL CHECK (length(std_name) BETWEEN 2 AND 40),
    specific    TEXT NOT NULL CHECK (length(specific) > 0),
    generic     TEXT NOT NULL CHECK (length(generic) > 0),
    roman       TEXT NOT NULL,
    kind8       TEXT NOT NULL CHECK (kind8 IN ('1','2','3','4','5','6','7','8')),
    cat_code    TEXT NOT NULL CHECK (length(cat_code) = 5),
    pn_code     TEXT NOT NULL CHECK (length(pn_code) = 15),
    natl_code   TEXT,
    state       TEXT NOT NULL DEFAULT '2' CHECK (state IN ('1','2','3','4','5')),
    division    TEXT NOT NULL CHECK (length(division) = 12),
    location    TEXT,
    from_pt     TEXT,
    to_pt       TEXT,
    length_m_d1    INTEGER CHECK (length_m_d1 > 0),
    width_m_d1     INTEGER CHECK (width_m_d1 > 0),
    bearing     TEXT,
    open_m2_d1     INTEGER CHECK (open_m2_d1 > 0),
    lon_d6         INTEGER,
    lat_d6         INTEGER,
    meaning     TEXT,
    origin      TEXT,
    approved_by TEXT,
    approval_no TEXT,
    approved_on TEXT,
    valid_from  TEXT,
    valid_to    TEXT CHECK (valid_to >= valid_from),
    filed_on    TEXT CHECK (filed_on >= approved_on),
    announced_on TEXT CHECK (announced_on >= approved_on),
    national_lib_on TEXT CHECK (national_lib_on >= approved_on),
    protect     TEXT NOT NULL DEFAULT '0',
    entry       TEXT NOT NULL DEFAULT '3' CHECK (entry IN ('1','2','3')),
    name_case   INTEGER REFERENCES name_case(key),        -- that entered it
    ended_by    INTEGER REFERENCES name_case(key),        -- that ended it
    renamed_from INTEGER REFERENCES place_name(key),
    renamed_to  INTEGER REFERENCES place_name(key),
    note        TEXT,
    act         INTEGER NOT NULL REFERENCES act(key),
    voided_by   INTEGER REFERENCES act(key),
    CHECK (std_name = specific || generic),
    CHECK ((state IN ('3','4')) = (valid_to IS NOT NULL)),
    CHECK (state NOT IN ('2','3','4') OR valid_from IS NOT NULL),
    CHECK ((lon_d6 IS NULL) = (lat_d6 IS NULL))
) STRICT;
CREATE UNIQUE INDEX place_name_code ON place_name(pn_code) WHERE voided_by IS NULL;
CREATE INDEX place_name_std ON place_name(std_name) WHERE voided_by IS NULL;
CREATE INDEX place_name_day ON place_name(valid_from, key) WHERE voided_by IS NULL;
CREATE INDEX place_name_end ON place_name(valid_to, key) WHERE voided_by IS NULL;

-- 曾用名、别名 of a place.
CREATE TABLE former_name (
    key         INTEGER PRIMARY KEY,
    place_name  INTEGER NOT NULL REFERENCES place_name(key),
    kind        TEXT NOT NULL CHECK (kind IN ('1','2')),
    name        TEXT NOT NULL,
    from_on     TEXT,
    to_on       TEXT CHECK (to_on >= from_on),
    note        TEXT,
    act         INTEGER NOT NULL REFERENCES act(key),
    voided_by   INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX former_name_once ON former_name(place_name, name) WHERE voided_by IS NULL;

-- 跨越政区: where else a place lies.
CREATE TABLE crossed_division (
    key         INTEGER PRIMARY KEY,
    place_name  INTEGER NOT NULL REFERENCES place_name(key),
    division    TEXT NOT NULL CHECK (length(division) = 12),
    act         INTEGER NOT NULL REFERENCES act(key),
    voided_by   INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX crossed_division_once ON crossed_division(place_name, division) WHERE voided_by IS NULL;

-- 地名标志: which sign is to stand where. How it is, its latest check says; that it was set is the first.
CREATE TABLE sign (
    key          INTEGER PRIMARY KEY,
    place_name   INTEGER NOT NULL REFERENCES place_name(key),
    kind         TEXT NOT NULL DEFAULT '1',
    division     TEXT NOT NULL,
    place        TEXT NOT NULL,
    text         TEXT NOT NULL,
    roman        TEXT NOT NULL,
    qty          INTEGER NOT NULL DEFAULT 1 CHECK (qty > 0),
    planned_on   TEXT NOT NULL,
    installed_on TEXT CHECK (installed_on >= planned_on),
    unit         TEXT,
    standard     TEXT DEFAULT 'GB 17733-2008',
    cost_fen     INTEGER,
    removed_on   TEXT CHECK (removed_on >= planned_on),
    note         TEXT,
    act          INTEGER NOT NULL REFERENCES act(key),
    voided_by    INTEGER REFERENCES act(key)
) STRICT;
CREATE INDEX sign_day ON sign(installed_on, key) WHERE voided_by IS NULL;

-- 标志检查: how a sign was found.
CREATE TABLE sign_check (
    key        INTEGER PRIMARY KEY,
    sign       INTEGER NOT NULL REFERENCES sign(key),
    checked_on TEXT NOT NULL,
    condition  TEXT NOT NULL CHECK (condition IN ('1','2','3','4')),
    checker    TEXT,
    action     TEXT,
    act        INTEGER NOT NULL REFERENCES act(key),
    voided_by  INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX sign_check_once ON sign_check(sign, checked_on) WHERE voided_by IS NULL;

-- 门牌: a number on a street.
CREATE TABLE doorplate (
    key              INTEGER PRIMARY KEY,
    place_name       INTEGER NOT NULL REFERENCES place_name(key),
    side             TEXT NOT NULL CHECK (side IN ('1','2')),
    distance_d1      INTEGER,                                            -- m
    number           INTEGER NOT NULL CHECK (number > 0),
    sub              TEXT,
    building         TEXT,
    unit_no          TEXT,
    room             TEXT,
    plate_no         TEXT,
    division         TEXT NOT NULL,
    owner_kind       TEXT,
    holder           TEXT,
    size             TEXT,
    reserved         INTEGER DEFAULT 0 CHECK (reserved IN (0, 1)),
    issued_on        TEXT NOT NULL,
    cert_no          TEXT,
    police_addr_code TEXT,
    installed_on     TEXT,
    cancelled_on     TEXT,
    state            TEXT NOT NULL CHECK (state IN ('1','2','3')),
    note             TEXT,
    act              INTEGER NOT NULL REFERENCES act(key),
    voided_by        INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX doorplate_number
    ON doorplate(place_name, number, coalesce(sub, ''), coalesce(building, ''), coalesce(unit_no, ''), coalesce(room, ''))
    WHERE voided_by IS NULL AND state <> '3';
CREATE INDEX doorplate_day ON doorplate(issued_on, key) WHERE voided_by IS NULL;

-- 行政区域界线 between two divisions of one level; a county's neighbours lie outside the district. When it was last inspected and is due
-- again, its joint inspections say. `code` is both sides, the lower one first.
CREATE TABLE boundary_line (
    key          INTEGER PRIMARY KEY,
    name         TEXT NOT NULL,
    code         TEXT NOT NULL,
    side_a       TEXT NOT NULL CHECK (length(side_a) = 12),
    side_b       TEXT NOT NULL CHECK (length(side_b) = 12 AND side_b <> side_a),
    level        TEXT NOT NULL CHECK (level IN ('1','2')),
    length_d3    INTEGER NOT NULL CHECK (length_d3 > 0),                 -- km
    agreement_no TEXT,
    signed_on    TEXT,
    approved_by  TEXT,
    map_sheet    TEXT,
    lead_side    TEXT,
    ended_on     TEXT,
    note         TEXT,
    act          INTEGER NOT NULL REFERENCES act(key),
    voided_by    INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX boundary_line_code ON boundary_line(code) WHERE voided_by IS NULL AND ended_on IS NULL;
CREATE UNIQUE INDEX boundary_line_name ON boundary_line(name) WHERE voided_by IS NULL AND ended_on IS NULL;

-- 界桩. How it is, its latest patrol says.
CREATE TABLE boundary_marker (
    key           INTEGER PRIMARY KEY,
    marker_no     TEXT NOT NULL,
    boundary_line INTEGER NOT NULL REFERENCES boundary_line(key),
    kind          TEXT NOT NULL DEFAULT '2' CHECK (kind IN ('1','2','3')),
    material      TEXT DEFAULT '1',
    lon_d6        INTEGER,
    lat_d6        INTEGER,
    elevation_d1  INTEGER,                                               -- m
    place_text    TEXT NOT NULL,
    manager_side  TEXT NOT NULL,
    set_on        TEXT NOT NULL,
    photo         TEXT,
    retired_on    TEXT,                                                  -- by a change of kind 报废
    note          TEXT,
    act           INTEGER NOT NULL REFERENCES act(key),
    voided_by     INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX boundary_marker_no ON boundary_marker(marker_no) WHERE voided_by IS NULL;

-- 方位物 by which a marker is found again.
CREATE TABLE marker_reference (
    key             INTEGER PRIMARY KEY,
    boundary_marker INTEGER NOT NULL REFERENCES boundary_marker(key),
    name            TEXT NOT NULL,
    bearing         INTEGER NOT NULL CHECK (bearing BETWEEN 0 AND 359),
    distance_d2     INTEGER NOT NULL,                                    -- m
    act             INTEGER NOT NULL REFERENCES act(key),
    voided_by       INTEGER REFERENCES act(key)
) STRICT;

-- 界桩巡查: how a marker was found.
CREATE TABLE marker_patrol (
    key             INTEGER PRIMARY KEY,
    boundary_marker INTEGER NOT NULL REFERENCES boundary_marker(key),
    patrolled_on    TEXT NOT NULL,
    patroller       TEXT,
    condition       TEXT NOT NULL,
    action          TEXT,
    act             INTEGER NOT NULL REFERENCES act(key),
    voided_by       INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX marker_patrol_once ON marker_patrol(boundary_marker, patrolled_on) WHERE voided_by IS NULL;

-- 界桩变动: moved, set, restored or given up by the consent of both sides.
CREATE TABLE marker_change (
    key             INTEGER PRIMARY KEY,
    boundary_line   INTEGER NOT NULL REFERENCES boundary_line(key),
    kind            TEXT NOT NULL,
    boundary_marker INTEGER REFERENCES boundary_marker(key),
    applicant       TEXT NOT NULL,
    reason          TEXT NOT NULL,
    applied_on      TEXT NOT NULL,
    agreed_a        TEXT,
    agreed_b        TEXT,
    approved_on     TEXT CHECK (approved_on IS NULL OR (agreed_a <= approved_on AND agreed_b <= approved_on)),
    approval_no     TEXT,
    done_on         TEXT CHECK (done_on IS NULL OR approved_on <= done_on),
    lon_d6          INTEGER,
    lat_d6          INTEGER,
    place_text      TEXT,
    state           TEXT NOT NULL,
    note            TEXT,
    act             INTEGER NOT NULL REFERENCES act(key),
    voided_by       INTEGER REFERENCES act(key)
) STRICT;

-- 联合检查 of a line by both sides. A regular one counts from the day of its report, `counted_on`, until another does.
CREATE TABLE joint_inspect (
    key              INTEGER PRIMARY KEY,
    boundary_line    INTEGER NOT NULL REFERENCES boundary_line(key),
    kind             TEXT NOT NULL DEFAULT '1' CHECK (kind IN ('1','2')),
    year             INTEGER NOT NULL,
    round_no         INTEGER,
    cause            TEXT,
    lead_side        TEXT NOT NULL,
    plan_doc         TEXT,
    plan_filed_on    TEXT,
    meeting_on       TEXT,
    field_from       TEXT,
    field_to         TEXT,
    team_a           TEXT,
    team_b           TEXT,
    km_checked_d3    INTEGER,
    markers_checked  INTEGER,
    markers_ok       INTEGER,
    markers_repaired INTEGER,
    ref_changed      TEXT,
    terrain_changes  TEXT,
    cross_border     TEXT,
    report_no        TEXT,
    signed_a_on      TEXT,
    signed_b_on      TEXT,
    submitted_on     TEXT,
    archived_on      TEXT,
    counted_on       TEXT CHECK (counted_on IS NULL OR (kind = '1' AND counted_on = submitted_on)),
    next_due         TEXT,
    state            TEXT NOT NULL,
    note             TEXT,
    act              INTEGER NOT NULL REFERENCES act(key),
    voided_by        INTEGER REFERENCES act(key),
    CHECK (coalesce(markers_ok, 0) + coalesce(markers_repaired, 0) <= coalesce(markers_checked, 0))
) STRICT;
CREATE UNIQUE INDEX joint_inspect_once ON joint_inspect(boundary_line, year) WHERE kind = '1' AND voided_by IS NULL;
CREATE INDEX joint_inspect_day ON joint_inspect(counted_on, key) WHERE voided_by IS NULL;

-- 边界争议 where no law has fixed the line; 界线纠纷 where one has.
CREATE TABLE boundary_dispute (
    key           INTEGER PRIMARY KEY,
    found_on      TEXT NOT NULL,
    boundary_line INTEGER REFERENCES boundary_line(key),
    section       TEXT NOT NULL,
    kind          TEXT NOT NULL,
    parties       TEXT NOT NULL,
    cause         TEXT NOT NULL,
    level         TEXT NOT NULL CHECK (level IN ('1','2')),
    people        INTEGER,
    casualties    INTEGER DEFAULT 0,
    kept_on       TEXT,
    agreement_no  TEXT,
    agreed_on     TEXT,
    filed_on      TEXT,
    reported_to   TEXT,
    reported_on   TEXT,
    decision_no   TEXT,
    closed_on     TEXT,
    state         TEXT NOT NULL,
    note          TEXT,
    act           INTEGER NOT NULL REFERENCES act(key),
    voided_by     INTEGER REFERENCES act(key)
) STRICT;

-- 协商调解 of a dispute.
CREATE TABLE dispute_mediation (
    key              INTEGER PRIMARY KEY,
    boundary_dispute INTEGER NOT NULL REFERENCES boundary_dispute(key),
    held_on          TEXT NOT NULL,
    host             TEXT NOT NULL,
    attended         TEXT,
    outcome          TEXT NOT NULL,
    act              INTEGER NOT NULL REFERENCES act(key),
    voided_by        INTEGER REFERENCES act(key)
) STRICT;
CREATE INDEX dispute_mediation_day ON dispute_mediation(held_on, key) WHERE voided_by IS NULL;

-- 地名案件: 命名、更名、销名、登记补录 (services 5.2). What is approved is done to `place_name` in the same act.
CREATE TABLE name_case (
    key         INTEGER PRIMARY KEY,
    case_no     TEXT NOT NULL CHECK (length(case_no) > 0),
    action      TEXT NOT NULL CHECK (action IN ('1','2','3','4')),
    applicant   TEXT NOT NULL,
    contact     TEXT,
    phone       TEXT,
    old_name    INTEGER REFERENCES place_name(key),
    rename_reason TEXT,
    cancel_reason TEXT,
    gone_on     TEXT,
    kind8       TEXT,
    proposed_name TEXT,
    specific    TEXT,
    generic     TEXT,
    roman       TEXT,
    cat_code    TEXT CHECK (length(cat_code) = 5),
    alternatives TEXT,
    division    TEXT CHECK (length(division) = 12),
    location    TEXT,
    from_pt     TEXT,
    to_pt       TEXT,
    length_m_d1 INTEGER CHECK (length_m_d1 > 0),
    width_m_d1  INTEGER CHECK (width_m_d1 > 0),
    bearing     TEXT,
    open_m2_d1  INTEGER CHECK (open_m2_d1 > 0),
    lon_d6      INTEGER,
    lat_d6      INTEGER,
    reason      TEXT,
    meaning     TEXT,
    origin      TEXT,
    doc_application INTEGER DEFAULT 0 CHECK (doc_application IN (0, 1)),
    doc_plan    INTEGER DEFAULT 0 CHECK (doc_plan IN (0, 1)),
    doc_map     INTEGER DEFAULT 0 CHECK (doc_map IN (0, 1)),
    doc_assessment INTEGER DEFAULT 0 CHECK (doc_assessment IN (0, 1)),
    doc_experts INTEGER DEFAULT 0 CHECK (doc_experts IN (0, 1)),
    doc_opinions INTEGER DEFAULT 0 CHECK (doc_opinions IN (0, 1)),
    received_on TEXT NOT NULL,
    corrected_on TEXT,
    accepted_on TEXT CHECK (accepted_on >= received_on),
    reviewed_on TEXT,
    opinion_from TEXT,
    opinion_to  TEXT CHECK (opinion_to >= opinion_from),
    experts_on  TEXT,
    approver    TEXT,
    submitted_on TEXT,
    decision    TEXT CHECK (decision IN ('1','2')),
    decided_on  TEXT,
    approved_by TEXT,
    decision_no TEXT,
    filed_on    TEXT CHECK (filed_on >= decided_on),
    filing_no   TEXT,
    announced_on TEXT CHECK (announced_on >= decided_on),
    channels    TEXT,
    entered_on  TEXT,
    closed_on   TEXT,
    state       TEXT NOT NULL,
    note        TEXT,
    act         INTEGER NOT NULL REFERENCES act(key),
    voided_by   INTEGER REFERENCES act(key),
    CHECK (action NOT IN ('2','3') OR old_name IS NOT NULL),
    CHECK (action = '3' OR proposed_name IS NOT NULL),
    CHECK ((decision IS NULL) = (decided_on IS NULL))
) STRICT;
CREATE UNIQUE INDEX name_case_no ON name_case(case_no) WHERE voided_by IS NULL;

-- 征求意见 of a naming case.
CREATE TABLE name_opinion (
    key         INTEGER PRIMARY KEY,
    name_case   INTEGER NOT NULL REFERENCES name_case(key),
    unit        TEXT NOT NULL,
    given_on    TEXT NOT NULL,
    opinion     TEXT NOT NULL,
    act         INTEGER NOT NULL REFERENCES act(key),
    voided_by   INTEGER REFERENCES act(key)
) STRICT;

-- ---------------------------------------------------------------- people

-- 人员: one row for each human being; every register points here.
CREATE TABLE person (
    key                 INTEGER PRIMARY KEY,
    id_number           TEXT CHECK (length(id_number) BETWEEN 7 AND 18),    -- 18 but for foreigners' old cards and passports
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
    -- backwards (so that an ending is a beginning), the last eight digits of the telephone in the same way, and the name
    -- from its second and third character.
    id_tail             TEXT AS (substr(id_number, -1, 1) || substr(id_number, -2, 1) || substr(id_number, -3, 1) ||
                                 substr(id_number, -4, 1) || substr(id_number, -5, 1) || substr(id_number, -6, 1)) VIRTUAL,
    phone_tail          TEXT AS (substr(phone, -1, 1) || substr(phone, -2, 1) || substr(phone, -3, 1) || substr(phone, -4, 1) ||
                                 substr(phone, -5, 1) || substr(phone, -6, 1) || substr(phone, -7, 1) ||
                                 substr(replace(phone, '-', ''), -8, 1)) VIRTUAL,
    name_from_2         TEXT AS (substr(name, 2)) VIRTUAL,
    name_from_3         TEXT AS (substr(name, 3)) VIRTUAL,
    act                 INTEGER NOT NULL REFERENCES act(key),
    voided_by           INTEGER REFERENCES act(key),
    -- 证件类型: 居民身份证, 港澳台居民居住证, 外国人永久居留身份证, 护照, 其他证件, 无证件.
    id_type             TEXT NOT NULL DEFAULT '1' CHECK (id_type IN ('1','2','3','4','5','9')),
    disability_multi    TEXT,            -- the kinds behind 多重, their codes in a row (45)
    CHECK (id_number IS NOT NULL OR (temp_no IS NOT NULL AND id_status <> 'normal'))
) STRICT;
CREATE UNIQUE INDEX person_id_number ON person(id_number, twin) WHERE voided_by IS NULL;
CREATE UNIQUE INDEX person_temp_no ON person(temp_no) WHERE voided_by IS NULL AND temp_no IS NOT NULL;
-- An ending is shared by hundreds: with a name beside it, the name is compared in the index.
CREATE INDEX person_id_tail ON person(id_tail, name) WHERE voided_by IS NULL;
CREATE INDEX person_name ON person(name) WHERE voided_by IS NULL;
CREATE INDEX person_name_2 ON person(name_from_2) WHERE voided_by IS NULL;
CREATE INDEX person_name_3 ON person(name_from_3) WHERE voided_by IS NULL;
CREATE INDEX person_phone ON person(phone) WHERE voided_by IS NULL AND phone IS NOT NULL;
CREATE INDEX person_phone_tail ON person(phone_tail, name) WHERE voided_by IS NULL AND phone_tail IS NOT NULL;
CREATE INDEX person_birth ON person(birth_date) WHERE voided_by IS NULL;
CREATE INDEX person_cert ON person(disability_cert_no) WHERE voided_by IS NULL AND disability_cert_no IS NOT NULL;
-- Who has died: the checks between registers look for what goes on after a death.
CREATE INDEX person_dead ON person(death_date) WHERE voided_by IS NULL AND death_date IS NOT NULL;

-- What a name is found by beside itself: its pinyin initials, one row for each useful reading, and the spellings of a name in
-- parts or in Latin letters, from each of its parts on. Derived from the name when the person is written.
CREATE TABLE person_initials (
    initials    TEXT NOT NULL,
    person      INTEGER NOT NULL REFERENCES person(key),
    PRIMARY KEY (initials, person)
) STRICT, WITHOUT ROWID;

-- 人员状况, dated: how a person was, as far as tables count it; sex and birth date never change. The person's row has what holds
-- now, and all there is where nothing has changed since it was entered.
CREATE TABLE condition (
    key                 INTEGER PRIMARY KEY,
    person              INTEGER NOT NULL REFERENCES person(key),
    valid_from          TEXT NOT NULL,
    health_code         TEXT,
    disease_name        TEXT,
    labor_code          TEXT,
    disability_cert_no  TEXT,
    disability_type     TEXT,
    disability_level    TEXT,
    disability_valid_to TEXT,
    act                 INTEGER NOT NULL REFERENCES act(key),
    voided_by           INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX condition_once ON condition(person, valid_from) WHERE voided_by IS NULL;

-- 家庭.
CREATE TABLE household (
    key          INTEGER PRIMARY KEY,
    household_no TEXT NOT NULL,          -- village code + serial of 5, never used again
    applicant    INTEGER NOT NULL REFERENCES person(key),
    division     TEXT NOT NULL CHECK (length(division) = 12),
    address      TEXT,
    act          INTEGER NOT NULL REFERENCES act(key),
    voided_by    INTEGER REFERENCES act(key),
    since        TEXT                    -- 立户日期
) STRICT;
CREATE UNIQUE INDEX household_no ON household(household_no) WHERE voided_by IS NULL;
-- Voided ones too: the page of a person tells of voided cases.
CREATE INDEX household_applicant ON household(applicant);

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
    CONSTRAINT exclusion_has_reason CHECK (is_member = 1 OR exclude_reason IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX member_once ON member(household, person, valid_from) WHERE voided_by IS NULL;
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
    -- The last eight digits backwards, for the look-up.
    no_tail       TEXT AS (substr(account_no, -1, 1) || substr(account_no, -2, 1) || substr(account_no, -3, 1) ||
                           substr(account_no, -4, 1) || substr(account_no, -5, 1) || substr(account_no, -6, 1) ||
                           substr(account_no, -7, 1) || substr(account_no, -8, 1)) VIRTUAL,
    act           INTEGER NOT NULL REFERENCES act(key),
    voided_by     INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX account_once ON account(person, valid_from) WHERE voided_by IS NULL;
-- The page of a person tells of voided accounts too.
CREATE INDEX account_voided ON account(person) WHERE voided_by IS NOT NULL;
CREATE INDEX account_no ON account(account_no) WHERE voided_by IS NULL;
-- The person beside an ending spares the row of the account: an ending is shared by dozens.
CREATE INDEX account_tail ON account(no_tail, person) WHERE voided_by IS NULL;

-- 养老机构, and whatever else houses 集中 特困 people; the account that is paid for them. One without `ownership` is no more than the account.
CREATE TABLE institution (
    key          INTEGER PRIMARY KEY,
    code         TEXT NOT NULL CHECK (length(code) BETWEEN 1 AND 20),
    name         TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 50),
    division     TEXT NOT NULL CHECK (length(division) = 12),
    account_name TEXT NOT NULL,
    account_no   TEXT NOT NULL CHECK (account_no NOT GLOB '*[^0-9]*' AND length(account_no) BETWEEN 10 AND 30),
    bank_code    TEXT NOT NULL,
    act          INTEGER NOT NULL REFERENCES act(key),
    voided_by    INTEGER REFERENCES act(key),
    ownership    TEXT,                   -- 性质: it is a 养老机构
    uscc         TEXT CHECK (length(uscc) = 18),
    registered_on TEXT,
    filing_no    TEXT,
    filed_on     TEXT,
    address      TEXT,
    legal_rep    TEXT,
    manager      TEXT,
    phone        TEXT,
    area         INTEGER CHECK (area > 0),   -- 平方米
    beds_approved INTEGER,
    beds_open    INTEGER,
    beds_nursing INTEGER CHECK (beds_nursing <= beds_open),
    medical      TEXT,
    fire_ok      TEXT,
    fire_until   TEXT,
    food_ok      TEXT,
    food_until   TEXT,
    elevator_ok  TEXT,
    elevator_until TEXT,
    insured_until TEXT,
    state        TEXT NOT NULL DEFAULT '4',
    closed_on    TEXT
) STRICT;
CREATE UNIQUE INDEX institution_code ON institution(code) WHERE voided_by IS NULL;

-- 培训: a training, for whichever field of work.
CREATE TABLE training (
    key        INTEGER PRIMARY KEY,
    title      TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 60),
    kind       TEXT NOT NULL CHECK (kind IN ('children','carers','community','social','other')),
    held_from  TEXT NOT NULL,
    held_to    TEXT NOT NULL,
    hours      INTEGER NOT NULL CHECK (hours > 0),   -- of each who takes part
    place      TEXT,
    host       TEXT,
    note       TEXT,
    act        INTEGER NOT NULL REFERENCES act(key),
    voided_by  INTEGER REFERENCES act(key),
    CHECK (held_to >= held_from)
) STRICT;
CREATE UNIQUE INDEX training_once ON training(title, held_from) WHERE voided_by IS NULL;

-- 参训人员: who took part. `role` and, where it was left empty, `division` are those of the post that the person had then.
CREATE TABLE trainee (
    key         INTEGER PRIMARY KEY,
    training    INTEGER NOT NULL REFERENCES training(key),
    person      INTEGER NOT NULL REFERENCES person(key),
    role        TEXT NOT NULL CHECK (role IN ('director','supervisor','carers','community','social','other')),
    division    TEXT CHECK (length(division) = 12),
    attended_on TEXT NOT NULL,
    score       INTEGER CHECK (score BETWEEN 0 AND 100),
    passed      INTEGER DEFAULT 1 CHECK (passed IN (0, 1)),
    cert_no     TEXT,
    act         INTEGER NOT NULL REFERENCES act(key),
    voided_by   INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX trainee_once ON trainee(training, person) WHERE voided_by IS NULL;

-- 入住: one person in one home on one footing (care, who pays), from a day to a last day. How many live somewhere, and how much care they need,
-- is counted from these. The stays of 集中 特困 people are written by the acts of their versions: `award` brought one, `left_award` ended it.
CREATE TABLE resident (
    key           INTEGER PRIMARY KEY,
    person        INTEGER NOT NULL REFERENCES person(key),
    institution   INTEGER NOT NULL REFERENCES institution(key),
    in_on         TEXT NOT NULL,
    out_on        TEXT CHECK (out_on >= in_on),
    out_reason    TEXT NOT NULL DEFAULT '0',
    pay_kind      TEXT NOT NULL,
    ability_level TEXT NOT NULL,
    bed_no        TEXT,
    fee_fen       INTEGER CHECK (fee_fen >= 0),
    contract_no   TEXT,
    guarantor     TEXT,
    note          TEXT,
    award         INTEGER,
    left_award    INTEGER,
    act           INTEGER NOT NULL REFERENCES act(key),
    voided_by     INTEGER REFERENCES act(key),
    CHECK ((out_on IS NULL) = (out_reason = '0'))
) STRICT;
-- One open stay a person; nobody else in the bed.
CREATE UNIQUE INDEX resident_once ON resident(person) WHERE out_on IS NULL AND voided_by IS NULL;
CREATE UNIQUE INDEX resident_bed ON resident(institution, bed_no) WHERE out_on IS NULL AND bed_no IS NOT NULL AND voided_by IS NULL;
CREATE INDEX resident_out ON resident(out_on) WHERE out_on IS NOT NULL AND voided_by IS NULL;
CREATE INDEX resident_award ON resident(award) WHERE voided_by IS NULL;
CREATE INDEX resident_left_award ON resident(left_award) WHERE voided_by IS NULL;

-- ---------------------------------------------------------------- benefits

-- 迁居: a case of any scheme moves to another village of the district from a month on. `division` of the case is where its latest move
-- leads; `left_division` is where it was before, so that the village of every month is known (src/store/read/villages.rs). Keys from 5
-- thousand million on, so that `change.award` names a version or a move.
CREATE TABLE move (
    key           INTEGER PRIMARY KEY CHECK (key BETWEEN 5000000000 AND 5999999999),
    case_key      INTEGER NOT NULL,
    from_month    TEXT NOT NULL,
    left_division TEXT NOT NULL CHECK (length(left_division) = 12),
    division      TEXT NOT NULL CHECK (length(division) = 12 AND division <> left_division),
    decided_date  TEXT NOT NULL,
    basis         TEXT,
    act           INTEGER NOT NULL REFERENCES act(key),
    voided_by     INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX move_once ON move(case_key, from_month) WHERE voided_by IS NULL;
-- Which moves lie ahead of a month: few.
CREATE INDEX move_ahead ON move(from_month, left_division) WHERE voided_by IS NULL;

-- 动态变动: written by the act that makes an award version; voiding one voids the other.
CREATE TABLE change (
    key              INTEGER PRIMARY KEY,
    scheme           TEXT NOT NULL,      -- dibao-urban, dibao-rural, tekun …
    case_key         INTEGER NOT NULL,
    month            TEXT NOT NULL,      -- 执行月份, the month it takes effect: statistics count by it
    kind             TEXT NOT NULL,      -- 01 新增 … 16 城乡互转
    award            INTEGER,            -- the version or the move it came with
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
CREATE INDEX change_case_voided ON change(case_key) WHERE voided_by IS NOT NULL;
CREATE INDEX change_award ON change(award) WHERE voided_by IS NULL;

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

-- 发放明细. key = batch × 1,000,000 + 序号, so a batch is one range of keys and a month is written at the end of the table.
-- Names, numbers and accounts are copies, so that what a batch printed is what it prints for ever. Its lists of codes are patterns: SQLite builds an IN of more
-- than two anew for each row, which costs as much as writing the row.
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
    line_type    TEXT NOT NULL CHECK (line_type GLOB '0[1-9]'),
    households   INTEGER NOT NULL DEFAULT 0 CHECK (households BETWEEN 0 AND 1),
    persons      INTEGER NOT NULL DEFAULT 0 CHECK (persons >= 0),
    amount_fen   INTEGER NOT NULL CHECK (amount_fen <> 0 AND (amount_fen > 0) = (line_type <> '03')),
    extra_fen    INTEGER NOT NULL DEFAULT 0 CHECK (extra_fen BETWEEN 0 AND abs(amount_fen)),
    class_code   TEXT,                   -- 低保类别, 自理能力 or 残疾等级 of the case as it was paid
    account_name TEXT NOT NULL,
    account_no   TEXT NOT NULL,
    bank_code    TEXT NOT NULL,
    institution  INTEGER REFERENCES institution(key),   -- 集中供养: the institution whose account is paid
    bank_state   TEXT NOT NULL DEFAULT '0' CHECK (bank_state GLOB '[012]'),   -- 待发 成功 失败
    fail_code    TEXT,
    paid_on      TEXT,
    booked_month TEXT,                   -- the open month in which the bank's answer was entered
    reissue_of   INTEGER REFERENCES payment(key),
    act          INTEGER NOT NULL REFERENCES act(key),
    voided_by    INTEGER REFERENCES act(key),
    -- What paper says of the line beside money and account, as it stood when the line was written; NULL where a scheme's papers
    -- have no such thing.
    name         TEXT NOT NULL DEFAULT '',
    id_number    TEXT NOT NULL DEFAULT '',   -- 身份证号 or temporary number
    paper_no     TEXT,                       -- 低保证号 (or case number), 残疾证号
    sex          TEXT,
    dis_type     TEXT,
    kind         TEXT,                       -- 特困: U or R
    carer        TEXT,
    posted       TEXT,                       -- the name posted in the place of a minor's
    family       INTEGER,                    -- 家庭人口
    income_fen   INTEGER,                    -- 家庭月收入
    CHECK (key / 1000000 = batch),
    CHECK ((bank_state = '0') = (booked_month IS NULL)),
    CHECK ((bank_state = '2') = (fail_code IS NOT NULL)),
    CHECK ((line_type = '06') = (reissue_of IS NOT NULL))
) STRICT;
-- One normal line for each case, month and type, failed ones included (assistance 14b 3); with its sister it also is the
-- way from a case to its payments.
CREATE UNIQUE INDEX payment_once ON payment(case_key, period_due, line_type) WHERE line_type IN ('01','08') AND voided_by IS NULL;
CREATE INDEX payment_other ON payment(case_key, period_due, line_type) WHERE line_type NOT IN ('01','08') AND voided_by IS NULL;
-- At most one living re-issue of a line.
CREATE UNIQUE INDEX payment_reissue ON payment(reissue_of) WHERE reissue_of IS NOT NULL AND voided_by IS NULL;
-- Lines change only while their batch is a draft, but for what the bank answers (assistance 14b 4).
CREATE TRIGGER payment_is_frozen BEFORE UPDATE OF batch, scheme, case_key, beneficiary, payee, division, period_due, from_month, to_month,
    line_type, households, persons, amount_fen, extra_fen, class_code, account_name, account_no, bank_code, institution, reissue_of, voided_by,
    name, id_number, paper_no, sex, dis_type, kind, carer, posted, family, income_fen ON payment
WHEN (SELECT state FROM batch WHERE key = OLD.batch) NOT IN ('draft','checked')
BEGIN SELECT RAISE(ABORT, 'payment_is_frozen'); END;
CREATE TRIGGER payment_enters_drafts BEFORE INSERT ON payment
WHEN (SELECT state FROM batch WHERE key = NEW.batch) <> 'draft'
BEGIN SELECT RAISE(ABORT, 'payment_enters_drafts'); END;
-- A line that the bank has paid keeps the case's facts in place: see src/store/change/objections.rs, which refuses to void a
-- version whose months have paid lines.

-- What the papers of a batch call things beside its people, as it was when it was drafted: divisions by their codes, institutions
-- by `@` and their key, the office as `office`, who took its steps by `=` and the log-in name.
CREATE TABLE batch_name (
    batch        INTEGER NOT NULL REFERENCES batch(key),
    thing        TEXT NOT NULL,
    name         TEXT NOT NULL,
    PRIMARY KEY (batch, thing)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER batch_name_is_kept BEFORE UPDATE ON batch_name BEGIN SELECT RAISE(ABORT, 'what a batch printed is kept'); END;
CREATE TRIGGER batch_name_stays BEFORE DELETE ON batch_name BEGIN SELECT RAISE(ABORT, 'what a batch printed is kept'); END;

-- 追缴: what was paid of a case though it was not due (assistance 7.6). How much it is, and how much of it is still open, follows from its
-- months and repayments.
CREATE TABLE recovery (
    key          INTEGER PRIMARY KEY,
    recovery_no  TEXT NOT NULL,
    case_key     INTEGER NOT NULL,
    scheme       TEXT NOT NULL,
    person       INTEGER NOT NULL REFERENCES person(key),
    reason       TEXT NOT NULL,
    found_on     TEXT NOT NULL,
    found_by     TEXT NOT NULL DEFAULT '6',
    state        TEXT NOT NULL DEFAULT '1' CHECK (state IN ('1','2','3','4','5','6')),
    plan         TEXT,
    notice_no    TEXT,
    notice_on    TEXT CHECK (notice_on >= found_on),
    served_on    TEXT CHECK (served_on >= notice_on),
    handed_to    TEXT,
    approved_by  TEXT,
    decision_no  TEXT,
    decided_on   TEXT CHECK (decided_on >= found_on),
    penalty_no   TEXT,
    note         TEXT,
    act          INTEGER NOT NULL REFERENCES act(key),
    voided_by    INTEGER REFERENCES act(key),
    CHECK (served_on IS NULL OR notice_on IS NOT NULL),
    CHECK (state NOT IN ('5','6') OR (decision_no IS NOT NULL AND decided_on IS NOT NULL)),
    CHECK (state <> '6' OR approved_by IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX recovery_no ON recovery(recovery_no) WHERE voided_by IS NULL;

-- 追缴月份.
CREATE TABLE recovery_month (
    key          INTEGER PRIMARY KEY,
    recovery     INTEGER NOT NULL REFERENCES recovery(key),
    month        TEXT NOT NULL,
    paid_fen     INTEGER NOT NULL,
    due_fen      INTEGER NOT NULL DEFAULT 0 CHECK (due_fen >= 0),
    over_fen     INTEGER NOT NULL DEFAULT 0 CHECK (over_fen > 0 AND over_fen = paid_fen - due_fen),
    act          INTEGER NOT NULL REFERENCES act(key),
    voided_by    INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX recovery_month_once ON recovery_month(recovery, month) WHERE voided_by IS NULL;

-- 退款. What comes back is never more than was paid too much: checked where a row is saved, and by `verify`.
CREATE TABLE repayment (
    key          INTEGER PRIMARY KEY,
    recovery     INTEGER NOT NULL REFERENCES recovery(key),
    date         TEXT NOT NULL,
    amount_fen   INTEGER NOT NULL CHECK (amount_fen > 0),
    way          TEXT NOT NULL,
    receipt_no   TEXT,
    act          INTEGER NOT NULL REFERENCES act(key),
    voided_by    INTEGER REFERENCES act(key),
    CHECK (way = '3' OR receipt_no IS NOT NULL)
) STRICT;

-- ---------------------------------------------------------------- assistance (社会救助)

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
    CONSTRAINT accepted_after_applied CHECK (accept_date IS NULL OR accept_date >= apply_date),
    CONSTRAINT confirmed_by_another CHECK (town_by IS NULL OR district_by IS NULL OR town_by <> district_by)
) STRICT;
CREATE UNIQUE INDEX dibao_case_no ON dibao(case_no) WHERE voided_by IS NULL;
CREATE INDEX dibao_cert ON dibao(cert_no) WHERE voided_by IS NULL AND cert_no IS NOT NULL;
-- The lists of town and of country are narrowed by state and class beside their kind.
CREATE INDEX dibao_kind_state ON dibao(kind, state, division, case_no) WHERE voided_by IS NULL;
CREATE INDEX dibao_kind_class ON dibao(kind, class_code, division, case_no) WHERE voided_by IS NULL;

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
-- Covers what a person draws without a look at the rows (of voided_by only the NULL, so that it does).
CREATE INDEX cover_person_voided ON cover(person) WHERE voided_by IS NOT NULL;
CREATE INDEX cover_person ON cover(person, dibao, from_month, voided_by) WHERE voided_by IS NULL;

-- 特困 cases. `state`, `support_mode`, `institution` and `care_level` follow the latest version.
CREATE TABLE tekun (
    key             INTEGER PRIMARY KEY CHECK (key BETWEEN 3000000000 AND 3999999999),
    case_no         TEXT NOT NULL,
    kind            TEXT NOT NULL CHECK (kind IN ('U','R')),
    person          INTEGER NOT NULL REFERENCES person(key),
    division        TEXT NOT NULL CHECK (length(division) = 12),
    state           TEXT NOT NULL DEFAULT 'confirmed' CHECK (state IN ('submitted','accepted','town_reviewed','publicised','confirmed','active','suspended','stopped')),
    support_mode    TEXT CHECK (support_mode IN ('D','C')),
    institution     INTEGER REFERENCES institution(key),
    care_level      TEXT CHECK (care_level IN ('1','2','3')),
    object_type     TEXT NOT NULL CHECK (object_type IN ('1','2','3')),
    entry_source    TEXT NOT NULL,
    rule_set        TEXT NOT NULL CHECK (rule_set IN ('2016-178','2021-43')),
    origin          TEXT NOT NULL DEFAULT 'taken_over' CHECK (origin IN ('taken_over','applied')),
    channel         TEXT,
    income_fen      INTEGER NOT NULL DEFAULT 0 CHECK (income_fen >= 0),       -- 本人可计算月收入
    property_ok     INTEGER NOT NULL DEFAULT 1 CHECK (property_ok IN (0, 1)),
    obligor_basis   TEXT NOT NULL,       -- why nobody is obliged and able to support
    obligor_name    TEXT,
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
    guardian_name      TEXT,
    guardian_id_number TEXT CHECK (length(guardian_id_number) = 18),
    guardian_phone     TEXT,
    guardian_relation  TEXT,
    carer_name         TEXT,
    carer_id_number    TEXT CHECK (length(carer_id_number) = 18),
    carer_phone        TEXT,
    carer_agreement_no TEXT,
    asset_agreement_no TEXT,
    note            TEXT,
    act             INTEGER NOT NULL REFERENCES act(key),
    voided_by       INTEGER REFERENCES act(key),
    CONSTRAINT accepted_after_applied CHECK (accept_date IS NULL OR accept_date >= apply_date),
    CONSTRAINT confirmed_by_another CHECK (town_by IS NULL OR district_by IS NULL OR town_by <> district_by)
) STRICT;
CREATE UNIQUE INDEX tekun_case_no ON tekun(case_no) WHERE voided_by IS NULL;
-- One living case a person.
CREATE UNIQUE INDEX tekun_once ON tekun(person) WHERE state <> 'stopped' AND voided_by IS NULL;

-- 供养金核定: the versions of a 特困 case. Keys from 3 thousand million on, so that `change.award` names one version only.
CREATE TABLE tekun_award (
    key           INTEGER PRIMARY KEY CHECK (key BETWEEN 3000000000 AND 3999999999),
    tekun         INTEGER NOT NULL REFERENCES tekun(key),
    from_month    TEXT NOT NULL,
    kind          TEXT NOT NULL CHECK (kind IN ('award','suspended','end')),
    support_mode  TEXT CHECK (support_mode IN ('D','C')),
    institution   INTEGER REFERENCES institution(key),
    check_in_date TEXT,
    care_level    TEXT CHECK (care_level IN ('1','2','3')),
    decided_date  TEXT NOT NULL,
    base_fen      INTEGER NOT NULL DEFAULT 0 CHECK (base_fen >= 0),           -- 基本生活费
    care_fen      INTEGER NOT NULL DEFAULT 0 CHECK (care_fen >= 0),           -- 照料护理费
    total_fen     INTEGER NOT NULL DEFAULT 0 CHECK (total_fen = base_fen + care_fen),
    change_kind   TEXT NOT NULL,
    reason_code   TEXT,
    act           INTEGER NOT NULL REFERENCES act(key),
    voided_by     INTEGER REFERENCES act(key),
    CHECK (kind = 'award' OR total_fen = 0),
    CHECK (kind <> 'award' OR (support_mode IS NOT NULL AND care_level IS NOT NULL)),
    CHECK (support_mode IS NOT 'C' OR institution IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX tekun_award_once ON tekun_award(tekun, from_month) WHERE voided_by IS NULL;

-- 生活自理能力评估: six things done alone, and the care level that follows.
CREATE TABLE assessment (
    key          INTEGER PRIMARY KEY,
    tekun        INTEGER NOT NULL REFERENCES tekun(key),
    assess_date  TEXT NOT NULL,
    assess_org   TEXT NOT NULL,
    adl_eat      INTEGER NOT NULL CHECK (adl_eat IN (0, 1)),
    adl_dress    INTEGER NOT NULL CHECK (adl_dress IN (0, 1)),
    adl_bed      INTEGER NOT NULL CHECK (adl_bed IN (0, 1)),
    adl_toilet   INTEGER NOT NULL CHECK (adl_toilet IN (0, 1)),
    adl_walk     INTEGER NOT NULL CHECK (adl_walk IN (0, 1)),
    adl_bath     INTEGER NOT NULL CHECK (adl_bath IN (0, 1)),
    care_level   TEXT NOT NULL CHECK (care_level = CASE adl_eat + adl_dress + adl_bed + adl_toilet + adl_walk + adl_bath
                                                    WHEN 6 THEN '1' WHEN 5 THEN '2' WHEN 4 THEN '2' WHEN 3 THEN '2' ELSE '3' END),
    next_assess  TEXT,
    act          INTEGER NOT NULL REFERENCES act(key),
    voided_by    INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX assessment_once ON assessment(tekun, assess_date) WHERE voided_by IS NULL;

-- 残疾人两项补贴 cases: CL 困难残疾人生活补贴, CN 重度残疾人护理补贴. `state` follows the latest version.
CREATE TABLE disability (
    key             INTEGER PRIMARY KEY CHECK (key BETWEEN 4000000000 AND 4999999999),
    case_no         TEXT NOT NULL,
    kind            TEXT NOT NULL CHECK (kind IN ('CL','CN')),
    person          INTEGER NOT NULL REFERENCES person(key),
    division        TEXT NOT NULL CHECK (length(division) = 12),
    state           TEXT NOT NULL DEFAULT 'confirmed' CHECK (state IN ('submitted','accepted','town_reviewed','publicised','confirmed','active','suspended','stopped')),
    cert_no         TEXT NOT NULL,       -- certificate, type, level as they were when decided
    dis_type        TEXT NOT NULL,
    dis_level       TEXT NOT NULL CHECK (dis_level IN ('1','2','3','4')),
    type_multi      TEXT,                -- the parts of 多重, such as 45
    cert_valid_to   TEXT,
    cert_state      TEXT NOT NULL DEFAULT '1',
    origin          TEXT NOT NULL DEFAULT 'taken_over' CHECK (origin IN ('taken_over','applied')),
    apply_date      TEXT NOT NULL,
    apply_area      TEXT,
    agent_name      TEXT,
    agent_relation  TEXT,
    town_date       TEXT,
    town_opinion    TEXT,
    dpf_date        TEXT,
    dpf_opinion     TEXT,
    district_date   TEXT,
    district_opinion TEXT,
    poverty_basis   TEXT,
    dibao           INTEGER REFERENCES dibao(key),
    long_care_flag  INTEGER NOT NULL DEFAULT 0 CHECK (long_care_flag IN (0, 1)),
    other_code      TEXT,
    other_fen       INTEGER CHECK (other_fen >= 0),
    last_verify_date TEXT,
    next_verify_due TEXT,
    note            TEXT,
    act             INTEGER NOT NULL REFERENCES act(key),
    voided_by       INTEGER REFERENCES act(key),
    CHECK (kind <> 'CL' OR poverty_basis IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX disability_case_no ON disability(case_no) WHERE voided_by IS NULL;
-- One living case of each subsidy a person.
CREATE UNIQUE INDEX disability_once ON disability(person, kind) WHERE state <> 'stopped' AND voided_by IS NULL;
CREATE INDEX disability_cert ON disability(cert_no) WHERE voided_by IS NULL;

-- 补贴核定: the versions of a subsidy. Keys from 4 thousand million on, see tekun_award.
CREATE TABLE disability_award (
    key          INTEGER PRIMARY KEY CHECK (key BETWEEN 4000000000 AND 4999999999),
    disability   INTEGER NOT NULL REFERENCES disability(key),
    from_month   TEXT NOT NULL,
    kind         TEXT NOT NULL CHECK (kind IN ('award','suspended','end')),
    decided_date TEXT NOT NULL,
    amount_fen   INTEGER NOT NULL DEFAULT 0 CHECK (amount_fen >= 0),
    change_kind  TEXT NOT NULL,
    reason_code  TEXT,
    act          INTEGER NOT NULL REFERENCES act(key),
    voided_by    INTEGER REFERENCES act(key),
    CHECK (kind = 'award' OR amount_fen = 0)
) STRICT;
CREATE UNIQUE INDEX disability_award_once ON disability_award(disability, from_month) WHERE voided_by IS NULL;

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
    CONSTRAINT approved_after_applied CHECK (apply_date <= approve_date),
    CONSTRAINT paid_after_approved CHECK (procedure = '2' OR pay_date IS NULL OR pay_date >= approve_date)
) STRICT;
CREATE UNIQUE INDEX temporary_case_no ON temporary(case_no) WHERE voided_by IS NULL;
CREATE INDEX temporary_person ON temporary(person, approve_date) WHERE voided_by IS NULL;
-- Holds what the summary of a month adds up, so that its reliefs are not fetched.
CREATE INDEX temporary_month ON temporary(approve_date, division, aid_type, fund, people_count, amount_fen, voided_by)
    WHERE voided_by IS NULL;
CREATE INDEX temporary_paid ON temporary(pay_date) WHERE voided_by IS NULL AND pay_date IS NOT NULL;

-- 分阶段发放 of one approval of 临时救助: together within the approved amount.
CREATE TABLE relief_phase (
    key         INTEGER PRIMARY KEY,
    temporary   INTEGER NOT NULL REFERENCES temporary(key),
    phase_no    INTEGER NOT NULL CHECK (phase_no BETWEEN 1 AND 12),
    amount_fen  INTEGER NOT NULL CHECK (amount_fen > 0),
    pay_date    TEXT,
    voucher_no  TEXT,
    note        TEXT,
    act         INTEGER NOT NULL REFERENCES act(key),
    voided_by   INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX relief_phase_once ON relief_phase(temporary, phase_no) WHERE voided_by IS NULL;

-- 镇街备用金: what a town holds for small reliefs in a year, and its ledger.
CREATE TABLE petty_fund (
    key         INTEGER PRIMARY KEY,
    town        TEXT NOT NULL CHECK (length(town) = 12 AND substr(town, 10) = '000'),
    year        INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 2100),
    quota_fen   INTEGER NOT NULL CHECK (quota_fen > 0),
    act         INTEGER NOT NULL REFERENCES act(key),
    voided_by   INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX petty_fund_once ON petty_fund(town, year) WHERE voided_by IS NULL;

-- 备用金收支. The balance (1 and 3 in, 2, 4 and 5 out) is never below zero: checked where a row is saved, and by `verify`.
CREATE TABLE petty_txn (
    key         INTEGER PRIMARY KEY,
    petty_fund  INTEGER NOT NULL REFERENCES petty_fund(key),
    kind        TEXT NOT NULL CHECK (kind IN ('1','2','3','4','5')),
    date        TEXT NOT NULL,
    amount_fen  INTEGER NOT NULL CHECK (amount_fen > 0),
    temporary   INTEGER REFERENCES temporary(key),
    voucher_no  TEXT,
    note        TEXT,
    act         INTEGER NOT NULL REFERENCES act(key),
    voided_by   INTEGER REFERENCES act(key),
    CHECK ((kind = '2') = (temporary IS NOT NULL))
) STRICT;
-- A relief is paid out of the fund once.
CREATE UNIQUE INDEX petty_txn_case ON petty_txn(temporary) WHERE voided_by IS NULL;
-- What a fund holds on a day is added up within the index, which is that of the list's order besides.
CREATE INDEX petty_txn_sum ON petty_txn(petty_fund, date, key, kind, amount_fen, voided_by) WHERE voided_by IS NULL;

-- 入户核查项目: a contract with a third party, or a round of the bureau's own.
CREATE TABLE homecheck_project (
    key             INTEGER PRIMARY KEY,
    project_no      TEXT NOT NULL,
    name            TEXT NOT NULL,
    vendor          TEXT,
    contract_no     TEXT,
    contract_fen    INTEGER CHECK (contract_fen >= 0),
    unit_price_fen  INTEGER CHECK (unit_price_fen >= 0),
    scope           TEXT,
    division        TEXT CHECK (length(division) = 12),
    plan_households INTEGER CHECK (plan_households >= 0),
    from_date       TEXT NOT NULL,
    to_date         TEXT,
    fund_source     TEXT NOT NULL,
    accept_date     TEXT,
    sample_pct      INTEGER CHECK (sample_pct BETWEEN 0 AND 100),
    act             INTEGER NOT NULL REFERENCES act(key),
    voided_by       INTEGER REFERENCES act(key),
    CHECK (to_date IS NULL OR to_date >= from_date)
) STRICT;
CREATE UNIQUE INDEX homecheck_project_no ON homecheck_project(project_no) WHERE voided_by IS NULL;

-- 入户核查: one visit to the household of a case of any scheme. `visitor_org` tells third-party visits from 社工站's.
CREATE TABLE homecheck (
    key             INTEGER PRIMARY KEY,
    task_no         TEXT NOT NULL,
    project         INTEGER REFERENCES homecheck_project(key),
    visitor_org     TEXT NOT NULL CHECK (visitor_org IN ('third_party','socialwork','bureau')),
    person          INTEGER NOT NULL REFERENCES person(key),
    case_key        INTEGER NOT NULL,
    scheme          TEXT NOT NULL,
    division        TEXT NOT NULL CHECK (length(division) = 12),
    state           TEXT NOT NULL DEFAULT 'planned'
                    CHECK (state IN ('planned','assigned','visited','submitted','accepted','returned','concluded')),
    assigned_to     TEXT,
    visit_on        TEXT,
    visitors        TEXT,
    met             TEXT,
    found_members   INTEGER CHECK (found_members BETWEEN 0 AND 50),
    found_income_fen INTEGER CHECK (found_income_fen >= 0),
    found_assets    TEXT,
    photo_count     INTEGER CHECK (photo_count >= 0),
    conclusion      TEXT,
    bureau_verdict  TEXT NOT NULL DEFAULT '0' CHECK (bureau_verdict IN ('0','1','2')),
    change          INTEGER REFERENCES change(key),
    recheck_on      TEXT,
    note            TEXT,
    act             INTEGER NOT NULL REFERENCES act(key),
    voided_by       INTEGER REFERENCES act(key),
    assigned_on     TEXT,           -- 交办日期: a task is on the plan from then on; none: from its case's application on
    CHECK (state IN ('planned','assigned') OR visit_on IS NOT NULL),
    CHECK (state NOT IN ('submitted','accepted','concluded') OR conclusion IS NOT NULL),
    CHECK (visitor_org <> 'third_party' OR project IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX homecheck_task_no ON homecheck(task_no) WHERE voided_by IS NULL;
CREATE INDEX homecheck_case ON homecheck(case_key, visit_on) WHERE voided_by IS NULL;
-- Visits of a month or a year by who visited: what the figures count.
CREATE INDEX homecheck_visit ON homecheck(visitor_org, visit_on) WHERE voided_by IS NULL;

-- 家庭经济状况核对: one request to the data holders, with the hits that came back.
CREATE TABLE means_check (
    key            INTEGER PRIMARY KEY,
    check_no       TEXT NOT NULL,
    person         INTEGER NOT NULL REFERENCES person(key),
    case_key       INTEGER,
    division       TEXT NOT NULL CHECK (length(division) = 12),
    purpose        TEXT NOT NULL CHECK (purpose IN ('1','2','3','4')),
    state          TEXT NOT NULL DEFAULT 'need_auth'
                   CHECK (state IN ('need_auth','authorised','sent','reported','verifying','closed')),
    auth_doc_no    TEXT,
    auth_signed_on TEXT,
    auth_persons   TEXT,
    sent_on        TEXT,
    report_no      TEXT,
    report_on      TEXT,
    valid_until    TEXT,
    result         TEXT CHECK (result IN ('1','2','3')),
    act            INTEGER NOT NULL REFERENCES act(key),
    voided_by      INTEGER REFERENCES act(key),
    -- no authorisation, no check
    CHECK (sent_on IS NULL OR (auth_signed_on IS NOT NULL AND auth_signed_on <= sent_on)),
    CHECK (report_on IS NULL OR (sent_on IS NOT NULL AND sent_on <= report_on))
) STRICT;
CREATE UNIQUE INDEX means_check_no ON means_check(check_no) WHERE voided_by IS NULL;

-- 核对结果: one thing that a data holder reported. A hit never changes money by itself.
CREATE TABLE hit (
    key          INTEGER PRIMARY KEY,
    means_check  INTEGER NOT NULL REFERENCES means_check(key),
    person       INTEGER NOT NULL REFERENCES person(key),
    source       TEXT NOT NULL,
    fact         TEXT NOT NULL,
    value_fen    INTEGER CHECK (value_fen >= 0),
    hit_date     TEXT,
    verify_state TEXT NOT NULL DEFAULT '0' CHECK (verify_state IN ('0','1','2','3')),
    verify_note  TEXT,
    action       TEXT,
    act          INTEGER NOT NULL REFERENCES act(key),
    voided_by    INTEGER REFERENCES act(key),
    CHECK (verify_state = '0' OR verify_note IS NOT NULL)
) STRICT;

-- ---------------------------------------------------------------- elderly (养老服务)

-- 养老护理员: who cares for the residents of a home, from a day to a last day.
CREATE TABLE carer (
    key          INTEGER PRIMARY KEY,
    person       INTEGER NOT NULL REFERENCES person(key),
    institution  INTEGER NOT NULL REFERENCES institution(key),
    hired_on     TEXT NOT NULL,
    cert_level   TEXT NOT NULL DEFAULT '0',
    cert_no      TEXT,
    cert_on      TEXT,
    health_until TEXT,
    checked_on   TEXT,
    left_on      TEXT CHECK (left_on >= hired_on),
    act          INTEGER NOT NULL REFERENCES act(key),
    voided_by    INTEGER REFERENCES act(key),
    CHECK (cert_level = '0' OR cert_no IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX carer_once ON carer(person) WHERE left_on IS NULL AND voided_by IS NULL;

-- 护理员竞赛 of the district (1), the city (2) or the province (3).
CREATE TABLE contest (
    key       INTEGER PRIMARY KEY,
    title     TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 60),
    level     TEXT NOT NULL CHECK (level IN ('1','2','3')),
    held_on   TEXT NOT NULL,
    venue     TEXT,
    act       INTEGER NOT NULL REFERENCES act(key),
    voided_by INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX contest_once ON contest(title, held_on) WHERE voided_by IS NULL;

-- 参赛: who took part, for which home. `level` and `held_on` are those of the contest; `delegated_from` is the district's contest of the
-- year out of which somebody came to one of the city or the province.
CREATE TABLE contest_entry (
    key            INTEGER PRIMARY KEY,
    contest        INTEGER NOT NULL REFERENCES contest(key),
    person         INTEGER NOT NULL REFERENCES person(key),
    institution    INTEGER NOT NULL REFERENCES institution(key),
    item           TEXT NOT NULL CHECK (length(item) BETWEEN 1 AND 40),
    score          INTEGER CHECK (score BETWEEN 0 AND 100),
    award          TEXT NOT NULL DEFAULT '0' CHECK (award IN ('0','1','2','3','4')),
    level          TEXT NOT NULL CHECK (level IN ('1','2','3')),
    held_on        TEXT NOT NULL,
    delegated_from INTEGER REFERENCES contest(key),
    act            INTEGER NOT NULL REFERENCES act(key),
    voided_by      INTEGER REFERENCES act(key),
    CHECK (delegated_from IS NULL OR level <> '1')
) STRICT;
CREATE UNIQUE INDEX contest_entry_once ON contest_entry(contest, person, item) WHERE voided_by IS NULL;

-- 等级评定 of a home (GB/T 37276): one row for each grading, and one where the grade is lowered (4) or taken away (end). The home has the grade
-- that was announced last, until its last day. Each step is its day; `state` is the last of them.
CREATE TABLE home_grade (
    key              INTEGER PRIMARY KEY,
    institution      INTEGER NOT NULL REFERENCES institution(key),
    kind             TEXT NOT NULL CHECK (kind IN ('1','2','3','4','end')),
    apply_level      TEXT CHECK (apply_level BETWEEN '1' AND '5'),
    label_style      TEXT DEFAULT '1' CHECK (label_style IN ('1','2')),       -- 级, 星
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
-- What the figures of a year count.
CREATE INDEX home_grade_applied ON home_grade(apply_on) WHERE voided_by IS NULL;
CREATE INDEX home_grade_public ON home_grade(announced_on) WHERE voided_by IS NULL;
CREATE UNIQUE INDEX home_grade_open ON home_grade(institution)
    WHERE state IN ('self','applied','checked','sent','reviewed','posted') AND voided_by IS NULL;

-- 机构检查 of a home, open until what was found is mended (销号).
CREATE TABLE inspection (
    key          INTEGER PRIMARY KEY,
    institution  INTEGER NOT NULL REFERENCES institution(key),
    inspect_on   TEXT NOT NULL,
    kind         TEXT NOT NULL DEFAULT '1',
    members      TEXT,
    departments  TEXT,
    result       TEXT,
    state        TEXT NOT NULL DEFAULT '2',
    next_on      TEXT,
    note         TEXT,
    act          INTEGER NOT NULL REFERENCES act(key),
    voided_by    INTEGER REFERENCES act(key)
) STRICT;

-- 隐患: what an inspection found.
CREATE TABLE hazard (
    key          INTEGER PRIMARY KEY,
    inspection   INTEGER NOT NULL REFERENCES inspection(key),
    item         TEXT NOT NULL,
    severity     TEXT NOT NULL DEFAULT '1',
    found_on     TEXT NOT NULL,
    deadline     TEXT NOT NULL,
    fixed_on     TEXT CHECK (fixed_on >= found_on),
    evidence     TEXT,
    act          INTEGER NOT NULL REFERENCES act(key),
    voided_by    INTEGER REFERENCES act(key)
) STRICT;
CREATE INDEX hazard_found ON hazard(found_on) WHERE voided_by IS NULL;

-- 机构事故: one of nine kinds (GB 38600-2019).
CREATE TABLE incident (
    key          INTEGER PRIMARY KEY,
    institution  INTEGER NOT NULL REFERENCES institution(key),
    person       INTEGER NOT NULL REFERENCES person(key),
    happened_on  TEXT NOT NULL,
    kind         TEXT NOT NULL,
    injury       TEXT NOT NULL,
    reported_on  TEXT,
    cause        TEXT,
    handled      TEXT,
    act          INTEGER NOT NULL REFERENCES act(key),
    voided_by    INTEGER REFERENCES act(key)
) STRICT;

-- 老年人: one file for each older person of interest. What others know of them (age, 低保, 特困, disability) stands there.
CREATE TABLE elder (
    key             INTEGER PRIMARY KEY,
    file_no         TEXT NOT NULL,
    person          INTEGER NOT NULL REFERENCES person(key),
    living          TEXT NOT NULL CHECK (living GLOB '[1-5]'),
    supporter_name  TEXT,
    supporter_rel   TEXT,
    supporter_phone TEXT,
    no_supporter    INTEGER NOT NULL DEFAULT 0 CHECK (no_supporter IN (0, 1)),
    source          TEXT NOT NULL CHECK (source GLOB '[1-4]'),
    collected_on    TEXT NOT NULL,
    collected_by    TEXT,
    empty_nest      INTEGER NOT NULL DEFAULT 0 CHECK (empty_nest IN (0, 1)),
    left_behind     INTEGER NOT NULL DEFAULT 0 CHECK (left_behind IN (0, 1)),
    dementia        INTEGER NOT NULL DEFAULT 0 CHECK (dementia IN (0, 1)),
    bereaved        INTEGER NOT NULL DEFAULT 0 CHECK (bereaved IN (0, 1)),
    veteran         INTEGER NOT NULL DEFAULT 0 CHECK (veteran IN (0, 1)),
    state           TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active','moved','dead')),
    left_on         TEXT,
    note            TEXT,
    act             INTEGER NOT NULL REFERENCES act(key),
    voided_by       INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX elder_file_no ON elder(file_no) WHERE voided_by IS NULL;
CREATE UNIQUE INDEX elder_person ON elder(person) WHERE voided_by IS NULL;

-- 高龄津贴 cases, one for each person. Keys from 6 thousand million on.
CREATE TABLE aged_allowance (
    key             INTEGER PRIMARY KEY CHECK (key BETWEEN 6000000000 AND 6999999999),
    case_no         TEXT NOT NULL,
    person          INTEGER NOT NULL REFERENCES person(key),
    division        TEXT NOT NULL CHECK (length(division) = 12),
    state           TEXT NOT NULL DEFAULT 'confirmed' CHECK (state IN ('submitted','accepted','town_reviewed','publicised','confirmed','active','suspended','stopped')),
    origin          TEXT NOT NULL CHECK (origin IN ('taken_over','applied')),
    apply_date      TEXT NOT NULL,
    accept_date     TEXT,
    town_date       TEXT,
    notice_from     TEXT,
    notice_to       TEXT,
    district_date   TEXT,
    alive_checked_on TEXT NOT NULL,      -- 生存认证
    pay_mode        TEXT NOT NULL DEFAULT '1' CHECK (pay_mode IN ('1','2')),
    payee           INTEGER REFERENCES person(key),   -- 代领: who is paid in the person's place
    payee_rel       TEXT,
    proxy_no        TEXT,                -- 委托书
    recover_fen     INTEGER NOT NULL DEFAULT 0 CHECK (recover_fen >= 0),   -- follows the version that ends it
    recovered_fen   INTEGER NOT NULL DEFAULT 0 CHECK (recovered_fen >= 0),
    note            TEXT,
    act             INTEGER NOT NULL REFERENCES act(key),
    voided_by       INTEGER REFERENCES act(key),
    CHECK ((pay_mode = '2') = (payee IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX aged_allowance_case_no ON aged_allowance(case_no) WHERE voided_by IS NULL;
-- One living case a person.
CREATE UNIQUE INDEX aged_allowance_once ON aged_allowance(person) WHERE state <> 'stopped' AND voided_by IS NULL;

-- 津贴核定: the versions of 高龄津贴. Keys from 6 thousand million on, see tekun_award.
CREATE TABLE aged_award (
    key             INTEGER PRIMARY KEY CHECK (key BETWEEN 6000000000 AND 6999999999),
    aged_allowance  INTEGER NOT NULL REFERENCES aged_allowance(key),
    from_month      TEXT NOT NULL,
    kind            TEXT NOT NULL CHECK (kind IN ('award','suspended','end')),
    decided_date    TEXT NOT NULL,
    band            TEXT CHECK (band IN ('80','90','100')),   -- 年龄段
    amount_fen      INTEGER NOT NULL DEFAULT 0 CHECK (amount_fen >= 0),
    recover_fen     INTEGER NOT NULL DEFAULT 0 CHECK (recover_fen >= 0),   -- what was paid too much when it ends
    change_kind     TEXT NOT NULL,
    reason_code     TEXT,
    act             INTEGER NOT NULL REFERENCES act(key),
    voided_by       INTEGER REFERENCES act(key),
    CHECK (kind = 'award' OR amount_fen = 0),
    CHECK ((kind = 'award') = (band IS NOT NULL)),
    CHECK (kind = 'end' OR recover_fen = 0)
) STRICT;
CREATE UNIQUE INDEX aged_award_once ON aged_award(aged_allowance, from_month) WHERE voided_by IS NULL;

-- 老年人探访: one visit or call. Who is to be visited says 老年人; `next_due` follows from the risk.
CREATE TABLE elder_visit (
    key             INTEGER PRIMARY KEY,
    visit_no        TEXT NOT NULL,
    person          INTEGER NOT NULL REFERENCES person(key),
    visit_on        TEXT NOT NULL,
    mode            TEXT NOT NULL,
    visitor         TEXT NOT NULL,
    visitor_kind    TEXT NOT NULL,
    risk_level      TEXT NOT NULL,
    result          TEXT NOT NULL CHECK (result IN ('1','2')),
    findings        TEXT,
    referral_to     TEXT,
    referred_on     TEXT CHECK (referred_on >= visit_on),
    referral_done_on TEXT CHECK (referral_done_on >= visit_on),
    next_due        TEXT,
    note            TEXT,
    act             INTEGER NOT NULL REFERENCES act(key),
    voided_by       INTEGER REFERENCES act(key),
    CHECK ((referral_to IS NULL) = (referred_on IS NULL)),
    CHECK (result = '2' OR (referred_on IS NULL AND referral_done_on IS NULL))
) STRICT;
CREATE UNIQUE INDEX elder_visit_no ON elder_visit(visit_no) WHERE voided_by IS NULL;
-- Who was visited, and until when; what was passed on and solved in a month.
CREATE INDEX elder_visit_of ON elder_visit(person, visit_on, next_due) WHERE voided_by IS NULL;
CREATE INDEX elder_visit_referred ON elder_visit(referred_on) WHERE voided_by IS NULL AND referred_on IS NOT NULL;
CREATE INDEX elder_visit_done ON elder_visit(referral_done_on) WHERE voided_by IS NULL AND referral_done_on IS NOT NULL;

-- 探访需求 that a visit found, each once.
CREATE TABLE elder_need (
    key             INTEGER PRIMARY KEY,
    elder_visit     INTEGER NOT NULL REFERENCES elder_visit(key),
    need            TEXT NOT NULL,
    act             INTEGER NOT NULL REFERENCES act(key),
    voided_by       INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX elder_need_once ON elder_need(elder_visit, need) WHERE voided_by IS NULL;

-- 养老补贴: what homes, carers and facilities apply for. The amount is computed, and stands from 审定 on.
CREATE TABLE elder_subsidy (
    key            INTEGER PRIMARY KEY,
    subsidy_no     TEXT NOT NULL,
    kind           TEXT NOT NULL CHECK (kind IN ('1','2','3','4','5','6','7','8')),
    payee_kind     TEXT NOT NULL CHECK (payee_kind IN ('1','2','3')),
    institution    INTEGER REFERENCES institution(key),
    person         INTEGER REFERENCES person(key),              -- the carer
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
    -- Nothing is approved without an amount, nor paid before.
    CHECK (approved_on IS NULL OR amount_fen > 0),
    CHECK (paid_on IS NULL OR approved_on IS NOT NULL),
    CHECK ((recovered_on IS NULL) = (recovered_fen IS NULL))
) STRICT;
CREATE UNIQUE INDEX elder_subsidy_no ON elder_subsidy(subsidy_no) WHERE voided_by IS NULL;
-- What was settled, paid and taken back in a month.
CREATE INDEX elder_subsidy_approved ON elder_subsidy(approved_on) WHERE voided_by IS NULL AND approved_on IS NOT NULL;
CREATE INDEX elder_subsidy_paid ON elder_subsidy(paid_on) WHERE voided_by IS NULL AND paid_on IS NOT NULL;
CREATE INDEX elder_subsidy_recovered ON elder_subsidy(recovered_on) WHERE voided_by IS NULL AND recovered_on IS NOT NULL;

-- 养老设施 in towns and villages, and how far its building is; 停用 keeps the dates it has.
CREATE TABLE elder_facility (
    key             INTEGER PRIMARY KEY,
    name            TEXT NOT NULL,
    kind            TEXT NOT NULL,
    division        TEXT NOT NULL CHECK (length(division) = 12),
    address         TEXT,
    beds            INTEGER CHECK (beds >= 0),
    area            INTEGER CHECK (area > 0),
    investment_fen  INTEGER CHECK (investment_fen >= 0),
    project_state   TEXT NOT NULL,
    decided_on      TEXT,
    started_on      TEXT,
    done_on         TEXT CHECK (done_on >= started_on),
    opened_on       TEXT,
    planned_on      TEXT,
    closed_on       TEXT,
    operator        TEXT,
    served_month    INTEGER CHECK (served_month >= 0),
    note            TEXT,
    act             INTEGER NOT NULL REFERENCES act(key),
    voided_by       INTEGER REFERENCES act(key),
    CHECK (project_state <> '6' OR closed_on IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX elder_facility_name ON elder_facility(name) WHERE voided_by IS NULL;

-- 搬迁 of a 养老设施.
CREATE TABLE facility_move (
    key             INTEGER PRIMARY KEY,
    elder_facility  INTEGER NOT NULL REFERENCES elder_facility(key),
    moved_on        TEXT NOT NULL,
    from_place      TEXT NOT NULL,
    to_place        TEXT NOT NULL,
    reason          TEXT,
    act             INTEGER NOT NULL REFERENCES act(key),
    voided_by       INTEGER REFERENCES act(key)
) STRICT;

-- 工作机制, its members and meetings.
CREATE TABLE mechanism (
    key             INTEGER PRIMARY KEY,
    title           TEXT NOT NULL,
    kind            TEXT NOT NULL,
    doc_no          TEXT,
    set_up_on       TEXT NOT NULL,
    note            TEXT,
    act             INTEGER NOT NULL REFERENCES act(key),
    voided_by       INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX mechanism_title ON mechanism(title) WHERE voided_by IS NULL;
CREATE TABLE mechanism_member (
    key             INTEGER PRIMARY KEY,
    mechanism       INTEGER NOT NULL REFERENCES mechanism(key),
    unit            TEXT NOT NULL,
    member          TEXT,
    post            TEXT,
    act             INTEGER NOT NULL REFERENCES act(key),
    voided_by       INTEGER REFERENCES act(key)
) STRICT;
CREATE TABLE mechanism_meeting (
    key             INTEGER PRIMARY KEY,
    mechanism       INTEGER NOT NULL REFERENCES mechanism(key),
    held_on         TEXT NOT NULL,
    minutes         TEXT NOT NULL,
    decisions       TEXT,
    act             INTEGER NOT NULL REFERENCES act(key),
    voided_by       INTEGER REFERENCES act(key)
) STRICT;

-- 适老化改造年度任务: so many households in a year.
CREATE TABLE home_adapt_plan (
    key            INTEGER PRIMARY KEY,
    year           INTEGER NOT NULL,
    target         INTEGER NOT NULL CHECK (target > 0),
    source         TEXT,
    basis          TEXT,
    note           TEXT,
    act            INTEGER NOT NULL REFERENCES act(key),
    voided_by      INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX home_adapt_plan_year ON home_adapt_plan(year) WHERE voided_by IS NULL;

-- 适老化改造: the home of an old person. Each step is its day; `state` is the last of them. A household counts once.
CREATE TABLE home_adapt (
    key            INTEGER PRIMARY KEY,
    adapt_no       TEXT NOT NULL,
    plan           INTEGER NOT NULL REFERENCES home_adapt_plan(key),
    person         INTEGER NOT NULL REFERENCES person(key),
    household      INTEGER REFERENCES household(key),       -- none: a household of its own
    division       TEXT NOT NULL CHECK (length(division) = 12),
    poverty_kind   TEXT NOT NULL,
    unable         INTEGER NOT NULL DEFAULT 0 CHECK (unable IN (0, 1)),
    alone          INTEGER NOT NULL DEFAULT 0 CHECK (alone IN (0, 1)),
    listed_on      TEXT NOT NULL,
    apply_date     TEXT,
    surveyed_on    TEXT,
    surveyor       TEXT,
    budget_fen     INTEGER CHECK (budget_fen >= 0),
    decided_on     TEXT,
    contractor     TEXT,
    start_on       TEXT,
    done_on        TEXT CHECK (done_on >= start_on),
    cost_fen       INTEGER CHECK (cost_fen >= 0),
    self_pay_fen   INTEGER CHECK (self_pay_fen >= 0),
    accepted_on    TEXT CHECK (accepted_on >= done_on),
    satisfaction   TEXT,
    paid_on        TEXT,
    archived_on    TEXT,
    withdrawn_on   TEXT,
    withdraw_reason TEXT,
    state          TEXT NOT NULL,
    note           TEXT,
    act            INTEGER NOT NULL REFERENCES act(key),
    voided_by      INTEGER REFERENCES act(key),
    CHECK (accepted_on IS NULL OR (done_on IS NOT NULL AND start_on IS NOT NULL AND withdrawn_on IS NULL)),
    CHECK ((withdrawn_on IS NULL) = (withdraw_reason IS NULL))
) STRICT;
CREATE UNIQUE INDEX home_adapt_no ON home_adapt(adapt_no) WHERE voided_by IS NULL;
-- What the figures of a month or a year count.
CREATE INDEX home_adapt_accepted ON home_adapt(accepted_on) WHERE voided_by IS NULL;
CREATE INDEX home_adapt_withdrawn ON home_adapt(withdrawn_on) WHERE voided_by IS NULL;

-- 改造项目: of the thirty, each at most once in a home.
CREATE TABLE adapt_item (
    key            INTEGER PRIMARY KEY,
    home_adapt     INTEGER NOT NULL REFERENCES home_adapt(key),
    item_code      TEXT NOT NULL,
    qty            INTEGER NOT NULL DEFAULT 1 CHECK (qty > 0),
    measure        TEXT,
    cost_fen       INTEGER CHECK (cost_fen >= 0),
    act            INTEGER NOT NULL REFERENCES act(key),
    voided_by      INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX adapt_item_once ON adapt_item(home_adapt, item_code) WHERE voided_by IS NULL;

-- 老年人能力评估: by GB/T 42195-2022 (2022) with the scores of its 26 items; of one by MZ/T 039-2013 (2013) only the level is kept. It
-- holds until its last day or the person's next one. What is known beside the scores makes the level worse (src/domain/elderly/ability.rs).
CREATE TABLE ability (
    key             INTEGER PRIMARY KEY,
    report_no       TEXT NOT NULL,       -- NL 430406 YYYY NNNNN
    person          INTEGER NOT NULL REFERENCES person(key),
    assess_on       TEXT NOT NULL,
    kind            TEXT NOT NULL CHECK (kind IN ('1','2','3','4')),     -- first, regular, at once, again
    place           TEXT,
    assessor1       TEXT NOT NULL,
    assessor2       TEXT NOT NULL CHECK (assessor2 <> assessor1),
    informant       TEXT,
    standard        TEXT NOT NULL CHECK (standard IN ('2013','2022')),
    old_level       TEXT CHECK (old_level BETWEEN '0' AND '3'),
    eating          INTEGER CHECK (eating BETWEEN 0 AND 4),
    grooming        INTEGER CHECK (grooming BETWEEN 0 AND 4),
    bathing         INTEGER CHECK (bathing BETWEEN 0 AND 4),
    upper_dress     INTEGER CHECK (upper_dress BETWEEN 0 AND 4),
    lower_dress     INTEGER CHECK (lower_dress BETWEEN 0 AND 4),
    bladder         INTEGER CHECK (bladder BETWEEN 0 AND 4),
    bowel           INTEGER CHECK (bowel BETWEEN 0 AND 4),
    toilet          INTEGER CHECK (toilet BETWEEN 0 AND 4),
    turning         INTEGER CHECK (turning BETWEEN 0 AND 4),
    transfer        INTEGER CHECK (transfer BETWEEN 0 AND 4),
    walking         INTEGER CHECK (walking BETWEEN 0 AND 4),
    stairs          INTEGER CHECK (stairs BETWEEN 0 AND 4),
    sense_of_time   INTEGER CHECK (sense_of_time BETWEEN 0 AND 4),
    sense_of_place  INTEGER CHECK (sense_of_place BETWEEN 0 AND 4),
    sense_of_person INTEGER CHECK (sense_of_person BETWEEN 0 AND 4),
    memory          INTEGER CHECK (memory BETWEEN 0 AND 4),
    comprehension   INTEGER CHECK (comprehension BETWEEN 0 AND 3),
    expression      INTEGER CHECK (expression BETWEEN 0 AND 3),
    aggression      INTEGER CHECK (aggression BETWEEN 0 AND 1),
    depression      INTEGER CHECK (depression BETWEEN 0 AND 1),
    consciousness   INTEGER CHECK (consciousness BETWEEN 0 AND 2),
    sight           INTEGER CHECK (sight BETWEEN 0 AND 2),
    hearing         INTEGER CHECK (hearing BETWEEN 0 AND 2),
    errands         INTEGER CHECK (errands BETWEEN 0 AND 4),
    transport       INTEGER CHECK (transport BETWEEN 0 AND 4),
    society         INTEGER CHECK (society BETWEEN 0 AND 4),
    total           INTEGER CHECK (total =
                            eating + grooming + bathing + upper_dress + lower_dress + bladder + bowel + toilet +
                            turning + transfer + walking + stairs +
                            sense_of_time + sense_of_place + sense_of_person + memory + comprehension + expression +
                            aggression + depression + consciousness +
                            sight + hearing + errands + transport + society),
    raw_level       TEXT CHECK (raw_level = CASE WHEN total >= 90 THEN '0' WHEN total >= 66 THEN '1' WHEN total >= 46 THEN '2'
                                                 WHEN total >= 30 THEN '3' ELSE '4' END),
    level           TEXT NOT NULL CHECK (level IN ('0','1','2','3','4')),
    coma            INTEGER CHECK (coma IN (0, 1)),
    dementia        INTEGER CHECK (dementia IN (0, 1)),
    mental          INTEGER CHECK (mental IN (0, 1)),
    risk_events     INTEGER CHECK (risk_events >= 0),
    valid_until     TEXT NOT NULL CHECK (valid_until >= assess_on),
    objection       INTEGER NOT NULL DEFAULT 0 CHECK (objection IN (0, 1)),
    state           TEXT NOT NULL DEFAULT '3' CHECK (state IN ('1','2','3','4')),
    note            TEXT,
    act             INTEGER NOT NULL REFERENCES act(key),
    voided_by       INTEGER REFERENCES act(key),
    CHECK ((standard = '2022') = (total IS NOT NULL) AND (standard = '2022') = (raw_level IS NOT NULL)),
    CHECK (standard = '2022' OR level IS old_level)
) STRICT;
CREATE UNIQUE INDEX ability_report_no ON ability(report_no) WHERE voided_by IS NULL;
CREATE UNIQUE INDEX ability_once ON ability(person, assess_on) WHERE voided_by IS NULL;

-- ---------------------------------------------------------------- children (儿童福利)

-- 儿童档案: one file a child, as the child stands now. What tables count of it stands in child_status too, from a day on.
CREATE TABLE child (
    key               INTEGER PRIMARY KEY,
    file_no           TEXT NOT NULL,       -- ET-430406-YYYY-NNNN
    person            INTEGER NOT NULL REFERENCES person(key),
    main_cat          TEXT NOT NULL CHECK (main_cat IN ('A','B','C1','C2','C3','D','E','F')),
    care_kind         TEXT NOT NULL CHECK (care_kind IN ('1','2','3','4','5')),
    institution       INTEGER REFERENCES institution(key),    -- where, of 集中养育
    school_state      TEXT NOT NULL,
    school            TEXT,
    grade             TEXT,
    certified_on      TEXT,                -- 就读证明, which carries the money on after the 18th birthday
    left_behind       INTEGER NOT NULL DEFAULT 0 CHECK (left_behind IN (0, 1)),
    migrant           INTEGER NOT NULL DEFAULT 0 CHECK (migrant IN (0, 1)),
    weak_care         INTEGER NOT NULL DEFAULT 0 CHECK (weak_care IN (0, 1)),
    unregistered      INTEGER NOT NULL DEFAULT 0 CHECK (unregistered IN (0, 1)),
    vagrant           INTEGER NOT NULL DEFAULT 0 CHECK (vagrant IN (0, 1)),
    guardian          INTEGER REFERENCES person(key) CHECK (guardian <> person),
    guardian_name     TEXT,                -- of one who is not on the register of people
    guardian_relation TEXT,
    guardian_phone    TEXT,
    carer_name        TEXT,
    carer_relation    TEXT,
    carer_phone       TEXT,
    entrusted_on      TEXT,
    risk_level        TEXT NOT NULL DEFAULT '3' CHECK (risk_level IN ('1','2','3')),
    state             TEXT NOT NULL DEFAULT 'on' CHECK (state IN ('on','grown','adopted','moved','died','resolved')),
    -- The five steps of 建档.
    verified_on         TEXT,
    registered_on       TEXT NOT NULL,
    village_reported_on TEXT,
    town_reported_on    TEXT,
    filed_on            TEXT,
    note              TEXT,
    act               INTEGER NOT NULL REFERENCES act(key),
    voided_by         INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX child_file_no ON child(file_no) WHERE voided_by IS NULL;
CREATE UNIQUE INDEX child_once ON child(person) WHERE voided_by IS NULL;
-- Files of a month.
CREATE INDEX child_registered ON child(registered_on) WHERE voided_by IS NULL;

-- 儿童情况: how a child stands from a day on.
CREATE TABLE child_status (
    key          INTEGER PRIMARY KEY,
    child        INTEGER NOT NULL REFERENCES child(key),
    valid_from   TEXT NOT NULL,
    state        TEXT NOT NULL DEFAULT 'on' CHECK (state IN ('on','grown','adopted','moved','died','resolved')),
    main_cat     TEXT NOT NULL CHECK (main_cat IN ('A','B','C1','C2','C3','D','E','F')),
    care_kind    TEXT NOT NULL CHECK (care_kind IN ('1','2','3','4','5')),
    institution  INTEGER REFERENCES institution(key),
    school_state TEXT NOT NULL,
    left_behind  INTEGER NOT NULL DEFAULT 0 CHECK (left_behind IN (0, 1)),
    migrant      INTEGER NOT NULL DEFAULT 0 CHECK (migrant IN (0, 1)),
    weak_care    INTEGER NOT NULL DEFAULT 0 CHECK (weak_care IN (0, 1)),
    unregistered INTEGER NOT NULL DEFAULT 0 CHECK (unregistered IN (0, 1)),
    basis        TEXT,
    reason       TEXT,
    approved_by  TEXT,
    act          INTEGER NOT NULL REFERENCES act(key),
    voided_by    INTEGER REFERENCES act(key),
    adoption     INTEGER               -- the one whose act wrote it: they fall together
) STRICT;
CREATE UNIQUE INDEX child_status_once ON child_status(child, valid_from) WHERE voided_by IS NULL;
-- What changed in a month.
CREATE INDEX child_status_begun ON child_status(valid_from) WHERE voided_by IS NULL;

-- 父母情形: how a child's father (1) or mother (2) is from a day on, and until when its paper holds.
CREATE TABLE parent_state (
    key        INTEGER PRIMARY KEY,
    child      INTEGER NOT NULL REFERENCES child(key),
    parent     TEXT NOT NULL CHECK (parent IN ('1','2')),
    state      TEXT NOT NULL CHECK (state IN ('01','02','03','04','05','06','07','08','09','10','11','12')),
    valid_from TEXT NOT NULL,
    term_to    TEXT,
    dis_type   TEXT,
    dis_level  TEXT,
    document   TEXT,
    person     INTEGER REFERENCES person(key),
    note       TEXT,
    act        INTEGER NOT NULL REFERENCES act(key),
    voided_by  INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX parent_state_once ON parent_state(child, parent, valid_from) WHERE voided_by IS NULL;
-- What has come to its end is looked for each month.
CREATE INDEX parent_state_term_to ON parent_state(term_to) WHERE voided_by IS NULL AND term_to IS NOT NULL;

-- 关爱活动: one theme a month.
CREATE TABLE activity (
    key              INTEGER PRIMARY KEY,
    theme            TEXT NOT NULL CHECK (length(theme) BETWEEN 1 AND 60),
    held_on          TEXT NOT NULL,
    month            TEXT NOT NULL CHECK (month = substr(held_on, 1, 7)),
    place            TEXT NOT NULL,
    organiser        TEXT NOT NULL,
    partners         TEXT,
    children_count   INTEGER NOT NULL CHECK (children_count >= 0),
    volunteers_count INTEGER CHECK (volunteers_count >= 0),
    goods            TEXT,
    cost_fen         INTEGER CHECK (cost_fen >= 0),
    photo_ref        TEXT,
    act              INTEGER NOT NULL REFERENCES act(key),
    voided_by        INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX activity_once ON activity(theme, held_on) WHERE voided_by IS NULL;

-- 助学帮扶: what somebody gives a child for school (金秋助学).
CREATE TABLE aid_grant (
    key        INTEGER PRIMARY KEY,
    child      INTEGER NOT NULL REFERENCES child(key),
    kind       TEXT NOT NULL DEFAULT '1' CHECK (kind IN ('1','9')),
    year       INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 2100),
    amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
    donor      TEXT NOT NULL,
    paid_on    TEXT,
    note       TEXT,
    act        INTEGER NOT NULL REFERENCES act(key),
    voided_by  INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX aid_grant_once ON aid_grant(child, kind, year) WHERE voided_by IS NULL;
-- What was paid in a year.
CREATE INDEX aid_grant_paid ON aid_grant(paid_on) WHERE voided_by IS NULL;

-- 走访: a visit to a child on file; `division` is where the child lived then, `next_due` the last day for the next one.
CREATE TABLE child_visit (
    key              INTEGER PRIMARY KEY,
    child            INTEGER NOT NULL REFERENCES child(key),
    person           INTEGER NOT NULL REFERENCES person(key),   -- the child's own row
    visited_on       TEXT NOT NULL,
    mode             TEXT NOT NULL DEFAULT '1' CHECK (mode IN ('1','2','3','4')),
    division         TEXT NOT NULL CHECK (length(division) = 12),
    visitor          INTEGER NOT NULL REFERENCES child_worker(key),
    seen_child       INTEGER NOT NULL CHECK (seen_child IN (0, 1)),
    guardian_present INTEGER NOT NULL DEFAULT 1 CHECK (guardian_present IN (0, 1)),
    living           TEXT NOT NULL DEFAULT '1' CHECK (living IN ('1','2','3')),
    safety           TEXT NOT NULL DEFAULT '1' CHECK (safety IN ('1','2','3')),
    schooling        TEXT NOT NULL DEFAULT '1' CHECK (schooling IN ('1','2','3')),
    health           TEXT NOT NULL DEFAULT '1' CHECK (health IN ('1','2','3')),
    mind             TEXT NOT NULL DEFAULT '1' CHECK (mind IN ('1','2','3')),
    next_due         TEXT CHECK (next_due >= visited_on),
    diary            TEXT,
    act              INTEGER NOT NULL REFERENCES act(key),
    voided_by        INTEGER REFERENCES act(key),
    CHECK (seen_child = 0 OR mode IN ('1','2'))
) STRICT;
-- Visits of a month: what the figures count.
CREATE INDEX child_visit_day ON child_visit(visited_on) WHERE voided_by IS NULL;
-- What is due follows from a child's visits.
CREATE INDEX child_visit_of ON child_visit(child, visited_on, next_due) WHERE voided_by IS NULL;

-- 走访发现: a problem that a visit found, and what was done.
CREATE TABLE visit_finding (
    key            INTEGER PRIMARY KEY,
    child_visit    INTEGER NOT NULL REFERENCES child_visit(key),
    problem        TEXT NOT NULL CHECK (problem IN ('1','2','3','4','5','6','7','8')),
    measure        TEXT NOT NULL CHECK (measure IN ('1','2','3','4','5','6','7')),
    referral       TEXT,
    unreported_why TEXT,
    resolved_on    TEXT,
    note           TEXT,
    act            INTEGER NOT NULL REFERENCES act(key),
    voided_by      INTEGER REFERENCES act(key),
    report         INTEGER REFERENCES mandatory_report(key),
    -- What may be harm is reported, or it is said why not.
    CHECK (problem <> '7' OR measure = '4' OR unreported_why IS NOT NULL)
) STRICT;

-- 基层儿童队伍: the 儿童督导员 of a town, the 儿童主任 of a village, from a day until the last one. The division says which (`role`).
CREATE TABLE child_worker (
    key              INTEGER PRIMARY KEY,
    person           INTEGER NOT NULL REFERENCES person(key),
    division         TEXT NOT NULL CHECK (length(division) = 12),
    role             TEXT NOT NULL CHECK (role IN ('director','supervisor')),
    concurrent_post  TEXT CHECK (concurrent_post IN ('1','2','3')),
    phone            TEXT NOT NULL,
    crime_checked_on TEXT,             -- 违法犯罪记录查询, the latest (未成年人保护法 art. 62)
    appointed_on     TEXT NOT NULL,
    left_on          TEXT CHECK (left_on >= appointed_on),
    note             TEXT,
    act              INTEGER NOT NULL REFERENCES act(key),
    voided_by        INTEGER REFERENCES act(key)
) STRICT;
-- 孤儿基本生活费: the cases. Their proofs stand in the child's file. Keys from 7 thousand million on, see tekun_award.
CREATE TABLE orphan (
    key             INTEGER PRIMARY KEY CHECK (key BETWEEN 7000000000 AND 7999999999),
    case_no         TEXT NOT NULL,
    person          INTEGER NOT NULL REFERENCES person(key),
    child           INTEGER NOT NULL REFERENCES child(key),
    division        TEXT NOT NULL CHECK (length(division) = 12),
    state           TEXT NOT NULL DEFAULT 'confirmed' CHECK (state IN ('submitted','accepted','town_reviewed','publicised','confirmed','active','suspended','stopped')),
    origin          TEXT NOT NULL CHECK (origin IN ('taken_over','applied')),
    apply_date      TEXT NOT NULL,
    applicant       TEXT,
    accept_date     TEXT,
    town_opinion    TEXT,
    town_date       TEXT,
    district_opinion TEXT,
    district_date   TEXT,
    approval_no     TEXT,
    reviewed_on     TEXT,
    review_due      TEXT,
    note            TEXT,
    act             INTEGER NOT NULL REFERENCES act(key),
    voided_by       INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX orphan_case_no ON orphan(case_no) WHERE voided_by IS NULL;
-- One living case a child.
CREATE UNIQUE INDEX orphan_once ON orphan(person) WHERE state <> 'stopped' AND voided_by IS NULL;

-- 孤儿生活费核定: way of care and institution as the file has them in the month.
CREATE TABLE orphan_award (
    key          INTEGER PRIMARY KEY CHECK (key BETWEEN 7000000000 AND 7999999999),
    orphan       INTEGER NOT NULL REFERENCES orphan(key),
    from_month   TEXT NOT NULL,
    kind         TEXT NOT NULL CHECK (kind IN ('award','suspended','end')),
    decided_date TEXT NOT NULL,
    care_kind    TEXT,
    institution  INTEGER REFERENCES institution(key),
    amount_fen   INTEGER NOT NULL DEFAULT 0 CHECK (amount_fen >= 0),
    change_kind  TEXT NOT NULL,
    reason_code  TEXT,
    act          INTEGER NOT NULL REFERENCES act(key),
    voided_by    INTEGER REFERENCES act(key),
    CHECK (kind = 'award' OR amount_fen = 0)
) STRICT;
CREATE UNIQUE INDEX orphan_award_once ON orphan_award(orphan, from_month) WHERE voided_by IS NULL;

-- 福彩圆梦·孤儿助学: an instalment of a school year, which is named by the year it begins in. `state` follows from the days and from 离校.
CREATE TABLE dream_grant (
    key          INTEGER PRIMARY KEY,
    orphan       INTEGER NOT NULL REFERENCES orphan(key),
    person       INTEGER NOT NULL REFERENCES person(key),   -- the orphan's own row
    school       TEXT NOT NULL,
    level        TEXT NOT NULL CHECK (level IN ('1','2','3','4','5')),
    student_no   TEXT,
    enrolled_on  TEXT NOT NULL,
    graduates_on TEXT NOT NULL CHECK (graduates_on >= enrolled_on),
    school_year  INTEGER NOT NULL CHECK (school_year BETWEEN 2000 AND 2100),
    instalment   INTEGER NOT NULL CHECK (instalment BETWEEN 1 AND 12),
    amount_fen   INTEGER NOT NULL CHECK (amount_fen > 0),
    applied_on   TEXT NOT NULL,
    certified_on TEXT,
    town_on      TEXT,
    district_on  TEXT,
    paid_on      TEXT,
    leaving      TEXT CHECK (leaving IN ('1','2','3','4')),
    state        TEXT NOT NULL DEFAULT 'applied'
                 CHECK (state IN ('applied','accepted','reviewed','paid','suspended','quit','graduated','died')),
    note         TEXT,
    act          INTEGER NOT NULL REFERENCES act(key),
    voided_by    INTEGER REFERENCES act(key),
    left_on      TEXT CHECK (left_on IS NULL OR leaving IS NOT NULL),
    -- Whoever left school is paid nothing, and nobody before the certificate was seen.
    CHECK (paid_on IS NULL OR (leaving IS NULL AND certified_on IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX dream_grant_once ON dream_grant(person, school_year, instalment) WHERE voided_by IS NULL;
-- What was paid in a month.
CREATE INDEX dream_grant_paid ON dream_grant(paid_on) WHERE voided_by IS NULL;

-- 强制报告: what was found and told to the police, of a child on file or somebody described. `state` follows from the days.
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
-- What was reported in a month.
CREATE INDEX mandatory_report_reported ON mandatory_report(reported_on) WHERE voided_by IS NULL;

-- 收养登记: an adoption by one or by two who are married. `state` follows from the days.
CREATE TABLE adoption (
    key             INTEGER PRIMARY KEY,
    adoption_no     TEXT NOT NULL,
    person          INTEGER NOT NULL REFERENCES person(key),   -- who is adopted
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
    -- What is registered has a certificate.
    CHECK (state NOT IN ('decided','dissolved') OR (decided_on IS NOT NULL AND cert_no IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX adoption_no ON adoption(adoption_no) WHERE voided_by IS NULL;
CREATE UNIQUE INDEX adoption_cert ON adoption(cert_no) WHERE voided_by IS NULL;
-- Nobody is adopted twice at a time.
CREATE UNIQUE INDEX adoption_once ON adoption(person) WHERE voided_by IS NULL AND state IN ('applied','decided');
-- What was decided in a month.
CREATE INDEX adoption_decided ON adoption(decided_on) WHERE voided_by IS NULL;

-- 临时监护: a child in the care of the bureau, from a day until the last one.
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

-- 事实无人抚养儿童基本生活费: the cases. Their proofs stand in the child's file. Keys from 8 thousand million on, see tekun_award.
CREATE TABLE defacto (
    key             INTEGER PRIMARY KEY CHECK (key BETWEEN 8000000000 AND 8999999999),
    case_no         TEXT NOT NULL,
    person          INTEGER NOT NULL REFERENCES person(key),
    child           INTEGER NOT NULL REFERENCES child(key),
    division        TEXT NOT NULL CHECK (length(division) = 12),
    state           TEXT NOT NULL DEFAULT 'confirmed' CHECK (state IN ('submitted','accepted','town_reviewed','publicised','confirmed','active','suspended','stopped')),
    origin          TEXT NOT NULL CHECK (origin IN ('taken_over','applied')),
    apply_date      TEXT NOT NULL,
    applicant       TEXT,
    accept_date     TEXT,
    town_opinion    TEXT,
    town_date       TEXT,
    district_opinion TEXT,
    district_date   TEXT,
    approval_no     TEXT,
    reviewed_on     TEXT,
    review_due      TEXT,
    note            TEXT,
    act             INTEGER NOT NULL REFERENCES act(key),
    voided_by       INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX defacto_case_no ON defacto(case_no) WHERE voided_by IS NULL;
-- One living case a child.
CREATE UNIQUE INDEX defacto_once ON defacto(person) WHERE state <> 'stopped' AND voided_by IS NULL;

-- 事实无人抚养生活费核定: way of care and institution as the file has them in the month.
CREATE TABLE defacto_award (
    key          INTEGER PRIMARY KEY CHECK (key BETWEEN 8000000000 AND 8999999999),
    defacto      INTEGER NOT NULL REFERENCES defacto(key),
    from_month   TEXT NOT NULL,
    kind         TEXT NOT NULL CHECK (kind IN ('award','suspended','end')),
    decided_date TEXT NOT NULL,
    care_kind    TEXT,
    institution  INTEGER REFERENCES institution(key),
    -- The standard, and what the child draws beside it in the month: its part of 低保, 特困, 困难残疾人生活补贴.
    standard_fen INTEGER NOT NULL DEFAULT 0 CHECK (standard_fen >= 0),
    dibao_fen    INTEGER NOT NULL DEFAULT 0 CHECK (dibao_fen >= 0),
    tekun_fen    INTEGER NOT NULL DEFAULT 0 CHECK (tekun_fen >= 0),
    living_fen   INTEGER NOT NULL DEFAULT 0 CHECK (living_fen >= 0),
    amount_fen   INTEGER NOT NULL DEFAULT 0 CHECK (amount_fen >= 0),
    change_kind  TEXT NOT NULL,
    reason_code  TEXT,
    act          INTEGER NOT NULL REFERENCES act(key),
    voided_by    INTEGER REFERENCES act(key),
    CHECK (kind = 'award' OR amount_fen = 0),
    CHECK (kind <> 'award' OR amount_fen = max(0, standard_fen - dibao_fen - tekun_fen - living_fen))
) STRICT;
CREATE UNIQUE INDEX defacto_award_once ON defacto_award(defacto, from_month) WHERE voided_by IS NULL;

-- ---------------------------------------------------------------- funeral (殡葬改革)

-- 死亡登记, one for each person (services 4.1). Its act writes person.death_date and ends what rests on the life.
CREATE TABLE death (
    key                INTEGER PRIMARY KEY,
    death_no           TEXT NOT NULL,
    person             INTEGER NOT NULL REFERENCES person(key),
    died_on            TEXT NOT NULL,
    reported_on        TEXT NOT NULL CHECK (reported_on >= died_on),
    source             TEXT CHECK (source GLOB '[1-7]'),
    place_kind         TEXT CHECK (place_kind IN ('1','2','3','4','9')),
    died_division      TEXT NOT NULL CHECK (length(died_division) = 12),
    hukou_division     TEXT NOT NULL CHECK (length(hukou_division) = 12),   -- as it was on that day
    cause              TEXT NOT NULL DEFAULT '1' CHECK (cause IN ('1','2')),
    cert_kind          TEXT CHECK (cert_kind IN ('1','2','3')),
    cert_no            TEXT,
    cert_issuer        TEXT,
    disposal           TEXT NOT NULL DEFAULT '9' CHECK (disposal IN ('1','2','3','4','5','6','9')),
    exempt_basis       TEXT,
    cremated_on        TEXT CHECK (cremated_on >= died_on),
    crematory          TEXT,
    cremation_no       TEXT,
    ash_to             TEXT CHECK (ash_to IN ('1','2','3','4','5','6','9')),
    hukou_cancelled_on TEXT CHECK (hukou_cancelled_on >= died_on),
    relative_name      TEXT,
    relative_relation  TEXT,
    relative_phone     TEXT,
    state              TEXT NOT NULL DEFAULT '1' CHECK (state IN ('1','2','3','4')),
    note               TEXT,
    act                INTEGER NOT NULL REFERENCES act(key),
    voided_by          INTEGER REFERENCES act(key),
    CHECK (disposal NOT IN ('2','3') OR exempt_basis IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX death_no ON death(death_no) WHERE voided_by IS NULL;
CREATE UNIQUE INDEX death_person ON death(person) WHERE voided_by IS NULL;
-- 火化 by its month, whenever the death was.
CREATE INDEX death_cremated ON death(cremated_on) WHERE voided_by IS NULL AND cremated_on IS NOT NULL;
CREATE UNIQUE INDEX death_cremation ON death(cremation_no) WHERE voided_by IS NULL AND cremation_no IS NOT NULL;

-- 惠民殡葬减免 (services 4.8): what the five basic services cost, and what of it is free by the caps of the month of the death.
CREATE TABLE funeral_relief (
    key             INTEGER PRIMARY KEY,
    relief_no       TEXT NOT NULL,
    death           INTEGER NOT NULL REFERENCES death(key),
    person          INTEGER REFERENCES person(key),
    target_kind     TEXT NOT NULL CHECK (target_kind IN ('1','2','3','4','5')),
    apply_on        TEXT NOT NULL,
    applicant       TEXT,
    relation        TEXT,
    phone           TEXT,
    has_funeral_aid INTEGER NOT NULL DEFAULT 0 CHECK (has_funeral_aid = 0),
    funeral_home    TEXT,
    transport_cost_fen INTEGER,
    storage_days    INTEGER CHECK (storage_days >= 0),
    storage_cost_fen INTEGER CHECK (coalesce(storage_cost_fen, 0) = 0 OR storage_days IS NOT NULL),
    cremation_cost_fen INTEGER,
    coffin_cost_fen INTEGER,
    urn_cost_fen    INTEGER,
    verified_on     TEXT CHECK (verified_on >= apply_on),
    approved_on     TEXT CHECK (approved_on >= verified_on),
    mode            TEXT CHECK (mode IN ('1','2')),
    relieved_on     TEXT CHECK (relieved_on >= approved_on),
    settle_batch    TEXT,
    paid_on         TEXT CHECK (paid_on >= relieved_on),
    transport_fen   INTEGER CHECK (transport_fen <= coalesce(transport_cost_fen, 0)),
    storage_fen     INTEGER CHECK (storage_fen <= coalesce(storage_cost_fen, 0)),
    cremation_fen   INTEGER CHECK (cremation_fen <= coalesce(cremation_cost_fen, 0)),
    coffin_fen      INTEGER CHECK (coffin_fen <= coalesce(coffin_cost_fen, 0)),
    urn_fen         INTEGER CHECK (urn_fen <= coalesce(urn_cost_fen, 0)),
    total_fen       INTEGER CHECK (total_fen <= transport_fen + storage_fen + cremation_fen + coffin_fen + urn_fen),
    state           TEXT NOT NULL DEFAULT 'applied' CHECK (state IN ('applied','verified','approved','relieved','settled')),
    note            TEXT,
    act             INTEGER NOT NULL REFERENCES act(key),
    voided_by       INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX funeral_relief_no ON funeral_relief(relief_no) WHERE voided_by IS NULL;
CREATE UNIQUE INDEX funeral_relief_death ON funeral_relief(death) WHERE voided_by IS NULL;
-- Those of a month: T-FN6 asks by the day.
CREATE INDEX funeral_relief_day ON funeral_relief(relieved_on, key) WHERE voided_by IS NULL;

-- 死亡名单: who stands on the list of the crematorium, of the police, of the villages (services 4.1). `person` is whose ID number it is.
CREATE TABLE death_notice (
    key                INTEGER PRIMARY KEY,
    notice_no          TEXT NOT NULL,
    source             TEXT NOT NULL CHECK (source IN ('1','2','3')),
    month              TEXT NOT NULL CHECK (month GLOB '[12][0-9][0-9][0-9]-[01][0-9]'),
    name               TEXT NOT NULL,
    id_number          TEXT CHECK (length(id_number) = 18),
    died_on            TEXT,
    cremated_on        TEXT CHECK (cremated_on >= died_on),
    hukou_cancelled_on TEXT CHECK (hukou_cancelled_on >= died_on),
    village            TEXT,
    person             INTEGER REFERENCES person(key),
    opinion            TEXT NOT NULL DEFAULT '1' CHECK (opinion IN ('1','2','3','4','5','6')),
    handled_by         TEXT,
    handled_on         TEXT,
    note               TEXT,
    act                INTEGER NOT NULL REFERENCES act(key),
    voided_by          INTEGER REFERENCES act(key),
    CHECK (opinion IN ('1','2') OR handled_by IS NOT NULL AND handled_on IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX death_notice_no ON death_notice(notice_no) WHERE voided_by IS NULL;
CREATE UNIQUE INDEX death_notice_once ON death_notice(id_number, source, month) WHERE voided_by IS NULL AND id_number IS NOT NULL;

-- 商户 that sell what is needed at funerals (services 4.7).
CREATE TABLE merchant (
    key         INTEGER PRIMARY KEY,
    name        TEXT NOT NULL,
    business    TEXT NOT NULL CHECK (business IN ('1','2','3','4')),
    division    TEXT NOT NULL CHECK (length(division) = 12),
    address     TEXT,
    uscc        TEXT CHECK (length(uscc) = 18),
    owner       INTEGER REFERENCES person(key),
    licence_no  TEXT,
    phone       TEXT,
    opened_on   TEXT NOT NULL,
    state       TEXT NOT NULL DEFAULT '1' CHECK (state IN ('1','2','3')),
    closed_on   TEXT CHECK (closed_on >= opened_on),
    note        TEXT,
    act         INTEGER NOT NULL REFERENCES act(key),
    voided_by   INTEGER REFERENCES act(key),
    CHECK (uscc IS NOT NULL OR owner IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX merchant_name ON merchant(division, name) WHERE voided_by IS NULL;
CREATE UNIQUE INDEX merchant_uscc ON merchant(uscc) WHERE voided_by IS NULL;

-- 告知书: what a merchant was told; it signs once a year.
CREATE TABLE merchant_notice (
    key         INTEGER PRIMARY KEY,
    notice_no   TEXT NOT NULL,
    merchant    INTEGER NOT NULL REFERENCES merchant(key),
    title       TEXT NOT NULL,
    served_on   TEXT NOT NULL,
    refused     INTEGER NOT NULL DEFAULT 0 CHECK (refused IN (0, 1)),
    signed_by   TEXT,
    served_by   TEXT NOT NULL,
    served_with TEXT NOT NULL CHECK (served_with <> served_by),
    valid_until TEXT NOT NULL CHECK (valid_until >= served_on),
    note        TEXT,
    act         INTEGER NOT NULL REFERENCES act(key),
    voided_by   INTEGER REFERENCES act(key),
    CHECK (refused = 1 OR signed_by IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX merchant_notice_no ON merchant_notice(notice_no) WHERE voided_by IS NULL;
CREATE UNIQUE INDEX merchant_notice_once ON merchant_notice(merchant, substr(served_on, 1, 4))
    WHERE refused = 0 AND voided_by IS NULL;

-- 市场检查. `told_by` is the notice by which what was found is 已告知再犯.
CREATE TABLE market_check (
    key         INTEGER PRIMARY KEY,
    check_no    TEXT NOT NULL,
    checked_on  TEXT NOT NULL,
    merchant    INTEGER REFERENCES merchant(key),
    place       TEXT,
    market      TEXT,
    division    TEXT NOT NULL CHECK (length(division) = 12),
    team        TEXT,
    joint_depts TEXT,
    officer1    TEXT NOT NULL,
    officer2    TEXT NOT NULL CHECK (officer2 <> officer1),
    result      TEXT NOT NULL DEFAULT '1' CHECK (result IN ('1','2','3','4')),
    receipt_no  TEXT,
    repeated    TEXT NOT NULL DEFAULT '0' CHECK (repeated IN ('0','1')),
    told_by     INTEGER,
    note        TEXT,
    act         INTEGER NOT NULL REFERENCES act(key),
    voided_by   INTEGER REFERENCES act(key),
    CHECK (merchant IS NOT NULL OR place IS NOT NULL),
    CHECK ((repeated = '1') = (told_by IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX market_check_no ON market_check(check_no) WHERE voided_by IS NULL;
CREATE UNIQUE INDEX market_check_receipt ON market_check(receipt_no) WHERE voided_by IS NULL;

-- 收缴物品 of a check, each in its own unit: 1 公斤, 2 件.
CREATE TABLE seizure (
    key          INTEGER PRIMARY KEY,
    market_check INTEGER NOT NULL REFERENCES market_check(key),
    goods        TEXT NOT NULL CHECK (goods IN ('1','2','3','4','5','9')),
    unit         TEXT NOT NULL CHECK (unit = CASE goods WHEN '1' THEN '1' ELSE '2' END),
    qty_d1       INTEGER NOT NULL CHECK (qty_d1 > 0),
    est_value_fen INTEGER,
    disposal     TEXT CHECK (disposal IN ('1','2','3')),
    disposed_on  TEXT,
    witnessed_by TEXT,
    act          INTEGER NOT NULL REFERENCES act(key),
    voided_by    INTEGER REFERENCES act(key)
) STRICT;

-- 宣传品: what was printed; what is given out of it stands in publicity.
CREATE TABLE material_batch (
    key          INTEGER PRIMARY KEY,
    batch_no     TEXT NOT NULL,
    title        TEXT NOT NULL,
    material     TEXT NOT NULL CHECK (material IN ('1','2','3')),
    printed_on   TEXT NOT NULL,
    printed_qty  INTEGER NOT NULL CHECK (printed_qty > 0),
    unit_cost_fen INTEGER,
    printer      TEXT,
    note         TEXT,
    act          INTEGER NOT NULL REFERENCES act(key),
    voided_by    INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX material_batch_no ON material_batch(batch_no) WHERE voided_by IS NULL;

-- 宣传: what was given out, hung up, sent or told.
CREATE TABLE publicity (
    key          INTEGER PRIMARY KEY,
    done_on      TEXT NOT NULL,
    theme        TEXT NOT NULL CHECK (theme IN ('1','2','3','4','9')),
    division     TEXT NOT NULL CHECK (length(division) = 12),
    place        TEXT,
    material     TEXT NOT NULL CHECK (material IN ('1','2','3','4','5','6')),
    batch        INTEGER REFERENCES material_batch(key),
    qty          INTEGER NOT NULL CHECK (qty > 0),
    officer      TEXT,
    note         TEXT,
    act          INTEGER NOT NULL REFERENCES act(key),
    voided_by    INTEGER REFERENCES act(key),
    CHECK (batch IS NOT NULL OR material > '3')
) STRICT;

-- 宣传设施: 1 时空信箱, 2 文明祭祀墙; a place has one row of each that stands.
CREATE TABLE publicity_fixture (
    key          INTEGER PRIMARY KEY,
    kind         TEXT NOT NULL CHECK (kind IN ('1','2')),
    division     TEXT NOT NULL CHECK (length(division) = 12),
    installed_on TEXT NOT NULL,
    qty          INTEGER NOT NULL DEFAULT 1 CHECK (qty > 0),
    spot         TEXT,
    state        TEXT NOT NULL DEFAULT '1' CHECK (state IN ('1','2','3')),
    removed_on   TEXT CHECK (removed_on >= installed_on),
    note         TEXT,
    act          INTEGER NOT NULL REFERENCES act(key),
    voided_by    INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX publicity_fixture_once ON publicity_fixture(division, kind)
    WHERE state <> '3' AND voided_by IS NULL;

-- 私搭灵棚举报 (services 4.4). `state` follows from the days; `is_counted` is what tent.count_false says of it.
CREATE TABLE tent_report (
    key             INTEGER PRIMARY KEY,
    report_no       TEXT NOT NULL,
    received_on     TEXT NOT NULL,
    received_time   TEXT NOT NULL CHECK (received_time GLOB '[0-2][0-9]:[0-5][0-9]'),
    channel         TEXT NOT NULL CHECK (channel IN ('1','2','3','4','5','6')),
    reporter        TEXT,
    reporter_phone  TEXT,
    division        TEXT NOT NULL CHECK (length(division) = 12),
    address         TEXT NOT NULL,
    is_on_road      INTEGER NOT NULL DEFAULT 0 CHECK (is_on_road IN (0,1)),
    deceased_name   TEXT,
    family_contact  TEXT,
    happened_on     TEXT CHECK (happened_on <= received_on),
    duplicate_of    INTEGER REFERENCES tent_report(key) CHECK (duplicate_of <> key),
    dispatched_to   TEXT CHECK (dispatched_to IN ('1','2','3','4')),
    dispatched_on   TEXT CHECK (dispatched_on >= received_on),
    dispatched_time TEXT CHECK (dispatched_time GLOB '[0-2][0-9]:[0-5][0-9]'),
    arrived_on      TEXT CHECK (arrived_on >= received_on),
    arrived_time    TEXT CHECK (arrived_time GLOB '[0-2][0-9]:[0-5][0-9]'),
    action          TEXT CHECK (action IN ('1','2','3','9')),
    removed_on      TEXT CHECK (removed_on >= arrived_on),
    removed_time    TEXT CHECK (removed_time GLOB '[0-2][0-9]:[0-5][0-9]'),
    has_fireworks   INTEGER NOT NULL DEFAULT 0 CHECK (has_fireworks IN (0,1)),
    burns_paper     INTEGER NOT NULL DEFAULT 0 CHECK (burns_paper IN (0,1)),
    fine_fen        INTEGER CHECK (fine_fen >= 0),
    feedback_on     TEXT CHECK (feedback_on >= received_on),
    satisfaction    TEXT CHECK (satisfaction IN ('1','2','3')),
    closed_on       TEXT CHECK (closed_on >= received_on),
    state           TEXT NOT NULL DEFAULT 'received'
                    CHECK (state IN ('received','dispatched','handled','untrue','replied','closed','duplicate')),
    is_counted      INTEGER NOT NULL DEFAULT 1 CHECK (is_counted IN (0,1)),
    note            TEXT,
    act             INTEGER NOT NULL REFERENCES act(key),
    voided_by       INTEGER REFERENCES act(key),
    CHECK (duplicate_of IS NULL OR is_counted = 0)
) STRICT;
CREATE UNIQUE INDEX tent_report_no ON tent_report(report_no) WHERE voided_by IS NULL;

-- 安葬(放)设施 (services 4.3). Areas in hundredths: `area` of a 亩, the largest graves of a square metre.
CREATE TABLE burial_facility (
    key              INTEGER PRIMARY KEY,
    name             TEXT NOT NULL,
    kind             TEXT NOT NULL CHECK (kind IN ('1','2','3','4','5','6','7','8')),
    division         TEXT NOT NULL CHECK (length(division) = 12),
    address          TEXT,
    owner            TEXT NOT NULL,
    approval_no      TEXT,
    approved_by      TEXT,
    approved_on      TEXT,
    area_d2          INTEGER CHECK (area_d2 >= 0),
    grave_total      INTEGER CHECK (grave_total >= 0),
    grave_used       INTEGER CHECK (grave_used BETWEEN 0 AND ifnull(grave_total, 0)),
    niche_total      INTEGER CHECK (niche_total >= 0),
    niche_used       INTEGER CHECK (niche_used BETWEEN 0 AND ifnull(niche_total, 0)),
    ash_grave_d2     INTEGER CHECK (ash_grave_d2 >= 0),
    single_grave_d2  INTEGER CHECK (single_grave_d2 >= 0),
    double_grave_d2  INTEGER CHECK (double_grave_d2 >= 0),
    has_price_notice INTEGER NOT NULL DEFAULT 0 CHECK (has_price_notice IN (0,1)),
    opened_on        TEXT,
    state            TEXT NOT NULL DEFAULT '3' CHECK (state IN ('1','2','3','4','5')),
    closed_on        TEXT CHECK (closed_on >= opened_on),
    note             TEXT,
    act              INTEGER NOT NULL REFERENCES act(key),
    voided_by        INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX burial_facility_name ON burial_facility(division, name) WHERE voided_by IS NULL;

-- 专项摸排: the head of checks of facilities (services 4.3).
CREATE TABLE facility_campaign (
    key       INTEGER PRIMARY KEY,
    name      TEXT NOT NULL,
    from_on   TEXT NOT NULL,
    to_on     TEXT NOT NULL CHECK (to_on >= from_on),
    document  TEXT,
    note      TEXT,
    act       INTEGER NOT NULL REFERENCES act(key),
    voided_by INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX facility_campaign_name ON facility_campaign(name) WHERE voided_by IS NULL;

-- 设施排查 (services 4.3): `found` and `state` follow from what was found and from the days.
CREATE TABLE facility_check (
    key               INTEGER PRIMARY KEY,
    facility_campaign INTEGER REFERENCES facility_campaign(key),
    burial_facility   INTEGER REFERENCES burial_facility(key),
    place             TEXT,
    division          TEXT NOT NULL CHECK (length(division) = 12),
    checked_on        TEXT,
    departments       TEXT,
    occupies_land     INTEGER NOT NULL DEFAULT 0 CHECK (occupies_land IN (0,1)),
    is_unapproved     INTEGER NOT NULL DEFAULT 0 CHECK (is_unapproved IN (0,1)),
    exceeds_area      INTEGER NOT NULL DEFAULT 0 CHECK (exceeds_area IN (0,1)),
    exceeds_size      INTEGER NOT NULL DEFAULT 0 CHECK (exceeds_size IN (0,1)),
    is_hardened       INTEGER NOT NULL DEFAULT 0 CHECK (is_hardened IN (0,1)),
    is_for_living     INTEGER NOT NULL DEFAULT 0 CHECK (is_for_living IN (0,1)),
    sells_illegally   INTEGER NOT NULL DEFAULT 0 CHECK (sells_illegally IN (0,1)),
    has_price_fault   INTEGER NOT NULL DEFAULT 0 CHECK (has_price_fault IN (0,1)),
    stores_at_temple  INTEGER NOT NULL DEFAULT 0 CHECK (stores_at_temple IN (0,1)),
    filed_on          TEXT CHECK (filed_on >= checked_on),
    handling          TEXT CHECK (handling IN ('1','2','3','4')),
    fine_fen          INTEGER CHECK (fine_fen >= 0),
    deadline          TEXT CHECK (deadline >= filed_on),
    rechecked_on      TEXT CHECK (rechecked_on >= filed_on),
    closed_on         TEXT CHECK (closed_on >= filed_on),
    found             INTEGER NOT NULL DEFAULT 0 CHECK (found IN (0,1)),
    state             TEXT NOT NULL DEFAULT 'due'
                      CHECK (state IN ('due','clear','filed','mending','rechecked','closed')),
    note              TEXT,
    act               INTEGER NOT NULL REFERENCES act(key),
    voided_by         INTEGER REFERENCES act(key),
    CHECK (burial_facility IS NOT NULL OR place IS NOT NULL),
    CHECK (found = 0 OR filed_on IS NOT NULL)
) STRICT;

-- ---------------------------------------------------------------- kept sums

-- What a month's tables add up, kept so that a past month is read and not counted again. Nothing is lost when they are:
-- every number is counted again from the rows where its summary is missing, and `verify` compares each with its rows.
-- The act that touches what a summary was counted from drops it (src/store/change/act/beside.rs).

-- Lines that the bank has answered, by batch. Written when the answer of a batch is in, dropped when one of its lines is
-- answered otherwise, and then written again with the batch's next step.
CREATE TABLE batch_town (
    batch        INTEGER NOT NULL REFERENCES batch(key),
    booked_month TEXT NOT NULL,
    town         TEXT NOT NULL,
    institution  INTEGER NOT NULL,       -- whose account was paid (集中供养); 0 where it was none
    class_code   TEXT NOT NULL,          -- '' where the line has none
    line_type    TEXT NOT NULL,
    bank_state   TEXT NOT NULL,
    lines        INTEGER NOT NULL,
    persons      INTEGER NOT NULL,
    amount_fen   INTEGER NOT NULL,
    extra_fen    INTEGER NOT NULL,
    PRIMARY KEY (batch, booked_month, town, institution, class_code, line_type, bank_state)
) STRICT, WITHOUT ROWID;

-- A month whose normal batch is closed: rosters and changes by scheme, reliefs and petty funds (temporary), visits (homecheck).
-- `item` is the row set as the program names it; the row of town '' is the whole district, and stands there even when it is 0:
-- without it the item has not been counted. '@' and a code in the place of a town is an institution.
CREATE TABLE month_town (
    scheme  TEXT NOT NULL,
    month   TEXT NOT NULL,
    item    TEXT NOT NULL,
    town    TEXT NOT NULL,
    value   INTEGER NOT NULL,
    PRIMARY KEY (scheme, month, item, town)
) STRICT, WITHOUT ROWID;
