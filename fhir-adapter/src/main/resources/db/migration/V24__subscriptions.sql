-- What hospitals have asked to be told of, and where.
-- events: how many there have been since the start; told: up to which the hospital has said that it has them.
CREATE TABLE hook_subscription (
    id              text PRIMARY KEY,
    hospital        text NOT NULL,
    topic           text NOT NULL,
    patient         text,
    endpoint        text NOT NULL,
    headers         text[] NOT NULL,
    content         text NOT NULL CHECK (content IN ('empty', 'id-only', 'full-resource')),
    heartbeat_s     integer,
    ends_at         timestamptz,
    state           text NOT NULL DEFAULT 'requested' CHECK (state IN ('requested', 'active', 'error')),
    reason          text,
    events          bigint NOT NULL DEFAULT 0,
    told            bigint NOT NULL DEFAULT 0,
    attempts        integer NOT NULL DEFAULT 0,
    failing_since   timestamptz,
    next_attempt_at timestamptz NOT NULL DEFAULT now(),
    leased_until    timestamptz,
    last_told_at    timestamptz,
    created_at      timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX hook_subscription_of_hospital ON hook_subscription (hospital, id);

CREATE TABLE hook_event (
    subscription text NOT NULL REFERENCES hook_subscription (id) ON DELETE CASCADE,
    number       bigint NOT NULL,
    focus        text NOT NULL,
    at           timestamptz NOT NULL,
    PRIMARY KEY (subscription, number),
    UNIQUE (subscription, focus)
);
