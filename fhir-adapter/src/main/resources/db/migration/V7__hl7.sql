-- Messages of HL7 v2 received, each with the answer that it was given: asked again, it is given again.
CREATE TABLE hl7_received (
    hospital    text NOT NULL,
    control_id  text NOT NULL,
    sha256      text NOT NULL,
    answer      text NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (hospital, control_id)
);

-- Documents on their way as HL7 v2 messages, in order for each hospital.
CREATE TABLE hl7_outgoing (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    hospital        text NOT NULL,
    consultation    text NOT NULL,
    report_version  integer NOT NULL,
    snapshot        text NOT NULL,
    control_id      text NOT NULL UNIQUE,
    state           text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'accepted', 'dead')),
    attempts        integer NOT NULL DEFAULT 0,
    next_attempt_at timestamptz NOT NULL DEFAULT now(),
    enqueued_at     timestamptz NOT NULL DEFAULT now(),
    finished_at     timestamptz,
    problem         text,
    UNIQUE (hospital, consultation, report_version)
);
CREATE INDEX hl7_outgoing_queue ON hl7_outgoing (hospital, id) WHERE state = 'queued';
