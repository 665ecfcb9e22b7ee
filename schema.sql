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
--   * Dated rows store their start only (`valid_from`, `from_month`): what holds on a day or in a month is the living row with the latest
--     start not after it, of the same thing (a case's versions; a person's `condition`; a child's `child_status`; each parent's
--     `parent_state`; a parameter with the same keys; a division of the same code). It ends where its successor begins. A stop is a row
--     of kind `end`, of a member or a division one with `ended` = 1.
--   * Other rows have both ends: a day on which something began, and its last day, NULL while it lasts; both belong to it, so that what
--     ended on the last day of a month is among those at its end and among those that went in the next. Where `state` follows from days,
--     it is the last step that has a day; on a past day the last one whose day had come.
--   * Division codes have 12 digits: 6 of the county, 3 of the town, 3 of the village, zeros where the level is higher. Where something was
--     on a past day says `division_move`, where a case was in a past month says `move`.
--   * Case keys are unique across all case registers: each counts from its own thousand million (低保 1, 临时救助 2, 特困 3, 两补 4, `move` 5,
--     高龄津贴 6, 孤儿 7, 事实无人抚养 8), so a change or a payment line (`case_key`) names a case by one number. Versions count in the same
--     ranges, those of 低保 (`award`) from 1.
--   * Code lists stand beside their columns as `code 中文`; a code whose label a table prints is printed so. Whether a column without CHECK
--     takes no other code is the program's.

-- ---------------------------------------------------------------- who did what

-- 办理记录: what one person did at one moment. Every change belongs to exactly one act.
CREATE TABLE act (
    key         INTEGER PRIMARY KEY,
    -- 类型: init 新建, takeover 接转, enter 登记, correct 更正, void 作废, payroll 发放, bank 银行结果, undo 撤销, migrate 升级,
    -- backup 备份, restore 恢复, rights 权限
    kind        TEXT NOT NULL,
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

-- 例外登记: a doubt that a second look turned into a recorded exception (a real ID number with a wrong check digit …). It is of the row that
-- was saved (`register`, `row`), and of the death where what would have followed from it was left: `why` says so in T-FN8.
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

-- 随之变动: a version that an act wrote for another case because of this row (a 生活补贴 ends with the 低保 it rests on), or a recovery of
-- what was paid too much (`recovery`). It falls when that row is voided. What a death stopped are the rows `of_register` = 'death'; a case
-- that a clerk had stopped by hand before has none.
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

-- 操作员: an account, which says who somebody is. What he may do stands in `role_grant`, his password in `credential`. Whoever leaves is 停用: no
-- row of an account that has acted falls.
CREATE TABLE operator (
    key         INTEGER PRIMARY KEY,
    name        TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 32),     -- log-in name
    full_name   TEXT NOT NULL,                                           -- 姓名 as printed on tables
    -- What the account was asked for; it gives nothing. 申请岗位: maker 经办, checker 复核, approver 审批, finance 计财, system 系统管理, security 安全管理,
    -- auditor 审计
    role        TEXT NOT NULL CHECK (role IN ('maker','checker','approver','finance','system','security','auditor')),
    password    TEXT NOT NULL DEFAULT '',                                -- empty in every file, and read by nobody
    act         INTEGER NOT NULL REFERENCES act(key) DEFERRABLE INITIALLY DEFERRED,
    voided_by   INTEGER REFERENCES act(key),
    state       TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active','disabled')),  -- 状态: active 在用, disabled 停用
    disabled_on TEXT CHECK (disabled_on IS NULL OR state = 'disabled')
) STRICT;
CREATE UNIQUE INDEX operator_name ON operator(name) WHERE voided_by IS NULL;

-- 授权: who holds which 岗位, for which field of work and town, from a day to a last day. An empty `wing` is every one but children, an empty `town`
-- the district. Who gives it, who signs as the second person and who gets it are three people; those with which roles begin have neither.
CREATE TABLE role_grant (
    key          INTEGER PRIMARY KEY,
    operator     INTEGER NOT NULL REFERENCES operator(key),
    -- 岗位: maker 经办, checker 复核, approver 审批, finance 计财, system 系统管理, security 安全管理, auditor 审计
    role         TEXT NOT NULL CHECK (role IN ('maker','checker','approver','finance','system','security','auditor')),
    wing         TEXT CHECK (wing <> ''),   -- 业务: assistance 社会救助, elderly 养老服务, children 儿童福利, funeral 殡葬改革, places 区划地名
    town         TEXT CHECK (length(town) = 12),
    valid_from   TEXT NOT NULL,
    valid_to     TEXT CHECK (valid_to >= valid_from),
    given_by     INTEGER REFERENCES operator(key),
    witnessed_by INTEGER REFERENCES operator(key),
    basis        TEXT,
    act          INTEGER NOT NULL REFERENCES act(key),
    voided_by    INTEGER REFERENCES act(key),
    -- A comparison with NULL passes: both or none.
    CONSTRAINT grant_wants_three CHECK ((given_by IS NULL) = (witnessed_by IS NULL)
        AND (given_by IS NULL OR (given_by <> operator AND witnessed_by <> operator AND given_by <> witnessed_by)))
) STRICT;
CREATE UNIQUE INDEX role_grant_once ON role_grant(operator, role, coalesce(wing, ''), coalesce(town, ''), valid_from) WHERE voided_by IS NULL;

-- 口令: apart from the operator, so that no copy of it stands in the audit; `rights_seal` holds what stands here.
CREATE TABLE credential (
    operator    INTEGER PRIMARY KEY REFERENCES operator(key),
    kind        TEXT NOT NULL CHECK (kind IN ('own','once')),    -- own 自设, once 一次性
    verifier    TEXT NOT NULL CHECK (verifier <> ''),            -- argon2id: parameters, salt, and half of what it gives
    wrapped     TEXT,                                            -- the office's key under the other half
    good_until  TEXT CHECK ((kind = 'once') = (good_until IS NOT NULL)),
    set_at      TEXT NOT NULL
) STRICT;
-- 恢复码: what the paper in the safe opens. One row, none before roles are given.
CREATE TABLE paper_code (
    key         INTEGER PRIMARY KEY CHECK (key = 1),
    verifier    TEXT NOT NULL CHECK (verifier <> ''),
    wrapped     TEXT,
    made_at     TEXT NOT NULL
) STRICT;

-- 权限封签: after each act that changed an account, a grant, a password or the paper code: a digest of them all as they stand, and of the seal
-- before.
CREATE TABLE rights_seal (
    key         INTEGER PRIMARY KEY,
    act         INTEGER NOT NULL REFERENCES act(key),
    digest      TEXT NOT NULL,
    last_access INTEGER NOT NULL,        -- the last row of `access` then, and its digest: what was there is not cut off unseen
    access_seen TEXT,
    chain       TEXT NOT NULL,           -- over the chain before and the columns above
    mac         TEXT,                    -- the same with the office's key
    voided_by   INTEGER REFERENCES act(key) CHECK (voided_by IS NULL)   -- like any row that acts write; a seal never falls
) STRICT;
CREATE TRIGGER rights_seal_is_kept BEFORE UPDATE ON rights_seal BEGIN SELECT RAISE(ABORT, 'seals are never changed'); END;
CREATE TRIGGER rights_seal_stays BEFORE DELETE ON rights_seal BEGIN SELECT RAISE(ABORT, 'seals are never deleted'); END;

-- 查阅记录: who looked at what, when and why, before it was shown; who came and went. Each row carries a digest over itself and the one before.
CREATE TABLE access (
    key         INTEGER PRIMARY KEY,
    act         INTEGER NOT NULL,        -- the last act then: acts that were cut off later are missed
    operator    INTEGER REFERENCES operator(key),      -- NULL: a log-in name that nobody has
    at          TEXT NOT NULL,           -- the machine's clock
    day         TEXT NOT NULL,           -- its day
    -- 类型: login 登录, fail 登录失败, lock 锁屏, leave 离开, unlock 解锁, refused 被拒, open 查看限制登记, reveal 显示, edit 更正显示, list 列表,
    -- json 导出明文, print 打印, export 存文件
    kind        TEXT NOT NULL,
    register    TEXT,
    row         INTEGER,
    col         TEXT,
    person      INTEGER REFERENCES person(key),
    people      INTEGER,                 -- how many rows went out
    what        TEXT,                    -- the list's filters, or the paper, in words, masked
    reason      TEXT,                    -- 用途: 1 办理, 2 核对, 3 信访, 4 审计, 5 纠错
    why         TEXT,
    digest      TEXT NOT NULL
) STRICT;
CREATE INDEX access_day      ON access(day);
CREATE INDEX access_operator ON access(operator, day);
CREATE INDEX access_person   ON access(person, day);
CREATE INDEX access_kind     ON access(kind, day);
CREATE TRIGGER access_is_kept BEFORE UPDATE ON access BEGIN SELECT RAISE(ABORT, 'who looked is never changed'); END;
CREATE TRIGGER access_stays BEFORE DELETE ON access BEGIN SELECT RAISE(ABORT, 'who looked is never deleted'); END;
CREATE VIEW access_row AS
SELECT key, key AS entry, act, NULL AS voided_by, operator, at, substr(at, 12, 5) AS time, day, kind, register, row, col, person, people, what,
       reason, why
  FROM access r;

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
-- 残疾等级, 镇街 …; which ones is the program's); an empty key is whatever it is. Of the rows in force on the day the one that says most counts:
-- both keys, the first, the second, none. A month is computed with what holds on its first day. Money is fen (`_fen`), `_bp` ten-thousandths,
-- `grave.*` hundredths of a square metre. `first` and `second` are by name:
--   tekun.base_bp             support_mode, kind of tekun           elder.allowance_fen       aged_award.band, town
--   tekun.care_fen            support_mode, care_level of tekun     child.std_fen             A1 集中养育 A2 散居 B 事实无人抚养, town
--   disability.life.month_fen poverty_basis, dis_level              visit.child_days          child.risk_level
--   disability.care.month_fen minor 未成年 adult 成年, dis_level    visit.elder_days          elder_visit.risk_level
--   grade.*                   home_grade.apply_level (grade.part_bp: and environment 环境 facilities 设施设备 management 运营管理 service 服务)
--   subsidy.*                 level of what is given for (ability.level, carer.cert_level, grade, elder_subsidy.kind), town
--   pn.approver               place_name.kind8                      relief.open               funeral_relief.target_kind
--   relief.cap_fen            transport 普通车辆接运 storage 普通冷柜存放 cremation 普通平板炉火化 coffin 普通纸棺 urn 骨灰盒
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
    -- 状态: pending 待确认, confirmed 已确认, unused 不再使用
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
    -- 事项: funeral 殡葬管理, funeral-province 殡葬管理(省), place 地名管理, place-detail 地名管理(实施办法), place-filing 地名备案公告,
    -- division 行政区划管理, division-detail 行政区划管理(实施办法), boundary 行政区域界线, boundary-marker 界桩, dispute 边界争议
    topic       TEXT NOT NULL
                CHECK (topic IN ('funeral','funeral-province','place','place-detail','place-filing','division','division-detail',
                                 'boundary','boundary-marker','dispute')),
    title       TEXT NOT NULL,
    document    TEXT,
    valid_from  TEXT NOT NULL,
    state       TEXT NOT NULL DEFAULT 'confirmed' CHECK (state IN ('confirmed','pending')),  -- 状态: confirmed 已确认, pending 待确认
    articles    TEXT,
    alias       TEXT,
    note        TEXT,
    act         INTEGER NOT NULL REFERENCES act(key),
    voided_by   INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX legal_basis_once ON legal_basis(topic, valid_from) WHERE voided_by IS NULL;

