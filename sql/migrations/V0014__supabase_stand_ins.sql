-- What Supabase brings along, made only where it is missing, so that every later statement is the
-- same on Supabase, on a plain PostgreSQL and on the embedded one.

do $$
declare
  missing text;
begin
  foreach missing in array array['anon', 'authenticated', 'authenticator'] loop
    if not exists (select from pg_roles where rolname = missing) then
      execute format('create role %I nologin noinherit', missing);
    end if;
  end loop;
  if not exists (select from pg_roles where rolname = 'service_role') then
    begin
      create role service_role nologin noinherit bypassrls;
    exception when insufficient_privilege then
      -- Only a superuser may give BYPASSRLS away; without it the role is merely less able.
      create role service_role nologin noinherit;
    end;
  end if;
end
$$;

-- coach connects as one role and answers as another, so it must be able to become that other one.
-- Since PostgreSQL 16 that is a right apart from membership; what the other may do is not inherited,
-- so that a statement that forgets to change its role gains nothing.
do $$
declare
  wanted text;
  modern boolean := current_setting('server_version_num')::int >= 160000;
begin
  foreach wanted in array array['anon', 'authenticated', 'service_role'] loop
    if not pg_has_role(current_user, wanted, case when modern then 'SET' else 'MEMBER' end) then
      execute format('grant %I to current_user', wanted)
        || case when modern then ' with inherit false, set true' else '' end;
    end if;
  end loop;
end
$$;

do $$
begin
  if to_regnamespace('auth') is null then
    create schema auth;
    create table auth.users (
      id uuid primary key default gen_random_uuid(),
      email text unique,
      raw_user_meta_data jsonb,
      created_at timestamptz not null default now()
    );
    grant usage on schema auth to anon, authenticated, service_role;
  end if;

  if to_regprocedure('auth.jwt()') is null then
    create function auth.jwt() returns jsonb language sql stable as
      'select coalesce(nullif(current_setting(''request.jwt.claim'', true), ''''),
                       nullif(current_setting(''request.jwt.claims'', true), ''''))::jsonb';
  end if;
  if to_regprocedure('auth.uid()') is null then
    create function auth.uid() returns uuid language sql stable as
      'select coalesce(nullif(current_setting(''request.jwt.claim.sub'', true), ''''),
                       nullif(current_setting(''request.jwt.claims'', true), '''')::jsonb ->> ''sub'')::uuid';
  end if;
  if to_regprocedure('auth.role()') is null then
    create function auth.role() returns text language sql stable as
      'select coalesce(nullif(current_setting(''request.jwt.claim.role'', true), ''''),
                       nullif(current_setting(''request.jwt.claims'', true), '''')::jsonb ->> ''role'')';
  end if;
end
$$;

-- Supabase keeps extensions in a schema of their own; elsewhere they live in public.
do $$
declare
  wanted text;
  home text := case when to_regnamespace('extensions') is null then 'public' else 'extensions' end;
begin
  foreach wanted in array array['uuid-ossp', 'pg_trgm'] loop
    if not exists (select from pg_extension where extname = wanted) then
      execute format('create extension %I with schema %I', wanted, home);
    end if;
  end loop;
end
$$;

grant usage on schema public to anon, authenticated, service_role;

-- What the first coach called otherwise, lacked or no longer needs, where a database still has it;
-- by the name of that one key its tables are known from the workout app's.
do $$
declare
  named text;
begin
  if exists (select from pg_attribute
             where attrelid = to_regclass('public.exercise_category')
               and attname = 'exercise_category_id' and not attisdropped) then
    alter table public.exercise_category rename column exercise_category_id to category_id;
    drop policy if exists "own exercises" on public.performed_exercise;
    create policy "own exercises" on public.performed_exercise for all to authenticated
      using (performed_session_id in (
        select s.performed_session_id from public.performed_session s
        where s.app_user_id = (select auth.uid())))
      with check (performed_session_id in (
        select s.performed_session_id from public.performed_session s
        where s.app_user_id = (select auth.uid())));
    if to_regclass('coach.idempotency_key') is not null then
      -- Their answers hold sets in the layout of the first coach.
      delete from coach.idempotency_key;
    end if;
    foreach named in array array[
      'muscle_group', 'equipment_type', 'exercise_category', 'base_exercise_primary_muscle',
      'base_exercise_secondary_muscle'] loop
      execute format(
        'alter table public.%I add column if not exists created_at timestamptz default now()', named);
    end loop;
    alter table public.exercise_set_type
      add column sort_order numeric not null default 0,
      add column has_subset boolean not null default false;
    update public.exercise_set_type t
    set sort_order = known.place, has_subset = known.subset
    from (values ('warm-up', 10, false), ('regular', 20, false), ('drop-set', 30, true),
                 ('myo-rep', 40, true), ('pyramid-set', 50, true), ('super-set', 60, true),
                 ('AMRAP', 70, false), ('other', 80, false)) known (name, place, subset)
    where t.name = known.name;
    alter table public.exercise_set_type
      alter column sort_order drop default,
      alter column has_subset drop default,
      add constraint exercise_set_type_name_check check (name <> '');
    foreach named in array array['muscle_group', 'equipment_type', 'exercise_category'] loop
      execute format('update public.%I set display_name = name where display_name is null', named);
      execute format('alter table public.%I alter column display_name set not null', named);
    end loop;
    foreach named in array array['base_exercise_primary_muscle', 'base_exercise_secondary_muscle'] loop
      execute format(
        'alter table public.%1$I
           alter column sort_order drop not null,
           alter column sort_order set default 0,
           drop constraint %2$I,
           add constraint %2$I foreign key (muscle_group_id)
             references public.muscle_group on delete cascade',
        named, named || '_muscle_group_id_fkey');
    end loop;
    -- Deleting an account or a day no longer takes the log along.
    alter table public.exercise
      drop constraint exercise_session_schedule_id_fkey,
      add constraint exercise_session_schedule_id_fkey
        foreign key (session_schedule_id) references public.session_schedule;
    alter table public.performed_session
      alter column started_at set default now(),
      alter column completed_at set default now(),
      drop constraint performed_session_app_user_id_fkey,
      add constraint performed_session_app_user_id_fkey
        foreign key (app_user_id) references public.app_user;
    alter table public.performed_exercise
      alter column reps set default array[10, 10, 10, 10, 10],
      alter column rest set default array_fill(interval '2 minutes', array[5]),
      alter column started_at set default now();
    alter table public.performed_exercise_set alter column started_at set default now();
    alter policy "own exercises" on public.performed_exercise
      using (performed_session_id in (
        select s.performed_session_id from public.performed_session s
        where s.app_user_id = (select auth.uid())))
      with check (performed_session_id in (
        select s.performed_session_id from public.performed_session s
        where s.app_user_id = (select auth.uid())));
    drop index if exists public.exercise_day;
    drop index if exists public.performed_session_of_user;
    create index performed_session_of_user
      on public.performed_session (app_user_id, completed_at desc nulls last);
  end if;
  if to_regclass('coach.change_log') is not null then
    drop trigger if exists remove_account_data on public.app_user;
    drop trigger if exists touch_user_plan on public.user_plan;
    drop function if exists public.touch_user_plan();
  end if;
  if exists (select from pg_attribute
             where attrelid = to_regclass('coach.change_log') and attname = 'client') then
    alter table coach.change_log alter column client drop default;
  end if;
end
$$;
drop table if exists coach_auth.pending_sign_in;
