-- Through which app the caller asks; null for the person at this machine.
create or replace function coach.this_client() returns text language sql stable as $$
  select nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'coach_client' $$;
-- Which files of sql/tools write: they have an hourly limit of their own.
create or replace function coach.is_write(tool_name text) returns boolean language sql immutable parallel safe as $$
  select tool_name in (
    'log_workout', 'edit_workout', 'delete_workout', 'undo_last_change', 'create_exercise',
    'log_body_measurement', 'update_settings', 'import_workouts', 'stage_part', 'store_workouts',
    'create_workout_plan', 'modify_user_plan', 'save_draft') $$;
-- How many calls of this kind the caller may make in an hour; 0 for no limit. Five times as many writes, because
-- workouts are logged set by set.
create or replace function coach.calls_allowed(tool_name text) returns int
language sql stable security definer set search_path = '' as $$
  select coalesce(max(value::int), 0) * case when coach.is_write(tool_name) then 5 else 1 end from coach.setting
  where name = 'rate_limit_per_hour' and value ~ '^\d{1,7}$'
    and coalesce(nullif(current_setting('request.jwt.claims', true), ''), '{}')::jsonb
        ->> 'coach_local' is distinct from 'true' $$;
-- Counts a call. By itself it counts one that failed, whose own count went with its transaction. A completion runs at
-- every key stroke: it needs quota left and uses none.
create or replace function coach.count_call(tool_name text) returns void
language sql volatile security definer set search_path = '' as $$
  insert into coach.call_log (app_user_id, tool)
  select app_user_id, left(tool_name, 100) from public.app_user
  where app_user_id = auth.uid() and coach.calls_allowed(tool_name) > 0 and not starts_with(tool_name, 'complete_') $$;
-- Whether a set of 37 reps breaks the app's statistics; a view defined anew keeps coach's comment.
create or replace function coach.breaks_at_37_reps() returns boolean language sql stable as $$
  select coalesce(pg_get_viewdef(to_regclass('public.exercise_stats')) not like '%<= 12%', false) $$;
-- Counts the call and returns what the answer needs to know about the caller; refuses an account that was disabled and
-- an app that was sent away, although its token has not expired yet. At most the limit plus the calls in flight get in.
create or replace function coach.begin_call(tool_name text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller uuid := auth.uid();
  claims jsonb := coalesce(nullif(current_setting('request.jwt.claims', true), ''), '{}')::jsonb;
  settings jsonb; zone_name text; days int; allowed int; used int; oldest timestamptz;
begin
  select coalesce(u.data -> 'mcp_settings', '{}') into settings from public.app_user u where u.app_user_id = caller;
  if not found then
    raise exception using errcode = 'PT403', message = 'no account';
  end if;
  if exists (
       select from coach_auth.account a where a.app_user_id = caller and a.disabled_at is not null)
     or exists (
       select from coach_auth.token_family f
       where f.family = (claims ->> 'coach_family')::uuid and f.revoked_at is not null) then
    raise exception using errcode = 'PT401', message = 'sign-in has ended';
  end if;
  allowed := coach.calls_allowed(tool_name);
  if allowed > 0 then
    select count(*), min(called_at) into used, oldest from coach.call_log
    where app_user_id = caller and called_at > clock_timestamp() - interval '1 hour'
      and coach.is_write(tool) = coach.is_write(tool_name);
    if used >= allowed then
      raise exception using errcode = 'PT429',
        message = 'hourly limit of ' || case when coach.is_write(tool_name) then 'writes' else 'calls' end,
        detail = greatest(1, ceil(extract(epoch from oldest + interval '1 hour' - clock_timestamp())))::int::text;
    end if;
    perform coach.count_call(tool_name);
    if random() < 0.001 then
      delete from coach.call_log where called_at < clock_timestamp() - interval '2 hours';
    end if;
  end if;
  -- Seldom, and never behind somebody else: calls of one app do not wait for each other.
  update coach_auth.token_family set last_used_at = now()
  where family = (
    select f.family from coach_auth.token_family f
    where f.family = (claims ->> 'coach_family')::uuid and f.last_used_at < now() - interval '5 minutes'
    for no key update skip locked);
  zone_name := case when coach.is_time_zone(settings ->> 'time_zone') then settings ->> 'time_zone' else 'UTC' end;
  days := case when settings ->> 'max_history_days' ~ '^\d{1,3}$'
               then greatest(1, least(365, (settings ->> 'max_history_days')::int))
               else 36500 end;
  perform set_config('coach.zone', zone_name, true), set_config('coach.max_history_days', days::text, true),
          -- What is procedural is planned at a connection's first call, not at its first five.
          set_config('plan_cache_mode', 'force_generic_plan', true),
          set_config('coach.include_notes',
                     case when settings ->> 'include_notes' = 'false' then 'false' else 'true' end, true);
  return jsonb_build_object(
    'settings', settings, 'time_zone', zone_name, 'now', to_jsonb(now()), 'today', to_jsonb(coach.today()),
    'max_history_days', days, 'quota_limit', allowed,
    'quota_left', case when allowed > 0 then allowed - used - 1 else -1 end,
    -- From the catalogue, because the app can define its views anew at any time.
    'open_views', (
      select string_agg(relname, ',' order by relname) from pg_class
      where relnamespace = 'public'::regnamespace and relkind = 'v'
        and relname in ('base_exercise_full', 'base_exercise_with_muscles', 'exercise_schedule')
        and array_to_string(reloptions, ' ') ~ 'security_invoker=(true|on|yes|1)' is not true));
end $$;
-- The same for a request to PostgREST, which makes of the hourly limit a status and a header.
create or replace function coach.begin_request(tool_name text) returns jsonb language plpgsql volatile as $$
declare said text; seconds text;
begin
  return coach.begin_call(tool_name);
exception when sqlstate 'PT429' then
  get stacked diagnostics said = message_text, seconds = pg_exception_detail;
  raise exception using errcode = 'PGRST',
    message = json_build_object('code', 'PT429', 'message', said, 'details', seconds)::text,
    detail = json_build_object('status', 429, 'headers', json_build_object('Retry-After', seconds))::text;
end $$;
