-- Plans and exercises of a lifter's own. Three of these statements change what exists already; they
-- come first, and everything after them only adds.

-- Changes what exists, 1 of 3: a day may belong to a lifter's own plan instead of a system plan.
alter table public.session_schedule alter column plan_id drop not null;

alter table public.session_schedule
  add column if not exists user_plan_id uuid,
  add column if not exists archived_at timestamptz;

alter table public.base_exercise
  add column if not exists app_user_id uuid references public.app_user on delete cascade;
-- Whole, because it finds the shared exercises as well.
create index if not exists base_exercise_by_owner on public.base_exercise (app_user_id);
drop index if exists public.base_exercise_of_owner;
comment on column public.base_exercise.app_user_id is 'owner of a custom exercise; null = shared';

create table if not exists public.user_plan (
  user_plan_id uuid primary key default uuid_generate_v1mc(),
  app_user_id uuid not null references public.app_user on delete cascade,
  name text not null check (length(name) between 1 and 200),
  description text,
  based_on_plan_id uuid references public.plan on delete set null,
  visibility text not null default 'private' check (visibility in ('private', 'shared', 'public')),
  created_by text not null default 'user' check (created_by in ('user', 'ai')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  starts_at timestamptz,
  ends_at timestamptz,
  is_active boolean not null default false,
  archived_at timestamptz,
  version int not null default 1,
  data jsonb,
  check (ends_at > starts_at),
  check (not is_active or (starts_at is not null and ends_at is not null))
);
-- A trigger alone would let two transactions both activate a plan.
create unique index if not exists user_plan_one_active on public.user_plan (app_user_id)
  where is_active;
create index if not exists user_plan_owner on public.user_plan (app_user_id);
create index if not exists user_plan_public on public.user_plan (visibility)
  where visibility = 'public';
create index if not exists user_plan_based_on on public.user_plan (based_on_plan_id)
  where based_on_plan_id is not null;

alter table public.user_plan enable row level security;
drop policy if exists "own plans" on public.user_plan;
create policy "own plans" on public.user_plan for all to authenticated
  using (app_user_id = (select auth.uid())) with check (app_user_id = (select auth.uid()));
drop policy if exists "public plans" on public.user_plan;
create policy "public plans" on public.user_plan for select to anon, authenticated
  using (visibility = 'public');
-- Where new tables are granted to everyone by default, only this much stays.
revoke all on public.user_plan from anon, authenticated;
grant select, insert, update, delete on public.user_plan to authenticated;
grant select on public.user_plan to anon;
grant all on public.user_plan to service_role;

do $$
begin
  if not exists (select from pg_constraint
                 where conrelid = 'public.session_schedule'::regclass
                   and conname = 'session_schedule_of_one_plan') then
    alter table public.session_schedule
      add constraint session_schedule_user_plan
        foreign key (user_plan_id) references public.user_plan on delete cascade,
      add constraint session_schedule_of_one_plan check (num_nonnulls(plan_id, user_plan_id) = 1);
  end if;
end
$$;
create index if not exists session_schedule_user_plan on public.session_schedule (user_plan_id)
  where user_plan_id is not null;

-- Changes what exists, 2 of 3: today's policies show every day and every prescribed exercise to
-- everyone; those of other people's private plans become invisible. The inner select is itself
-- subject to the policies of user_plan, so what may be seen is said in one place.
drop policy if exists "days of visible plans only" on public.session_schedule;
create policy "days of visible plans only" on public.session_schedule as restrictive
  for select to anon, authenticated
  using (user_plan_id is null or exists (
    select from public.user_plan p where p.user_plan_id = session_schedule.user_plan_id));
drop policy if exists "exercises of visible days only" on public.exercise;
create policy "exercises of visible days only" on public.exercise as restrictive
  for select to anon, authenticated
  using (exists (
    select from public.session_schedule d
    where d.session_schedule_id = exercise.session_schedule_id));

-- Changes what exists, 3 of 3: custom exercises are their owner's alone.
drop policy if exists "shared and own exercises only" on public.base_exercise;
create policy "shared and own exercises only" on public.base_exercise as restrictive
  for select to anon, authenticated
  using (app_user_id is null or app_user_id = (select auth.uid()));

drop policy if exists "add own days" on public.session_schedule;
create policy "add own days" on public.session_schedule for insert to authenticated
  with check (exists (
    select from public.user_plan p
    where p.user_plan_id = session_schedule.user_plan_id
      and p.app_user_id = (select auth.uid())));
drop policy if exists "change own days" on public.session_schedule;
create policy "change own days" on public.session_schedule for update to authenticated
  using (exists (
    select from public.user_plan p
    where p.user_plan_id = session_schedule.user_plan_id
      and p.app_user_id = (select auth.uid())))
  with check (exists (
    select from public.user_plan p
    where p.user_plan_id = session_schedule.user_plan_id
      and p.app_user_id = (select auth.uid())));
drop policy if exists "remove own days" on public.session_schedule;
create policy "remove own days" on public.session_schedule for delete to authenticated
  using (exists (
    select from public.user_plan p
    where p.user_plan_id = session_schedule.user_plan_id
      and p.app_user_id = (select auth.uid())));

drop policy if exists "add exercises to own days" on public.exercise;
create policy "add exercises to own days" on public.exercise for insert to authenticated
  with check (exists (
    select from public.session_schedule d
    join public.user_plan p using (user_plan_id)
    where d.session_schedule_id = exercise.session_schedule_id
      and p.app_user_id = (select auth.uid())));
drop policy if exists "change exercises of own days" on public.exercise;
create policy "change exercises of own days" on public.exercise for update to authenticated
  using (exists (
    select from public.session_schedule d
    join public.user_plan p using (user_plan_id)
    where d.session_schedule_id = exercise.session_schedule_id
      and p.app_user_id = (select auth.uid())))
  with check (exists (
    select from public.session_schedule d
    join public.user_plan p using (user_plan_id)
    where d.session_schedule_id = exercise.session_schedule_id
      and p.app_user_id = (select auth.uid())));
drop policy if exists "remove exercises of own days" on public.exercise;
create policy "remove exercises of own days" on public.exercise for delete to authenticated
  using (exists (
    select from public.session_schedule d
    join public.user_plan p using (user_plan_id)
    where d.session_schedule_id = exercise.session_schedule_id
      and p.app_user_id = (select auth.uid())));

drop policy if exists "add own exercises" on public.base_exercise;
create policy "add own exercises" on public.base_exercise for insert to authenticated
  with check (app_user_id = (select auth.uid()));
drop policy if exists "change own exercises" on public.base_exercise;
create policy "change own exercises" on public.base_exercise for update to authenticated
  using (app_user_id = (select auth.uid())) with check (app_user_id = (select auth.uid()));
drop policy if exists "remove own exercises" on public.base_exercise;
create policy "remove own exercises" on public.base_exercise for delete to authenticated
  using (app_user_id = (select auth.uid()));
grant insert, update, delete on public.base_exercise to authenticated;
grant insert, update, delete on public.session_schedule, public.exercise to authenticated;

do $$
declare
  link text;
begin
  foreach link in array array['base_exercise_primary_muscle', 'base_exercise_secondary_muscle'] loop
    execute format('drop policy if exists "muscles of visible exercises only" on public.%I', link);
    execute format(
      'create policy "muscles of visible exercises only" on public.%1$I as restrictive
         for select to anon, authenticated
         using (exists (
           select from public.base_exercise b
           where b.base_exercise_id = %1$I.base_exercise_id))', link);
    execute format('drop policy if exists "add muscles of own exercises" on public.%I', link);
    execute format(
      'create policy "add muscles of own exercises" on public.%1$I for insert to authenticated
         with check (exists (
           select from public.base_exercise b
           where b.base_exercise_id = %1$I.base_exercise_id
             and b.app_user_id = (select auth.uid())))', link);
    execute format('drop policy if exists "remove muscles of own exercises" on public.%I', link);
    execute format(
      'create policy "remove muscles of own exercises" on public.%1$I for delete to authenticated
         using (exists (
           select from public.base_exercise b
           where b.base_exercise_id = %1$I.base_exercise_id
             and b.app_user_id = (select auth.uid())))', link);
    execute format('grant insert, delete on public.%I to authenticated', link);
  end loop;
end
$$;

-- Plans that exist today are the app's own; those added later are not, unless they say so.
alter table public.plan
  add column if not exists is_system boolean not null default true,
  add column if not exists visibility text not null default 'public'
    check (visibility in ('public', 'unlisted'));
alter table public.plan alter column is_system set default false;

create index if not exists performed_exercise_of_session
  on public.performed_exercise (performed_session_id);
create index if not exists performed_exercise_of_exercise
  on public.performed_exercise (exercise_id);
create index if not exists performed_exercise_set_of_exercise
  on public.performed_exercise_set (performed_exercise_id, "order");
-- A deleted set looks for sets below it: without an index, in the whole table.
create index if not exists performed_exercise_set_of_parent
  on public.performed_exercise_set (parent_performed_exercise_set_id)
  where parent_performed_exercise_set_id is not null;
create index if not exists session_schedule_of_plan on public.session_schedule (plan_id);
drop index if exists public.session_schedule_plan;
create index if not exists exercise_of_day on public.exercise (session_schedule_id);
create index if not exists exercise_of_base on public.exercise (base_exercise_id);
-- One imported workout is stored once, however often and by however many at once its file is sent.
create unique index if not exists performed_session_imported_once
  on public.performed_session (app_user_id, (data ->> 'import_fingerprint'))
  where data ->> 'import_fingerprint' is not null;
