-- New tables, unique rules, indexes by hand.
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
    opened_on   TEXT,
    state       TEXT NOT NULL DEFAULT '1' CHECK (state IN ('1','2','3')),
    closed_on   TEXT CHECK (closed_on >= opened_on),
    note        TEXT,
    act         INTEGER NOT NULL REFERENCES act(key),
    voided_by   INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX merchant_name ON merchant(division, name) WHERE voided_by IS NULL;
