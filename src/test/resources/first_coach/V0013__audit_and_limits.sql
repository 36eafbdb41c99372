-- What happened stays visible longer than it can be taken back, an app's last use is its last call,
-- and the wait after wrong passwords is one function, so that counting and deciding are one step.

-- Seconds until the next attempt to sign in is looked at; 0 for at once. Over the last hour: failures
-- of this address against this account, of this address against any account, of everybody against
-- this account, and how many seconds ago the last was. The last count keeps nobody out: it only leaves
-- addresses that have not signed in to the account before a single free try. A known address does not
-- wait for what others behind it did to other accounts. An address that stands for everybody says
-- little, so more is free there.
create function coach_auth.sign_in_wait(
  pair int, pair_ago int, address int, address_ago int, account int, known boolean, everybody boolean)
returns int language sql immutable as $$
  select greatest(0, max(least(900, r.first * 2 ^ least(r.failures - r.free, 20)) - r.ago))::int
  from (
    values
      (pair,
       case when account >= 20 and not known and not everybody then 1
            when everybody then 100 else 5 end,
       case when account >= 20 and not known and not everybody then 60 else 2 end,
       pair_ago),
      (case when known then 0 else address end, case when everybody then 400 else 20 end, 2,
       address_ago)
  ) r (failures, free, first, ago)
  where r.failures >= r.free
$$;
revoke execute on function
  coach_auth.sign_in_wait(int, int, int, int, int, boolean, boolean) from public;

-- After 30 days a change cannot be taken back: what it was about goes, that it was made stays 400 days.
create or replace function coach.begin_change(tool_name text, hash text) returns void language plpgsql as $$
declare
  change bigint;
begin
  update coach.change_log
  set reverse = '[]', summary = '', body_hash = null
  where app_user_id = (select auth.uid()) and changed_at < now() - interval '30 days'
    and summary <> '';
  delete from coach.change_log
  where app_user_id = (select auth.uid()) and changed_at < now() - interval '400 days';
  delete from coach.idempotency_key
  where app_user_id = (select auth.uid()) and created_at < now() - interval '30 days';
  insert into coach.change_log (app_user_id, tool, summary, reverse, body_hash)
  values ((select auth.uid()), tool_name, '', '[]', hash)
  returning change_id into change;
  perform set_config('coach.change', change::text, true);
end
$$;

-- As before; of thirty days, although the log goes back further.
create or replace function coach.undo_last_change(body jsonb) returns jsonb language plpgsql as $$
declare
  last coach.change_log;
  doc record;
  names text[];
begin
  select * into last
  from coach.change_log
  where app_user_id = (select auth.uid())
    and undone_at is null
    and changed_at > now() - interval '30 days'
    and change_id <> coach.this_change()
  order by change_id desc
  limit 1;
  if not found then
    perform coach.refuse('There is no change of the last 30 days to take back.');
  end if;
  perform coach.lock_sessions(array(
    select (d ->> 'id')::uuid from jsonb_array_elements(last.reverse) d
    where d ->> 'kind' = 'session'));
  names := coach.refuse_later_changes(last);
  -- The many sessions of an import go at once.
  delete from public.performed_session
  where app_user_id = (select auth.uid())
    and performed_session_id in (
      select (d ->> 'id')::uuid from jsonb_array_elements(last.reverse) d
      where d ->> 'kind' = 'session' and d ->> 'before' is null);
  for doc in
    select x.d ->> 'kind' as kind, (x.d ->> 'id')::uuid as id,
           nullif(x.d -> 'before', 'null') as before
    from jsonb_array_elements(last.reverse) with ordinality x (d, place)
    where x.d ->> 'kind' <> 'session' or x.d ->> 'before' is not null
    order by x.place desc
  loop
    perform coach.restore(doc.kind, doc.id, doc.before);
  end loop;
  update coach.change_log set undone_at = now() where change_id = last.change_id;
  update coach.change_log
  set undone_at = now(), summary = left('Took back: ' || last.summary, 300)
  where change_id = coach.this_change();
  return jsonb_build_object(
    'summary', last.summary,
    'undone', jsonb_build_object('change', last.change_id, 'tool', last.tool,
                                 'changed_at', to_char(last.changed_at at time zone coach.zone(),
                                                       'YYYY-MM-DD"T"HH24:MI'),
                                 'by', coach.this_change()),
    'touched', to_jsonb(names[:20]),
    'touched_total', cardinality(names));
