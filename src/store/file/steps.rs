//! The steps that lead an older office to this program's schema, version by version. They are carried out by `migrate`.

/// What leads from a version to the next one, part by part; the first is from version 1 to 2. Released steps are never changed.
/// What follows from the declarations (`declared`) is made after the last one; a step drops what has another name or text by then.
pub(in crate::store) const STEPS: &[&[&str]] = &[
    // 2: whatever is written in bulk is named together in the audit; the lines of a batch are found by their keys alone; an account's
    // ending has its person beside it.
    &["CREATE TABLE audit_2 (
         key INTEGER PRIMARY KEY, act INTEGER NOT NULL REFERENCES act(key), register TEXT NOT NULL, row INTEGER NOT NULL,
         last_row INTEGER, before TEXT, after TEXT, CHECK (last_row >= row)
     ) STRICT;
     INSERT INTO audit_2 SELECT key, act, register, row, last_row, before, after FROM audit;
     DROP TABLE audit;
     ALTER TABLE audit_2 RENAME TO audit;
     CREATE INDEX audit_row ON audit(register, row) WHERE last_row IS NULL;
     CREATE INDEX audit_run ON audit(register, last_row) WHERE last_row IS NOT NULL;
     CREATE TRIGGER audit_is_kept BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit rows are never changed'); END;
     CREATE TRIGGER audit_stays BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit rows are never deleted'); END;
     DROP INDEX payment_batch;
     DROP INDEX account_tail;
     CREATE INDEX account_tail ON account(no_tail, person) WHERE voided_by IS NULL;"],
    // 3:
    &[
        // The days of rest of 2020 to 2026.
        include_str!("steps/calendar-3.sql"),
        // The kinds of identity papers, and numbers that have not 18 characters. The constraint is widened where it stands (SQLite, ALTER TABLE,
        // section 7): what it is part of is referred to from everywhere and cannot be built anew. The ending of 18 characters stays the same.
        "PRAGMA writable_schema = ON;
         UPDATE sqlite_schema SET sql = replace(replace(replace(replace(replace(replace(replace(sql,
             'length(id_number) = 18', 'length(id_number) BETWEEN 7 AND 18'),
             'substr(id_number, 18, 1)', 'substr(id_number, -1, 1)'), 'substr(id_number, 17, 1)', 'substr(id_number, -2, 1)'),
             'substr(id_number, 16, 1)', 'substr(id_number, -3, 1)'), 'substr(id_number, 15, 1)', 'substr(id_number, -4, 1)'),
             'substr(id_number, 14, 1)', 'substr(id_number, -5, 1)'), 'substr(id_number, 13, 1)', 'substr(id_number, -6, 1)')
          WHERE name = 'person' AND type = 'table';
         PRAGMA writable_schema = RESET;
         ALTER TABLE person ADD COLUMN id_type TEXT NOT NULL DEFAULT '1' CHECK (id_type IN ('1','2','3','4','5','9'));
         UPDATE person SET id_type = '9' WHERE id_number IS NULL;
         UPDATE person SET id_type = '2' WHERE id_number >= '81' AND id_number < '84';",
        // Names in parts or in Latin letters are found by their parts and however they are spelled. `found_by` is the program's.
        "WITH RECURSIVE n(i) AS (VALUES (0) UNION ALL SELECT i + 1 FROM n WHERE i < 99)
             INSERT OR IGNORE INTO person_initials(initials, person)
             SELECT found_by(p.name, n.i), p.key FROM person p CROSS JOIN n
              WHERE p.name GLOB '*[^一-鿿]*' AND found_by(p.name, n.i) IS NOT NULL;",
    // A value of a parameter is 待确认 until a document of the office stands behind it. What `init` wrote was an example that nobody of an
    // office of its own has confirmed; a demonstration's stand. What nothing reads stays and says so.
    "ALTER TABLE parameter ADD COLUMN state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending','confirmed','unused'));
     CREATE INDEX parameter_state ON parameter(state, name, valid_from) WHERE voided_by IS NULL;
     UPDATE parameter SET basis = coalesce(basis, '示范参数') WHERE EXISTS (SELECT 1 FROM office WHERE demo_day IS NOT NULL);
     UPDATE parameter SET note = coalesce(label_of(name), name) WHERE note IS NULL;
     UPDATE parameter SET note = note || coalesce('; 参见' || basis, '; 新建时的示例值'), basis = NULL
      WHERE act IN (SELECT key FROM act WHERE kind = 'init') AND NOT EXISTS (SELECT 1 FROM office WHERE demo_day IS NOT NULL);
     UPDATE parameter SET state = CASE WHEN basis IS NULL THEN 'pending' ELSE 'confirmed' END;
     UPDATE parameter SET state = 'unused' WHERE name NOT IN (
         'dibao.urban.month_fen', 'dibao.rural.month_fen', 'dibao.method.U', 'dibao.method.R', 'dibao.tier.A_fen',
         'dibao.tier.B_fen', 'dibao.tier.C_fen', 'dibao.round_mode', 'dibao.extra.disabled_bp', 'dibao.extra.ill_bp',
         'dibao.extra.aged70_bp', 'dibao.extra.minor_bp', 'dibao.extra_stack', 'dibao.edge_ratio_bp',
         'dibao.single_method', 'dibao.review_cycle_A', 'dibao.review_cycle_B', 'dibao.review_cycle_C',
         'tekun.base_bp', 'tekun.care.D.1_fen', 'tekun.care.D.2_fen', 'tekun.care.D.3_fen', 'tekun.care.C.1_fen',
         'tekun.care.C.2_fen', 'tekun.care.C.3_fen', 'temp.town_limit_fen', 'temp.one_case_limit_fen', 'temp.cap_fen',
         'temp.repeat_months', 'temp.year_max', 'temp.papers_days', 'disability.life.month_fen',
         'disability.care.month_fen', 'disability.life.extend', 'disability.care.extend', 'check.valid_months',
         'pay.var_person_bp', 'pay.var_money_bp', 'office.supervision_phone');",
        // Cases move from village to village by months; what the act of a move does to its case drops no earlier month.
        "CREATE TABLE move (
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
         CREATE INDEX move_ahead ON move(from_month, left_division) WHERE voided_by IS NULL;
         CREATE TRIGGER move_stays      BEFORE DELETE ON move      BEGIN SELECT RAISE(ABORT, 'rows are voided, never deleted'); END;
         CREATE TRIGGER month_move_new AFTER INSERT ON move WHEN EXISTS (SELECT 1 FROM month_town)
         BEGIN DELETE FROM month_town WHERE month >= NEW.from_month; END;
         CREATE TRIGGER month_move AFTER UPDATE OF case_key, from_month, left_division, division, voided_by ON move
         WHEN EXISTS (SELECT 1 FROM month_town)
         BEGIN DELETE FROM month_town WHERE month >= min(OLD.from_month, NEW.from_month); END;
         DROP TRIGGER month_dibao;
         DROP TRIGGER month_tekun;
         DROP TRIGGER month_disability;
         CREATE TRIGGER month_dibao AFTER UPDATE OF kind, division, voided_by ON dibao
         WHEN EXISTS (SELECT 1 FROM month_town) AND NOT EXISTS (SELECT 1 FROM move WHERE case_key = NEW.key AND act = NEW.act)
         BEGIN DELETE FROM month_town WHERE month >= (SELECT min(from_month) FROM award WHERE dibao = NEW.key AND voided_by IS NULL); END;
         CREATE TRIGGER month_tekun AFTER UPDATE OF kind, person, division, entry_source, voided_by ON tekun
         WHEN (NEW.kind, NEW.person, NEW.division, NEW.entry_source, NEW.voided_by) IS NOT (OLD.kind, OLD.person, OLD.division, OLD.entry_source, OLD.voided_by)
              AND EXISTS (SELECT 1 FROM month_town) AND NOT EXISTS (SELECT 1 FROM move WHERE case_key = NEW.key AND act = NEW.act)
         BEGIN DELETE FROM month_town WHERE month >= (SELECT min(from_month) FROM tekun_award WHERE tekun = NEW.key AND voided_by IS NULL); END;
         CREATE TRIGGER month_disability AFTER UPDATE OF kind, person, division, voided_by ON disability
         WHEN (NEW.kind, NEW.person, NEW.division, NEW.voided_by) IS NOT (OLD.kind, OLD.person, OLD.division, OLD.voided_by)
              AND EXISTS (SELECT 1 FROM month_town) AND NOT EXISTS (SELECT 1 FROM move WHERE case_key = NEW.key AND act = NEW.act)
         BEGIN
             DELETE FROM month_town WHERE month >= (SELECT min(from_month) FROM disability_award WHERE disability = NEW.key AND voided_by IS NULL);
         END;",
        // What followed for other cases from a row.
        "CREATE TABLE follow (
         key INTEGER PRIMARY KEY, register TEXT NOT NULL, row INTEGER NOT NULL, of_register TEXT NOT NULL, of_row INTEGER NOT NULL,
         act INTEGER NOT NULL REFERENCES act(key)
     ) STRICT;
     CREATE INDEX follow_of ON follow(of_register, of_row);",
        // The voided rows of a record are found by it, for its history.
        "CREATE INDEX member_voided ON member(household) WHERE voided_by IS NOT NULL;
         CREATE INDEX account_voided ON account(person) WHERE voided_by IS NOT NULL;
         CREATE INDEX award_voided ON award(dibao) WHERE voided_by IS NOT NULL;
         CREATE INDEX cause_voided ON cause(dibao) WHERE voided_by IS NOT NULL;
         CREATE INDEX assessment_voided ON assessment(tekun) WHERE voided_by IS NOT NULL;
         CREATE INDEX tekun_award_voided ON tekun_award(tekun) WHERE voided_by IS NOT NULL;
         CREATE INDEX disability_award_voided ON disability_award(disability) WHERE voided_by IS NOT NULL;
         CREATE INDEX relief_phase_voided ON relief_phase(temporary) WHERE voided_by IS NOT NULL;
         CREATE INDEX hit_voided ON hit(means_check) WHERE voided_by IS NOT NULL;
         CREATE INDEX petty_txn_voided ON petty_txn(petty_fund) WHERE voided_by IS NOT NULL;
         CREATE INDEX move_voided ON move(case_key) WHERE voided_by IS NOT NULL;",
        // What a batch printed is kept with it: in its lines what paper says of people, beside it what it calls places and hands. Of
        // older batches nothing better is known than the records as they are.
        "ALTER TABLE payment ADD COLUMN name TEXT NOT NULL DEFAULT '';
     ALTER TABLE payment ADD COLUMN id_number TEXT NOT NULL DEFAULT '';
     ALTER TABLE payment ADD COLUMN paper_no TEXT;
     ALTER TABLE payment ADD COLUMN sex TEXT;
     ALTER TABLE payment ADD COLUMN dis_type TEXT;
     ALTER TABLE payment ADD COLUMN kind TEXT;
     ALTER TABLE payment ADD COLUMN carer TEXT;
     ALTER TABLE payment ADD COLUMN posted TEXT;
     ALTER TABLE payment ADD COLUMN family INTEGER;
     ALTER TABLE payment ADD COLUMN income_fen INTEGER;
     CREATE TEMP TABLE ends AS SELECT key, period, date(period || '-01', '+1 month', '-1 day') AS last,
         date(period || '-01', '+1 month', '-1 day', '-18 years') AS grown FROM batch;
     CREATE UNIQUE INDEX temp.ends_key ON ends(key);
     UPDATE payment SET name = n.name, id_number = coalesce(n.id_number, n.temp_no, ''), paper_no = coalesce(d.cert_no, d.case_no),
         income_fen = nullif((SELECT a.income_fen FROM award a WHERE a.dibao = d.key AND a.voided_by IS NULL
             AND a.from_month <= b.period ORDER BY a.from_month DESC LIMIT 1), 0),
         family = nullif((SELECT count(*) FROM member m WHERE m.household = d.household AND m.voided_by IS NULL
             AND m.valid_from <= b.last AND m.ended = 0 AND m.is_member = 1 AND NOT EXISTS (SELECT 1 FROM member x
                 WHERE x.household = m.household AND x.person = m.person AND x.voided_by IS NULL AND x.valid_from > m.valid_from
                 AND x.valid_from <= b.last)), 0),
         posted = CASE WHEN n.birth_date > b.grown THEN coalesce((SELECT e.name FROM member m JOIN person e ON e.key = m.person
             WHERE m.household = d.household AND m.voided_by IS NULL AND m.valid_from <= b.last AND m.ended = 0 AND m.is_member = 1
               AND NOT EXISTS (SELECT 1 FROM member x WHERE x.household = m.household AND x.person = m.person
                 AND x.voided_by IS NULL AND x.valid_from > m.valid_from AND x.valid_from <= b.last)
               AND e.birth_date <= b.grown ORDER BY e.birth_date LIMIT 1), substr(n.name, 1, 1) || '某某') END
     FROM temp.ends b, dibao d, person n
     WHERE payment.scheme IN ('dibao-urban', 'dibao-rural') AND b.key = payment.batch AND d.key = payment.case_key
       AND n.key = payment.beneficiary;
     UPDATE payment SET name = n.name, id_number = coalesce(n.id_number, n.temp_no, ''), sex = n.sex, kind = d.kind,
         carer = nullif(d.carer_name, ''),
         posted = CASE WHEN n.birth_date > b.grown THEN substr(n.name, 1, 1) || '某某' END
     FROM temp.ends b, tekun d, person n
     WHERE payment.scheme = 'tekun' AND b.key = payment.batch AND d.key = payment.case_key AND n.key = payment.beneficiary;
     UPDATE payment SET name = n.name, id_number = coalesce(n.id_number, n.temp_no, ''), sex = n.sex, paper_no = d.cert_no,
         dis_type = d.dis_type
     FROM disability d, person n
     WHERE payment.scheme IN ('disability-living', 'disability-care') AND d.key = payment.case_key AND n.key = payment.beneficiary;
     DROP TRIGGER payment_is_frozen;
     CREATE TRIGGER payment_is_frozen BEFORE UPDATE OF batch, scheme, case_key, beneficiary, payee, division, period_due, from_month,
         to_month, line_type, households, persons, amount_fen, extra_fen, class_code, account_name, account_no, bank_code, institution,
         reissue_of, voided_by, name, id_number, paper_no, sex, dis_type, kind, carer, posted, family, income_fen ON payment
     WHEN (SELECT state FROM batch WHERE key = OLD.batch) NOT IN ('draft','checked')
     BEGIN SELECT RAISE(ABORT, 'payment_is_frozen'); END;
     CREATE TABLE batch_name (
         batch INTEGER NOT NULL REFERENCES batch(key), thing TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (batch, thing)
     ) STRICT, WITHOUT ROWID;
     INSERT INTO batch_name SELECT b.key, v.code, v.name FROM temp.ends b CROSS JOIN (SELECT batch, code FROM (
             SELECT DISTINCT batch, division AS code FROM payment
             UNION SELECT DISTINCT batch, substr(division, 1, 9) || '000' FROM payment
             UNION SELECT b.key, o.division FROM batch b, office o)) p ON p.batch = b.key
         JOIN division v ON v.code = p.code AND v.voided_by IS NULL AND v.valid_from = (SELECT max(x.valid_from) FROM division x
             WHERE x.code = p.code AND x.voided_by IS NULL AND x.valid_from <= b.last);
     INSERT INTO batch_name SELECT DISTINCT p.batch, '@' || i.key, i.name FROM payment p JOIN institution i ON i.key = p.institution;
     INSERT INTO batch_name SELECT b.key, 'office', o.name FROM batch b, office o;
     INSERT OR IGNORE INTO batch_name SELECT b.key, '=' || o.name, o.full_name FROM batch b JOIN operator o
         ON o.name IN (b.made_by, b.checked_by, b.approved_by, b.finance_by) AND o.voided_by IS NULL;
     CREATE TRIGGER batch_name_is_kept BEFORE UPDATE ON batch_name BEGIN SELECT RAISE(ABORT, 'what a batch printed is kept'); END;
     CREATE TRIGGER batch_name_stays BEFORE DELETE ON batch_name BEGIN SELECT RAISE(ABORT, 'what a batch printed is kept'); END;
     DROP TABLE temp.ends;",
        // The office says what its papers say of it; 监督电话 was a parameter.
        "CREATE TABLE office_3 (
         key INTEGER PRIMARY KEY CHECK (key = 1), division TEXT NOT NULL CHECK (length(division) = 12), name TEXT NOT NULL,
         demo_day TEXT, phone TEXT, address TEXT, supervision_phone TEXT, maker TEXT, checker TEXT, approver TEXT, head TEXT,
         act INTEGER NOT NULL REFERENCES act(key), voided_by INTEGER REFERENCES act(key)
     ) STRICT;
     INSERT INTO office_3(key, division, name, demo_day, supervision_phone, act) SELECT key, division, name, demo_day,
         (SELECT value FROM parameter WHERE name = 'office.supervision_phone' AND voided_by IS NULL ORDER BY valid_from DESC LIMIT 1),
         (SELECT min(key) FROM act) FROM office;
     DROP TABLE office;
     ALTER TABLE office_3 RENAME TO office;
     CREATE UNIQUE INDEX office_name ON office(name) WHERE voided_by IS NULL;
     INSERT INTO act(kind, operator, at, day, why) SELECT 'void', (SELECT min(key) FROM operator), datetime('now', '+8 hours'),
         date('now', '+8 hours'), '升级: 监督电话改记在本单位' WHERE EXISTS (SELECT 1 FROM parameter
         WHERE name = 'office.supervision_phone' AND voided_by IS NULL);
     UPDATE parameter SET voided_by = (SELECT max(key) FROM act) WHERE name = 'office.supervision_phone' AND voided_by IS NULL;",
        // How a person is has a day from which it holds.
        "CREATE TABLE condition (
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
     CREATE INDEX condition_voided ON condition(person) WHERE voided_by IS NOT NULL;
     CREATE TRIGGER condition_stays BEFORE DELETE ON condition BEGIN SELECT RAISE(ABORT, 'rows are voided, never deleted'); END;
     CREATE TRIGGER month_condition_new AFTER INSERT ON condition WHEN EXISTS (SELECT 1 FROM month_town)
     BEGIN
         DELETE FROM month_town WHERE month >= max(substr(NEW.valid_from, 1, 7),
             (SELECT min(from_month) FROM cover WHERE person = NEW.person AND voided_by IS NULL));
     END;
     CREATE TRIGGER month_condition AFTER UPDATE OF person, valid_from, labor_code, disability_level, voided_by ON condition
     WHEN (NEW.person, NEW.valid_from, NEW.labor_code, NEW.disability_level, NEW.voided_by)
          IS NOT (OLD.person, OLD.valid_from, OLD.labor_code, OLD.disability_level, OLD.voided_by) AND EXISTS (SELECT 1 FROM month_town)
     BEGIN
         DELETE FROM month_town WHERE month >= max(substr(min(OLD.valid_from, NEW.valid_from), 1, 7),
             (SELECT min(from_month) FROM cover WHERE person IN (OLD.person, NEW.person) AND voided_by IS NULL));
     END;",
        // Where a task counts from, since when a household lives together, what 多重 is made of.
        "ALTER TABLE person ADD COLUMN disability_multi TEXT;
         ALTER TABLE household ADD COLUMN since TEXT;
         ALTER TABLE homecheck ADD COLUMN assigned_on TEXT;
         DELETE FROM month_town WHERE scheme = 'homecheck';
         DROP TRIGGER month_homecheck_task;
         CREATE TRIGGER month_homecheck_task AFTER UPDATE OF project, visitor_org, case_key, scheme, division, assigned_on, voided_by ON homecheck
         WHEN (NEW.project, NEW.visitor_org, NEW.case_key, NEW.scheme, NEW.division, NEW.assigned_on, NEW.voided_by)
              IS NOT (OLD.project, OLD.visitor_org, OLD.case_key, OLD.scheme, OLD.division, OLD.assigned_on, OLD.voided_by)
              AND EXISTS (SELECT 1 FROM month_town WHERE scheme = 'homecheck')
         BEGIN
             DELETE FROM month_town WHERE scheme = 'homecheck' AND (month >= substr(OLD.visit_on, 1, 7)
                 OR month >= (SELECT substr(min(from_date), 1, 7) FROM homecheck_project WHERE key IN (OLD.project, NEW.project)));
         END;
         CREATE TRIGGER month_homecheck_applied AFTER UPDATE OF apply_date ON dibao
         WHEN NEW.apply_date <> OLD.apply_date AND EXISTS (SELECT 1 FROM month_town WHERE scheme = 'homecheck')
         BEGIN DELETE FROM month_town WHERE scheme = 'homecheck' AND month >= substr(min(OLD.apply_date, NEW.apply_date), 1, 7); END;",
    ],
    // 4: acts carry a digest, without which none is taken (a program of before may have the office open yet); a run that was created is told from one that was changed or sealed.
    &[
        "ALTER TABLE act ADD COLUMN digest TEXT;
     DROP TRIGGER act_is_kept;
     UPDATE act SET digest = digest_of_act(key, kind, operator, at, day, why);
     CREATE TRIGGER act_is_kept BEFORE UPDATE ON act BEGIN SELECT RAISE(ABORT, 'acts are never changed'); END;
     CREATE TRIGGER act_is_digested BEFORE INSERT ON act WHEN NEW.digest IS NULL BEGIN SELECT RAISE(ABORT, 'acts carry a digest'); END;
     DROP INDEX audit_run;
     CREATE INDEX audit_run ON audit(register, last_row) WHERE last_row IS NOT NULL AND before IS NULL;
     CREATE INDEX audit_rerun ON audit(register, last_row) WHERE last_row IS NOT NULL AND before IS NOT NULL;",
    ],
    // 5:
    &[
        // The constraints that clerks meet have names. They are named where they stand, as in 3.
        "PRAGMA writable_schema = ON;
         UPDATE sqlite_schema SET sql = replace(replace(replace(replace(replace(sql,
             'CHECK (is_member = 1 OR exclude_reason IS NOT NULL)', 'CONSTRAINT exclusion_has_reason CHECK (is_member = 1 OR exclude_reason IS NOT NULL)'),
             'CHECK (accept_date IS NULL OR accept_date >= apply_date)', 'CONSTRAINT accepted_after_applied CHECK (accept_date IS NULL OR accept_date >= apply_date)'),
             'CHECK (town_by IS NULL OR district_by IS NULL OR town_by <> district_by)', 'CONSTRAINT confirmed_by_another CHECK (town_by IS NULL OR district_by IS NULL OR town_by <> district_by)'),
             'CHECK (apply_date <= approve_date)', 'CONSTRAINT approved_after_applied CHECK (apply_date <= approve_date)'),
             'CHECK (procedure = ''2'' OR pay_date IS NULL OR pay_date >= approve_date)', 'CONSTRAINT paid_after_approved CHECK (procedure = ''2'' OR pay_date IS NULL OR pay_date >= approve_date)')
          WHERE type = 'table' AND name IN ('member', 'dibao', 'temporary', 'tekun');
         PRAGMA writable_schema = RESET;",
        // Indexes that follow from the declarations have the names and columns that are made from these.
        "DROP INDEX person_home; DROP INDEX household_no_voided; DROP INDEX institution_division;
     DROP INDEX dibao_order; DROP INDEX dibao_state; DROP INDEX dibao_class;
     DROP INDEX dibao_all; DROP INDEX dibao_all_state; DROP INDEX dibao_all_class;
     CREATE INDEX dibao_kind_state ON dibao(kind, state, division, case_no) WHERE voided_by IS NULL;
     CREATE INDEX dibao_kind_class ON dibao(kind, class_code, division, case_no) WHERE voided_by IS NULL;
     DROP INDEX tekun_mode; DROP INDEX tekun_care; DROP INDEX disability_level; DROP INDEX homecheck_org;
     DROP INDEX change_month; DROP INDEX change_of_month; DROP INDEX petty_txn_case;
     CREATE UNIQUE INDEX petty_txn_case ON petty_txn(temporary) WHERE voided_by IS NULL;",
        // What is kept of past months and of batches is dropped by the act that changes what it was counted from.
        "DROP TRIGGER batch_is_summed; DROP TRIGGER batch_sum_is_dropped; DROP TRIGGER month_award_new; DROP TRIGGER month_award;
         DROP TRIGGER month_cover_new; DROP TRIGGER month_cover; DROP TRIGGER month_change_new; DROP TRIGGER month_change; DROP
         TRIGGER month_move_new; DROP TRIGGER month_move; DROP TRIGGER month_cause_new; DROP TRIGGER month_cause; DROP TRIGGER
         month_dibao; DROP TRIGGER month_person; DROP TRIGGER month_condition_new; DROP TRIGGER month_condition; DROP TRIGGER
         month_tekun_award_new; DROP TRIGGER month_tekun_award; DROP TRIGGER month_tekun; DROP TRIGGER
         month_disability_award_new; DROP TRIGGER month_disability_award; DROP TRIGGER month_disability; DROP TRIGGER
         month_temporary_new; DROP TRIGGER month_temporary; DROP TRIGGER month_petty_txn_new; DROP TRIGGER month_petty_txn; DROP
         TRIGGER month_petty_fund; DROP TRIGGER month_homecheck_new; DROP TRIGGER month_homecheck; DROP TRIGGER
         month_homecheck_task; DROP TRIGGER month_homecheck_applied; DROP TRIGGER month_homecheck_project;",
        include_str!("steps/kept-5.sql"),
    ],
    // 6: an act may take another back; what is recorded beside rows is taken back with it, and has no force then.
    &["ALTER TABLE act ADD COLUMN undoes INTEGER REFERENCES act(key);
     CREATE UNIQUE INDEX act_undoes ON act(undoes) WHERE undoes IS NOT NULL;
     CREATE INDEX audit_act ON audit(act, register, row, last_row);
     ALTER TABLE exception ADD COLUMN voided_by INTEGER REFERENCES act(key);
     ALTER TABLE follow ADD COLUMN voided_by INTEGER REFERENCES act(key);",
        // Acts are listed.
        "CREATE INDEX act_day      ON act(day);
         CREATE INDEX act_operator ON act(operator, day);
         CREATE INDEX act_kind     ON act(kind, day);
         CREATE VIEW act_row AS
         SELECT key, key AS act, NULL AS voided_by, kind, operator, at, substr(at, 12, 5) AS time, day, why,
                CASE WHEN kind NOT IN ('takeover', 'migrate') THEN
                    (SELECT group_concat(register || ' ' || n, ' ') FROM
                        (SELECT register, count(DISTINCT CASE WHEN last_row IS NULL THEN row END) + coalesce(sum(last_row - row + 1), 0) AS n
                           FROM audit WHERE audit.act = r.key AND register <> 'batch_name' GROUP BY register) wrote) END AS wrote,
                undoes, (SELECT u.key FROM act u WHERE u.undoes = r.key) AS undone_by
           FROM act r;"],
    // 7: the registers of older people and of children.
    &[include_str!("steps/wings-7.sql"),
        // The values of a parameter may differ by two keys: 照料护理 by 供养方式 and 自理能力 was six parameters.
        "ALTER TABLE parameter ADD COLUMN first TEXT CHECK (first <> '');
     ALTER TABLE parameter ADD COLUMN second TEXT CHECK (second <> '');
     DROP INDEX parameter_once;
     UPDATE parameter SET name = 'tekun.care_fen', first = substr(name, 12, 1), second = substr(name, 14, 1)
      WHERE name GLOB 'tekun.care.[DC].[123]_fen';
     CREATE UNIQUE INDEX parameter_once ON parameter(name, coalesce(first, ''), coalesce(second, ''), valid_from) WHERE voided_by IS NULL;",
        // An institution is a home.
        "ALTER TABLE institution ADD COLUMN ownership TEXT;
     ALTER TABLE institution ADD COLUMN uscc TEXT CHECK (length(uscc) = 18);
     ALTER TABLE institution ADD COLUMN registered_on TEXT;
     ALTER TABLE institution ADD COLUMN filing_no TEXT;
     ALTER TABLE institution ADD COLUMN filed_on TEXT;
     ALTER TABLE institution ADD COLUMN address TEXT;
     ALTER TABLE institution ADD COLUMN legal_rep TEXT;
     ALTER TABLE institution ADD COLUMN manager TEXT;
     ALTER TABLE institution ADD COLUMN phone TEXT;
     ALTER TABLE institution ADD COLUMN area INTEGER CHECK (area > 0);
     ALTER TABLE institution ADD COLUMN beds_approved INTEGER;
     ALTER TABLE institution ADD COLUMN beds_open INTEGER;
     ALTER TABLE institution ADD COLUMN beds_nursing INTEGER CHECK (beds_nursing <= beds_open);
     ALTER TABLE institution ADD COLUMN medical TEXT;
     ALTER TABLE institution ADD COLUMN fire_ok TEXT;
     ALTER TABLE institution ADD COLUMN fire_until TEXT;
     ALTER TABLE institution ADD COLUMN food_ok TEXT;
     ALTER TABLE institution ADD COLUMN food_until TEXT;
     ALTER TABLE institution ADD COLUMN elevator_ok TEXT;
     ALTER TABLE institution ADD COLUMN elevator_until TEXT;
     ALTER TABLE institution ADD COLUMN insured_until TEXT;
     ALTER TABLE institution ADD COLUMN state TEXT NOT NULL DEFAULT '4';
     ALTER TABLE institution ADD COLUMN closed_on TEXT;"],
    // 8: what was open in these two wings.
    &[
        include_str!("steps/wings-8.sql"),
        // Whose index has other columns by now.
        "DROP INDEX petty_txn_order;
     DROP INDEX IF EXISTS child_visit_order;
     DROP INDEX IF EXISTS child_visit_mode;",
        "ALTER TABLE visit_finding ADD COLUMN report INTEGER REFERENCES mandatory_report(key);",
        "ALTER TABLE child_status ADD COLUMN adoption INTEGER;",
        // An application of one person is as far as its papers are. Widened where it stands, as in 3.
        "PRAGMA writable_schema = ON;
     UPDATE sqlite_schema SET sql = replace(sql, 'state IN (''confirmed'',''active'',''suspended'',''stopped'')',
         'state IN (''submitted'',''accepted'',''town_reviewed'',''publicised'',''confirmed'',''active'',''suspended'',''stopped'')')
      WHERE type = 'table' AND name IN ('tekun', 'disability', 'aged_allowance', 'orphan', 'defacto');
     PRAGMA writable_schema = RESET;
     UPDATE tekun SET state = CASE WHEN notice_from IS NOT NULL THEN 'publicised' WHEN town_date IS NOT NULL THEN 'town_reviewed' WHEN accept_date IS NOT NULL THEN 'accepted' ELSE 'submitted' END
      WHERE origin = 'applied' AND district_date IS NULL AND state = 'confirmed' AND voided_by IS NULL
        AND NOT EXISTS (SELECT 1 FROM tekun_award v WHERE v.tekun = tekun.key AND v.voided_by IS NULL);
     UPDATE disability SET state = CASE WHEN town_date IS NOT NULL THEN 'town_reviewed' ELSE 'submitted' END
      WHERE origin = 'applied' AND district_date IS NULL AND state = 'confirmed' AND voided_by IS NULL
        AND NOT EXISTS (SELECT 1 FROM disability_award v WHERE v.disability = disability.key AND v.voided_by IS NULL);
     UPDATE aged_allowance SET state = CASE WHEN notice_from IS NOT NULL THEN 'publicised' WHEN town_date IS NOT NULL THEN 'town_reviewed' WHEN accept_date IS NOT NULL THEN 'accepted' ELSE 'submitted' END
      WHERE origin = 'applied' AND district_date IS NULL AND state = 'confirmed' AND voided_by IS NULL
        AND NOT EXISTS (SELECT 1 FROM aged_award v WHERE v.aged_allowance = aged_allowance.key AND v.voided_by IS NULL);
     UPDATE orphan SET state = CASE WHEN town_date IS NOT NULL THEN 'town_reviewed' WHEN accept_date IS NOT NULL THEN 'accepted' ELSE 'submitted' END
      WHERE origin = 'applied' AND district_date IS NULL AND state = 'confirmed' AND voided_by IS NULL
        AND NOT EXISTS (SELECT 1 FROM orphan_award v WHERE v.orphan = orphan.key AND v.voided_by IS NULL);
     UPDATE defacto SET state = CASE WHEN town_date IS NOT NULL THEN 'town_reviewed' WHEN accept_date IS NOT NULL THEN 'accepted' ELSE 'submitted' END
      WHERE origin = 'applied' AND district_date IS NULL AND state = 'confirmed' AND voided_by IS NULL
        AND NOT EXISTS (SELECT 1 FROM defacto_award v WHERE v.defacto = defacto.key AND v.voided_by IS NULL);",
    ],
    // 9: 殡葬改革, 区划地名.
    &[
        include_str!("steps/wings-9.sql"),
        "ALTER TABLE division ADD COLUMN seat TEXT;
     ALTER TABLE division ADD COLUMN area_km2_d2 INTEGER CHECK (area_km2_d2 >= 0);
     ALTER TABLE division ADD COLUMN population INTEGER CHECK (population >= 0);
     ALTER TABLE division ADD COLUMN set_up_on TEXT;
     ALTER TABLE division ADD COLUMN approval_no TEXT;
     ALTER TABLE division ADD COLUMN history TEXT;
     ALTER TABLE division ADD COLUMN merged_into TEXT CHECK (merged_into IS NULL OR (length(merged_into) = 12 AND ended = 1));",
        include_str!("steps/legal-basis-9.sql"),
    ],
    // 10: what ends with a life; 记事.
    &[
        include_str!("steps/dreams-10.sql"),
        include_str!("steps/notes-10.sql"),
        include_str!("steps/deaths-10.sql"),
    ],
    // 11: accounts, roles, passwords, and who looked; the ends of cases.
    &[include_str!("steps/rights-11.sql"), include_str!("steps/ends-11.sql")],
];
