-- What Supabase sets up before the workout app arrives, done by the cluster's superuser. It keeps
-- the schema auth; the database itself goes to a role that is no superuser.
do $$
declare
  wanted text;
begin
  foreach wanted in array array['anon nologin', 'authenticated nologin',
                                'service_role nologin bypassrls',
                                'authenticator login noinherit',
                                'supabase_auth_admin noinherit createrole',
                                'supabase_owner login createrole createdb password ''owner'''] loop
    if not exists (select from pg_roles where rolname = split_part(wanted, ' ', 1)) then
      execute 'create role ' || wanted;
    end if;
  end loop;
  execute format('alter database %I owner to supabase_owner', current_database());
end
$$;
grant anon, authenticated, service_role to authenticator, supabase_owner;
-- A setting of the whole server there.
alter role supabase_owner set search_path = "$user", public, extensions;

create schema extensions;
create extension "uuid-ossp" schema extensions;
create extension pgcrypto schema extensions;
create extension pg_trgm schema extensions;
grant usage on schema extensions to supabase_owner, anon, authenticated, service_role;

create schema auth authorization supabase_auth_admin;
set role supabase_auth_admin;
create table auth.users (
  instance_id uuid,
  id uuid primary key,
  aud varchar(255),
  role varchar(255),
  email varchar(255),
  encrypted_password varchar(255),
  raw_app_meta_data jsonb,
  raw_user_meta_data jsonb,
  created_at timestamptz default now(),
  updated_at timestamptz
);
alter table auth.users enable row level security;

create function auth.uid() returns uuid language sql stable as $$
  select coalesce(
    nullif(current_setting('request.jwt.claim.sub', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub'
  )::uuid
$$;
create function auth.role() returns text language sql stable as $$
  select coalesce(
    nullif(current_setting('request.jwt.claim.role', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'role'
  )::text
$$;
create function auth.jwt() returns jsonb language sql stable as $$
  select coalesce(
    nullif(current_setting('request.jwt.claim', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')
  )::jsonb
$$;
grant usage on schema auth to supabase_owner, anon, authenticated, service_role;
grant select, references, trigger on auth.users to supabase_owner;
reset role;

grant usage on schema public to anon, authenticated, service_role;
grant create, usage on schema public to supabase_owner;
alter default privileges for role supabase_owner in schema public
  grant all on tables to anon, authenticated, service_role;
alter default privileges for role supabase_owner in schema public
  grant all on sequences to anon, authenticated, service_role;
alter default privileges for role supabase_owner in schema public
  grant all on functions to anon, authenticated, service_role;
