-- Whom a physician answers for is part of what a booking is judged by: it is judged afresh when that changes.
create function judge_territories_afresh() returns trigger
language plpgsql as $$
begin
  update availability set version = version + 1 where physician = coalesce(new.physician, old.physician);
  return null;
end
$$;
create trigger territories_of_physician after insert or update or delete on physician_territory
for each row execute function judge_territories_afresh();
