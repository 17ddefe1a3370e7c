-- What the nurse answers to the checklist of a specialty; the next specialty that asks the same finds it answered.
create table dossier_answer (
  dossier     uuid not null references dossier,
  code        text not null check (code ~ '^[a-z][a-z0-9-]{0,39}$'),
  value       text not null check (length(value) between 1 and 2000),
  answered_by uuid not null references person,
  answered_at timestamptz not null,
  primary key (dossier, code)
);

-- Why a question goes to a specialty on a dossier that lacks something.
create table checklist_waiver (
  dossier   uuid not null references dossier,
  specialty text not null,
  reason    text not null check (length(reason) between 1 and 500),
  waived_by uuid not null references person,
  waived_at timestamptz not null,
  primary key (dossier, specialty)
);

grant select, insert, update, delete on dossier_answer to chevet_app;
grant select, insert, update on checklist_waiver to chevet_app;
