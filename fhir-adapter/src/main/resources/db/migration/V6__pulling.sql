-- Up to when a hospital's resources of one kind have all been taken in.
CREATE TABLE poll_watermark (
    hospital      text NOT NULL,
    resource_type text NOT NULL,
    watermark     timestamptz NOT NULL,
    polled_at     timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (hospital, resource_type)
);

-- Versions of a hospital's resources that have been taken in or set aside, however they came.
CREATE TABLE seen_version (
    hospital      text NOT NULL,
    resource_type text NOT NULL,
    source_id     text NOT NULL,
    version_id    text NOT NULL,
    seen_at       timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (hospital, resource_type, source_id, version_id)
);

-- What could not be taken in: kept for a person, so that it blocks nothing behind it.
CREATE TABLE import_incident (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    hospital      text NOT NULL,
    source        text NOT NULL,
    what          text NOT NULL,
    code          text NOT NULL,
    words         text NOT NULL,
    body          bytea NOT NULL,
    noticed_at    timestamptz NOT NULL DEFAULT now()
);
