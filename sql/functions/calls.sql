-- Through which app the caller asks; null for the person at this machine.
create or replace function coach.this_client() returns text language sql stable as $$
  select nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'coach_client'
$$;

-- Counts the call and returns what the answer needs to know about the caller; refuses an account that
-- was disabled and an app that was sent away, although its token has not expired yet. It admits at
-- most the limit plus the calls in flight, and a call whose transaction fails is not counted.
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
                     true),
          set_config('coach.exercise_stats',
                     (select value from coach.setting where name = 'exercise_stats'), true);
  return jsonb_build_object(
    'settings', settings,
    'time_zone', zone_name,
    'now', to_jsonb(now()),
    'today', to_jsonb(coach.today()),
    'max_history_days', days,
    'quota_limit', allowed,
    'quota_left', case when allowed > 0 then allowed - used - 1 else -1 end,
    'schema_version', (select value from coach.setting where name = 'schema_version'),
    'open_views', (select nullif(value, '') from coach.setting where name = 'definer_views'));
end
$$;
