-- Each version of a resource that a hospital holds of ours, as it came to be held.
CREATE TABLE export_trace (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    hospital      text NOT NULL,
    identifier    text NOT NULL,
    resource_type text NOT NULL,
    remote_id     text NOT NULL,
    version_id    text,
    sha256        text NOT NULL,
    delivery      bigint,
    at            timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX export_trace_by_place ON export_trace (hospital, resource_type, remote_id, id);
CREATE INDEX export_trace_by_identifier ON export_trace (hospital, identifier, id);

-- The ledger keeps the last version alone. Whoever writes it, no export passes without its trace.
CREATE FUNCTION trace_export() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO export_trace (hospital, identifier, resource_type, remote_id, version_id, sha256, delivery)
    VALUES (NEW.hospital, NEW.identifier, NEW.resource_type, NEW.remote_id, NEW.version_id, NEW.hash, NEW.delivery);
    RETURN NULL;
END
$$;
CREATE TRIGGER ledger_traced AFTER UPDATE ON ledger FOR EACH ROW
    WHEN (OLD.state = 'unknown' AND NEW.state = 'held' AND NEW.remote_id IS NOT NULL AND NEW.hash IS NOT NULL)
    EXECUTE FUNCTION trace_export();

INSERT INTO export_trace (hospital, identifier, resource_type, remote_id, version_id, sha256, delivery, at)
SELECT hospital, identifier, resource_type, remote_id, version_id, hash, delivery, updated_at
FROM ledger WHERE state = 'held' AND remote_id IS NOT NULL AND hash IS NOT NULL;

ALTER TABLE import ADD COLUMN number bigint GENERATED ALWAYS AS IDENTITY;
CREATE UNIQUE INDEX import_number ON import (number);

CREATE VIEW provenance AS
SELECT i.number, i.hospital, i.resource_type, i.source_id AS place, i.version::text AS version,
       NULL::text AS identifier, i.received_at AS at, r.sha256, true AS import,
       CASE WHEN i.deleted THEN 'DELETE' WHEN i.version = 1 THEN 'CREATE' ELSE 'UPDATE' END AS activity,
       i.received::text AS source
FROM import i JOIN received r ON r.id = i.received
UNION ALL
SELECT e.id, e.hospital, e.resource_type, e.remote_id, e.version_id, e.identifier, e.at, e.sha256, false,
       'UPDATE', e.delivery::text
FROM export_trace e;
