-- Sign-up, and who may act as whom: the policies need these.
create function public.generate_unique_username() returns text language plpgsql as $$
declare
  attempt bigint := (select count(*) from public.app_user);
  candidate text;
begin
  loop
    candidate := concat_ws('-',
      coalesce((select word from public.username_adjectives order by md5(word || attempt) limit 1), 'strong'),
      coalesce((select word from public.username_nouns order by md5(word || attempt) limit 1), 'lifter'),
      attempt);
    exit when not exists (select from public.app_user where username = candidate);
    attempt := attempt + 1;
  end loop;
  return candidate;
end
$$;

create function public.backfill_username_on_insert() returns trigger language plpgsql as $$
begin
  if new.username is null then
    new.username := regexp_replace(split_part(new.email, '@', 1), '[^a-zA-Z0-9._-]', '', 'g');
    if char_length(new.username) < 4
        or exists (select from public.app_user u where u.username = new.username) then
      new.username := public.generate_unique_username();
    end if;
  end if;
  return new;
end
$$;
create trigger backfill_username before insert on public.app_user
  for each row execute function public.backfill_username_on_insert();

create function public.handle_new_user() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.app_user (app_user_id, name, email, username)
  values (new.id,
          coalesce(new.raw_user_meta_data ->> 'name', new.raw_user_meta_data ->> 'full_name',
                   split_part(new.email, '@', 1)),
          new.email, new.raw_user_meta_data ->> 'username');
  return new;
end
$$;

create function public.get_admin_role(user_id uuid) returns text
language sql stable security definer set search_path = '' as $$
  select role from public.admin_users where admin_user_id = user_id and revoked_at is null
$$;

create function public.is_admin(user_id uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.admin_users where admin_user_id = user_id and revoked_at is null)
$$;

create function public.can_impersonate_user(p_admin_user_id uuid, p_target_user_id uuid)
returns boolean language sql stable security definer set search_path = '' as $$
  select p_admin_user_id <> p_target_user_id
    and public.is_admin(p_admin_user_id)
    and (not public.is_admin(p_target_user_id)
         or public.get_admin_role(p_admin_user_id) = 'superadmin')
    and exists (select from public.app_user where app_user_id = p_target_user_id)
$$;

create function public.grant_admin_role(p_target_user_id uuid, p_role text, p_notes text default null)
returns void language plpgsql security definer set search_path = '' as $$
begin
  if public.get_admin_role(auth.uid()) is distinct from 'superadmin' then
    raise exception 'Only a superadmin grants roles' using errcode = '42501';
  end if;
  insert into public.admin_users as a (admin_user_id, role, granted_by, notes)
  values (p_target_user_id, p_role, auth.uid(), p_notes)
  on conflict (admin_user_id) do update
  set role = excluded.role, granted_by = excluded.granted_by, granted_at = now(), revoked_at = null,
      notes = coalesce(excluded.notes, a.notes);
end
$$;

create function public.revoke_admin_role(p_target_user_id uuid, p_notes text default null)
returns void language plpgsql security definer set search_path = '' as $$
begin
  if public.get_admin_role(auth.uid()) is distinct from 'superadmin' then
    raise exception 'Only a superadmin revokes roles' using errcode = '42501';
  end if;
  update public.admin_users set revoked_at = now(), notes = coalesce(p_notes, notes)
  where admin_user_id = p_target_user_id and revoked_at is null;
end
$$;

create function public.list_impersonatable_users()
returns table (app_user_id uuid, username text, email text, name text)
language sql stable security definer set search_path = '' as $$
  select u.app_user_id, u.username, u.email, u.name
  from public.app_user u
  where public.can_impersonate_user(auth.uid(), u.app_user_id)
  order by u.username
$$;

create function public.log_impersonation_start(
  p_admin_user_id uuid, p_target_user_id uuid, p_ip_address inet default null,
  p_user_agent text default null, p_notes text default null)
returns uuid language plpgsql security definer set search_path = '' as $$
declare
  new_id uuid := gen_random_uuid();
