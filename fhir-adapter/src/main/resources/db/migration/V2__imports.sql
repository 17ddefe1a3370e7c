-- What hospitals sent, byte for byte.
CREATE TABLE received (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    hospital    text NOT NULL,
    body        bytea NOT NULL,
    sha256      text NOT NULL,
    received_at timestamptz NOT NULL
);

-- Each resource received: its current version, and every version before it.
CREATE TABLE import (
    hospital      text NOT NULL,
    resource_type text NOT NULL,
    source_id     text NOT NULL,
    version       integer NOT NULL,
    patient       text,
    resource      text NOT NULL,
    sha256        text NOT NULL,
    deleted       boolean NOT NULL DEFAULT false,
    current       boolean NOT NULL DEFAULT true,
    received      bigint NOT NULL REFERENCES received (id),
    received_at   timestamptz NOT NULL,
    PRIMARY KEY (hospital, resource_type, source_id, version)
);
CREATE UNIQUE INDEX import_current ON import (hospital, resource_type, source_id) WHERE current;
CREATE INDEX import_by_patient ON import (hospital, patient) WHERE current AND NOT deleted;
CREATE INDEX import_by_hash ON import (hospital, resource_type, sha256) WHERE current AND NOT deleted;

-- Business identifiers of the current versions, for If-None-Exist, conditional references and search.
CREATE TABLE import_identifier (
    hospital      text NOT NULL,
    resource_type text NOT NULL,
    source_id     text NOT NULL,
    system        text NOT NULL,
    value         text NOT NULL,
    PRIMARY KEY (hospital, resource_type, source_id, system, value)
);
CREATE INDEX import_identifier_token ON import_identifier (value, system);

-- The standing decision about each hospital patient, with its reason.
CREATE TABLE patient_match (
    hospital   text NOT NULL,
    patient    text NOT NULL,
    outcome    text NOT NULL CHECK (outcome IN ('linked', 'quarantined', 'review', 'unmatched')),
    resident   text,
    candidates text[] NOT NULL,
    basis      text,
    reason     text NOT NULL,
    birth_date date,
    decided_at timestamptz NOT NULL,
    PRIMARY KEY (hospital, patient)
);
CREATE INDEX patient_match_by_resident ON patient_match (resident, hospital);
CREATE INDEX patient_match_open ON patient_match (birth_date) WHERE outcome <> 'linked';

-- What the consultation service was last told of one hospital's record of one resident.
CREATE TABLE told_record (
    hospital text NOT NULL,
    resident text NOT NULL,
    sha256   text NOT NULL,
    PRIMARY KEY (hospital, resident)
);
