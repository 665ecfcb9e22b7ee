CREATE INDEX person_dead ON person(death_date) WHERE voided_by IS NULL AND death_date IS NOT NULL;
CREATE TABLE training (
    key        INTEGER PRIMARY KEY,
    title      TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 60),
    kind       TEXT NOT NULL CHECK (kind IN ('children','carers','community','social','other')),
    held_from  TEXT NOT NULL,
    held_to    TEXT NOT NULL,
    hours      INTEGER NOT NULL CHECK (hours > 0),
    place      TEXT,
    host       TEXT,
    note       TEXT,
    act        INTEGER NOT NULL REFERENCES act(key),
    voided_by  INTEGER REFERENCES act(key),
    CHECK (held_to >= held_from)
) STRICT;
CREATE UNIQUE INDEX training_once ON training(title, held_from) WHERE voided_by IS NULL;
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
CREATE UNIQUE INDEX resident_once ON resident(person) WHERE out_on IS NULL AND voided_by IS NULL;
CREATE UNIQUE INDEX resident_bed ON resident(institution, bed_no) WHERE out_on IS NULL AND bed_no IS NOT NULL AND voided_by IS NULL;
CREATE INDEX resident_out ON resident(out_on) WHERE out_on IS NOT NULL AND voided_by IS NULL;
CREATE INDEX resident_award ON resident(award) WHERE voided_by IS NULL;
CREATE INDEX resident_left_award ON resident(left_award) WHERE voided_by IS NULL;
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
CREATE TABLE aged_allowance (
    key             INTEGER PRIMARY KEY CHECK (key BETWEEN 6000000000 AND 6999999999),
    case_no         TEXT NOT NULL,
    person          INTEGER NOT NULL REFERENCES person(key),
    division        TEXT NOT NULL CHECK (length(division) = 12),
    state           TEXT NOT NULL DEFAULT 'confirmed' CHECK (state IN ('confirmed','active','suspended','stopped')),
    origin          TEXT NOT NULL CHECK (origin IN ('taken_over','applied')),
    apply_date      TEXT NOT NULL,
    accept_date     TEXT,
    town_date       TEXT,
    notice_from     TEXT,
    notice_to       TEXT,
    district_date   TEXT,
    alive_checked_on TEXT NOT NULL,
    pay_mode        TEXT NOT NULL DEFAULT '1' CHECK (pay_mode IN ('1','2')),
    payee           INTEGER REFERENCES person(key),
    payee_rel       TEXT,
    proxy_no        TEXT,
    recover_fen     INTEGER NOT NULL DEFAULT 0 CHECK (recover_fen >= 0),
    recovered_fen   INTEGER NOT NULL DEFAULT 0 CHECK (recovered_fen >= 0),
    note            TEXT,
    act             INTEGER NOT NULL REFERENCES act(key),
    voided_by       INTEGER REFERENCES act(key),
    CHECK ((pay_mode = '2') = (payee IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX aged_allowance_case_no ON aged_allowance(case_no) WHERE voided_by IS NULL;
CREATE UNIQUE INDEX aged_allowance_once ON aged_allowance(person) WHERE state <> 'stopped' AND voided_by IS NULL;
CREATE TABLE aged_award (
    key             INTEGER PRIMARY KEY CHECK (key BETWEEN 6000000000 AND 6999999999),
    aged_allowance  INTEGER NOT NULL REFERENCES aged_allowance(key),
    from_month      TEXT NOT NULL,
    kind            TEXT NOT NULL CHECK (kind IN ('award','suspended','end')),
    decided_date    TEXT NOT NULL,
    band            TEXT CHECK (band IN ('80','90','100')),
    amount_fen      INTEGER NOT NULL DEFAULT 0 CHECK (amount_fen >= 0),
    recover_fen     INTEGER NOT NULL DEFAULT 0 CHECK (recover_fen >= 0),
    change_kind     TEXT NOT NULL,
    reason_code     TEXT,
    act             INTEGER NOT NULL REFERENCES act(key),
    voided_by       INTEGER REFERENCES act(key),
    CHECK (kind = 'award' OR amount_fen = 0),
    CHECK ((kind = 'award') = (band IS NOT NULL)),
    CHECK (kind = 'end' OR recover_fen = 0)
) STRICT;
CREATE UNIQUE INDEX aged_award_once ON aged_award(aged_allowance, from_month) WHERE voided_by IS NULL;
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
CREATE INDEX elder_visit_of ON elder_visit(person, visit_on, next_due) WHERE voided_by IS NULL;
CREATE INDEX elder_visit_referred ON elder_visit(referred_on) WHERE voided_by IS NULL AND referred_on IS NOT NULL;
CREATE INDEX elder_visit_done ON elder_visit(referral_done_on) WHERE voided_by IS NULL AND referral_done_on IS NOT NULL;
CREATE TABLE elder_need (
    key             INTEGER PRIMARY KEY,
    elder_visit     INTEGER NOT NULL REFERENCES elder_visit(key),
    need            TEXT NOT NULL,
    act             INTEGER NOT NULL REFERENCES act(key),
    voided_by       INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX elder_need_once ON elder_need(elder_visit, need) WHERE voided_by IS NULL;
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
CREATE TABLE home_adapt (
    key            INTEGER PRIMARY KEY,
    adapt_no       TEXT NOT NULL,
    plan           INTEGER NOT NULL REFERENCES home_adapt_plan(key),
    person         INTEGER NOT NULL REFERENCES person(key),
    household      INTEGER REFERENCES household(key),
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
CREATE INDEX home_adapt_accepted ON home_adapt(accepted_on) WHERE voided_by IS NULL;
CREATE INDEX home_adapt_withdrawn ON home_adapt(withdrawn_on) WHERE voided_by IS NULL;
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
CREATE TABLE ability (
    key             INTEGER PRIMARY KEY,
    report_no       TEXT NOT NULL,
    person          INTEGER NOT NULL REFERENCES person(key),
    assess_on       TEXT NOT NULL,
    kind            TEXT NOT NULL CHECK (kind IN ('1','2','3','4')),
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
CREATE TABLE child (
    key               INTEGER PRIMARY KEY,
    file_no           TEXT NOT NULL,
    person            INTEGER NOT NULL REFERENCES person(key),
    main_cat          TEXT NOT NULL CHECK (main_cat IN ('A','B','C1','C2','C3','D','E','F')),
    care_kind         TEXT NOT NULL CHECK (care_kind IN ('1','2','3','4','5')),
    institution       INTEGER REFERENCES institution(key),
    school_state      TEXT NOT NULL,
    school            TEXT,
    grade             TEXT,
    certified_on      TEXT,
    left_behind       INTEGER NOT NULL DEFAULT 0 CHECK (left_behind IN (0, 1)),
    migrant           INTEGER NOT NULL DEFAULT 0 CHECK (migrant IN (0, 1)),
    weak_care         INTEGER NOT NULL DEFAULT 0 CHECK (weak_care IN (0, 1)),
    unregistered      INTEGER NOT NULL DEFAULT 0 CHECK (unregistered IN (0, 1)),
    vagrant           INTEGER NOT NULL DEFAULT 0 CHECK (vagrant IN (0, 1)),
    guardian          INTEGER REFERENCES person(key) CHECK (guardian <> person),
    guardian_name     TEXT,
    guardian_relation TEXT,
    guardian_phone    TEXT,
    carer_name        TEXT,
    carer_relation    TEXT,
    carer_phone       TEXT,
    entrusted_on      TEXT,
    risk_level        TEXT NOT NULL DEFAULT '3' CHECK (risk_level IN ('1','2','3')),
    state             TEXT NOT NULL DEFAULT 'on' CHECK (state IN ('on','grown','adopted','moved','died','resolved')),
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
    voided_by    INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX child_status_once ON child_status(child, valid_from) WHERE voided_by IS NULL;
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
CREATE INDEX parent_state_term_to ON parent_state(term_to) WHERE voided_by IS NULL AND term_to IS NOT NULL;
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
CREATE INDEX aid_grant_paid ON aid_grant(paid_on) WHERE voided_by IS NULL;
CREATE TABLE child_visit (
    key              INTEGER PRIMARY KEY,
    child            INTEGER NOT NULL REFERENCES child(key),
    person           INTEGER NOT NULL REFERENCES person(key),
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
CREATE INDEX child_visit_day ON child_visit(visited_on) WHERE voided_by IS NULL;
CREATE INDEX child_visit_of ON child_visit(child, visited_on, next_due) WHERE voided_by IS NULL;
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
    CHECK (problem <> '7' OR measure = '4' OR unreported_why IS NOT NULL)
) STRICT;
CREATE TABLE child_worker (
    key              INTEGER PRIMARY KEY,
    person           INTEGER NOT NULL REFERENCES person(key),
    division         TEXT NOT NULL CHECK (length(division) = 12),
    role             TEXT NOT NULL CHECK (role IN ('director','supervisor')),
    concurrent_post  TEXT CHECK (concurrent_post IN ('1','2','3')),
    phone            TEXT NOT NULL,
    crime_checked_on TEXT,
    appointed_on     TEXT NOT NULL,
    left_on          TEXT CHECK (left_on >= appointed_on),
    note             TEXT,
    act              INTEGER NOT NULL REFERENCES act(key),
    voided_by        INTEGER REFERENCES act(key)
) STRICT;
CREATE TABLE orphan (
    key             INTEGER PRIMARY KEY CHECK (key BETWEEN 7000000000 AND 7999999999),
    case_no         TEXT NOT NULL,
    person          INTEGER NOT NULL REFERENCES person(key),
    child           INTEGER NOT NULL REFERENCES child(key),
    division        TEXT NOT NULL CHECK (length(division) = 12),
    state           TEXT NOT NULL DEFAULT 'confirmed' CHECK (state IN ('confirmed','active','suspended','stopped')),
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
CREATE UNIQUE INDEX orphan_once ON orphan(person) WHERE state <> 'stopped' AND voided_by IS NULL;
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
CREATE TABLE dream_grant (
    key          INTEGER PRIMARY KEY,
    orphan       INTEGER NOT NULL REFERENCES orphan(key),
    person       INTEGER NOT NULL REFERENCES person(key),
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
    leaving      TEXT CHECK (leaving IN ('1','2','3')),
    state        TEXT NOT NULL DEFAULT 'applied'
                 CHECK (state IN ('applied','accepted','reviewed','paid','suspended','quit','graduated')),
    note         TEXT,
    act          INTEGER NOT NULL REFERENCES act(key),
    voided_by    INTEGER REFERENCES act(key),
    CHECK (paid_on IS NULL OR (leaving IS NULL AND certified_on IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX dream_grant_once ON dream_grant(person, school_year, instalment) WHERE voided_by IS NULL;
CREATE INDEX dream_grant_paid ON dream_grant(paid_on) WHERE voided_by IS NULL;
CREATE TABLE defacto (
    key             INTEGER PRIMARY KEY CHECK (key BETWEEN 8000000000 AND 8999999999),
    case_no         TEXT NOT NULL,
    person          INTEGER NOT NULL REFERENCES person(key),
    child           INTEGER NOT NULL REFERENCES child(key),
    division        TEXT NOT NULL CHECK (length(division) = 12),
    state           TEXT NOT NULL DEFAULT 'confirmed' CHECK (state IN ('confirmed','active','suspended','stopped')),
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
CREATE UNIQUE INDEX defacto_once ON defacto(person) WHERE state <> 'stopped' AND voided_by IS NULL;
CREATE TABLE defacto_award (
    key          INTEGER PRIMARY KEY CHECK (key BETWEEN 8000000000 AND 8999999999),
    defacto      INTEGER NOT NULL REFERENCES defacto(key),
    from_month   TEXT NOT NULL,
    kind         TEXT NOT NULL CHECK (kind IN ('award','suspended','end')),
    decided_date TEXT NOT NULL,
    care_kind    TEXT,
    institution  INTEGER REFERENCES institution(key),
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
