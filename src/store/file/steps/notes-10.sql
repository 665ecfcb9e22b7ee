-- 记事.
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
