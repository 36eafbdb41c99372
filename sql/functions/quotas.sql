-- How many bytes the caller's account may store; null for no limit.
create or replace function coach.bytes_allowed() returns bigint
language sql stable security definer set search_path = '' as $$
  select max(value::bigint) * 1000000 from coach.setting where name = 'account_megabytes' and value ~ '^[1-9]\d{0,6}$'
    and coalesce(nullif(current_setting('request.jwt.claims', true), ''), '{}')::jsonb
        ->> 'coach_local' is distinct from 'true' $$;
-- What the caller's account stores, in bytes, with what undoes changes and the answers to repeated writes.
create or replace function coach.stored_bytes() returns bigint language sql stable as $$
  with session as materialized (
    select s.performed_session_id as id, pg_column_size(s.*) as size from public.performed_session s
    where s.app_user_id = (select auth.uid())
  ), entry as materialized (
    select e.performed_exercise_id as id, pg_column_size(e.*) as size
    from session s join public.performed_exercise e on e.performed_session_id = s.id
  )
  select coalesce(sum(x.size), 0)::bigint from (
    select size from session
    union all
    select size from entry
    union all
    select pg_column_size(t.*) from entry e join public.performed_exercise_set t on t.performed_exercise_id = e.id
    union all
    select pg_column_size(b.*) from public.base_exercise b where b.app_user_id = (select auth.uid())
    union all
    select pg_column_size(p.*) from public.user_plan p where p.app_user_id = (select auth.uid())
    union all
    select pg_column_size(d.*) from public.user_plan p join public.session_schedule d using (user_plan_id)
    where p.app_user_id = (select auth.uid())
    union all
    select pg_column_size(m.*) from coach.body_measurement m where m.app_user_id = (select auth.uid())
    union all
    select 100 + pg_column_size(c.reverse) from coach.change_log c where c.app_user_id = (select auth.uid())
    union all
    select 200 + coalesce(pg_column_size(k.answer), 0) from coach.idempotency_key k
    where k.app_user_id = (select auth.uid())) x $$;
-- Counts what a write stores, and refuses one that an account has no room for. Where it seems full, it is measured
-- first: what was deleted or has expired makes room.
create or replace function coach.count_bytes(added bigint, may_refuse boolean) returns void language plpgsql as $$
declare
  me uuid := (select auth.uid());
  most bigint := coach.bytes_allowed();
  used bigint;
begin
  if most is null then return; end if;
  update coach.account_size set bytes = bytes + added
  where app_user_id = me and measured_at > now() - interval '1 day' returning bytes into used;
  if used is null or used > most then
    insert into coach.account_size as a (app_user_id, bytes) values (me, coach.stored_bytes())
    on conflict (app_user_id) do update set bytes = excluded.bytes, measured_at = now() returning a.bytes into used;
  end if;
  perform coach.refuse(format(
    'This account would store %s MB and may store %s MB, so nothing was stored. Shorten notes, delete '
    'workouts that are not needed, or ask the operator for more; what undoes changes makes room '
    'after 30 days.', round(used / 1e6, 1), round(most / 1e6, 1))) where may_refuse and used > most;
end $$;
