-- Times that a hospital was offered for a patient, so that any replica can hold and book them under the id that was told.
-- What was held or booked is kept until it is over, for whoever asks again.
CREATE TABLE booking_offer (
    id             uuid PRIMARY KEY,
    hospital       text NOT NULL,
    patient        text NOT NULL,
    resident       text NOT NULL,
    physician      uuid NOT NULL,
    physician_name text NOT NULL,
    specialty      text NOT NULL,
    starts_at      timestamptz NOT NULL,
    ends_at        timestamptz NOT NULL,
    taken          boolean NOT NULL DEFAULT false,
    expires_at     timestamptz NOT NULL
);
CREATE INDEX booking_offer_age ON booking_offer (expires_at);
CREATE INDEX booking_offer_of_hospital ON booking_offer (hospital, expires_at);
