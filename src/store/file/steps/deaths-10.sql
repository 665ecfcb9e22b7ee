ALTER TABLE death ADD COLUMN facility INTEGER REFERENCES burial_facility(key);
