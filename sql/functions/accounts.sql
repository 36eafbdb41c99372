-- Deletes a lifter's plans, or one, from the bottom: the workout app's tables do not cascade.
create or replace function coach.delete_plans(owner uuid, plan uuid default null) returns void language sql as $$
  delete from public.exercise e using public.session_schedule d, public.user_plan p
  where d.session_schedule_id = e.session_schedule_id and p.user_plan_id = d.user_plan_id
    and p.app_user_id = owner and p.user_plan_id = coalesce(plan, p.user_plan_id);
  delete from public.session_schedule d using public.user_plan p
  where p.user_plan_id = d.user_plan_id and p.app_user_id = owner and p.user_plan_id = coalesce(plan, p.user_plan_id);
  delete from public.user_plan p where p.app_user_id = owner and p.user_plan_id = coalesce(plan, p.user_plan_id) $$;
-- Deletes an account with everything it has. What others train of it must have been moved before.
create or replace function coach_auth.delete_lifter(leaving uuid) returns boolean language plpgsql as $$
begin
  delete from public.performed_session where app_user_id = leaving;
  perform coach.delete_plans(leaving);
  delete from public.base_exercise where app_user_id = leaving;
  delete from public.app_user where app_user_id = leaving;
  return found;
end $$;
-- Deletes what is older than an age, at most so many at once; rows that others hold stay, as they may wait for this
-- transaction.
create or replace function coach_auth.purge(target regclass, moment text, age interval, most int default null)
returns bigint language plpgsql as $$
declare gone bigint;
begin
  execute format(
    'delete from %1$s where ctid = any (array(
       select ctid from %1$s where %2$s < clock_timestamp() - $1 limit $2 for update skip locked))',
    target, moment)
  using age, most;
  get diagnostics gone = row_count;
  return gone;
end $$;
-- Ends what apps hold of a person, or one app, and their codes; says how many held something.
create or replace function coach_auth.end_apps(lifter uuid, reason text, app text default null)
returns bigint language sql as $$
  delete from coach_auth.code where app_user_id = lifter and client_id = coalesce(app, client_id) and used_at is null;
  with ended as (
    update coach_auth.token_family set revoked_at = now(), revoked_for = reason
    where app_user_id = lifter and client_id = coalesce(app, client_id) and revoked_at is null returning family
  )
  select count(*) from ended $$;
-- Deletes an account that its person gives up. Where others have trained a day of its plans, each of them keeps that
-- day as an archived one of their own, without the person's words: their history stays whole and points at nobody else.
create or replace function coach_auth.delete_account(leaving uuid, attempts_key text)
returns boolean language plpgsql as $$
begin
  -- The new rows' ids are random: one that follows from others could be taken already.
  with trained as materialized (
    select t.*, gen_random_uuid() as kept_day,
           first_value(gen_random_uuid()) over (partition by t.plan, t.other) as kept_plan
    from (
      select distinct s.app_user_id as other, p.user_plan_id as plan, d.session_schedule_id as day
      from public.user_plan p join public.session_schedule d using (user_plan_id)
      join public.performed_session s using (session_schedule_id)
      where p.app_user_id = leaving and s.app_user_id <> leaving) t
  ),
  -- Not the exercises that only the account knows.
  lines as materialized (
    select t.other, t.kept_day, e.exercise_id as line, gen_random_uuid() as kept_line from trained t
    join public.exercise e on e.session_schedule_id = t.day
    join public.base_exercise b using (base_exercise_id) where b.app_user_id is null
  ), plans as (
    insert into public.user_plan (user_plan_id, app_user_id, name, archived_at)
    select distinct kept_plan, other, 'Kept from a removed plan', now() from trained
  ), days as (
    insert into public.session_schedule (session_schedule_id, user_plan_id, name, progression_limit, data, archived_at)
    select t.kept_day, t.kept_plan, d.name, d.progression_limit, d.data, now()
    from trained t join public.session_schedule d on d.session_schedule_id = t.day
  ), kept as (
    insert into public.exercise (
      exercise_id, base_exercise_id, session_schedule_id, reps, sets, rest, step_increment, sort_order, data)
    select l.kept_line, e.base_exercise_id, l.kept_day, e.reps, e.sets, e.rest, e.step_increment, e.sort_order, e.data
    from lines l join public.exercise e on e.exercise_id = l.line
  ), entries as (
    update public.performed_exercise pe
    set exercise_id = (select l.kept_line from lines l where l.line = e.exercise_id and l.other = s.app_user_id)
    from public.performed_session s, public.exercise e, public.session_schedule d, public.user_plan p
    where s.performed_session_id = pe.performed_session_id and e.exercise_id = pe.exercise_id
      and d.session_schedule_id = e.session_schedule_id and p.user_plan_id = d.user_plan_id
      and p.app_user_id = leaving and s.app_user_id <> leaving
  )
  update public.performed_session s set session_schedule_id = t.kept_day
  from trained t where s.session_schedule_id = t.day and s.app_user_id = t.other;
  -- An exercise of the account's own that somebody else's plan prescribes cannot be kept.
  delete from public.exercise e using public.base_exercise b, public.session_schedule d, public.user_plan p
  where b.base_exercise_id = e.base_exercise_id and b.app_user_id = leaving
    and d.session_schedule_id = e.session_schedule_id and p.user_plan_id = d.user_plan_id and p.app_user_id <> leaving;
  delete from coach_auth.attempt where key = attempts_key;
  perform coach_auth.purge('coach_auth.attempt', 'at', '1 hour');
  delete from coach.call_log where app_user_id = leaving;
  delete from coach.setting where name in ('local_lifter', 'demo_lifter') and value = leaving::text;
  delete from coach_auth.invitation i using public.app_user u
  where u.app_user_id = leaving and lower(i.email) = lower(u.email);
  return coach_auth.delete_lifter(leaving);
end $$;
