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
CREATE TRIGGER month_move_new AFTER INSERT ON move WHEN EXISTS (SELECT 1 FROM month_town)
BEGIN DELETE FROM month_town WHERE month >= NEW.from_month; END;
CREATE TRIGGER month_move AFTER UPDATE OF case_key, from_month, left_division, division, voided_by ON move
WHEN EXISTS (SELECT 1 FROM month_town)
BEGIN DELETE FROM month_town WHERE month >= min(OLD.from_month, NEW.from_month); END;
CREATE TRIGGER month_cause_new AFTER INSERT ON cause WHEN EXISTS (SELECT 1 FROM month_town)
BEGIN DELETE FROM month_town WHERE month >= (SELECT min(from_month) FROM award WHERE dibao = NEW.dibao AND voided_by IS NULL); END;
CREATE TRIGGER month_cause AFTER UPDATE OF dibao, cause_code, voided_by ON cause WHEN EXISTS (SELECT 1 FROM month_town)
BEGIN
    DELETE FROM month_town WHERE month >= (SELECT min(from_month) FROM award WHERE dibao IN (OLD.dibao, NEW.dibao) AND voided_by IS NULL);
END;
CREATE TRIGGER month_dibao AFTER UPDATE OF kind, division, voided_by ON dibao
WHEN EXISTS (SELECT 1 FROM month_town) AND NOT EXISTS (SELECT 1 FROM move WHERE case_key = NEW.key AND act = NEW.act)
BEGIN DELETE FROM month_town WHERE month >= (SELECT min(from_month) FROM award WHERE dibao = NEW.key AND voided_by IS NULL); END;
CREATE TRIGGER month_person AFTER UPDATE OF sex, birth_date, labor_code, disability_level ON person
WHEN (NEW.sex, NEW.birth_date, NEW.labor_code, NEW.disability_level) IS NOT (OLD.sex, OLD.birth_date, OLD.labor_code, OLD.disability_level)
     AND EXISTS (SELECT 1 FROM month_town)
BEGIN DELETE FROM month_town WHERE month >= (SELECT min(from_month) FROM cover WHERE person = NEW.key AND voided_by IS NULL); END;
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
END;
CREATE TRIGGER month_tekun_award_new AFTER INSERT ON tekun_award WHEN EXISTS (SELECT 1 FROM month_town)
BEGIN DELETE FROM month_town WHERE month >= NEW.from_month; END;
CREATE TRIGGER month_tekun_award AFTER UPDATE OF tekun, from_month, kind, support_mode, institution, care_level, total_fen, voided_by
    ON tekun_award WHEN EXISTS (SELECT 1 FROM month_town)
BEGIN DELETE FROM month_town WHERE month >= min(OLD.from_month, NEW.from_month); END;
CREATE TRIGGER month_tekun AFTER UPDATE OF kind, person, division, entry_source, voided_by ON tekun
WHEN (NEW.kind, NEW.person, NEW.division, NEW.entry_source, NEW.voided_by) IS NOT (OLD.kind, OLD.person, OLD.division, OLD.entry_source, OLD.voided_by)
     AND EXISTS (SELECT 1 FROM month_town) AND NOT EXISTS (SELECT 1 FROM move WHERE case_key = NEW.key AND act = NEW.act)
BEGIN DELETE FROM month_town WHERE month >= (SELECT min(from_month) FROM tekun_award WHERE tekun = NEW.key AND voided_by IS NULL); END;
CREATE TRIGGER month_disability_award_new AFTER INSERT ON disability_award WHEN EXISTS (SELECT 1 FROM month_town)
BEGIN DELETE FROM month_town WHERE month >= NEW.from_month; END;
CREATE TRIGGER month_disability_award AFTER UPDATE OF disability, from_month, kind, amount_fen, voided_by ON disability_award
WHEN EXISTS (SELECT 1 FROM month_town)
BEGIN DELETE FROM month_town WHERE month >= min(OLD.from_month, NEW.from_month); END;
CREATE TRIGGER month_disability AFTER UPDATE OF kind, person, division, voided_by ON disability
WHEN (NEW.kind, NEW.person, NEW.division, NEW.voided_by) IS NOT (OLD.kind, OLD.person, OLD.division, OLD.voided_by)
     AND EXISTS (SELECT 1 FROM month_town) AND NOT EXISTS (SELECT 1 FROM move WHERE case_key = NEW.key AND act = NEW.act)
