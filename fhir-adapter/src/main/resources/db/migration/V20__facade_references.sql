-- Which resource each current resource refers to, both at one hospital: for _include and _revinclude.
CREATE TABLE import_reference (
    hospital      text NOT NULL,
    resource_type text NOT NULL,
    source_id     text NOT NULL,
    target        text NOT NULL,
    PRIMARY KEY (hospital, resource_type, source_id, target)
);
CREATE INDEX import_reference_target ON import_reference (hospital, target);

INSERT INTO import_reference (hospital, resource_type, source_id, target)
SELECT DISTINCT hospital, resource_type, source_id, found[1]
FROM import,
     regexp_matches(resource, '"reference":"([A-Z][A-Za-z]+/[A-Za-z0-9.-]{1,64})["/]', 'g') AS found
WHERE current AND NOT deleted;
