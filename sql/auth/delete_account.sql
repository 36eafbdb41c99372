-- Deletes an account with everything it has. Where others have trained a day of its plans, each of
-- them keeps that day as an archived one of their own, without the words of whoever is gone, so that
-- their history stays whole and nothing in it points at somebody else. Nothing happens where the
-- session that asks for it has been ended meanwhile.
-- params: app_user_id uuid, session_hash text
-- returns: json
-- may take: 50s
-- In the order in which others lock, and before the lock on writing: a call that notes its app's use
-- may wait for that one.
select app_user_id from coach_auth.account where app_user_id = :app_user_id for update;
select family from coach_auth.token_family where app_user_id = :app_user_id for update;
select pg_advisory_xact_lock(hashtextextended('coach.writer ' || :app_user_id, 0));
-- Whose account goes; nobody's where a reset has ended the session.
select set_config(
  'coach.leaving',
  coalesce(
    (select s.app_user_id
     from coach_auth.browser_session s
     where s.session_hash = :session_hash and s.app_user_id = :app_user_id),
    gen_random_uuid())::text,
  true);
insert into public.user_plan (user_plan_id, app_user_id, name, archived_at)
select distinct
       md5('kept plan ' || p.user_plan_id || s.app_user_id)::uuid,
       s.app_user_id,
       'Kept from a removed plan',
       now()
from public.user_plan p
join public.session_schedule d using (user_plan_id)
join public.performed_session s using (session_schedule_id)
where p.app_user_id = current_setting('coach.leaving')::uuid and s.app_user_id <> p.app_user_id;
insert into public.session_schedule (
  session_schedule_id, user_plan_id, name, progression_limit, data, archived_at)
select distinct
       md5('kept day ' || d.session_schedule_id || s.app_user_id)::uuid,
       md5('kept plan ' || p.user_plan_id || s.app_user_id)::uuid,
       d.name,
       d.progression_limit,
       d.data,
       now()
from public.user_plan p
join public.session_schedule d using (user_plan_id)
join public.performed_session s using (session_schedule_id)
where p.app_user_id = current_setting('coach.leaving')::uuid and s.app_user_id <> p.app_user_id;
-- Not the exercises that only the account knows.
insert into public.exercise (
  exercise_id, base_exercise_id, session_schedule_id, reps, sets, rest, step_increment, sort_order,
  data)
select distinct
       md5('kept exercise ' || e.exercise_id || s.app_user_id)::uuid,
       e.base_exercise_id,
       md5('kept day ' || d.session_schedule_id || s.app_user_id)::uuid,
       e.reps,
       e.sets,
       e.rest,
       e.step_increment,
       e.sort_order,
       e.data
from public.user_plan p
join public.session_schedule d using (user_plan_id)
join public.performed_session s using (session_schedule_id)
join public.exercise e using (session_schedule_id)
join public.base_exercise b using (base_exercise_id)
where p.app_user_id = current_setting('coach.leaving')::uuid
  and s.app_user_id <> p.app_user_id
  and b.app_user_id is null;
update public.performed_exercise pe
set exercise_id = (
  select k.exercise_id
  from public.exercise k
  where k.exercise_id = md5('kept exercise ' || e.exercise_id || s.app_user_id)::uuid)
from public.performed_session s, public.exercise e, public.session_schedule d, public.user_plan p
where s.performed_session_id = pe.performed_session_id
  and e.exercise_id = pe.exercise_id
  and d.session_schedule_id = e.session_schedule_id
  and p.user_plan_id = d.user_plan_id
  and p.app_user_id = current_setting('coach.leaving')::uuid
  and s.app_user_id <> p.app_user_id;
update public.performed_session s
set session_schedule_id = md5('kept day ' || d.session_schedule_id || s.app_user_id)::uuid
from public.session_schedule d, public.user_plan p
where d.session_schedule_id = s.session_schedule_id
  and p.user_plan_id = d.user_plan_id
  and p.app_user_id = current_setting('coach.leaving')::uuid
  and s.app_user_id <> p.app_user_id;
-- An exercise of the account's own that somebody else's plan prescribes cannot be kept.
delete from public.exercise e
using public.base_exercise b, public.session_schedule d, public.user_plan p
where b.base_exercise_id = e.base_exercise_id
  and b.app_user_id = current_setting('coach.leaving')::uuid
  and d.session_schedule_id = e.session_schedule_id
  and p.user_plan_id = d.user_plan_id
  and p.app_user_id <> b.app_user_id;
delete from coach_auth.attempt
where key = 'sign_in account ' || (
    select coach_auth.attempted(u.email)
    from public.app_user u
    where u.app_user_id = :app_user_id)
  and exists (
    select from public.app_user
    where app_user_id = current_setting('coach.leaving')::uuid);
-- Others' rows are left to those who hold them: they may wait for this account.
delete from coach_auth.attempt
where ctid = any (array(
  select ctid
  from coach_auth.attempt
  where at < clock_timestamp() - interval '1 hour'
  for update skip locked));
delete from coach.call_log where app_user_id = current_setting('coach.leaving')::uuid;
delete from coach.setting
where name in ('local_lifter', 'demo_lifter') and value = current_setting('coach.leaving');
delete from coach_auth.invitation i
using public.app_user u
where u.app_user_id = current_setting('coach.leaving')::uuid and lower(i.email) = lower(u.email);
select jsonb_build_object(
  'deleted', coach_auth.delete_lifter(current_setting('coach.leaving')::uuid))