BEGIN
    DELETE FROM month_town WHERE month >= (SELECT min(from_month) FROM disability_award WHERE disability = NEW.key AND voided_by IS NULL);
END;
CREATE TRIGGER month_temporary_new AFTER INSERT ON temporary WHEN EXISTS (SELECT 1 FROM month_town WHERE scheme = 'temporary')
BEGIN
    DELETE FROM month_town WHERE scheme = 'temporary' AND month IN (substr(NEW.approve_date, 1, 7), substr(NEW.pay_date, 1, 7));
END;
CREATE TRIGGER month_temporary AFTER UPDATE OF division, aid_type, object_class, amount_fen, approve_date, fund, pay_date, voided_by ON temporary
WHEN (NEW.division, NEW.aid_type, NEW.object_class, NEW.amount_fen, NEW.approve_date, NEW.fund, NEW.pay_date, NEW.voided_by)
     IS NOT (OLD.division, OLD.aid_type, OLD.object_class, OLD.amount_fen, OLD.approve_date, OLD.fund, OLD.pay_date, OLD.voided_by)
     AND EXISTS (SELECT 1 FROM month_town WHERE scheme = 'temporary')
BEGIN
    DELETE FROM month_town WHERE scheme = 'temporary' AND month IN (substr(OLD.approve_date, 1, 7), substr(OLD.pay_date, 1, 7),
        substr(NEW.approve_date, 1, 7), substr(NEW.pay_date, 1, 7));
END;
CREATE TRIGGER month_petty_txn_new AFTER INSERT ON petty_txn WHEN EXISTS (SELECT 1 FROM month_town WHERE scheme = 'temporary')
BEGIN DELETE FROM month_town WHERE scheme = 'temporary' AND month >= substr(NEW.date, 1, 7); END;
CREATE TRIGGER month_petty_txn AFTER UPDATE OF petty_fund, kind, date, amount_fen, voided_by ON petty_txn
WHEN EXISTS (SELECT 1 FROM month_town WHERE scheme = 'temporary')
BEGIN DELETE FROM month_town WHERE scheme = 'temporary' AND month >= substr(min(OLD.date, NEW.date), 1, 7); END;
CREATE TRIGGER month_petty_fund AFTER UPDATE OF town, voided_by ON petty_fund
WHEN (NEW.town, NEW.voided_by) IS NOT (OLD.town, OLD.voided_by) AND EXISTS (SELECT 1 FROM month_town WHERE scheme = 'temporary')
BEGIN
    DELETE FROM month_town WHERE scheme = 'temporary' AND month >= (SELECT substr(min(date), 1, 7) FROM petty_txn WHERE petty_fund = NEW.key);
END;
CREATE TRIGGER month_homecheck_new AFTER INSERT ON homecheck WHEN EXISTS (SELECT 1 FROM month_town WHERE scheme = 'homecheck')
BEGIN
    DELETE FROM month_town WHERE scheme = 'homecheck' AND (month >= substr(NEW.visit_on, 1, 7)
        OR month >= (SELECT substr(from_date, 1, 7) FROM homecheck_project WHERE key = NEW.project));
END;
CREATE TRIGGER month_homecheck AFTER UPDATE OF state, visit_on, conclusion, bureau_verdict ON homecheck
WHEN EXISTS (SELECT 1 FROM month_town WHERE scheme = 'homecheck')
BEGIN
    DELETE FROM month_town WHERE scheme = 'homecheck' AND (month >= substr(OLD.visit_on, 1, 7) OR month >= substr(NEW.visit_on, 1, 7));
END;
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
BEGIN DELETE FROM month_town WHERE scheme = 'homecheck' AND month >= substr(min(OLD.apply_date, NEW.apply_date), 1, 7); END;
CREATE TRIGGER month_homecheck_project AFTER UPDATE OF from_date, to_date, voided_by ON homecheck_project
WHEN EXISTS (SELECT 1 FROM month_town WHERE scheme = 'homecheck')
BEGIN DELETE FROM month_town WHERE scheme = 'homecheck' AND month >= substr(min(OLD.from_date, NEW.from_date), 1, 7); END;
