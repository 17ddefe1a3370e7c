-- What hospitals have asked for in bulk. Each run of a job has its number, so that one who was taken for dead adds nothing.
CREATE TABLE export_job (
    id           text PRIMARY KEY,
    hospital     text NOT NULL,
    types        text[] NOT NULL,
    since        timestamptz,
    request      text NOT NULL,
    state        text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'done', 'failed')),
    run          integer NOT NULL DEFAULT 0,
    as_of        timestamptz NOT NULL,
    leased_until timestamptz,
    finished_at  timestamptz,
    expires_at   timestamptz NOT NULL
);
CREATE INDEX export_job_of_hospital ON export_job (hospital);

CREATE TABLE export_file (
    job           text NOT NULL REFERENCES export_job (id) ON DELETE CASCADE,
    number        integer NOT NULL,
    resource_type text NOT NULL,
    resources     integer NOT NULL,
    body          bytea NOT NULL,
    PRIMARY KEY (job, number)
);
