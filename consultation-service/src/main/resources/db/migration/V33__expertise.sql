-- A question that is answered in writing: with its dossier, a time by which it is due, and the expert whose turn it is.
create table expertise (
  id                       uuid primary key,
  version                  bigint not null default 1,
  state                    text not null check (state in (
    'requested', 'assigned', 'pieces-wanted', 'answered', 'expired', 'converted', 'cancelled')),
  dossier                  uuid not null,
  follows_consultation     uuid unique references consultation,
  followed_by_consultation uuid unique references consultation,
  resident                 uuid not null references resident,
  care_home                uuid not null references care_home,
  nurse                    uuid not null references person,
  specialty                text not null,
  urgency                  text not null check (urgency in ('immediate', 'today', 'this-week')),
  question                 text not null check (length(question) between 1 and 4000),
  consent_given_by         text not null
    check (consent_given_by in ('resident', 'guardian', 'trusted-person', 'oral-witnessed')),
  consent_gp_agreement     boolean not null,
  consent_recorded_at      timestamptz not null,
  requested_at             timestamptz not null,
  due_at                   timestamptz not null,
  expert                   uuid references person,
  pieces_wanted            text check (length(pieces_wanted) between 1 and 2000),
  opinion                  text check (length(opinion) between 1 and 20000),
  opinion_signed_at        timestamptz,
  opinion_sha256           bytea check (length(opinion_sha256) = 32),
  ended_by                 uuid references person,
  end_reason               text check (length(end_reason) between 1 and 500),
  ended_at                 timestamptz,
  foreign key (dossier, resident) references dossier (id, resident),
  check ((expert is not null) >= (state in ('assigned', 'pieces-wanted', 'answered'))),
  check ((pieces_wanted is not null) = (state = 'pieces-wanted')),
  check ((state = 'answered') = (opinion_signed_at is not null)
    and num_nulls(opinion_signed_at, opinion_sha256) in (0, 2)
    and (opinion_signed_at is null or opinion is not null)),
  check ((ended_at is not null) = (state in ('expired', 'converted', 'cancelled')))
);
create index expertise_of_care_home on expertise (care_home, requested_at desc);
create index expertise_of_expert on expertise (expert, requested_at desc) where expert is not null;
create index expertise_waiting on expertise (specialty, due_at) where state = 'requested';
create index expertise_due on expertise (due_at) where state in ('requested', 'assigned');

create trigger expertise_has_a_dossier before insert on expertise
  for each row execute function open_dossier();

create function refuse_change_of_signed_opinion() returns trigger language plpgsql as $$
begin
  raise exception 'a signed opinion is never changed' using errcode = 'restrict_violation';
end
$$;
create trigger opinion_is_immutable before update on expertise for each row
  when (old.opinion_signed_at is not null and (
    new.opinion is distinct from old.opinion or new.opinion_signed_at is distinct from old.opinion_signed_at
    or new.opinion_sha256 is distinct from old.opinion_sha256 or new.expert is distinct from old.expert))
  execute function refuse_change_of_signed_opinion();

-- Whose turn it was to answer, one after the other.
create table expertise_turn (
  expertise uuid not null references expertise,
  position  smallint not null check (position > 0),
  expert    uuid not null references person,
  from_at   timestamptz not null,
  until_at  timestamptz,
  why       text check (why in ('overdue', 'answered', 'converted', 'cancelled')),
  check ((until_at is null) = (why is null)),
  primary key (expertise, position)
);

-- What expert and nurse wrote to each other about pieces.
create table expertise_message (
  id        uuid primary key,
  expertise uuid not null references expertise,
  kind      text not null check (kind in ('pieces-wanted', 'pieces')),
  written_by uuid not null references person,
  at        timestamptz not null,
  text      text not null check (length(text) between 1 and 2000)
);
create index message_of_expertise on expertise_message (expertise, at, id);

alter table consultation
  add foreign key (follows_expertise) references expertise,
  add foreign key (followed_by_expertise) references expertise;

-- An expertise is a file like a consultation: attachments lie in its dossier too.
create or replace function dossier_of(p_file uuid) returns uuid stable language sql as $$
  select dossier from consultation where id = p_file
  union all
  select dossier from expertise where id = p_file
$$;
alter table attachment_upload drop constraint attachment_upload_consultation_fkey;

grant select, insert, update on expertise, expertise_turn to chevet_app;
grant select, insert on expertise_message to chevet_app;
