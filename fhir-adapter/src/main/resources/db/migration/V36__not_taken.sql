-- A delivery of which its hospital takes nothing ends without anything being sent.
ALTER TABLE delivery
    DROP CONSTRAINT delivery_state_check,
    ADD CONSTRAINT delivery_state_check CHECK (state IN ('queued', 'delivered', 'dead', 'not-taken'));
