-- When the signaling server is to be told next that a guest whose link is withdrawn has no place in the room; null when
-- there is nothing to tell.
alter table guest add column send_out_at timestamptz check (send_out_at is null or revoked_at is not null);
create index guest_to_send_out on guest (send_out_at) where send_out_at is not null;

grant update (send_out_at) on guest to chevet_app;
