-- What was added to a consultation at the bedside: what it is, never its bytes.
CREATE TABLE attachment (
    id           text PRIMARY KEY,
    consultation text NOT NULL,
    snapshot     text NOT NULL
);
CREATE INDEX attachment_of_consultation ON attachment (consultation);
