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
