-- coach's own schema: what the tools share, and what the workout app has no place for.

create schema if not exists coach;
create schema if not exists coach_api;
-- Not to anon: coach has no answer for a caller without an account.
grant usage on schema coach, coach_api to authenticated, service_role;

-- Settings of the server, not of a lifter.
create table if not exists coach.setting (
  name text primary key,
  value text not null
);
insert into coach.setting (name, value) values ('rate_limit_per_hour', '100') on conflict do nothing;
alter table coach.setting enable row level security;

-- One row per call, only ever inserted: an updated counter would serialise a lifter's parallel
-- calls. Unlogged, because a crash may forget it.
create unlogged table if not exists coach.call_log (
  app_user_id uuid not null,
  called_at timestamptz not null default clock_timestamp(),
  tool text not null
);
create index if not exists call_log_recent on coach.call_log (app_user_id, called_at);
alter table coach.call_log enable row level security;

create table if not exists coach.idempotency_key (
  app_user_id uuid not null references public.app_user on delete cascade,
  key text not null check (length(key) between 1 and 200),
  tool text not null,
  body_hash text not null,
  answer jsonb,
  created_at timestamptz not null default now(),
  primary key (app_user_id, key)
);
create index if not exists idempotency_key_age on coach.idempotency_key (created_at);

create table if not exists coach.change_log (
  change_id bigint generated always as identity primary key,
  app_user_id uuid not null references public.app_user on delete cascade,
  tool text not null,
  changed_at timestamptz not null default now(),
  summary text not null,
  reverse jsonb not null,
  undone_at timestamptz,
  body_hash text,
  client text
);
create index if not exists change_log_of_user on coach.change_log (app_user_id, changed_at desc);
comment on column coach.change_log.reverse is
  'what was touched, in order: kind, id, its image before, and a digest of its image after';
comment on column coach.change_log.body_hash is 'digest of the arguments, to know a repeated one by';
comment on column coach.change_log.client is 'the app that the change came through';

create table if not exists coach.import_mapping (
  app_user_id uuid not null references public.app_user on delete cascade,
  label text not null,
  base_exercise_id uuid not null references public.base_exercise on delete cascade,
  created_at timestamptz not null default now(),
  primary key (app_user_id, label)
);
comment on column coach.import_mapping.label is 'normalised name as the imported file spells it';

create table if not exists coach.body_measurement (
  body_measurement_id uuid primary key default gen_random_uuid(),
  app_user_id uuid not null references public.app_user on delete cascade,
  kind text not null check (kind in (
    'body_weight', 'body_fat', 'neck', 'shoulders', 'chest', 'waist', 'hips', 'left_upper_arm',
    'right_upper_arm', 'left_forearm', 'right_forearm', 'left_thigh', 'right_thigh', 'left_calf',
    'right_calf')),
  measured_on date not null,
  value int not null check (value between 1 and 1000000),
  note text check (length(note) <= 2000),
  created_at timestamptz not null default now(),
  unique (app_user_id, kind, measured_on)
);
comment on column coach.body_measurement.value is
  'grams for body_weight, hundredths of a percent for body_fat, millimetres for girths';

-- Imports, restored back-ups and the demo arrive in parts, each in a call of its own, and are stored
-- by one more. Unlogged, because a crash may forget it: nothing is stored until all parts are here,
-- and the import starts anew.
create unlogged table if not exists coach.staged_part (
  app_user_id uuid not null references public.app_user on delete cascade,
  staging uuid not null,
  number int not null,
  part jsonb not null,
  staged_at timestamptz not null default now(),
  primary key (app_user_id, staging, number)
);
create index if not exists staged_part_age on coach.staged_part (staged_at);
comment on table coach.staged_part is 'parts of imports that are not stored yet; for an hour';

do $$
declare
  own text;
begin
  foreach own in array array[
    'idempotency_key', 'change_log', 'import_mapping', 'body_measurement', 'staged_part'] loop
    execute format('alter table coach.%I enable row level security', own);
    execute format('drop policy if exists "own rows" on coach.%I', own);
    execute format(
      'create policy "own rows" on coach.%I for all to authenticated
         using (app_user_id = (select auth.uid())) with check (app_user_id = (select auth.uid()))',
      own);
    execute format('grant select, insert, update, delete on coach.%I to authenticated', own);
    execute format('grant all on coach.%I to service_role', own);
  end loop;
end
$$;

-- Every name and alias, normalised. Where several exercises share a label, the better rank is
-- chosen: 0 a name, 1 an alias, 2 a common name that coach knows for a catalogue that is not its own.
-- Where that leaves several, none is chosen, and the caller must ask.
create table if not exists coach.exercise_label (
  label text not null,
  base_exercise_id uuid not null references public.base_exercise on delete cascade,
  app_user_id uuid references public.app_user on delete cascade,
  rank smallint not null,
  chosen boolean not null default false,
  primary key (label, base_exercise_id)
);
create unique index if not exists exercise_label_chosen on coach.exercise_label (label, app_user_id)
  nulls not distinct where chosen;
create index if not exists exercise_label_of_exercise on coach.exercise_label (base_exercise_id);
-- No trigram index: under row-level security no index serves the similarity operator, which is not
-- leakproof. This one leaves only the shared labels and the lifter's own to compare.
create index if not exists exercise_label_of_owner on coach.exercise_label (app_user_id);

alter table coach.exercise_label enable row level security;
drop policy if exists "shared and own labels" on coach.exercise_label;
create policy "shared and own labels" on coach.exercise_label for select to authenticated
  using (app_user_id is null or app_user_id = (select auth.uid()));
grant select on coach.exercise_label to authenticated;
grant all on coach.exercise_label to service_role;
