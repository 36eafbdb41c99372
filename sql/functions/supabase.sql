-- Whether a table of Supabase's sign-in service is there and all of it can be read.
create or replace function coach_auth.reads(named text) returns boolean
language sql stable set search_path = '' as $$
  select exists (
    select from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'auth' and c.relname = named and pg_catalog.has_schema_privilege(n.oid, 'usage')
      and pg_catalog.has_table_privilege(c.oid, 'select') and not pg_catalog.row_security_active(c.oid)) $$;
-- Whether Supabase's people can be read; the stand-in for their table knows no bans.
create or replace function coach_auth.sees_supabase() returns boolean
language sql stable set search_path = '' as $$
  select coach_auth.reads('users') and exists (
    select from pg_catalog.pg_attribute a join pg_catalog.pg_class c on c.oid = a.attrelid
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'auth' and c.relname = 'users' and a.attname = 'banned_until' and not a.attisdropped) $$;
-- The newest sessions of a person at Supabase, or null where they cannot be read. Not those of the last minute: coach
-- ends its own there right after a sign-in, and that must not look like a sign-out everywhere.
create or replace function coach_auth.supabase_sessions(lifter uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  if not coach_auth.reads('sessions') then
    return null;
  end if;
  return (
    select coalesce(jsonb_agg(s.id order by s.id), '[]') from (
      select o.id from auth.sessions o where o.user_id = lifter and o.created_at < now() - interval '1 minute'
      order by o.created_at desc limit 50) s);
end $$;
-- Whether Supabase has banned or deleted a person. Accounts with a password of coach's own are not Supabase's.
create or replace function coach_auth.is_shut_out(lifter uuid) returns boolean
language plpgsql stable set search_path = '' as $$
begin
  if not coach_auth.sees_supabase()
     or exists (select from coach_auth.account a where a.app_user_id = lifter and a.password_hash is not null) then
    return false;
  end if;
  return not exists (
    select from auth.users u cross join lateral (select to_jsonb(u) as known) k
    where u.id = lifter and known ->> 'deleted_at' is null
      and coalesce((known ->> 'banned_until')::timestamptz <= now(), true));
end $$;
-- Looks at what Supabase knows now. Who is shut out, has another password or has lost every session of the last look
-- there has ended all of it: then all that was begun here before ends too.
create or replace function coach_auth.follow_supabase(lifter uuid) returns void
language plpgsql set search_path = '' as $$
declare
  before jsonb; seen jsonb; shut boolean := coach_auth.is_shut_out(lifter);
begin
  if lifter is null or not coach_auth.sees_supabase() then
    return;
  end if;
  select a.supabase_seen into before from coach_auth.account a where a.app_user_id = lifter;
  select jsonb_build_object(
    'password', encode(sha256(convert_to(coalesce(to_jsonb(u) ->> 'encrypted_password', ''), 'UTF8')), 'hex'),
    'sessions', coalesce(coach_auth.supabase_sessions(lifter), before -> 'sessions', '[]'))
  into seen from auth.users u where u.id = lifter;
  if not shut and (before = seen or seen is null) then
    return;
  end if;
  -- Read again when no other has it: what another has just ended must not end what was begun since.
  select a.supabase_seen into before from coach_auth.account a where a.app_user_id = lifter for no key update;
  if shut or before ->> 'password' <> seen ->> 'password'
     or (jsonb_array_length(before -> 'sessions') > 0 and not seen -> 'sessions' ?|
           array(select jsonb_array_elements_text(before -> 'sessions'))) then
    if coach_auth.end_apps(lifter, 'supabase_ended') > 0
       or exists (select from coach_auth.browser_session b where b.app_user_id = lifter) then
      insert into coach_auth.event (app_user_id, kind) values (lifter, 'supabase_ended');
    end if;
    delete from coach_auth.browser_session where app_user_id = lifter;
  end if;
  update coach_auth.account set supabase_seen = seen where app_user_id = lifter;
end $$;