begin
  if not public.can_impersonate_user(p_admin_user_id, p_target_user_id) then
    raise exception 'User % may not act as %', p_admin_user_id, p_target_user_id
      using errcode = '42501';
  end if;
  insert into public.impersonation_audit
    (audit_id, admin_user_id, target_user_id, ip_address, user_agent, notes)
  values (new_id, p_admin_user_id, p_target_user_id, p_ip_address, p_user_agent, p_notes);
  return new_id;
end
$$;

create function public.log_impersonation_end(p_audit_id uuid, p_ended_reason text default 'manual')
returns void language sql security definer set search_path = '' as $$
  update public.impersonation_audit set ended_at = now(), ended_reason = p_ended_reason
  where audit_id = p_audit_id and ended_at is null
$$;

create function public.timeout_expired_impersonation_sessions() returns integer
language sql security definer set search_path = '' as $$
  with expired as (
    update public.impersonation_audit set ended_at = now(), ended_reason = 'timeout'
    where ended_at is null and started_at < now() - interval '1 hour'
    returning 1)
  select count(*)::int from expired
$$;

create function public.archive_old_impersonation_audits()
returns table (archived_count bigint, oldest_archived timestamptz, newest_archived timestamptz)
language sql security definer set search_path = '' as $$
  with old as (
    delete from public.impersonation_audit
    where ended_at is not null and started_at < now() - interval '90 days'
    returning *),
  kept as (
    insert into public.impersonation_audit_archive select * from old returning started_at)
  select count(*), min(started_at), max(started_at) from kept
$$;

create function public.schedule_monthly_audit_archival() returns text language plpgsql as $$
begin
  if not exists (select from pg_catalog.pg_extension where extname = 'pg_cron') then
    return 'pg_cron is not installed: call archive_old_impersonation_audits() by hand';
  end if;
  execute 'select cron.schedule(''archive-audits'', ''0 3 1 * *'','
    || ' ''select public.archive_old_impersonation_audits()'')';
  return 'scheduled';
end
$$;

create function public.get_active_impersonation_sessions()
returns table (audit_id uuid, admin_user_id uuid, admin_username text, target_user_id uuid,
               target_username text, started_at timestamptz, duration_minutes integer,
               ip_address inet, should_timeout boolean)
language sql stable security definer set search_path = '' as $$
  select a.audit_id, a.admin_user_id, admin.username, a.target_user_id, target.username,
         a.started_at, (extract(epoch from now() - a.started_at) / 60)::int, a.ip_address,
         a.started_at < now() - interval '1 hour'
  from public.impersonation_audit a
  join public.app_user admin on admin.app_user_id = a.admin_user_id
  join public.app_user target on target.app_user_id = a.target_user_id
  where a.ended_at is null and public.is_admin(auth.uid())
  order by a.started_at desc
$$;

create function public.get_impersonation_history(p_user_id uuid, p_limit integer default 50)
returns table (audit_id uuid, admin_user_id uuid, admin_username text, target_user_id uuid,
               target_username text, started_at timestamptz, ended_at timestamptz,
               duration_minutes integer, ended_reason text, role_in_session text)
language sql stable security definer set search_path = '' as $$
  select a.audit_id, a.admin_user_id, admin.username, a.target_user_id, target.username,
         a.started_at, a.ended_at,
         (extract(epoch from coalesce(a.ended_at, now()) - a.started_at) / 60)::int, a.ended_reason,
         case when a.admin_user_id = p_user_id then 'admin' else 'target' end
  from public.impersonation_audit a
  join public.app_user admin on admin.app_user_id = a.admin_user_id
  join public.app_user target on target.app_user_id = a.target_user_id
  where p_user_id in (a.admin_user_id, a.target_user_id)
    and (p_user_id = auth.uid() or public.is_admin(auth.uid()))
  order by a.started_at desc
  limit p_limit
$$;

create function public.debug_rls_performance(table_name text)
returns table (policy_name text, policy_definition text, uses_optimized_auth_uid boolean)
language sql stable security definer set search_path = '' as $$
  select p.policyname::text, coalesce(p.qual, p.with_check),
         coalesce(p.qual, p.with_check) ~* 'select auth\.uid\(\)'
  from pg_catalog.pg_policies p
  where p.schemaname = 'public' and p.tablename = debug_rls_performance.table_name
  order by p.policyname
$$;
