-- What the consultation service was last told of what one hospital has planned for one resident.
CREATE TABLE told_appointments (
    hospital text NOT NULL,
    resident text NOT NULL,
    sha256   text NOT NULL,
    PRIMARY KEY (hospital, resident)
);