end
$$;

-- As before, by the new check of time zones, and notes that the app was used.
create or replace function coach.begin_call(tool_name text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller uuid := auth.uid();
  claims jsonb := coalesce(nullif(current_setting('request.jwt.claims', true), ''), '{}')::jsonb;
  settings jsonb;
  zone_name text;
  days int;
  allowed int := 0;
  used int;
  oldest timestamptz;
begin
  select coalesce(u.data -> 'mcp_settings', '{}') into settings
  from public.app_user u where u.app_user_id = caller;
  if not found then
    raise exception using errcode = 'PT403', message = 'no account';
  end if;
  if exists (
       select from coach_auth.account a
       where a.app_user_id = caller and a.disabled_at is not null)
     or exists (
       select from coach_auth.token_family f
       where f.family = (claims ->> 'coach_family')::uuid and f.revoked_at is not null) then
    raise exception using errcode = 'PT401', message = 'sign-in has ended';
  end if;

  if claims ->> 'coach_local' is distinct from 'true' then
    select coalesce(max(value::int), 0) into allowed
    from coach.setting where name = 'rate_limit_per_hour' and value ~ '^\d{1,7}$';
  end if;
  if allowed > 0 then
    select count(*), min(called_at) into used, oldest
    from coach.call_log
    where app_user_id = caller and called_at > clock_timestamp() - interval '1 hour';
    if used >= allowed then
      raise exception using errcode = 'PT429', message = 'hourly limit reached',
        detail = greatest(1, ceil(extract(epoch from oldest + interval '1 hour'
                                          - clock_timestamp())))::int::text;
    end if;
    -- A completion runs at every key stroke: it needs quota left and uses none.
    if not starts_with(tool_name, 'complete_') then
      insert into coach.call_log (app_user_id, tool) values (caller, left(tool_name, 100));
    end if;
    if random() < 0.001 then
      delete from coach.call_log where called_at < clock_timestamp() - interval '2 hours';
    end if;
  end if;

  -- Seldom, and never behind somebody else: calls of one app do not wait for each other.
  update coach_auth.token_family
  set last_used_at = now()
  where family = (
    select f.family
    from coach_auth.token_family f
    where f.family = (claims ->> 'coach_family')::uuid
      and f.last_used_at < now() - interval '5 minutes'
    for no key update skip locked);

  zone_name := case when coach.is_time_zone(settings ->> 'time_zone')
                    then settings ->> 'time_zone' else 'UTC' end;
  days := case when settings ->> 'max_history_days' ~ '^\d{1,3}$'
               then greatest(1, least(365, (settings ->> 'max_history_days')::int))
               else 365 end;
  perform set_config('coach.zone', zone_name, true),
          set_config('coach.max_history_days', days::text, true),
          set_config('coach.include_notes',
                     case when settings ->> 'include_notes' = 'false' then 'false' else 'true' end,
                     true);
  return jsonb_build_object(
    'settings', settings,
    'time_zone', zone_name,
    'now', to_jsonb(now()),
    'today', to_jsonb(coach.today()),
    'max_history_days', days,
    'quota_limit', allowed,
    'quota_left', case when allowed > 0 then allowed - used - 1 else -1 end,
    'schema_version', (select value from coach.setting where name = 'schema_version'));
end
$$;

-- Nobody is on the way to a provider of Supabase any more but by what their own browser holds.
drop table if exists coach_auth.pending_sign_in;
