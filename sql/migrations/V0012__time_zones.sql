-- Time zones are checked without reading all of them: pg_timezone_names opens every file of the
-- system's time zones, for seconds on a busy machine, and a write held the lifter's row meanwhile.

-- Whether a text is an area and a place as IANA spells them. PostgreSQL would also take what it can
-- read as a rule of its own ("Foo/Bar3"), which nobody else knows: digits are left to Etc/GMT alone.
create function coach.is_time_zone(name text) returns boolean language plpgsql stable as $$
begin
  if name is null
     or name !~ '^[A-Z][A-Za-z_]+(/[A-Z][A-Za-z_-]+)+$'
        and name !~ '^Etc/GMT(0|[+-]\d|[+]1[0-2]|-1[0-4])$' then
    return false;
  end if;
  perform now() at time zone name;
  return true;
exception
  when invalid_parameter_value then
    return false;
end
$$;

-- As before, by that check.
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

-- As before, by that check, and before anything is locked.
create or replace function coach.update_settings(body jsonb) returns jsonb language plpgsql as $$
declare
  me uuid := (select auth.uid());
  before jsonb;
  sent jsonb := jsonb_strip_nulls(body -> 'set');
  after jsonb;
begin
  if sent ->> 'time_zone' is not null and not coach.is_time_zone(sent ->> 'time_zone') then
    perform coach.refuse(format('time_zone is "%s", which the database does not know. Send another '
                                'name of the same zone.', sent ->> 'time_zone'));
  end if;
  perform coach.touch('settings', me);
  select coach.as_object(u.data -> 'mcp_settings') into before
  from public.app_user u where u.app_user_id = me;
  if jsonb_exists(sent, 'pain_flags') then
    sent := sent || jsonb_build_object('pain_flags', coach.pain_flags(sent -> 'pain_flags'));
  end if;
  after := before - array(select jsonb_array_elements_text(coalesce(body -> 'reset', '[]')));
  after := after || sent
    || case when jsonb_exists(sent, 'landmarks') then jsonb_build_object(
         'landmarks', coach.as_object(after -> 'landmarks') || (sent -> 'landmarks'))
       else '{}' end
    || case when jsonb_exists(sent, 'gyms') or jsonb_exists(body, 'remove_gyms')
       then jsonb_build_object('gyms', coach.joined_gyms(
         after -> 'gyms', coalesce(sent -> 'gyms', '[]'), coalesce(body -> 'remove_gyms', '[]')))
       else '{}' end;
  if jsonb_array_length(case jsonb_typeof(after -> 'gyms') when 'array' then after -> 'gyms'
                                                          else '[]' end) > 5 then
    perform coach.refuse('There would be more than 5 gyms. Send remove_gyms with those to forget.');
  end if;
  if sent ->> 'gym' is not null
     and not after -> 'gyms' @> jsonb_build_array(jsonb_build_object('name', sent -> 'gym')) then
    perform coach.refuse(format('gym is "%s", and there is no such gym. Send it in gyms first.',
                                sent ->> 'gym'));
  end if;
  update public.app_user u
  set data = coach.as_object(u.data) || jsonb_build_object('mcp_settings', after)
  where u.app_user_id = me;
  return jsonb_build_object('summary', 'Changed the settings', 'before', before, 'after', after);
end
$$;

-- As at the end of every migration that adds functions.
revoke execute on all functions in schema coach from public;
grant execute on all functions in schema coach to authenticated, service_role;
revoke execute on function
  coach.choose_labels(text[], uuid), coach.label_exercise(), coach.remove_account_data()
  from authenticated, service_role;
