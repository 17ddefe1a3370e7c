-- The second lock for what hangs on a file: whoever is shown a consultation or a dossier is shown its guests, what happened
-- in its room, what hospitals said of its report, and the answers gathered for it.

create policy second_lock on guest to chevet_app using (
  (select chevet_is_service()) or chevet_is_shown_file(consultation));

create policy second_lock on room_event to chevet_app using (
  (select chevet_is_service()) or chevet_is_shown_file(consultation));

create policy second_lock on delivery to chevet_app using (
  (select chevet_is_service()) or chevet_is_shown_file(consultation));

-- Answers may be there before the first file on their dossier is.
create policy second_lock on dossier_answer to chevet_app using (
  (select chevet_is_service())
  or exists (
    select from dossier d
    where d.id = dossier_answer.dossier and d.care_home = any ((select chevet_care_homes())::uuid[]))
  or chevet_is_shown_dossier(dossier));

create policy second_lock on checklist_waiver to chevet_app using (
  (select chevet_is_service())
  or exists (
    select from dossier d
    where d.id = checklist_waiver.dossier and d.care_home = any ((select chevet_care_homes())::uuid[]))
  or chevet_is_shown_dossier(dossier));

alter table guest enable row level security;
alter table room_event enable row level security;
alter table delivery enable row level security;
alter table dossier_answer enable row level security;
alter table checklist_waiver enable row level security;
