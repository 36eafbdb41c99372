-- The wait after wrong passwords is one function, so that counting and deciding are one step, and an
-- app's last use is its last call.

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

-- As before, and notes that the app was used.
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
