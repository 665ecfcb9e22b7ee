-- New tables, unique rules, indexes by hand.
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
CREATE INDEX division_move_ahead ON division_move(from_on) WHERE voided_by IS NULL;
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
    name_case   INTEGER REFERENCES name_case(key),
    ended_by    INTEGER REFERENCES name_case(key),
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
CREATE TABLE crossed_division (
    key         INTEGER PRIMARY KEY,
    place_name  INTEGER NOT NULL REFERENCES place_name(key),
    division    TEXT NOT NULL CHECK (length(division) = 12),
    act         INTEGER NOT NULL REFERENCES act(key),
    voided_by   INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX crossed_division_once ON crossed_division(place_name, division) WHERE voided_by IS NULL;
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
CREATE TABLE doorplate (
    key              INTEGER PRIMARY KEY,
    place_name       INTEGER NOT NULL REFERENCES place_name(key),
    side             TEXT NOT NULL CHECK (side IN ('1','2')),
    distance_d1      INTEGER,
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
CREATE TABLE boundary_line (
    key          INTEGER PRIMARY KEY,
    name         TEXT NOT NULL,
    code         TEXT NOT NULL,
    side_a       TEXT NOT NULL CHECK (length(side_a) = 12),
    side_b       TEXT NOT NULL CHECK (length(side_b) = 12 AND side_b <> side_a),
    level        TEXT NOT NULL CHECK (level IN ('1','2')),
    length_d3    INTEGER NOT NULL CHECK (length_d3 > 0),
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
CREATE TABLE boundary_marker (
    key           INTEGER PRIMARY KEY,
    marker_no     TEXT NOT NULL,
    boundary_line INTEGER NOT NULL REFERENCES boundary_line(key),
    kind          TEXT NOT NULL DEFAULT '2' CHECK (kind IN ('1','2','3')),
    material      TEXT DEFAULT '1',
    lon_d6        INTEGER,
    lat_d6        INTEGER,
    elevation_d1  INTEGER,
    place_text    TEXT NOT NULL,
    manager_side  TEXT NOT NULL,
    set_on        TEXT NOT NULL,
    photo         TEXT,
    retired_on    TEXT,
    note          TEXT,
    act           INTEGER NOT NULL REFERENCES act(key),
    voided_by     INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX boundary_marker_no ON boundary_marker(marker_no) WHERE voided_by IS NULL;
CREATE TABLE marker_reference (
    key             INTEGER PRIMARY KEY,
    boundary_marker INTEGER NOT NULL REFERENCES boundary_marker(key),
    name            TEXT NOT NULL,
    bearing         INTEGER NOT NULL CHECK (bearing BETWEEN 0 AND 359),
    distance_d2     INTEGER NOT NULL,
    act             INTEGER NOT NULL REFERENCES act(key),
    voided_by       INTEGER REFERENCES act(key)
) STRICT;
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
CREATE TABLE name_opinion (
    key         INTEGER PRIMARY KEY,
    name_case   INTEGER NOT NULL REFERENCES name_case(key),
    unit        TEXT NOT NULL,
    given_on    TEXT NOT NULL,
    opinion     TEXT NOT NULL,
    act         INTEGER NOT NULL REFERENCES act(key),
    voided_by   INTEGER REFERENCES act(key)
) STRICT;
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
CREATE TABLE death (
    key                INTEGER PRIMARY KEY,
    death_no           TEXT NOT NULL,
    person             INTEGER NOT NULL REFERENCES person(key),
    died_on            TEXT NOT NULL,
    reported_on        TEXT NOT NULL CHECK (reported_on >= died_on),
    source             TEXT CHECK (source GLOB '[1-7]'),
    place_kind         TEXT CHECK (place_kind IN ('1','2','3','4','9')),
    died_division      TEXT NOT NULL CHECK (length(died_division) = 12),
    hukou_division     TEXT NOT NULL CHECK (length(hukou_division) = 12),
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
CREATE INDEX death_cremated ON death(cremated_on) WHERE voided_by IS NULL AND cremated_on IS NOT NULL;
CREATE UNIQUE INDEX death_cremation ON death(cremation_no) WHERE voided_by IS NULL AND cremation_no IS NOT NULL;
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
CREATE INDEX funeral_relief_day ON funeral_relief(relieved_on, key) WHERE voided_by IS NULL;
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