-- 记事: a line about any record: `about` is its register and its key in 19 digits, `dibao#0000000001000000001`. What is about a record that is
-- restricted stands apart and names nobody.
CREATE TABLE note (
    key         INTEGER PRIMARY KEY,
    about       TEXT NOT NULL CHECK (about LIKE '%#___________________'),
    text        TEXT NOT NULL,
    day         TEXT NOT NULL,
    person      INTEGER REFERENCES person(key),
    operator    INTEGER NOT NULL REFERENCES operator(key),
    act         INTEGER NOT NULL REFERENCES act(key),
    voided_by   INTEGER REFERENCES act(key)
) STRICT;
CREATE TABLE sealed_note (
    key         INTEGER PRIMARY KEY,
    note_no     TEXT NOT NULL,
    about       TEXT NOT NULL CHECK (about LIKE '%#___________________'),
    text        TEXT NOT NULL,
    day         TEXT NOT NULL,
    operator    INTEGER NOT NULL REFERENCES operator(key),
    act         INTEGER NOT NULL REFERENCES act(key),
    voided_by   INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX sealed_note_no ON sealed_note(note_no) WHERE voided_by IS NULL;

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

-- 行政区划. A row is (code, valid_from): a new name is a new row, an abolished one has a last row with `ended` = 1 that says into which
-- other it was merged, if into one.
CREATE TABLE division (
    key         INTEGER PRIMARY KEY,
    code        TEXT NOT NULL CHECK (length(code) = 12 AND code NOT GLOB '*[^0-9]*'),
    name        TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 50),
    short_name  TEXT,
    -- 级别: province 省级, city 地级, county 县级, township 镇街, village 村居
    level       TEXT NOT NULL CHECK (level IN ('province','city','county','township','village')),
    kind        TEXT,  -- 类型: district 市辖区, street 街道, town 镇, township 乡, park 工业园, community 社区居委会, village 村委会, quasi 类似单位
    ur_code     TEXT,  -- 城乡分类: 111 主城区, 112 城乡结合区, 121 镇中心区, 122 镇乡结合区, 210 乡中心区, 220 村庄
    valid_from  TEXT NOT NULL,
    ended       INTEGER NOT NULL DEFAULT 0 CHECK (ended IN (0, 1)),      -- 1: abolished from valid_from on
    basis       TEXT,  -- 依据文号
    parent      TEXT AS (CASE level WHEN 'village'  THEN substr(code, 1, 9) || '000'
                                    WHEN 'township' THEN substr(code, 1, 6) || '000000'
                                    WHEN 'county'   THEN substr(code, 1, 4) || '00000000'
                                    WHEN 'city'     THEN substr(code, 1, 2) || '0000000000' END) VIRTUAL,
    act         INTEGER NOT NULL REFERENCES act(key),
    voided_by   INTEGER REFERENCES act(key),
    seat        TEXT,  -- 驻地
    area_km2_d2 INTEGER CHECK (area_km2_d2 >= 0),
    population  INTEGER CHECK (population >= 0),  -- 户籍人口
    set_up_on   TEXT,  -- 设立日期
    approval_no TEXT,  -- 设立批准文号
    history     TEXT,
    merged_into TEXT CHECK (merged_into IS NULL OR (length(merged_into) = 12 AND ended = 1)),  -- code of the one into which an abolished one went
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
    kind         TEXT CHECK (kind IN ('1','2','3','4','5','6')),  -- 调整种类: 1 设立, 2 撤销, 3 隶属关系变更, 4 界线变更, 5 驻地迁移, 6 更名
    -- 调整对象: county 县级以上, county_line 县级界线的部分变更, town 乡镇, street 街道, village 村(居)
    object       TEXT CHECK (object IN ('county','county_line','town','street','village')),
    -- 审批机关: state 国务院, province 省级人民政府, founder 批准其设立的人民政府, county 县级人民政府
    approver     TEXT CHECK (approver IN ('state','province','founder','county')),
    reason       TEXT,
    studied_on   TEXT,  -- 学习调研日期
    drafted_on   TEXT,  -- 起草日期
    opinion_on   TEXT,  -- 征求意见日期
    experts_on   TEXT,  -- 专家论证日期
    risk_on      TEXT,  -- 风险评估日期
    meeting_on   TEXT,  -- 区政府审议日期
    submitted_on TEXT,  -- 上报日期
    returned_on  TEXT,  -- 退回日期
    approved_on  TEXT,  -- 批准日期
    approved_no  TEXT,  -- 批准文号
    effective_on TEXT,  -- 生效日期
    extended     INTEGER NOT NULL DEFAULT 0 CHECK (extended IN (0, 1)),  -- 经批准延期
    due_on       TEXT,  -- 实施期限
    carried_on   TEXT,  -- 变更日期: when the records followed
    done_on      TEXT,  -- 完成报告日期
    -- 状态: study 学习调研, draft 起草, opinion 征求意见, assess 论证评估, district 区政府审议, submitted 上报, approved 批准,
    -- returned 退回, carried 实施, done 完成报告
    state        TEXT NOT NULL CHECK (state IN ('study','draft','opinion','assess','district','submitted','approved','returned','carried','done')),
    note         TEXT,
    act          INTEGER NOT NULL REFERENCES act(key),
    voided_by    INTEGER REFERENCES act(key),
    CHECK (approved_on IS NULL OR (approved_no IS NOT NULL AND effective_on IS NOT NULL)),
    CHECK (carried_on IS NULL OR approved_on IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX division_plan_no ON division_plan(plan_no) WHERE voided_by IS NULL;
CREATE INDEX division_plan_approved ON division_plan(approved_on) WHERE voided_by IS NULL;

-- 调整前后的区划 of a plan: the same area and population on both sides.
CREATE TABLE plan_unit (
    key         INTEGER PRIMARY KEY,
    plan        INTEGER NOT NULL REFERENCES division_plan(key),
    side        TEXT NOT NULL CHECK (side IN ('from','to')),  -- 调整前后: from 调整前, to 调整后
    code        TEXT NOT NULL CHECK (length(code) = 12),
    name        TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 50),
    kind        TEXT,  -- 类型: district 市辖区, street 街道, town 镇, township 乡, park 工业园, community 社区居委会, village 村委会, quasi 类似单位
    area_km2_d2 INTEGER CHECK (area_km2_d2 >= 0),
    population  INTEGER CHECK (population >= 0),  -- 户籍人口
    seat        TEXT,  -- 驻地
    act         INTEGER NOT NULL REFERENCES act(key),
    voided_by   INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX plan_unit_once ON plan_unit(plan, side, code) WHERE voided_by IS NULL;

-- 代码对应 of a plan: which records of `old_code` come to `new_code` when it is carried out: all, those whose address contains a text, or those of
-- one person; the most particular line counts.
CREATE TABLE plan_line (
    key       INTEGER PRIMARY KEY,
    plan      INTEGER NOT NULL REFERENCES division_plan(key),
    old_code  TEXT NOT NULL CHECK (length(old_code) = 12),
    rule      TEXT NOT NULL CHECK (rule IN ('all','address','person')),  -- 范围: all 全部, address 按地址, person 按人
    address   TEXT,  -- 地址含有
    person    INTEGER REFERENCES person(key),
    new_code  TEXT NOT NULL CHECK (length(new_code) = 12 AND new_code <> old_code),
    new_name  TEXT,  -- 新名称
    act       INTEGER NOT NULL REFERENCES act(key),
    voided_by INTEGER REFERENCES act(key),
    CHECK ((rule = 'address') = (address IS NOT NULL)),
    CHECK ((rule = 'person') = (person IS NOT NULL))
) STRICT;

-- 区划变更明细: of which record (`register`, `row`) the division in a column (`field`) became another when a plan was carried out. What it
-- was on a past day: `left_division` of the first living row whose `from_on` is after the day; without one, what the record has now
-- (src/store/read/villages.rs). `label` and `called` are the register and the record in words. Cases have moves instead (`move`).
CREATE TABLE division_move (
    key           INTEGER PRIMARY KEY,
    plan          INTEGER NOT NULL REFERENCES division_plan(key),
    register      TEXT NOT NULL,  -- 登记簿: a table of this file
    label         TEXT NOT NULL,  -- 登记簿 in Chinese
    row           INTEGER NOT NULL,  -- its `key`
    field         TEXT NOT NULL,  -- its column
    called        TEXT NOT NULL,  -- the record in words
    left_division TEXT NOT NULL CHECK (length(left_division) = 12),
    division      TEXT NOT NULL CHECK (length(division) = 12 AND division <> left_division),
    from_on       TEXT NOT NULL,  -- effective_on of the plan
    act           INTEGER NOT NULL REFERENCES act(key),
    voided_by     INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX division_move_of ON division_move(row, register, field, from_on) WHERE voided_by IS NULL;
-- Whether any lies ahead of a day.
CREATE INDEX division_move_ahead ON division_move(from_on) WHERE voided_by IS NULL;

-- 地名 (services 5.1): standard names, those that were, those that are proposed. Metres are tenths, degrees millionths (`_d6`). A name is
-- standard from `valid_from` to `valid_to`, its last day; what became of it then says its state, 3 or 4.
CREATE TABLE place_name (
    key         INTEGER PRIMARY KEY,
    std_name    TEXT NOT NULL CHECK (length(std_name) BETWEEN 2 AND 40),
    specific    TEXT NOT NULL CHECK (length(specific) > 0),  -- 专名
    generic     TEXT NOT NULL CHECK (length(generic) > 0),  -- 通名
    roman       TEXT NOT NULL,  -- 罗马字母拼写
    -- 类别: 1 自然地理实体, 2 行政区划, 3 村居所在地, 4 公园、自然保护地, 5 街路巷, 6 住宅区、楼宇, 7 设施, 8 其他地理实体
    kind8       TEXT NOT NULL CHECK (kind8 IN ('1','2','3','4','5','6','7','8')),
    -- 类别代码: 11000 水系, 13000 陆地地形, 21000 行政区域, 22000 居民点, 23000 交通运输设施, 24000 水利电力通信设施,
    -- 26000 纪念地、旅游景点, 26210 亭, 26220 台, 26230 碑, 26240 塔, 26290 其他景点, 27000 建筑物, 28000 单位
    cat_code    TEXT NOT NULL CHECK (length(cat_code) = 5),
    pn_code     TEXT NOT NULL CHECK (length(pn_code) = 15),  -- 地名代码
    natl_code   TEXT,  -- 国家库代码
    state       TEXT NOT NULL DEFAULT '2' CHECK (state IN ('1','2','3','4','5')),  -- 状态: 1 拟用, 2 标准, 3 历史, 4 销名, 5 非标准
    division    TEXT NOT NULL CHECK (length(division) = 12),
    location    TEXT,
    from_pt     TEXT,  -- 起点
    to_pt       TEXT,  -- 止点
    length_m_d1    INTEGER CHECK (length_m_d1 > 0),
    width_m_d1     INTEGER CHECK (width_m_d1 > 0),  -- 红线宽度
    bearing     TEXT,  -- 走向: 1 东西, 2 南北, 3 东北—西南, 4 西北—东南, 5 环形, 9 其他
    open_m2_d1     INTEGER CHECK (open_m2_d1 > 0),  -- 空地面积
    lon_d6         INTEGER,
    lat_d6         INTEGER,
    meaning     TEXT,
    origin      TEXT,
    approved_by TEXT,
    approval_no TEXT,  -- 批准文号
    approved_on TEXT,
    valid_from  TEXT,
    valid_to    TEXT CHECK (valid_to >= valid_from),  -- 停用日期: its last day
    filed_on    TEXT CHECK (filed_on >= approved_on),  -- 备案日期
    announced_on TEXT CHECK (announced_on >= approved_on),  -- 公告日期
    national_lib_on TEXT CHECK (national_lib_on >= approved_on),  -- 入库日期
    protect     TEXT NOT NULL DEFAULT '0',  -- 保护级别: 0 无, 1 区级, 2 市级, 3 省级
    entry       TEXT NOT NULL DEFAULT '3' CHECK (entry IN ('1','2','3')),  -- 进入方式: 1 命名, 2 更名, 3 登记补录
    name_case   INTEGER REFERENCES name_case(key),        -- that entered it
    ended_by    INTEGER REFERENCES name_case(key),        -- that ended it
    renamed_from INTEGER REFERENCES place_name(key),  -- 更名前
    renamed_to  INTEGER REFERENCES place_name(key),  -- 更名后
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
    kind        TEXT NOT NULL CHECK (kind IN ('1','2')),  -- 种类: 1 曾用名, 2 别名
    name        TEXT NOT NULL,
    from_on     TEXT,  -- 起用日期
    to_on       TEXT CHECK (to_on >= from_on),  -- 停用日期
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

-- 地名标志: which sign is to stand where, from `planned_on` to `removed_on`. How it is, its latest check says; that it was set is the first
-- check, so that one without any is not set yet. Tables count its pieces (`qty`).
CREATE TABLE sign (
    key          INTEGER PRIMARY KEY,
    place_name   INTEGER NOT NULL REFERENCES place_name(key),
    kind         TEXT NOT NULL DEFAULT '1',  -- 类型: 1 路牌, 2 村牌, 3 界牌, 4 景点牌
    division     TEXT NOT NULL,
    place        TEXT NOT NULL,  -- 位置
    text         TEXT NOT NULL,  -- 标志内容
    roman        TEXT NOT NULL,
    qty          INTEGER NOT NULL DEFAULT 1 CHECK (qty > 0),  -- 块数
    planned_on   TEXT NOT NULL,  -- 应设日期
    installed_on TEXT CHECK (installed_on >= planned_on),  -- 设置日期
    unit         TEXT,  -- 设置单位
    standard     TEXT DEFAULT 'GB 17733-2008',
    cost_fen     INTEGER,
    removed_on   TEXT CHECK (removed_on >= planned_on),  -- 拆除日期
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
    condition  TEXT NOT NULL CHECK (condition IN ('1','2','3','4')),  -- 状况: 1 完好, 2 破损, 3 缺失, 4 内容错误
    checker    TEXT,
    action     TEXT,  -- 处理
    act        INTEGER NOT NULL REFERENCES act(key),
    voided_by  INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX sign_check_once ON sign_check(sign, checked_on) WHERE voided_by IS NULL;

-- 门牌: a number on a street.
CREATE TABLE doorplate (
    key              INTEGER PRIMARY KEY,
    place_name       INTEGER NOT NULL REFERENCES place_name(key),
    side             TEXT NOT NULL CHECK (side IN ('1','2')),  -- 哪一侧: 1 单号一侧, 2 双号一侧
    distance_d1      INTEGER,                                            -- m
    number           INTEGER NOT NULL CHECK (number > 0),
    sub              TEXT,  -- 附号
    building         TEXT,  -- 楼栋
    unit_no          TEXT,  -- 单元
    room             TEXT,  -- 户室
    plate_no         TEXT,  -- 门牌
    division         TEXT NOT NULL,
    owner_kind       TEXT,  -- 用途: 1 住宅, 2 商铺, 3 单位
    holder           TEXT,  -- 产权人或单位
    size             TEXT,  -- 规格
    reserved         INTEGER DEFAULT 0 CHECK (reserved IN (0, 1)),  -- 预留
    issued_on        TEXT NOT NULL,  -- 编制日期
    cert_no          TEXT,  -- 证明编号
    police_addr_code TEXT,  -- 公安地址代码
    installed_on     TEXT,
    cancelled_on     TEXT,
    state            TEXT NOT NULL CHECK (state IN ('1','2','3')),  -- 状态: 1 编制, 2 已安装, 3 注销
    note             TEXT,
    act              INTEGER NOT NULL REFERENCES act(key),
    voided_by        INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX doorplate_number
    ON doorplate(place_name, number, coalesce(sub, ''), coalesce(building, ''), coalesce(unit_no, ''), coalesce(room, ''))
    WHERE voided_by IS NULL AND state <> '3';
CREATE INDEX doorplate_day ON doorplate(issued_on, key) WHERE voided_by IS NULL;

-- 行政区域界线 between two divisions of one level; a county's neighbours lie outside the district. When it was last inspected and is due
-- again, its joint inspections say: `counted_on` and `next_due` of the latest. `code` is both sides, the lower one first.
CREATE TABLE boundary_line (
    key          INTEGER PRIMARY KEY,
    name         TEXT NOT NULL,
    code         TEXT NOT NULL,
    side_a       TEXT NOT NULL CHECK (length(side_a) = 12),
    side_b       TEXT NOT NULL CHECK (length(side_b) = 12 AND side_b <> side_a),
    level        TEXT NOT NULL CHECK (level IN ('1','2')),  -- 级别: 1 县级, 2 乡级
    length_d3    INTEGER NOT NULL CHECK (length_d3 > 0),                 -- km
    agreement_no TEXT,  -- 协议书编号
    signed_on    TEXT,  -- 签订日期
    approved_by  TEXT,
    map_sheet    TEXT,  -- 图幅号
    lead_side    TEXT,  -- 本轮牵头方
    ended_on     TEXT,  -- 废止日期
    note         TEXT,
    act          INTEGER NOT NULL REFERENCES act(key),
    voided_by    INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX boundary_line_code ON boundary_line(code) WHERE voided_by IS NULL AND ended_on IS NULL;
CREATE UNIQUE INDEX boundary_line_name ON boundary_line(name) WHERE voided_by IS NULL AND ended_on IS NULL;

-- 界桩. How it is, its latest patrol says; one that was not patrolled yet is 完好. It stands from `set_on` to `retired_on`.
CREATE TABLE boundary_marker (
    key           INTEGER PRIMARY KEY,
    marker_no     TEXT NOT NULL,
    boundary_line INTEGER NOT NULL REFERENCES boundary_line(key),
    kind          TEXT NOT NULL DEFAULT '2' CHECK (kind IN ('1','2','3')),  -- 类型: 1 单面, 2 双面, 3 三面
    material      TEXT DEFAULT '1',  -- 材质: 1 花岗岩, 2 钢筋混凝土, 3 其他
    lon_d6        INTEGER,
    lat_d6        INTEGER,
    elevation_d1  INTEGER,                                               -- m
    place_text    TEXT NOT NULL,  -- 位置
    manager_side  TEXT NOT NULL,  -- 管理方
    set_on        TEXT NOT NULL,  -- 埋设日期
    photo         TEXT,  -- 照片编号
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
    bearing         INTEGER NOT NULL CHECK (bearing BETWEEN 0 AND 359),  -- 方位角, degrees
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
    condition       TEXT NOT NULL,  -- 状况: 1 完好, 2 倾斜, 3 破损, 4 丢失, 5 移动, 6 字迹不清
    action          TEXT,  -- 处理
    act             INTEGER NOT NULL REFERENCES act(key),
    voided_by       INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX marker_patrol_once ON marker_patrol(boundary_marker, patrolled_on) WHERE voided_by IS NULL;

-- 界桩变动: moved, set, restored or given up by the consent of both sides.
CREATE TABLE marker_change (
    key             INTEGER PRIMARY KEY,
    boundary_line   INTEGER NOT NULL REFERENCES boundary_line(key),
    kind            TEXT NOT NULL,  -- 变动: 1 移动, 2 增设, 3 恢复, 4 报废
    boundary_marker INTEGER REFERENCES boundary_marker(key),
    applicant       TEXT NOT NULL,
    reason          TEXT NOT NULL,
    applied_on      TEXT NOT NULL,  -- 申请日期
    agreed_a        TEXT,  -- 一侧同意日期
    agreed_b        TEXT,  -- 另一侧同意日期
    approved_on     TEXT CHECK (approved_on IS NULL OR (agreed_a <= approved_on AND agreed_b <= approved_on)),
    approval_no     TEXT,
    done_on         TEXT CHECK (done_on IS NULL OR approved_on <= done_on),
    lon_d6          INTEGER,
    lat_d6          INTEGER,
    place_text      TEXT,  -- 新位置
    state           TEXT NOT NULL,  -- 进度: 1 申请, 2 双方同意, 3 批准, 4 完成
    note            TEXT,
    act             INTEGER NOT NULL REFERENCES act(key),
    voided_by       INTEGER REFERENCES act(key)
) STRICT;

-- 联合检查 of a line by both sides. A regular one counts from the day of its report, `counted_on`, until another does.
CREATE TABLE joint_inspect (
    key              INTEGER PRIMARY KEY,
    boundary_line    INTEGER NOT NULL REFERENCES boundary_line(key),
    kind             TEXT NOT NULL DEFAULT '1' CHECK (kind IN ('1','2')),  -- 联检类型: 1 定期联检, 2 专项检查
    year             INTEGER NOT NULL,
    round_no         INTEGER,  -- 轮次
    cause            TEXT,  -- 检查事由
    lead_side        TEXT NOT NULL,  -- 牵头方
    plan_doc         TEXT,  -- 方案文号
    plan_filed_on    TEXT,  -- 方案备案日期
    meeting_on       TEXT,  -- 会商日期
    field_from       TEXT,  -- 实地检查开始
    field_to         TEXT,  -- 实地检查结束
    team_a           TEXT,
    team_b           TEXT,
    km_checked_d3    INTEGER,  -- 实查长度, thousandths of a km
    markers_checked  INTEGER,
    markers_ok       INTEGER,
    markers_repaired INTEGER,
    ref_changed      TEXT,  -- 方位物变化
    terrain_changes  TEXT,  -- 线状地物和地形变化
    cross_border     TEXT,  -- 跨界生产建设问题
    report_no        TEXT,
    signed_a_on      TEXT,  -- 一侧签署日期
    signed_b_on      TEXT,  -- 另一侧签署日期
    submitted_on     TEXT,  -- 上报日期
    archived_on      TEXT,  -- 归档日期
    -- 计为联检: the day of the report, of a regular one
    counted_on       TEXT CHECK (counted_on IS NULL OR (kind = '1' AND counted_on = submitted_on)),
    next_due         TEXT,  -- 下次到期: last day of the year that is joint.years later
    state            TEXT NOT NULL,  -- 进度: 1 未启动, 2 制定方案, 3 双方会商, 4 实地检查, 5 问题处理, 6 联检报告会签, 7 上报, 8 归档
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
    section       TEXT NOT NULL,  -- 地段
    kind          TEXT NOT NULL,  -- 性质: 1 边界争议, 2 界线纠纷
    parties       TEXT NOT NULL,  -- 争议双方
    cause         TEXT NOT NULL,  -- 起因: 1 资源, 2 土地, 3 行政管理, 4 历史
    level         TEXT NOT NULL CHECK (level IN ('1','2')),  -- 级别: 1 县级, 2 乡级
    people        INTEGER,  -- 涉及人数
    casualties    INTEGER DEFAULT 0,
    kept_on       TEXT,  -- 控制现状日期
    agreement_no  TEXT,
    agreed_on     TEXT,  -- 达成协议日期
    filed_on      TEXT,  -- 协议备案日期
    reported_to   TEXT,  -- 上报机关
    reported_on   TEXT,  -- 上报裁决日期
    decision_no   TEXT,  -- 裁决文号
    closed_on     TEXT,
    state         TEXT NOT NULL,  -- 处理进度: 1 发现, 2 控制现状, 3 协商, 4 达成协议备案, 5 上报裁决, 6 结案
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
    action      TEXT NOT NULL CHECK (action IN ('1','2','3','4')),  -- 类型: 1 命名, 2 更名, 3 销名, 4 登记补录
    applicant   TEXT NOT NULL,
    contact     TEXT,
    phone       TEXT,
    old_name    INTEGER REFERENCES place_name(key),  -- 原名
    rename_reason TEXT,  -- 更名原因: 1 违规, 2 重名同音, 3 区划变更, 4 群众要求, 9 其他
    cancel_reason TEXT,  -- 销名原因: 1 实体消失, 2 合并, 3 区划变更
    gone_on     TEXT,  -- 消失、合并、变更日期
    kind8       TEXT,  -- 类别: 1 自然地理实体, 2 行政区划, 3 村居所在地, 4 公园、自然保护地, 5 街路巷, 6 住宅区、楼宇, 7 设施, 8 其他地理实体
    proposed_name TEXT,
    specific    TEXT,
    generic     TEXT,
    roman       TEXT,
    cat_code    TEXT CHECK (length(cat_code) = 5),  -- 类别代码: as place_name.cat_code
    alternatives TEXT,  -- 备选名称
    division    TEXT CHECK (length(division) = 12),
    location    TEXT,
    from_pt     TEXT,
    to_pt       TEXT,
    length_m_d1 INTEGER CHECK (length_m_d1 > 0),
    width_m_d1  INTEGER CHECK (width_m_d1 > 0),
    bearing     TEXT,  -- 走向: 1 东西, 2 南北, 3 东北—西南, 4 西北—东南, 5 环形, 9 其他
    open_m2_d1  INTEGER CHECK (open_m2_d1 > 0),
    lon_d6      INTEGER,
    lat_d6      INTEGER,
    reason      TEXT,
    meaning     TEXT,
    origin      TEXT,
    doc_application INTEGER DEFAULT 0 CHECK (doc_application IN (0, 1)),  -- 申请书
    doc_plan    INTEGER DEFAULT 0 CHECK (doc_plan IN (0, 1)),  -- 方案
    doc_map     INTEGER DEFAULT 0 CHECK (doc_map IN (0, 1)),  -- 位置图
    doc_assessment INTEGER DEFAULT 0 CHECK (doc_assessment IN (0, 1)),  -- 综合评估报告
    doc_experts INTEGER DEFAULT 0 CHECK (doc_experts IN (0, 1)),  -- 专家论证报告
    doc_opinions INTEGER DEFAULT 0 CHECK (doc_opinions IN (0, 1)),  -- 征求意见报告
    received_on TEXT NOT NULL,  -- 收件日期
    corrected_on TEXT,  -- 补正通知日期
    accepted_on TEXT CHECK (accepted_on >= received_on),  -- 受理日期
    reviewed_on TEXT,  -- 审核日期
    opinion_from TEXT,  -- 征求意见开始
    opinion_to  TEXT CHECK (opinion_to >= opinion_from),  -- 征求意见结束
    experts_on  TEXT,  -- 专家论证日期
    approver    TEXT,  -- 应由谁批准
    submitted_on TEXT,  -- 报批日期
    decision    TEXT CHECK (decision IN ('1','2')),  -- 决定: 1 批准, 2 不批准
    decided_on  TEXT,
    approved_by TEXT,  -- 批准机关
    decision_no TEXT,  -- 批准文号
    filed_on    TEXT CHECK (filed_on >= decided_on),  -- 备案日期
    filing_no   TEXT,  -- 备案号
    announced_on TEXT CHECK (announced_on >= decided_on),  -- 公告日期
    channels    TEXT,  -- 公告方式
    entered_on  TEXT,  -- 入库日期
    closed_on   TEXT,
    -- 状态: received 收件, accepted 受理, reviewed 审核, opinions 征求意见, experts 专家论证, submitted 报批, approved 批准,
    -- refused 不批准, filed 备案, announced 公告, entered 入库, closed 办结
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
    -- 证件状态: normal 有证, unregistered 无户籍, lost 证件遗失, unknown 身份不明
    id_status           TEXT NOT NULL DEFAULT 'normal' CHECK (id_status IN ('normal','unregistered','lost','unknown')),
    name                TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 50),
    sex                 TEXT NOT NULL CHECK (sex IN ('1','2')),  -- 性别: 1 男, 2 女
    birth_date          TEXT NOT NULL,
    birth_note          TEXT,
    ethnicity           TEXT,  -- 民族, by GB/T 3304: 01 汉族, 03 回族 …
    marital_code        TEXT,  -- 婚姻状况: 10 未婚, 20 已婚, 21 初婚, 22 再婚, 23 复婚, 30 丧偶, 40 离婚, 90 未说明
    hukou_type          TEXT CHECK (hukou_type IN ('1','2')),  -- 户口类别: 1 城镇, 2 农村
    hukou_division      TEXT NOT NULL,  -- 户籍地
    home_division       TEXT NOT NULL,  -- 居住地
    address             TEXT,
    phone               TEXT,
    -- 健康状况: 10 健康或良好, 20 一般或较弱, 30 有慢性病, 31 心血管病, 32 脑血管病, 33 慢性呼吸系统病, 34 慢性消化系统病, 35 慢性肾炎,
    -- 36 结核病, 37 糖尿病, 38 神经或精神疾病, 41 癌症, 49 其他慢性病, 50 重大疾病, 60 残疾, 61 视力残疾, 62 听力残疾, 63 言语残疾,
    -- 64 肢体残疾, 65 智力残疾, 66 精神残疾, 67 多重残疾, 69 其他残疾
    health_code         TEXT,
    disease_name        TEXT,
    labor_code          TEXT,  -- 劳动能力: 1 有劳动能力, 2 部分丧失, 3 完全丧失, 4 无(未成年), 5 无(老年)
    disability_cert_no  TEXT,
    disability_type     TEXT,  -- 残疾类别: 1 视力, 2 听力, 3 言语, 4 肢体, 5 智力, 6 精神, 7 多重
    disability_level    TEXT,  -- 残疾等级: 1 一级, 2 二级, 3 三级, 4 四级
    disability_valid_to TEXT,
    employ_code         TEXT,  -- 就业状况: 1 在职, 2 灵活就业, 3 登记失业, 4 未登记失业, 5 务农, 6 离退休, 7 在校, 8 其他
    school_code         TEXT,  -- 在校情况: 0 非在校, 1 学龄前, 2 义务教育, 3 高中/中职, 4 全日制大专/本科, 5 研究生
    custody_from        TEXT,  -- 服刑强戒起
    custody_to          TEXT,  -- 服刑强戒止
    special_status      TEXT,  -- 特殊身份: 1 宗教教职人员, 2 宣告失踪, 3 参战退役人员, 4 涉核退役人员, 9 其他
    death_date          TEXT,            -- written by the death act only
    death_source        TEXT,  -- 死亡信息来源: 1 家属报告, 2 殡葬火化名册, 3 公安注销, 4 医疗, 5 核对比中, 6 村(居)报告, 7 机构报告
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
    -- 证件类型: 1 居民身份证, 2 港澳台居民居住证, 3 外国人永久居留身份证, 4 护照, 5 其他证件, 9 无证件
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
    health_code         TEXT,  -- 健康状况: as person.health_code
    disease_name        TEXT,
    labor_code          TEXT,  -- 劳动能力: 1 有劳动能力, 2 部分丧失, 3 完全丧失, 4 无(未成年), 5 无(老年)
    disability_cert_no  TEXT,
    disability_type     TEXT,  -- 残疾类别: 1 视力, 2 听力, 3 言语, 4 肢体, 5 智力, 6 精神, 7 多重
    disability_level    TEXT,  -- 残疾等级: 1 一级, 2 二级, 3 三级, 4 四级
    disability_valid_to TEXT,
    act                 INTEGER NOT NULL REFERENCES act(key),
    voided_by           INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX condition_once ON condition(person, valid_from) WHERE voided_by IS NULL;

-- 家庭.
CREATE TABLE household (
    key          INTEGER PRIMARY KEY,
    household_no TEXT NOT NULL,          -- village code + serial of 5, never used again
    applicant    INTEGER NOT NULL REFERENCES person(key),  -- 申请人
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
    relation_code  TEXT NOT NULL,  -- 与户主关系, by GB/T 4761: 01 本人, 02 户主, 10 配偶, 20 子, 30 女 …
    is_member      INTEGER NOT NULL DEFAULT 1 CHECK (is_member IN (0, 1)),   -- 共同生活成员
    exclude_reason TEXT,  -- 不计入原因: 1 宗教教职人员脱离家庭, 2 服刑或强制隔离戒毒, 3 宣告失踪, 4 特困或孤儿另行保障, 5 其他
    is_covered     INTEGER NOT NULL DEFAULT 1 CHECK (is_covered IN (0, 1)),  -- 保障对象
    valid_from     TEXT NOT NULL,
    ended          INTEGER NOT NULL DEFAULT 0 CHECK (ended IN (0, 1)),
    leave_reason   TEXT,  -- 离开原因: 1 死亡, 2 婚出, 3 迁出, 4 服刑, 5 特困转入, 6 就业分户, 9 其他
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
    -- 开户行: 102 工商银行, 103 农业银行, 104 中国银行, 105 建设银行, 301 交通银行, 313 城市商业银行, 314 农村商业银行, 402 农村信用社,
    -- 403 邮储银行
    bank_code     TEXT NOT NULL,
    account_no    TEXT NOT NULL CHECK (account_no NOT GLOB '*[^0-9]*' AND length(account_no) BETWEEN 10 AND 30),
    medium        TEXT NOT NULL,  -- 介质: 1 社保卡金融账户, 2 银行卡, 3 存折, 4 供养机构对公账户
    status        TEXT NOT NULL DEFAULT '1',  -- 状态: 1 正常, 2 未激活, 3 挂失, 4 销户, 5 冻结, 6 睡眠或久悬, 7 户名不符
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
    bank_code    TEXT NOT NULL,  -- 开户行: as account.bank_code
    act          INTEGER NOT NULL REFERENCES act(key),
    voided_by    INTEGER REFERENCES act(key),
    -- 机构性质: 1 公办公营, 2 公建民营, 3 民办非营利, 4 民办营利, 5 敬老院(特困供养), 6 社会福利院
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
    beds_approved INTEGER,  -- 核定床位
    beds_open    INTEGER,  -- 实有床位
    beds_nursing INTEGER CHECK (beds_nursing <= beds_open),  -- 护理型床位
    medical      TEXT,  -- 医疗服务: 1 内设医疗机构, 2 签约服务, 3 无
    fire_ok      TEXT,  -- 消防验收: 1 有, 2 无, 3 不适用
    fire_until   TEXT,  -- 消防有效期至
    food_ok      TEXT,  -- 食品许可: 1 有, 2 无, 3 不适用
    food_until   TEXT,  -- 食品许可至
    elevator_ok  TEXT,  -- 特种设备: 1 有, 2 无, 3 不适用
    elevator_until TEXT,  -- 特种设备检验至
    insured_until TEXT,
    state        TEXT NOT NULL DEFAULT '4',  -- 状态: 1 筹建, 2 登记, 3 备案, 4 运营, 5 暂停, 6 停业整顿, 7 注销
    closed_on    TEXT
) STRICT;
CREATE UNIQUE INDEX institution_code ON institution(code) WHERE voided_by IS NULL;

-- 培训: a training, for whichever field of work.
CREATE TABLE training (
    key        INTEGER PRIMARY KEY,
    title      TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 60),
    -- 培训类别: children 儿童队伍, carers 养老护理员, community 社区专职岗前, social 社工, other 其他
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
    -- 身份: director 儿童主任, supervisor 儿童督导员, carers 养老护理员, community 社区专职人员, social 社会工作者, other 其他
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
    out_reason    TEXT NOT NULL DEFAULT '0',  -- 去向: 0 在院, 1 死亡, 2 回家, 3 转往其他机构, 4 住院就医, 5 续住(费用、等级变更), 9 其他
    pay_kind      TEXT NOT NULL,  -- 费用来源: 1 自费, 2 特困集中, 3 低保, 4 集中养育
    ability_level TEXT NOT NULL,  -- 能力等级: 0 能力完好, 1 轻度失能, 2 中度失能, 3 重度失能, 4 完全失能
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
-- leads. Where it was in a month: `left_division` of the first living move with a later `from_month`; without one, `division` of the case
-- (src/store/read/villages.rs). Keys from 5 thousand million on, so that `change.award` names a version or a move.
CREATE TABLE move (
    key           INTEGER PRIMARY KEY CHECK (key BETWEEN 5000000000 AND 5999999999),
    case_key      INTEGER NOT NULL,
    from_month    TEXT NOT NULL,  -- the first month in the new village
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

-- 动态变动: written by the act that makes an award version; voiding one voids the other. A month's changes are those of `month`, whenever they
-- were entered; a move has two, 10 迁出 of the village it left and 09 迁入.
CREATE TABLE change (
    key              INTEGER PRIMARY KEY,
    -- 险种: dibao-urban 城市低保, dibao-rural 农村低保, tekun 特困供养, disability-living 困难残疾人生活补贴,
    -- disability-care 重度残疾人护理补贴, temporary 临时救助, elderly 高龄津贴, orphans 孤儿基本生活费, de-facto 事实无人抚养儿童基本生活费
    scheme           TEXT NOT NULL,      -- dibao-urban, dibao-rural, tekun …
    case_key         INTEGER NOT NULL,  -- the case, of whichever register
    month            TEXT NOT NULL,      -- 执行月份, the month it takes effect: statistics count by it
    -- 变动类型: 01 新增, 02 增员, 03 减员, 04 增发, 05 减发, 06 停发, 07 暂停, 08 恢复, 09 迁入, 10 迁出, 11 申请人变更, 12 类别调整,
    -- 13 提标, 14 分户, 15 并户, 16 城乡互转
    kind             TEXT NOT NULL,      -- 01 新增 … 16 城乡互转
    award            INTEGER,            -- the version or the move it came with
    person           INTEGER REFERENCES person(key),
    decided_date     TEXT NOT NULL,
    -- 原因: 01 收入超标, 02 财产超标, 03 死亡, 04 户籍迁出, 05 转特困, 06 转孤儿或事实无人抚养, 07 服刑, 08 拒不配合核查, 09 虚报隐瞒,
    -- 10 三次拒绝就业, 11 自愿退出, 12 重复享受, 13 赡养人有能力, 14 分户并户, 15 查无此人, 21 残疾证注销、过期或冻结, 22 残疾等级变化,
    -- 23 退出低保, 24 领取工伤护理费, 25 未年审, 26 恢复劳动能力, 31 失联, 32 生存认证逾期, 33 账户失效, 41 年满18周岁, 42 被收养,
    -- 43 父母情形变化, 99 其他
    reason_code      TEXT,
    households_delta INTEGER NOT NULL DEFAULT 0,  -- what the roster gains and loses with it: households, persons, money a month
    persons_delta    INTEGER NOT NULL DEFAULT 0,
    amount_delta_fen INTEGER NOT NULL DEFAULT 0,
    evidence_no      TEXT,  -- 依据材料
    notice_no        TEXT,  -- 告知书文号
    served_date      TEXT,
    serve_method     TEXT,  -- 送达方式: 1 直接送达, 2 留置送达, 3 邮寄, 4 公告
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
    scheme       TEXT NOT NULL,  -- 险种: as change.scheme
    period       TEXT NOT NULL,          -- 所属月份
    batch_kind   TEXT NOT NULL CHECK (batch_kind IN ('N','S','R','O')),  -- 批次类型: N 正常, S 补发, R 退回重发, O 一次性
    -- 状态: draft 造册, checked 复核, approved 领导审批, finance 计财审核, sent 已送盘, returned 已回盘, reissuing 退回处理, closed 归档
    state        TEXT NOT NULL CHECK (state IN ('draft','checked','approved','finance','sent','returned','reissuing','closed')),
    line_count   INTEGER NOT NULL DEFAULT 0,
    total_fen    INTEGER NOT NULL DEFAULT 0,
    made_by      TEXT, made_at     TEXT,
    checked_by   TEXT, checked_at  TEXT,
    approved_by  TEXT, approved_at TEXT,
    finance_by   TEXT, finance_at  TEXT,
    bank_code    TEXT,  -- 代发银行: as account.bank_code
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
    scheme       TEXT NOT NULL,  -- 险种: as change.scheme
    case_key     INTEGER NOT NULL,
    beneficiary  INTEGER NOT NULL REFERENCES person(key),  -- 受益人: whose benefit it is
    payee        INTEGER NOT NULL REFERENCES person(key),  -- 收款人: whose account is paid
    division     TEXT NOT NULL CHECK (length(division) = 12),
    period_due   TEXT NOT NULL,          -- the month it is for
    from_month   TEXT,                   -- range of 补发 lines only
    to_month     TEXT,
    -- 行类型: 01 当月正常, 02 补发, 03 抵扣, 04 物价补贴, 05 一次性, 06 退回重发, 07 丧葬费, 08 护理费, 09 提标补差
    line_type    TEXT NOT NULL CHECK (line_type GLOB '0[1-9]'),
    households   INTEGER NOT NULL DEFAULT 0 CHECK (households BETWEEN 0 AND 1),  -- 户数 that the line stands for
    persons      INTEGER NOT NULL DEFAULT 0 CHECK (persons >= 0),
    amount_fen   INTEGER NOT NULL CHECK (amount_fen <> 0 AND (amount_fen > 0) = (line_type <> '03')),
    extra_fen    INTEGER NOT NULL DEFAULT 0 CHECK (extra_fen BETWEEN 0 AND abs(amount_fen)),  -- 其中分类施保
    class_code   TEXT,                   -- 低保类别, 自理能力 or 残疾等级 of the case as it was paid
    account_name TEXT NOT NULL,
    account_no   TEXT NOT NULL,
    bank_code    TEXT NOT NULL,  -- 开户行: as account.bank_code
    institution  INTEGER REFERENCES institution(key),   -- 集中供养: the institution whose account is paid
    -- 银行结果: 0 待发, 1 成功, 2 失败
    bank_state   TEXT NOT NULL DEFAULT '0' CHECK (bank_state GLOB '[012]'),   -- 待发 成功 失败
    -- 失败原因: 01 户名不符, 02 账号不存在, 03 已销户, 04 冻结或止付, 05 挂失, 06 睡眠或久悬户, 07 金融功能未激活, 08 身份证过期限制,
    -- 09 超限额, 10 币种或账户类型不符, 11 银行系统, 99 其他
    fail_code    TEXT,
    paid_on      TEXT,  -- 到账日期
    booked_month TEXT,                   -- the open month in which the bank's answer was entered
    reissue_of   INTEGER REFERENCES payment(key),  -- the failed line that is paid again; its months and type are what the money is for
    act          INTEGER NOT NULL REFERENCES act(key),
    voided_by    INTEGER REFERENCES act(key),
    -- What paper says of the line beside money and account, as it stood when the line was written; NULL where a scheme's papers
    -- have no such thing.
    name         TEXT NOT NULL DEFAULT '',
    id_number    TEXT NOT NULL DEFAULT '',   -- 身份证号 or temporary number
    paper_no     TEXT,                       -- 低保证号 (or case number), 残疾证号
    sex          TEXT,  -- 性别: 1 男, 2 女
    dis_type     TEXT,  -- 残疾类别: 1 视力, 2 听力, 3 言语, 4 肢体, 5 智力, 6 精神, 7 多重
    -- 城乡类别: U 城市, R 农村
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
    scheme       TEXT NOT NULL,  -- 险种: as change.scheme
    person       INTEGER NOT NULL REFERENCES person(key),  -- 涉及人员: who was paid too much, the dead of a death
    reason       TEXT NOT NULL,  -- 追缴原因: 01 死亡未停, 02 隐瞒收入财产, 03 重复享受, 04 计算错误, 05 服刑, 06 系统错发, 07 回盘错账
    found_on     TEXT NOT NULL,  -- 发现日期
    found_by     TEXT NOT NULL DEFAULT '6',  -- 发现方式: 1 核对, 2 入户, 3 审计, 4 举报, 5 火化名册, 6 自查
    state        TEXT NOT NULL DEFAULT '1' CHECK (state IN ('1','2','3','4','5','6')),  -- 状态: 1 发现, 2 已通知, 3 追缴中, 4 已追回, 5 移交, 6 核销
    plan         TEXT,  -- 退款方式: 1 一次, 2 分期, 3 抵扣
    notice_no    TEXT,
    notice_on    TEXT CHECK (notice_on >= found_on),  -- 通知日期
    served_on    TEXT CHECK (served_on >= notice_on),
    handed_to    TEXT,  -- 移交单位
    approved_by  TEXT,
    decision_no  TEXT,  -- 文书号
    decided_on   TEXT CHECK (decided_on >= found_on),  -- 移交核销日期
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
    paid_fen     INTEGER NOT NULL,  -- 已发
    due_fen      INTEGER NOT NULL DEFAULT 0 CHECK (due_fen >= 0),  -- 应发
    over_fen     INTEGER NOT NULL DEFAULT 0 CHECK (over_fen > 0 AND over_fen = paid_fen - due_fen),  -- 多发
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
    way          TEXT NOT NULL,  -- 退款途径: 1 国库, 2 转账, 3 抵扣
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
    kind            TEXT NOT NULL CHECK (kind IN ('U','R')),  -- 城乡类别: U 城市低保, R 农村低保
    household       INTEGER NOT NULL REFERENCES household(key),
    division        TEXT NOT NULL CHECK (length(division) = 12),
    -- 状态: submitted 已申请, accepted 已受理, town_reviewed 已初审, publicised 公示中, confirmed 已确认, active 在保, suspended 暂停,
    -- grace 渐退, stopped 停保
    state           TEXT NOT NULL DEFAULT 'confirmed',
    class_code      TEXT CHECK (class_code IN ('A','B','C')),  -- 低保类别: A A类, B B类, C C类
    case_type       TEXT NOT NULL DEFAULT 'FAMILY' CHECK (case_type IN ('FAMILY','SINGLE')),  -- 保障方式: FAMILY 整户, SINGLE 单人
    rule_set        TEXT NOT NULL,  -- 适用规则: 2012-220 民发〔2012〕220号, 2021-57 民发〔2021〕57号
    origin          TEXT NOT NULL DEFAULT 'taken_over' CHECK (origin IN ('taken_over','applied')),  -- 来源: taken_over 纸质接转, applied 申请办理
    channel         TEXT,  -- 申请方式: 1 本人, 2 委托, 3 主动发现, 4 网上, 5 转介
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
    cause_code  TEXT NOT NULL,  -- 致贫原因: 01 疾病, 02 残疾, 03 因学, 04 灾害, 05 缺乏劳动力, 06 失业, 07 失地, 08 年老, 09 未成年无抚养, 10 其他
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
    kind         TEXT NOT NULL CHECK (kind IN ('award','suspended','grace','end')),  -- 核定类型: award 发放, suspended 暂停, grace 渐退, end 停发
    class_code   TEXT,  -- 低保类别: A A类, B B类, C C类
    decided_date TEXT NOT NULL,
    income_fen   INTEGER NOT NULL DEFAULT 0 CHECK (income_fen >= 0),      -- 家庭可计算月收入
    own_income_fen INTEGER NOT NULL DEFAULT 0 CHECK (own_income_fen >= 0), -- 本人月收入, of a single applicant
    per_head_income_fen INTEGER NOT NULL DEFAULT 0 CHECK (per_head_income_fen >= 0),
    standard_fen INTEGER NOT NULL DEFAULT 0 CHECK (standard_fen >= 0),
    persons      INTEGER NOT NULL DEFAULT 0 CHECK (persons BETWEEN 0 AND 50),
    base_fen     INTEGER NOT NULL DEFAULT 0 CHECK (base_fen >= 0),
    extra_fen    INTEGER NOT NULL DEFAULT 0 CHECK (extra_fen >= 0),       -- 分类施保, inside total_fen
    total_fen    INTEGER NOT NULL DEFAULT 0 CHECK (total_fen = base_fen + extra_fen),
    -- 变动类型: as change.kind
    change_kind  TEXT NOT NULL,          -- 变动类型 of the change row written with this version
    reason_code  TEXT,  -- 停发原因: as change.reason_code
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
    extra_kind  TEXT,  -- 分类施保类别: disabled 重度残疾, ill 重病, aged70 70岁以上, minor 未成年人
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
    kind            TEXT NOT NULL CHECK (kind IN ('U','R')),  -- 城乡类别: U 城市, R 农村
    person          INTEGER NOT NULL REFERENCES person(key),
    division        TEXT NOT NULL CHECK (length(division) = 12),
    -- 状态: submitted 已申请, accepted 已受理, town_reviewed 已初审, publicised 公示中, confirmed 已确认, active 在享, suspended 暂停,
    -- stopped 停发
    state           TEXT NOT NULL DEFAULT 'confirmed' CHECK (state IN ('submitted','accepted','town_reviewed','publicised','confirmed','active','suspended','stopped')),
    support_mode    TEXT CHECK (support_mode IN ('D','C')),  -- 供养方式: D 分散供养, C 集中供养
    institution     INTEGER REFERENCES institution(key),
    care_level      TEXT CHECK (care_level IN ('1','2','3')),  -- 自理能力: 1 全自理, 2 半护理, 3 全护理
    object_type     TEXT NOT NULL CHECK (object_type IN ('1','2','3')),  -- 对象类别: 1 老年人, 2 残疾人, 3 未成年人
    entry_source    TEXT NOT NULL,  -- 迁入来源: 1 本地申请, 2 低保转入, 3 政策性迁入(市福利院), 4 外县迁入, 5 五保三无并轨
    rule_set        TEXT NOT NULL CHECK (rule_set IN ('2016-178','2021-43')),  -- 适用规则: 2016-178 民发〔2016〕178号, 2021-43 民发〔2021〕43号
    origin          TEXT NOT NULL DEFAULT 'taken_over' CHECK (origin IN ('taken_over','applied')),  -- 来源: taken_over 纸质接转, applied 申请办理
    channel         TEXT,  -- 申请方式: 1 本人, 2 委托, 3 主动发现, 4 网上, 5 转介
    income_fen      INTEGER NOT NULL DEFAULT 0 CHECK (income_fen >= 0),       -- 本人可计算月收入
    property_ok     INTEGER NOT NULL DEFAULT 1 CHECK (property_ok IN (0, 1)),
    -- 义务人情况: 0 无法定义务人, 1 义务人为特困人员, 2 义务人60周岁以上且享受低保, 3 义务人70周岁以上且低收入,
    -- 4 义务人重度残疾或三级智力精神残疾, 5 义务人无民事行为能力、失踪或服刑, 6 省规定的其他情形, 9 义务人有履行能力
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
    kind          TEXT NOT NULL CHECK (kind IN ('award','suspended','end')),  -- 核定类型: award 发放, suspended 暂停, end 停发
    support_mode  TEXT CHECK (support_mode IN ('D','C')),  -- 供养方式: D 分散供养, C 集中供养
    institution   INTEGER REFERENCES institution(key),
    check_in_date TEXT,
    care_level    TEXT CHECK (care_level IN ('1','2','3')),  -- 自理能力: 1 全自理, 2 半护理, 3 全护理
    decided_date  TEXT NOT NULL,
    base_fen      INTEGER NOT NULL DEFAULT 0 CHECK (base_fen >= 0),           -- 基本生活费
    care_fen      INTEGER NOT NULL DEFAULT 0 CHECK (care_fen >= 0),           -- 照料护理费
    total_fen     INTEGER NOT NULL DEFAULT 0 CHECK (total_fen = base_fen + care_fen),
    change_kind   TEXT NOT NULL,  -- 变动类型: as change.kind
    -- 终止原因: 01 收入超标, 02 财产超标, 03 死亡, 04 户籍迁出, 06 转孤儿或事实无人抚养, 07 服刑, 11 自愿退出, 13 赡养人有能力,
    -- 26 恢复劳动能力, 99 其他
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
    -- 自理能力: 1 全自理, 2 半护理, 3 全护理
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
    kind            TEXT NOT NULL CHECK (kind IN ('CL','CN')),  -- 补贴种类: CL 困难残疾人生活补贴, CN 重度残疾人护理补贴
    person          INTEGER NOT NULL REFERENCES person(key),
    division        TEXT NOT NULL CHECK (length(division) = 12),
    -- 状态: submitted 已申请, accepted 已受理, town_reviewed 已初审, publicised 公示中, confirmed 已确认, active 在享, suspended 暂停,
    -- stopped 停发
    state           TEXT NOT NULL DEFAULT 'confirmed' CHECK (state IN ('submitted','accepted','town_reviewed','publicised','confirmed','active','suspended','stopped')),
    cert_no         TEXT NOT NULL,       -- certificate, type, level as they were when decided
    dis_type        TEXT NOT NULL,  -- 残疾类别: 1 视力, 2 听力, 3 言语, 4 肢体, 5 智力, 6 精神, 7 多重
    dis_level       TEXT NOT NULL CHECK (dis_level IN ('1','2','3','4')),  -- 残疾等级: 1 一级, 2 二级, 3 三级, 4 四级
    type_multi      TEXT,                -- the parts of 多重, such as 45
    cert_valid_to   TEXT,
    cert_state      TEXT NOT NULL DEFAULT '1',  -- 残疾证状态: 1 有效, 2 冻结, 3 注销
    origin          TEXT NOT NULL DEFAULT 'taken_over' CHECK (origin IN ('taken_over','applied')),  -- 来源: taken_over 纸质接转, applied 申请办理
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
    poverty_basis   TEXT,  -- 经济状况依据: 1 低保, 2 低保边缘, 3 其他
    dibao           INTEGER REFERENCES dibao(key),
    long_care_flag  INTEGER NOT NULL DEFAULT 0 CHECK (long_care_flag IN (0, 1)),
    other_code      TEXT,  -- 同类津贴: 1 离休护理费, 2 工伤生活护理费, 3 老年护理补贴, 4 高龄津贴, 5 其他
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
    kind         TEXT NOT NULL CHECK (kind IN ('award','suspended','end')),  -- 核定类型: award 发放, suspended 暂停, end 停发
    decided_date TEXT NOT NULL,
    amount_fen   INTEGER NOT NULL DEFAULT 0 CHECK (amount_fen >= 0),
    change_kind  TEXT NOT NULL,  -- 变动类型: as change.kind
    -- 停发原因: 03 死亡, 04 户籍迁出, 05 转特困, 07 服刑, 11 自愿退出, 12 重复享受, 21 残疾证注销、过期或冻结, 22 残疾等级变化,
    -- 23 退出低保, 24 领取工伤护理费, 25 未年审, 99 其他
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
    apply_kind   TEXT NOT NULL,  -- 申请主体: 1 家庭, 2 个人
    person       INTEGER NOT NULL REFERENCES person(key),
    division     TEXT NOT NULL CHECK (length(division) = 12),
    state        TEXT NOT NULL DEFAULT 'approved',  -- 状态: approved 已批准, paid 已发放, papers_pending 待补手续, closed 办结
    aid_type     TEXT NOT NULL CHECK (aid_type IN ('J','Z')),  -- 救助类型: J 急难型, Z 支出型
    cause_code   TEXT NOT NULL,  -- 困难原因: 1 火灾, 2 交通事故, 3 溺水等意外, 4 突发重病, 5 子女教育, 6 生活必需支出突增, 7 自然灾害, 8 疫情, 9 其他
    cause_text   TEXT NOT NULL,
    event_date   TEXT,
    apply_date   TEXT NOT NULL,
    people_count INTEGER NOT NULL CHECK (people_count BETWEEN 1 AND 50),
    object_class TEXT NOT NULL,  -- 对象类别: 1 低保对象, 2 特困人员, 3 低保边缘, 4 其他本地居民, 5 非本地户籍, 6 持居住证
    procedure    TEXT NOT NULL,  -- 程序: 1 一般, 2 紧急(先行救助), 3 小额备用金
    aid_form     TEXT NOT NULL,  -- 救助方式: 1 转账, 2 现金, 3 实物, 4 转介服务
    form_reason  TEXT,
    self_pay_fen INTEGER CHECK (self_pay_fen > 0),
    months       INTEGER CHECK (months BETWEEN 1 AND 6),
    factor_bp    INTEGER CHECK (factor_bp BETWEEN 1 AND 30000),
    amount_fen   INTEGER NOT NULL CHECK (amount_fen > 0),
    approve_level TEXT NOT NULL CHECK (approve_level IN ('T','D')),  -- 审批层级: T 镇街, D 区级
    approve_by   TEXT NOT NULL,
    approve_date TEXT NOT NULL,
    meeting_no   TEXT,
    papers_due   TEXT,
    papers_done  TEXT,
    -- 资金来源: P 镇街备用金, D 区级专项
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
    kind        TEXT NOT NULL CHECK (kind IN ('1','2','3','4','5')),  -- 收支类型: 1 拨入, 2 支出, 3 核销补充, 4 退回, 5 年末收回
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
    fund_source     TEXT NOT NULL,  -- 经费来源: 1 部门工作经费, 2 政府购买服务经费, 3 福彩公益金, 4 救助补助资金, 9 其他
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
    -- 入户单位: third_party 第三方机构, socialwork 社工站, bureau 民政部门
    visitor_org     TEXT NOT NULL CHECK (visitor_org IN ('third_party','socialwork','bureau')),
    person          INTEGER NOT NULL REFERENCES person(key),
    case_key        INTEGER NOT NULL,
    scheme          TEXT NOT NULL,  -- 险种: as change.scheme
    division        TEXT NOT NULL CHECK (length(division) = 12),
    -- 状态: planned 已计划, assigned 已派单, visited 已入户, submitted 已提交, accepted 已验收, returned 退回, concluded 已处理
    state           TEXT NOT NULL DEFAULT 'planned'
                    CHECK (state IN ('planned','assigned','visited','submitted','accepted','returned','concluded')),
    assigned_to     TEXT,
    visit_on        TEXT,
    visitors        TEXT,
    met             TEXT,  -- 见面对象: 1 本人, 2 家属, 3 邻居, 4 未见
    found_members   INTEGER CHECK (found_members BETWEEN 0 AND 50),
    found_income_fen INTEGER CHECK (found_income_fen >= 0),
    found_assets    TEXT,
    photo_count     INTEGER CHECK (photo_count >= 0),
    conclusion      TEXT,  -- 核查结论: 1 符合, 2 需增发, 3 需减发, 4 建议停发, 5 人户分离, 6 死亡未报, 7 拒访, 8 查无此户, 9 建议转特困
    bureau_verdict  TEXT NOT NULL DEFAULT '0' CHECK (bureau_verdict IN ('0','1','2')),  -- 处理意见: 0 待定, 1 采纳, 2 不采纳
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
    purpose        TEXT NOT NULL CHECK (purpose IN ('1','2','3','4')),  -- 核对目的: 1 新申请, 2 复核, 3 专项清查, 4 临时救助
    -- 状态: need_auth 待授权, authorised 已授权, sent 已发函, reported 已回函, verifying 核实中, closed 办结
    state          TEXT NOT NULL DEFAULT 'need_auth'
                   CHECK (state IN ('need_auth','authorised','sent','reported','verifying','closed')),
    auth_doc_no    TEXT,
    auth_signed_on TEXT,
    auth_persons   TEXT,
    sent_on        TEXT,
    report_no      TEXT,
    report_on      TEXT,
    valid_until    TEXT,
    result         TEXT CHECK (result IN ('1','2','3')),  -- 核对结果: 1 未发现超标, 2 发现疑似, 3 无数据
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
    -- 数据来源: 1 社保养老, 2 公积金, 3 不动产, 4 车管, 5 市场监管, 6 税务, 7 银行存款, 8 证券, 9 殡葬火化, 10 婚姻, 11 公安户籍出入境,
    -- 12 服刑, 13 财政供养, 14 残联, 15 医保, 16 农机
    source       TEXT NOT NULL,
    fact         TEXT NOT NULL,
    value_fen    INTEGER CHECK (value_fen >= 0),
    hit_date     TEXT,
    verify_state TEXT NOT NULL DEFAULT '0' CHECK (verify_state IN ('0','1','2','3')),  -- 核实情况: 0 待核实, 1 属实, 2 不属实, 3 属实但不影响
    verify_note  TEXT,
    action       TEXT,  -- 处理: 0 无, 1 减发, 2 停发, 3 追缴
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
    cert_level   TEXT NOT NULL DEFAULT '0',  -- 职业等级: 0 无证, 5 五级(初级工), 4 四级(中级工), 3 三级(高级工), 2 二级(技师), 1 一级(高级技师)
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
    level     TEXT NOT NULL CHECK (level IN ('1','2','3')),  -- 级别: 1 区, 2 市, 3 省
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
    award          TEXT NOT NULL DEFAULT '0' CHECK (award IN ('0','1','2','3','4')),  -- 奖项: 1 一等奖, 2 二等奖, 3 三等奖, 4 优秀奖, 0 无
    level          TEXT NOT NULL CHECK (level IN ('1','2','3')),  -- 级别: 1 区, 2 市, 3 省
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
    kind             TEXT NOT NULL CHECK (kind IN ('1','2','3','4','end')),  -- 评定类型: 1 首次评定, 2 升级, 3 续评, 4 降级, end 取消
    apply_level      TEXT CHECK (apply_level BETWEEN '1' AND '5'),  -- 申报等级: 1 一级, 2 二级, 3 三级, 4 四级, 5 五级
    -- 等级称呼: 1 级, 2 星
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
    result_level     TEXT CHECK (result_level BETWEEN '0' AND apply_level),  -- 评定等级: 0 不予评定, 1 一级, 2 二级, 3 三级, 4 四级, 5 五级
    posted_on        TEXT CHECK (posted_on >= review_on),
    announced_on     TEXT CHECK (announced_on >= posted_on),
    valid_until      TEXT CHECK (valid_until >= announced_on),
    cert_no          TEXT,
    reason           TEXT,  -- 降级取消原因: 1 重大安全责任事故, 2 虐待老年人, 3 弄虚作假, 4 复核不达标, 9 其他
    stopped_on       TEXT,
    -- 状态: self 自评, applied 申报, checked 区初审, sent 上报, reviewed 评定, posted 公示, announced 公告, failed 未评上, stopped 终止
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
    kind         TEXT NOT NULL DEFAULT '1',  -- 检查方式: 1 日常, 2 双随机, 3 专项, 4 联合
    members      TEXT,
    departments  TEXT,
    result       TEXT,  -- 检查结果: 1 合格, 2 限期整改, 3 停业整顿, 4 移送
    state        TEXT NOT NULL DEFAULT '2',  -- 状态: 1 待查, 2 已查, 3 整改中, 4 复查, 5 销号
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
    severity     TEXT NOT NULL DEFAULT '1',  -- 程度: 1 一般, 2 较大, 3 重大
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
    kind         TEXT NOT NULL,  -- 事故类别: 1 噎食, 2 食品药品误食, 3 压疮, 4 烫伤, 5 坠床, 6 跌倒, 7 他伤自伤, 8 走失, 9 文娱活动意外
    injury       TEXT NOT NULL,  -- 伤害程度: 0 无, 1 轻伤, 2 重伤, 3 死亡
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
    living          TEXT NOT NULL CHECK (living GLOB '[1-5]'),  -- 居住方式: 1 独居, 2 与配偶, 3 与子女, 4 机构, 5 其他
    supporter_name  TEXT,
    supporter_rel   TEXT,
    supporter_phone TEXT,
    no_supporter    INTEGER NOT NULL DEFAULT 0 CHECK (no_supporter IN (0, 1)),
    source          TEXT NOT NULL CHECK (source GLOB '[1-4]'),  -- 采集来源: 1 社工站, 2 村居, 3 公安比对, 4 本人申请
    collected_on    TEXT NOT NULL,
    collected_by    TEXT,
    empty_nest      INTEGER NOT NULL DEFAULT 0 CHECK (empty_nest IN (0, 1)),
    left_behind     INTEGER NOT NULL DEFAULT 0 CHECK (left_behind IN (0, 1)),
    dementia        INTEGER NOT NULL DEFAULT 0 CHECK (dementia IN (0, 1)),
    bereaved        INTEGER NOT NULL DEFAULT 0 CHECK (bereaved IN (0, 1)),
    veteran         INTEGER NOT NULL DEFAULT 0 CHECK (veteran IN (0, 1)),
    state           TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active','moved','dead')),  -- 状态: active 在册, moved 迁出, dead 死亡
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
    -- 状态: submitted 已申请, accepted 已受理, town_reviewed 已初审, publicised 公示中, confirmed 已确认, active 在享, suspended 暂停,
    -- stopped 停发
    state           TEXT NOT NULL DEFAULT 'confirmed' CHECK (state IN ('submitted','accepted','town_reviewed','publicised','confirmed','active','suspended','stopped')),
    origin          TEXT NOT NULL CHECK (origin IN ('taken_over','applied')),  -- 来源: taken_over 纸质接转, applied 申请办理
    apply_date      TEXT NOT NULL,
    accept_date     TEXT,
    town_date       TEXT,
    notice_from     TEXT,
    notice_to       TEXT,
    district_date   TEXT,
    alive_checked_on TEXT NOT NULL,      -- 生存认证
    pay_mode        TEXT NOT NULL DEFAULT '1' CHECK (pay_mode IN ('1','2')),  -- 发放方式: 1 一卡通, 2 代领
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
    kind            TEXT NOT NULL CHECK (kind IN ('award','suspended','end')),  -- 核定类型: award 发放, suspended 暂停, end 停发
    decided_date    TEXT NOT NULL,
    -- 年龄段: 80 80至89岁, 90 90至99岁, 100 100岁以上
    band            TEXT CHECK (band IN ('80','90','100')),   -- 年龄段
    amount_fen      INTEGER NOT NULL DEFAULT 0 CHECK (amount_fen >= 0),
    recover_fen     INTEGER NOT NULL DEFAULT 0 CHECK (recover_fen >= 0),   -- what was paid too much when it ends
    change_kind     TEXT NOT NULL,  -- 变动类型: as change.kind
    reason_code     TEXT,  -- 停发原因: 03 死亡, 04 户籍迁出, 11 自愿退出, 12 重复享受, 31 失联, 32 生存认证逾期, 33 账户失效, 99 其他
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
    mode            TEXT NOT NULL,  -- 方式: 1 上门, 2 电话, 3 视频, 4 智能设备
    visitor         TEXT NOT NULL,
    visitor_kind    TEXT NOT NULL,  -- 探访人身份: 1 村居, 2 社工站, 3 志愿者, 4 网格员
    risk_level      TEXT NOT NULL,  -- 风险等级: 1 高, 2 中, 3 低
    result          TEXT NOT NULL CHECK (result IN ('1','2')),  -- 探访结果: 1 正常, 2 发现问题
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
    need            TEXT NOT NULL,  -- 需求: 1 助餐, 2 助医, 3 助洁, 4 维修, 5 补贴, 6 法律, 7 心理, 9 其他
    act             INTEGER NOT NULL REFERENCES act(key),
    voided_by       INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX elder_need_once ON elder_need(elder_visit, need) WHERE voided_by IS NULL;

-- 养老补贴: what homes, carers and facilities apply for. The amount is computed, and stands from 审定 on.
CREATE TABLE elder_subsidy (
    key            INTEGER PRIMARY KEY,
    subsidy_no     TEXT NOT NULL,
    -- 补贴种类: 1 等级评定补贴, 2 社区养老服务中心运营补贴, 3 连锁品牌扶持补贴, 4 养老护理员岗位补贴, 5 养老服务发展专项补贴,
    -- 6 居家和社区养老服务运营指挥中心建设补贴, 7 床位运营补贴, 8 建设补贴
    kind           TEXT NOT NULL CHECK (kind IN ('1','2','3','4','5','6','7','8')),
    payee_kind     TEXT NOT NULL CHECK (payee_kind IN ('1','2','3')),  -- 补贴对象: 1 养老机构, 2 护理员, 3 养老设施
    institution    INTEGER REFERENCES institution(key),
    person         INTEGER REFERENCES person(key),              -- the carer
    elder_facility INTEGER REFERENCES elder_facility(key),
    period_from    TEXT,
    period_to      TEXT CHECK (period_to >= period_from),
    grade_before   TEXT,  -- 评定前等级: 0 未评, 1 一级, 2 二级, 3 三级, 4 四级, 5 五级
    grade_after    TEXT CHECK (grade_after > grade_before),  -- 评定后等级: 0 未评, 1 一级, 2 二级, 3 三级, 4 四级, 5 五级
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
    -- 状态: applied 申报, reviewed 初审, posted 公示, approved 审定, paid 拨付, recovered 追回
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
    kind            TEXT NOT NULL,  -- 类型: 1 街道综合养老服务中心, 2 社区日间照料中心, 3 老年食堂/助餐点, 4 互助式养老院, 5 指挥中心/信息平台
    division        TEXT NOT NULL CHECK (length(division) = 12),
    address         TEXT,
    beds            INTEGER CHECK (beds >= 0),
    area            INTEGER CHECK (area > 0),
    investment_fen  INTEGER CHECK (investment_fen >= 0),
    project_state   TEXT NOT NULL,  -- 建设进度: 1 选址, 2 立项, 3 在建, 4 竣工, 5 投用, 6 停用
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
    kind            TEXT NOT NULL,  -- 形式: 1 领导小组, 2 联席会议, 3 绩效考核, 9 其他
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
    poverty_kind   TEXT NOT NULL,  -- 困难类型: 1 特困分散, 2 低保, 3 低收入, 9 其他
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
    satisfaction   TEXT,  -- 满意度: 1 满意, 2 基本满意, 3 不满意
    paid_on        TEXT,
    archived_on    TEXT,
    withdrawn_on   TEXT,
    withdraw_reason TEXT,  -- 退出原因: 1 死亡, 2 迁出, 3 本人放弃, 9 其他
    -- 状态: listed 摸底, applied 申请, surveyed 评估, decided 确定, started 施工, done 完工, accepted 验收, paid 拨款, archived 归档,
    -- withdrawn 退出
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
    -- 项目: 01 防滑处理(基础), 02 高差处理(基础), 03 平整硬化, 04 通道安装扶手, 05 门槛移除, 06 平开门改为推拉门, 07 房门拓宽,
    -- 08 下压式门把手改造, 09 安装闪光振动门铃, 10 配置护理床, 11 安装床边护栏(基础), 12 配置防压疮垫, 13 如厕洗浴安装扶手(基础),
    -- 14 蹲便器改坐便器, 15 水龙头改造, 16 浴缸/淋浴房改造, 17 配置淋浴椅(基础), 18 台面改造, 19 加设中部柜, 20 安装自动感应灯具,
    -- 21 电源插座及开关改造, 22 安装防撞护角、提示标识, 23 适老家具配置, 24 手杖(基础), 25 轮椅/助行器, 26 放大装置, 27 助听器,
    -- 28 自助进食器具, 29 防走失装置(基础), 30 安全监控装置
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
    -- 评估类型: 1 首次评估, 2 常规评估, 3 即时评估, 4 复评
    kind            TEXT NOT NULL CHECK (kind IN ('1','2','3','4')),     -- first, regular, at once, again
    place           TEXT,
    assessor1       TEXT NOT NULL,
    assessor2       TEXT NOT NULL CHECK (assessor2 <> assessor1),
    informant       TEXT,
    standard        TEXT NOT NULL CHECK (standard IN ('2013','2022')),  -- 评估标准: 2013 MZ/T 039-2013, 2022 GB/T 42195-2022
    old_level       TEXT CHECK (old_level BETWEEN '0' AND '3'),  -- 评定等级: 0 能力完好, 1 轻度失能, 2 中度失能, 3 重度失能, 4 完全失能
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
    -- 初评等级: 0 能力完好, 1 轻度失能, 2 中度失能, 3 重度失能, 4 完全失能
    raw_level       TEXT CHECK (raw_level = CASE WHEN total >= 90 THEN '0' WHEN total >= 66 THEN '1' WHEN total >= 46 THEN '2'
                                                 WHEN total >= 30 THEN '3' ELSE '4' END),
    level           TEXT NOT NULL CHECK (level IN ('0','1','2','3','4')),  -- 能力等级: 0 能力完好, 1 轻度失能, 2 中度失能, 3 重度失能, 4 完全失能
    coma            INTEGER CHECK (coma IN (0, 1)),
    dementia        INTEGER CHECK (dementia IN (0, 1)),
    mental          INTEGER CHECK (mental IN (0, 1)),
    risk_events     INTEGER CHECK (risk_events >= 0),
    valid_until     TEXT NOT NULL CHECK (valid_until >= assess_on),
    objection       INTEGER NOT NULL DEFAULT 0 CHECK (objection IN (0, 1)),
    state           TEXT NOT NULL DEFAULT '3' CHECK (state IN ('1','2','3','4')),  -- 状态: 1 已评, 2 公示, 3 确认, 4 复评中
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
    -- 主类别: A 孤儿, B 事实无人抚养, C1 困境(家庭贫困), C2 困境(残疾重病), C3 困境(监护缺失), D 留守, E 流动, F 其他重点
    main_cat          TEXT NOT NULL CHECK (main_cat IN ('A','B','C1','C2','C3','D','E','F')),
    care_kind         TEXT NOT NULL CHECK (care_kind IN ('1','2','3','4','5')),  -- 养育状况: 1 集中养育, 2 社会散居, 3 家庭寄养, 4 父母养育, 5 收养
    institution       INTEGER REFERENCES institution(key),    -- where, of 集中养育
    -- 就学状态: 01 学龄前, 02 小学, 03 初中, 04 高中, 05 中职, 06 大专, 07 本科, 08 研究生, 09 失学, 10 辍学, 11 特教, 12 因病缓学
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
    guardian_relation TEXT,  -- 监护人是儿童的: as member.relation_code
    guardian_phone    TEXT,
    carer_name        TEXT,
    carer_relation    TEXT,  -- 照护人是儿童的: as member.relation_code
    carer_phone       TEXT,
    entrusted_on      TEXT,
    risk_level        TEXT NOT NULL DEFAULT '3' CHECK (risk_level IN ('1','2','3')),  -- 风险等级: 1 高, 2 中, 3 低
    -- 状态: on 在册, grown 成年退出, adopted 收养退出, moved 迁出, died 死亡, resolved 情形消除
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
    -- 状态: on 在册, grown 成年退出, adopted 收养退出, moved 迁出, died 死亡, resolved 情形消除
    state        TEXT NOT NULL DEFAULT 'on' CHECK (state IN ('on','grown','adopted','moved','died','resolved')),
    -- 主类别: A 孤儿, B 事实无人抚养, C1 困境(家庭贫困), C2 困境(残疾重病), C3 困境(监护缺失), D 留守, E 流动, F 其他重点
    main_cat     TEXT NOT NULL CHECK (main_cat IN ('A','B','C1','C2','C3','D','E','F')),
    care_kind    TEXT NOT NULL CHECK (care_kind IN ('1','2','3','4','5')),  -- 养育状况: 1 集中养育, 2 社会散居, 3 家庭寄养, 4 父母养育, 5 收养
    institution  INTEGER REFERENCES institution(key),
    school_state TEXT NOT NULL,  -- 就学状态: as child.school_state
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
    parent     TEXT NOT NULL CHECK (parent IN ('1','2')),  -- 父母: 1 父亲, 2 母亲
    -- 情形: 01 正常, 02 死亡, 03 宣告失踪, 04 重残, 05 重病, 06 服刑在押, 07 强制隔离戒毒, 08 被限制人身自由, 09 失联, 10 撤销监护资格,
    -- 11 被遣送出境, 12 身份不明
    state      TEXT NOT NULL CHECK (state IN ('01','02','03','04','05','06','07','08','09','10','11','12')),
    valid_from TEXT NOT NULL,
    term_to    TEXT,
    dis_type   TEXT,  -- 残疾类别: 1 视力, 2 听力, 3 言语, 4 肢体, 5 智力, 6 精神, 7 多重
    dis_level  TEXT,  -- 残疾等级: 1 一级, 2 二级, 3 三级, 4 四级
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
    kind       TEXT NOT NULL DEFAULT '1' CHECK (kind IN ('1','9')),  -- 项目: 1 金秋助学, 9 其他
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
    mode             TEXT NOT NULL DEFAULT '1' CHECK (mode IN ('1','2','3','4')),  -- 方式: 1 入户, 2 到校, 3 电话, 4 视频
    division         TEXT NOT NULL CHECK (length(division) = 12),
    visitor          INTEGER NOT NULL REFERENCES child_worker(key),
    seen_child       INTEGER NOT NULL CHECK (seen_child IN (0, 1)),
    guardian_present INTEGER NOT NULL DEFAULT 1 CHECK (guardian_present IN (0, 1)),
    living           TEXT NOT NULL DEFAULT '1' CHECK (living IN ('1','2','3')),  -- 生活: 1 好, 2 一般, 3 差
    safety           TEXT NOT NULL DEFAULT '1' CHECK (safety IN ('1','2','3')),  -- 安全: 1 好, 2 一般, 3 差
    schooling        TEXT NOT NULL DEFAULT '1' CHECK (schooling IN ('1','2','3')),  -- 学习: 1 好, 2 一般, 3 差
    health           TEXT NOT NULL DEFAULT '1' CHECK (health IN ('1','2','3')),  -- 健康: 1 好, 2 一般, 3 差
    mind             TEXT NOT NULL DEFAULT '1' CHECK (mind IN ('1','2','3')),  -- 心理: 1 好, 2 一般, 3 差
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
    -- 发现问题: 1 监护差, 2 失学辍学, 3 无户籍, 4 医疗, 5 心理, 6 生活困难, 7 疑似侵害, 8 意外隐患
    problem        TEXT NOT NULL CHECK (problem IN ('1','2','3','4','5','6','7','8')),
    -- 采取措施: 1 监护指导, 2 返校复学, 3 落实户籍, 4 强制报告, 5 救助转介, 6 心理辅导, 7 物资
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
    role             TEXT NOT NULL CHECK (role IN ('director','supervisor')),  -- 职务: director 儿童主任, supervisor 儿童督导员
    concurrent_post  TEXT CHECK (concurrent_post IN ('1','2','3')),  -- 兼任: 1 民政干部, 2 村(居)委员, 3 社工
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
    -- 状态: submitted 已申请, accepted 已受理, town_reviewed 已初审, publicised 公示中, confirmed 已确认, active 在享, suspended 暂停,
    -- stopped 停发
    state           TEXT NOT NULL DEFAULT 'confirmed' CHECK (state IN ('submitted','accepted','town_reviewed','publicised','confirmed','active','suspended','stopped')),
    origin          TEXT NOT NULL CHECK (origin IN ('taken_over','applied')),  -- 来源: taken_over 纸质接转, applied 申请办理
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
    kind         TEXT NOT NULL CHECK (kind IN ('award','suspended','end')),  -- 核定类型: award 发放, suspended 暂停, end 停发
    decided_date TEXT NOT NULL,
    care_kind    TEXT,  -- 养育方式: 1 集中养育, 2 社会散居, 3 家庭寄养, 4 父母养育, 5 收养
    institution  INTEGER REFERENCES institution(key),
    amount_fen   INTEGER NOT NULL DEFAULT 0 CHECK (amount_fen >= 0),
    change_kind  TEXT NOT NULL,  -- 变动类型: as change.kind
    reason_code  TEXT,  -- 停发原因: 03 死亡, 04 户籍迁出, 11 自愿退出, 12 重复享受, 41 年满18周岁, 42 被收养, 43 父母情形变化, 99 其他
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
    level        TEXT NOT NULL CHECK (level IN ('1','2','3','4','5')),  -- 学历层次: 1 中专, 2 大专, 3 本科, 4 硕士研究生, 5 博士研究生
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
    leaving      TEXT CHECK (leaving IN ('1','2','3','4')),  -- 离校: 1 休学, 2 退学, 3 毕业, 4 死亡
    -- 状态: applied 申请, accepted 街道受理, reviewed 区审核, paid 发放, suspended 休学暂停, quit 退学终止, graduated 毕业结束,
    -- died 死亡终止
    state        TEXT NOT NULL DEFAULT 'applied'
                 CHECK (state IN ('applied','accepted','reviewed','paid','suspended','quit','graduated','died')),
    note         TEXT,
    act          INTEGER NOT NULL REFERENCES act(key),
    voided_by    INTEGER REFERENCES act(key),
    left_on      TEXT CHECK (left_on IS NULL OR leaving IS NOT NULL),  -- 离校日期
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
    -- 情形: 1 隐私部位非正常损伤, 2 不满14周岁女性疑遭性侵、怀孕或流产, 3 14周岁以上女性疑遭性侵致怀孕、流产,
    -- 4 多处损伤、严重营养不良或意识不清, 疑受家暴、欺凌、虐待, 5 自杀、自残、工伤、中毒、殴打等致伤亡, 6 被遗弃或长期无人照料,
    -- 7 来源不明、失踪或被拐卖, 8 被组织乞讨, 9 其他侵害或危险
    situation     TEXT NOT NULL CHECK (situation IN ('1','2','3','4','5','6','7','8','9')),
    detail        TEXT,
    reported_on   TEXT CHECK (reported_on >= found_on),
    reported_time TEXT CHECK (reported_time GLOB '[0-2][0-9]:[0-5][0-9]'),
    police_unit   TEXT,
    accepted_on   TEXT,
    receipt_no    TEXT,
    filing        TEXT CHECK (filing IN ('1','2')),  -- 立案情况: 1 立案, 2 不立案
    filed_on      TEXT,
    feedback_on   TEXT,
    protection    TEXT CHECK (protection IN ('1','2','3','4')),  -- 保护措施: 1 紧急庇护, 2 临时监护, 3 医疗救治, 4 心理辅导
    helped_on     TEXT,
    closed_on     TEXT,
    outcome       TEXT,
    -- 状态: found 发现, reported 已报公安, accepted 受理, filed 立案, unfiled 不立案, helping 帮扶中, closed 结案
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
    -- 收养类别: 1 机构抚养的弃婴, 2 机构抚养的孤儿, 3 非机构抚养的弃婴, 4 社会散居孤儿, 5 生父母无力抚养的子女, 6 三代以内旁系血亲的子女,
    -- 7 继子女
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
    -- 状态: applied 办理中, decided 已登记, refused 不予登记, dissolved 已解除
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
    decision    TEXT NOT NULL DEFAULT '1' CHECK (decision IN ('1','2')),  -- 监护决定: 1 民政临时监护, 2 民政长期监护
    -- 监护情形: 11 流浪乞讨或身份不明, 暂时找不到父母, 12 监护人下落不明, 13 监护人因故不能履行职责, 14 监护人拒绝或怠于履行职责,
    -- 15 监护人教唆、利用违法犯罪, 16 遭监护人严重伤害或面临危险, 19 法律规定的其他临时监护情形, 21 查找不到父母和其他监护人,
    -- 22 监护人死亡或宣告死亡, 23 监护人丧失监护能力, 24 法院撤销监护人资格, 指定民政部门, 29 法律规定的其他长期监护情形
    reason      TEXT NOT NULL CHECK (reason IN ('11','12','13','14','15','16','19','21','22','23','24','29')),
    legal_basis TEXT NOT NULL,
    from_on     TEXT NOT NULL,
    to_on       TEXT CHECK (to_on >= from_on),
    place       TEXT NOT NULL CHECK (place IN ('1','2','3')),  -- 安置地点: 1 儿童福利机构, 2 未成年人救助保护机构, 3 家庭寄养
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
    -- 状态: submitted 已申请, accepted 已受理, town_reviewed 已初审, publicised 公示中, confirmed 已确认, active 在享, suspended 暂停,
    -- stopped 停发
    state           TEXT NOT NULL DEFAULT 'confirmed' CHECK (state IN ('submitted','accepted','town_reviewed','publicised','confirmed','active','suspended','stopped')),
    origin          TEXT NOT NULL CHECK (origin IN ('taken_over','applied')),  -- 来源: taken_over 纸质接转, applied 申请办理
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
    kind         TEXT NOT NULL CHECK (kind IN ('award','suspended','end')),  -- 核定类型: award 发放, suspended 暂停, end 停发
    decided_date TEXT NOT NULL,
    care_kind    TEXT,  -- 养育方式: 1 集中养育, 2 社会散居, 3 家庭寄养, 4 父母养育, 5 收养
    institution  INTEGER REFERENCES institution(key),
    -- The standard, and what the child draws beside it in the month: its part of 低保, 特困, 困难残疾人生活补贴.
    standard_fen INTEGER NOT NULL DEFAULT 0 CHECK (standard_fen >= 0),
    dibao_fen    INTEGER NOT NULL DEFAULT 0 CHECK (dibao_fen >= 0),
    tekun_fen    INTEGER NOT NULL DEFAULT 0 CHECK (tekun_fen >= 0),
    living_fen   INTEGER NOT NULL DEFAULT 0 CHECK (living_fen >= 0),
    amount_fen   INTEGER NOT NULL DEFAULT 0 CHECK (amount_fen >= 0),
    change_kind  TEXT NOT NULL,  -- 变动类型: as change.kind
    reason_code  TEXT,  -- 停发原因: 03 死亡, 04 户籍迁出, 11 自愿退出, 12 重复享受, 41 年满18周岁, 42 被收养, 43 父母情形变化, 99 其他
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
    died_on            TEXT NOT NULL,  -- 死亡日期
    reported_on        TEXT NOT NULL CHECK (reported_on >= died_on),  -- 接报日期
    -- 信息来源: 1 家属报告, 2 殡葬火化名册, 3 公安注销, 4 医疗, 5 核对比中, 6 村(居)报告, 7 机构报告
    source             TEXT CHECK (source GLOB '[1-7]'),
    place_kind         TEXT CHECK (place_kind IN ('1','2','3','4','9')),  -- 死亡地点: 1 医院, 2 家中, 3 养老机构, 4 途中, 9 其他
    died_division      TEXT NOT NULL CHECK (length(died_division) = 12),  -- 死亡地区划
    hukou_division     TEXT NOT NULL CHECK (length(hukou_division) = 12),   -- as it was on that day
    cause              TEXT NOT NULL DEFAULT '1' CHECK (cause IN ('1','2')),  -- 死因类别: 1 正常, 2 非正常(公安)
    cert_kind          TEXT CHECK (cert_kind IN ('1','2','3')),  -- 死亡证明: 1 居民死亡医学证明(推断)书, 2 公安证明, 3 法院宣告
    cert_no            TEXT,
    cert_issuer        TEXT,
    -- 处理方式: 1 火化, 2 土葬(少数民族), 3 土葬(非火葬区), 4 捐献遗体, 5 违规土葬, 6 外地火化, 9 待定
    disposal           TEXT NOT NULL DEFAULT '9' CHECK (disposal IN ('1','2','3','4','5','6','9')),
    exempt_basis       TEXT,  -- 豁免依据
    cremated_on        TEXT CHECK (cremated_on >= died_on),  -- 火化日期
    crematory          TEXT,  -- 火化馆
    cremation_no       TEXT,  -- 火化证号
    ash_to             TEXT CHECK (ash_to IN ('1','2','3','4','5','6','9')),  -- 骨灰去向: 1 公墓, 2 骨灰堂, 3 家中寄存, 4 树葬, 5 花葬, 6 江葬, 9 其他
    hukou_cancelled_on TEXT CHECK (hukou_cancelled_on >= died_on),  -- 户口注销日期
    relative_name      TEXT,
    relative_relation  TEXT,  -- 家属是死者的: as member.relation_code
    relative_phone     TEXT,
    state              TEXT NOT NULL DEFAULT '1' CHECK (state IN ('1','2','3','4')),  -- 状态: 1 登记, 2 已处置, 3 核对, 4 归档
    note               TEXT,
    act                INTEGER NOT NULL REFERENCES act(key),
    voided_by          INTEGER REFERENCES act(key),
    facility           INTEGER REFERENCES burial_facility(key),  -- 骨灰安置设施: where the ashes are
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
    target_kind     TEXT NOT NULL CHECK (target_kind IN ('1','2','3','4','5')),  -- 对象类别: 1 低保, 2 特困, 3 无名遗体, 4 重点优抚, 5 其他户籍居民
    apply_on        TEXT NOT NULL,  -- 申请日期
    applicant       TEXT,
    relation        TEXT,  -- 申请人是死者的: as member.relation_code
    phone           TEXT,
    has_funeral_aid INTEGER NOT NULL DEFAULT 0 CHECK (has_funeral_aid = 0),  -- 已领丧葬补助
    funeral_home    TEXT,
    transport_cost_fen INTEGER,  -- 接运费: what it cost; below what of it was given
    storage_days    INTEGER CHECK (storage_days >= 0),
    storage_cost_fen INTEGER CHECK (coalesce(storage_cost_fen, 0) = 0 OR storage_days IS NOT NULL),  -- 存放费
    cremation_cost_fen INTEGER,  -- 火化费
    coffin_cost_fen INTEGER,  -- 纸棺费
    urn_cost_fen    INTEGER,  -- 骨灰盒费
    verified_on     TEXT CHECK (verified_on >= apply_on),  -- 核对身份日期
    approved_on     TEXT CHECK (approved_on >= verified_on),
    mode            TEXT CHECK (mode IN ('1','2')),  -- 减免方式: 1 直接减免, 2 先付后报
    relieved_on     TEXT CHECK (relieved_on >= approved_on),  -- 减免日期
    settle_batch    TEXT,  -- 结算批次
    paid_on         TEXT CHECK (paid_on >= relieved_on),  -- 结算日期
    transport_fen   INTEGER CHECK (transport_fen <= coalesce(transport_cost_fen, 0)),  -- 减免接运: the cost, at most relief.cap_fen
    storage_fen     INTEGER CHECK (storage_fen <= coalesce(storage_cost_fen, 0)),  -- 减免存放: of the cost the part of the first relief.storage_days, at most relief.cap_fen
    cremation_fen   INTEGER CHECK (cremation_fen <= coalesce(cremation_cost_fen, 0)),
    coffin_fen      INTEGER CHECK (coffin_fen <= coalesce(coffin_cost_fen, 0)),
    urn_fen         INTEGER CHECK (urn_fen <= coalesce(urn_cost_fen, 0)),
    -- 减免合计: at most relief.cap_total_fen
    total_fen       INTEGER CHECK (total_fen <= transport_fen + storage_fen + cremation_fen + coffin_fen + urn_fen),
    -- 状态: applied 申请, verified 已核对身份, approved 已批准, relieved 已减免, settled 已结算
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
    source             TEXT NOT NULL CHECK (source IN ('1','2','3')),  -- 名单: 1 殡仪馆, 2 公安, 3 村居
    month              TEXT NOT NULL CHECK (month GLOB '[12][0-9][0-9][0-9]-[01][0-9]'),  -- 名单月份, of the list that was read
    name               TEXT NOT NULL,
    id_number          TEXT CHECK (length(id_number) = 18),
    died_on            TEXT,
    cremated_on        TEXT CHECK (cremated_on >= died_on),
    hukou_cancelled_on TEXT CHECK (hukou_cancelled_on >= died_on),
    village            TEXT,  -- 村(居) as the list has it, in words
    person             INTEGER REFERENCES person(key),  -- whose ID number it is, if somebody's
    -- 处理意见: 1 待核, 2 已登记死亡, 3 同名非本人, 4 外地, 5 不属本区, 6 已更正
    opinion            TEXT NOT NULL DEFAULT '1' CHECK (opinion IN ('1','2','3','4','5','6')),
    handled_by         TEXT,  -- 处理人
    handled_on         TEXT,  -- 处理日期
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
    business    TEXT NOT NULL CHECK (business IN ('1','2','3','4')),  -- 经营范围: 1 丧葬用品, 2 香烛纸钱, 3 殡仪服务, 4 花圈
    division    TEXT NOT NULL CHECK (length(division) = 12),
    address     TEXT,
    uscc        TEXT CHECK (length(uscc) = 18),  -- 信用代码
    owner       INTEGER REFERENCES person(key),  -- 经营者
    licence_no  TEXT,  -- 执照编号
    phone       TEXT,
    opened_on   TEXT NOT NULL,
    state       TEXT NOT NULL DEFAULT '1' CHECK (state IN ('1','2','3')),  -- 状态: 1 营业, 2 歇业, 3 注销
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
    served_on   TEXT NOT NULL,  -- 送达日期
    refused     INTEGER NOT NULL DEFAULT 0 CHECK (refused IN (0, 1)),  -- 拒签
    signed_by   TEXT,  -- 签收人
    served_by   TEXT NOT NULL,  -- 送达人
    served_with TEXT NOT NULL CHECK (served_with <> served_by),  -- 第二送达人
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
    place       TEXT,  -- 地点
    market      TEXT,  -- 市场
    division    TEXT NOT NULL CHECK (length(division) = 12),  -- 村(居)
    team        TEXT,  -- 检查队伍
    joint_depts TEXT,  -- 参与部门
    officer1    TEXT NOT NULL,
    officer2    TEXT NOT NULL CHECK (officer2 <> officer1),
    result      TEXT NOT NULL DEFAULT '1' CHECK (result IN ('1','2','3','4')),  -- 检查结果: 1 无问题, 2 收缴, 3 处罚, 4 移送
    receipt_no  TEXT,  -- 收缴清单编号
    repeated    TEXT NOT NULL DEFAULT '0' CHECK (repeated IN ('0','1')),  -- 已告知再犯: 0 否, 1 已告知再犯
    told_by     INTEGER,  -- key of the merchant_notice
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
    goods        TEXT NOT NULL CHECK (goods IN ('1','2','3','4','5','9')),  -- 物品: 1 烧纸, 2 冥币, 3 纸扎, 4 香烛, 5 棺木, 9 其他祭祀用品
    unit         TEXT NOT NULL CHECK (unit = CASE goods WHEN '1' THEN '1' ELSE '2' END),  -- 单位: 1 公斤, 2 件
    qty_d1       INTEGER NOT NULL CHECK (qty_d1 > 0),
    est_value_fen INTEGER,  -- 估值
    disposal     TEXT CHECK (disposal IN ('1','2','3')),  -- 处理方式: 1 集中销毁, 2 移交, 3 返还
    disposed_on  TEXT,
    witnessed_by TEXT,  -- 见证人
    act          INTEGER NOT NULL REFERENCES act(key),
    voided_by    INTEGER REFERENCES act(key)
) STRICT;

-- 宣传品: what was printed; what is given out of it stands in publicity.
CREATE TABLE material_batch (
    key          INTEGER PRIMARY KEY,
    batch_no     TEXT NOT NULL,
    title        TEXT NOT NULL,
    material     TEXT NOT NULL CHECK (material IN ('1','2','3')),  -- 种类: 1 宣传资料, 2 横幅, 3 海报
    printed_on   TEXT NOT NULL,
    printed_qty  INTEGER NOT NULL CHECK (printed_qty > 0),  -- 印制数
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
    theme        TEXT NOT NULL CHECK (theme IN ('1','2','3','4','9')),  -- 主题: 1 移风易俗, 2 清明, 3 中元, 4 殡改政策, 9 其他
    division     TEXT NOT NULL CHECK (length(division) = 12),
    place        TEXT,
    material     TEXT NOT NULL CHECK (material IN ('1','2','3','4','5','6')),  -- 方式: 1 宣传资料, 2 横幅, 3 海报, 4 短信, 5 广播, 6 入户
    batch        INTEGER REFERENCES material_batch(key),
    qty          INTEGER NOT NULL CHECK (qty > 0),  -- in the unit of its kind: 份, 条, 份, 条, 次, 户
    officer      TEXT,
    note         TEXT,
    act          INTEGER NOT NULL REFERENCES act(key),
    voided_by    INTEGER REFERENCES act(key),
    CHECK (batch IS NOT NULL OR material > '3')
) STRICT;

-- 宣传设施: 1 时空信箱, 2 文明祭祀墙; a place has one row of each that stands.
CREATE TABLE publicity_fixture (
    key          INTEGER PRIMARY KEY,
    kind         TEXT NOT NULL CHECK (kind IN ('1','2')),  -- 设施: 1 时空信箱, 2 文明祭祀墙
    division     TEXT NOT NULL CHECK (length(division) = 12),
    installed_on TEXT NOT NULL,
    qty          INTEGER NOT NULL DEFAULT 1 CHECK (qty > 0),
    spot         TEXT,  -- 位置
    state        TEXT NOT NULL DEFAULT '1' CHECK (state IN ('1','2','3')),  -- 状态: 1 在用, 2 损坏, 3 拆除
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
    received_on     TEXT NOT NULL,  -- 受理日期
    received_time   TEXT NOT NULL CHECK (received_time GLOB '[0-2][0-9]:[0-5][0-9]'),
    channel         TEXT NOT NULL CHECK (channel IN ('1','2','3','4','5','6')),  -- 渠道: 1 12345热线, 2 电话, 3 来访, 4 网格, 5 市长信箱, 6 巡查
    reporter        TEXT,  -- 举报人
    reporter_phone  TEXT,
    division        TEXT NOT NULL CHECK (length(division) = 12),  -- 所在区划
    address         TEXT NOT NULL,
    is_on_road      INTEGER NOT NULL DEFAULT 0 CHECK (is_on_road IN (0,1)),  -- 占道
    deceased_name   TEXT,
    family_contact  TEXT,  -- 家属及电话
    happened_on     TEXT CHECK (happened_on <= received_on),  -- 搭建日期
    duplicate_of    INTEGER REFERENCES tent_report(key) CHECK (duplicate_of <> key),  -- 重复于
    dispatched_to   TEXT CHECK (dispatched_to IN ('1','2','3','4')),  -- 处置单位: 1 民政, 2 城管, 3 公安, 4 街道(镇)
    dispatched_on   TEXT CHECK (dispatched_on >= received_on),  -- 派单日期
    dispatched_time TEXT CHECK (dispatched_time GLOB '[0-2][0-9]:[0-5][0-9]'),
    arrived_on      TEXT CHECK (arrived_on >= received_on),  -- 到场日期
    arrived_time    TEXT CHECK (arrived_time GLOB '[0-2][0-9]:[0-5][0-9]'),
    action          TEXT CHECK (action IN ('1','2','3','9')),  -- 处置结果: 1 劝导拆除, 2 引导至殡仪馆, 3 行政处罚, 9 不属实
    removed_on      TEXT CHECK (removed_on >= arrived_on),  -- 拆除日期
    removed_time    TEXT CHECK (removed_time GLOB '[0-2][0-9]:[0-5][0-9]'),
    has_fireworks   INTEGER NOT NULL DEFAULT 0 CHECK (has_fireworks IN (0,1)),
    burns_paper     INTEGER NOT NULL DEFAULT 0 CHECK (burns_paper IN (0,1)),
    fine_fen        INTEGER CHECK (fine_fen >= 0),
    feedback_on     TEXT CHECK (feedback_on >= received_on),  -- 反馈日期
    satisfaction    TEXT CHECK (satisfaction IN ('1','2','3')),  -- 满意度: 1 满意, 2 基本满意, 3 不满意
    closed_on       TEXT CHECK (closed_on >= received_on),  -- 办结日期
    -- 状态: received 受理, dispatched 派单, handled 现场处置, untrue 不属实, replied 反馈, closed 办结, duplicate 重复
    state           TEXT NOT NULL DEFAULT 'received'
                    CHECK (state IN ('received','dispatched','handled','untrue','replied','closed','duplicate')),
    is_counted      INTEGER NOT NULL DEFAULT 1 CHECK (is_counted IN (0,1)),  -- 计件: 0 of a duplicate, and of 不属实 where tent.count_false was 0 in the month it came
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
    -- 类型: 1 经营性公墓, 2 农村公益性公墓, 3 城市公益性公墓, 4 骨灰堂, 5 骨灰墙, 6 殡仪馆, 7 殡仪服务站, 8 宗教骨灰存放
    kind             TEXT NOT NULL CHECK (kind IN ('1','2','3','4','5','6','7','8')),
    division         TEXT NOT NULL CHECK (length(division) = 12),
    address          TEXT,
    owner            TEXT NOT NULL,  -- 主办单位
    approval_no      TEXT,
    approved_by      TEXT,
    approved_on      TEXT,
    area_d2          INTEGER CHECK (area_d2 >= 0),  -- 占地面积
    grave_total      INTEGER CHECK (grave_total >= 0),  -- 墓穴总数
    grave_used       INTEGER CHECK (grave_used BETWEEN 0 AND ifnull(grave_total, 0)),
    niche_total      INTEGER CHECK (niche_total >= 0),  -- 格位总数
    niche_used       INTEGER CHECK (niche_used BETWEEN 0 AND ifnull(niche_total, 0)),
    ash_grave_d2     INTEGER CHECK (ash_grave_d2 >= 0),  -- 骨灰墓
    single_grave_d2  INTEGER CHECK (single_grave_d2 >= 0),  -- 遗体单人墓
    double_grave_d2  INTEGER CHECK (double_grave_d2 >= 0),  -- 遗体双人墓
    has_price_notice INTEGER NOT NULL DEFAULT 0 CHECK (has_price_notice IN (0,1)),  -- 价格公示
    opened_on        TEXT,
    state            TEXT NOT NULL DEFAULT '3' CHECK (state IN ('1','2','3','4','5')),  -- 状态: 1 审批, 2 在建, 3 运营, 4 停用, 5 关闭
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
    place             TEXT,  -- 地点
    division          TEXT NOT NULL CHECK (length(division) = 12),
    checked_on        TEXT,  -- 排查日期
    departments       TEXT,  -- 参加部门
    occupies_land     INTEGER NOT NULL DEFAULT 0 CHECK (occupies_land IN (0,1)),  -- 违规占地
    is_unapproved     INTEGER NOT NULL DEFAULT 0 CHECK (is_unapproved IN (0,1)),  -- 未批先建
    exceeds_area      INTEGER NOT NULL DEFAULT 0 CHECK (exceeds_area IN (0,1)),  -- 超面积
    exceeds_size      INTEGER NOT NULL DEFAULT 0 CHECK (exceeds_size IN (0,1)),  -- 超标准
    is_hardened       INTEGER NOT NULL DEFAULT 0 CHECK (is_hardened IN (0,1)),  -- 硬化大墓
    is_for_living     INTEGER NOT NULL DEFAULT 0 CHECK (is_for_living IN (0,1)),  -- 活人墓
    sells_illegally   INTEGER NOT NULL DEFAULT 0 CHECK (sells_illegally IN (0,1)),  -- 违规销售
    has_price_fault   INTEGER NOT NULL DEFAULT 0 CHECK (has_price_fault IN (0,1)),  -- 价格
    stores_at_temple  INTEGER NOT NULL DEFAULT 0 CHECK (stores_at_temple IN (0,1)),  -- 宗教场所违规存放
    filed_on          TEXT CHECK (filed_on >= checked_on),  -- 立案日期
    handling          TEXT CHECK (handling IN ('1','2','3','4')),  -- 处理: 1 责令整改, 2 拆除, 3 移送, 4 罚款
    fine_fen          INTEGER CHECK (fine_fen >= 0),
    deadline          TEXT CHECK (deadline >= filed_on),  -- 整改期限
    rechecked_on      TEXT CHECK (rechecked_on >= filed_on),  -- 复查日期
    closed_on         TEXT CHECK (closed_on >= filed_on),  -- 结案日期
    found             INTEGER NOT NULL DEFAULT 0 CHECK (found IN (0,1)),  -- 发现问题: whether any of the nine above is 1
    state             TEXT NOT NULL DEFAULT 'due'  -- 状态: due 待查, clear 已查无问题, filed 立案, mending 整改, rechecked 复查, closed 结案
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
