-- What a delivery is about; its snapshot has that shape, and the column consultation holds the id of that file.
-- course: where an expertise stood when it was told, so that the same is not queued twice.
ALTER TABLE delivery
    ADD COLUMN kind text NOT NULL DEFAULT 'consultation' CHECK (kind IN ('consultation', 'booking', 'expertise')),
    ADD COLUMN course text;
