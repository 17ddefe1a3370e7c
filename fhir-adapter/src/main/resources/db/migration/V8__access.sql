-- Each access at our facade: who, what, how it ended.
CREATE TABLE facade_access (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    client        text NOT NULL,
    hospital      text,
    interaction   text NOT NULL,
    resource_type text,
    resource_id   text,
    status        integer NOT NULL,
    at            timestamptz NOT NULL
);
CREATE INDEX facade_access_by_hospital ON facade_access (hospital, id);
CREATE INDEX import_by_time ON import (hospital, resource_type, received_at, source_id) WHERE current AND NOT deleted;
