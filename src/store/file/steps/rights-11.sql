-- Who is at the keyboard: accounts, roles, passwords, and who looked at what. The roles are widened where they stand, as in 3.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, 'role IN (''maker'',''checker'',''approver'',''finance'')',
    'role IN (''maker'',''checker'',''approver'',''finance'',''system'',''security'',''auditor'')')
 WHERE type = 'table' AND name = 'operator';
PRAGMA writable_schema = RESET;
ALTER TABLE operator ADD COLUMN state TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active','disabled'));
ALTER TABLE operator ADD COLUMN disabled_on TEXT CHECK (disabled_on IS NULL OR state = 'disabled');
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
