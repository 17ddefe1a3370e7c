-- What a person ruled about a hospital's patient. It holds while the patient is as she was when it was made.
CREATE TABLE match_ruling (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    hospital  text NOT NULL,
    patient   text NOT NULL,
    resident  text NOT NULL,
    verdict   text NOT NULL CHECK (verdict IN ('linked', 'refused')),
    identity  text NOT NULL,
    ruled_by  text NOT NULL,
    ruled_at  timestamptz NOT NULL,
    undone_by text,
    undone_at timestamptz
);
CREATE UNIQUE INDEX match_ruling_standing ON match_ruling (hospital, patient, resident) WHERE undone_at IS NULL;
CREATE UNIQUE INDEX match_ruling_one_link ON match_ruling (hospital, patient) WHERE undone_at IS NULL AND verdict = 'linked';
