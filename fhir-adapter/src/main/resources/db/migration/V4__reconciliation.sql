-- content: hash of what two servers would both keep of a resource; null when what the hospital holds is not known.
-- overwrite: a person has ruled that our form takes the place of the hospital's own changes.
ALTER TABLE ledger
    ADD COLUMN content text,
    ADD COLUMN sent_content text,
    ADD COLUMN delivery bigint,
    ADD COLUMN overwrite boolean NOT NULL DEFAULT false;
CREATE INDEX ledger_by_place ON ledger (hospital, resource_type, remote_id);

-- What each delivery told beside the report, so that the same is not queued twice.
ALTER TABLE delivery
    ADD COLUMN prescription_version integer,
    ADD COLUMN appointment text;
CREATE INDEX delivery_by_consultation ON delivery (hospital, consultation, id);

-- One comparison of the ledger with what a hospital holds.
CREATE TABLE reconciliation (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    hospital    text NOT NULL,
    due_at      timestamptz NOT NULL,
    started_at  timestamptz,
    finished_at timestamptz,
    checked     bigint NOT NULL DEFAULT 0,
    failure     text,
    UNIQUE (hospital, due_at)
);

-- What differs between the ledger and a hospital, until it is healed or a person has ruled.
CREATE TABLE finding (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    hospital      text NOT NULL,
    kind          text NOT NULL
        CHECK (kind IN ('missing', 'duplicated', 'stale', 'foreign-edited', 'extra', 'conflict')),
    resource_type text NOT NULL,
    identifier    text NOT NULL,
    remote_id     text,
    remote_version text,
    detail        text,
    found_at      timestamptz NOT NULL DEFAULT now(),
    closed_at     timestamptz,
    outcome       text CHECK (outcome IN ('healed', 'dismissed', 'gone'))
);
CREATE UNIQUE INDEX finding_open ON finding (hospital, kind, identifier) WHERE closed_at IS NULL;
