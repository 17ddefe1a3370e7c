-- Where the feed was left. One row; committed together with what its events caused.
CREATE TABLE feed_cursor (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    position text NOT NULL
);

-- Events that could not be read: set aside for a person, so that they never block the feed.
CREATE TABLE feed_incident (
    event_id    text PRIMARY KEY,
    cursor      text NOT NULL,
    event_type  text NOT NULL,
    reason      text NOT NULL,
    payload     text NOT NULL,
    noticed_at  timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE resident (
    id                text PRIMARY KEY,
    birth_name        text NOT NULL,
    birth_given_names text[] NOT NULL,
    used_name         text,
    used_given_name   text,
    sex               text NOT NULL,
    birth_date        date NOT NULL,
    birth_place_insee text,
    ins_oid           text,
    ins_value         text,
    identity_status   text NOT NULL,
    as_of             timestamptz NOT NULL
);
CREATE INDEX resident_by_ins ON resident (ins_value) WHERE ins_value IS NOT NULL;
CREATE INDEX resident_by_birth_date ON resident (birth_date);

-- One line of work at a hospital: order is kept inside, nothing waits across.
-- The fence grows with every claim; a holder whose fence is past may change nothing any more.
CREATE TABLE lane (
    hospital     text NOT NULL,
    subject      text NOT NULL,
    fence        bigint NOT NULL DEFAULT 0,
    owner        text,
    leased_until timestamptz,
    PRIMARY KEY (hospital, subject)
);

CREATE TABLE delivery (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    hospital        text NOT NULL,
    subject         text NOT NULL,
    event_id        text NOT NULL,
    consultation    text NOT NULL,
    report_version  integer,
    as_of           timestamptz NOT NULL,
    snapshot        text NOT NULL,
    state           text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'delivered', 'dead')),
    attempts        integer NOT NULL DEFAULT 0,
    enqueued_at     timestamptz NOT NULL DEFAULT now(),
    retry_since     timestamptz NOT NULL DEFAULT now(),
    next_attempt_at timestamptz NOT NULL DEFAULT now(),
    finished_at     timestamptz,
    problem_code    text,
    problem_words   text,
    UNIQUE (hospital, event_id),
    FOREIGN KEY (hospital, subject) REFERENCES lane (hospital, subject)
);
CREATE INDEX delivery_queue ON delivery (hospital, subject, id) WHERE state = 'queued';
CREATE INDEX delivery_due ON delivery (hospital, next_attempt_at) WHERE state = 'queued';
CREATE INDEX delivery_dead ON delivery (hospital, id) WHERE state = 'dead';

-- What each hospital holds of ours. 'unknown' is written before a resource is sent and leaves only by an answer
-- or by reading the resource back.
CREATE TABLE ledger (
    hospital      text NOT NULL,
    identifier    text NOT NULL,
    resource_type text NOT NULL,
    state         text NOT NULL CHECK (state IN ('unknown', 'held')),
    remote_id     text,
    version_id    text,
    hash          text,
    sent_hash     text,
    as_of         timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (hospital, identifier)
);

CREATE TABLE hospital_contact (
    hospital     text PRIMARY KEY,
    last_success timestamptz,
    last_failure timestamptz,
    failure      text
);

-- Calls owed to the consultation service; one per key, the newest body wins.
CREATE TABLE pending_call (
    key             text PRIMARY KEY,
    method          text NOT NULL,
    path            text NOT NULL,
    body            text NOT NULL,
    revision        bigint NOT NULL DEFAULT 1,
    attempts        integer NOT NULL DEFAULT 0,
    next_attempt_at timestamptz NOT NULL DEFAULT now(),
    owed_since      timestamptz NOT NULL DEFAULT now(),
    refused         text
);
CREATE INDEX pending_call_due ON pending_call (next_attempt_at) WHERE refused IS NULL;
