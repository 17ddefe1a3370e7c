-- The patient whom an access concerned, what was asked, and how many resources one request touched.
ALTER TABLE facade_access
    ADD COLUMN patient text,
    ADD COLUMN query text;
CREATE INDEX facade_access_by_time ON facade_access (hospital, at, id);
CREATE INDEX facade_access_by_patient ON facade_access (hospital, patient, id) WHERE patient IS NOT NULL;
