-- The lifter: name, active plan, and how much training data there is.
with mine as materialized (select * from coach.sessions_since(coach.since(36500), null, null)),
-- Which exercise a row means is not asked here, and finding it out would take most of the time.
log as materialized (
  select m.session_date, m.performed_session_id, x.performed_exercise_id, x.reps, x.completed_at is null as is_draft
  from public.performed_exercise x join mine m using (performed_session_id)
  where x.performed_session_id = any (array(select performed_session_id from mine))
), own as materialized (
  select performed_exercise_id as entry, count(*) filter (where exercise_set_type <> 'warm-up') as sets
  from public.performed_exercise_set
  where performed_exercise_id = any (array(select performed_exercise_id from log where not is_draft)) group by 1
)
select json_build_object(
  'name', (select u.name from public.app_user u where u.app_user_id = (select auth.uid())),
  'looked_back_to', greatest(coach.local_date(coach.since(36500)), coalesce(min(session_date), coach.today())),
  'first_session', min(session_date) filter (where not is_draft),
  'last_session', max(session_date) filter (where not is_draft),
  'sessions', count(distinct performed_session_id) filter (where not is_draft),
  'sets', coalesce(sum(coalesce(own.sets, cardinality(array_remove(reps, null)))) filter (where not is_draft), 0),
  'drafts', count(*) filter (where is_draft),
  'undated', (select count(*) from public.performed_session s where s.app_user_id = (select auth.uid())
                and s.started_at is null and s.completed_at is null),
  'without_time', (
    select json_agg(json_build_object('id', x.id, 'day', x.day, 'exercises', x.exercises)) from (
      select s.performed_session_id as id, d.name as day,
             (select count(*) from public.performed_exercise e
              where e.performed_session_id = s.performed_session_id) as exercises
      from public.performed_session s left join public.session_schedule d using (session_schedule_id)
      where s.app_user_id = (select auth.uid()) and s.started_at is null and s.completed_at is null
      order by s.performed_session_id limit 5) x),
  'plan', (
    select json_build_object(
      'id', p.user_plan_id, 'name', p.name, 'starts_on', (p.starts_at at time zone coach.zone())::date,
      'ends_on', (p.ends_at at time zone coach.zone())::date,
      'data', coach.plan_schedule(coach.as_object(p.data)),
      'days', (
        select json_agg(json_build_object('name', d.name, 'weekday', d.data -> 'weekday', 'last', (
          select max(coach.session_date(s.started_at, s.completed_at, s.data)) from public.performed_session s
          where s.session_schedule_id = d.session_schedule_id and s.app_user_id = p.app_user_id
            and s.completed_at is not null))
          order by coach.as_int(d.data ->> 'day'), d.name)
        from public.session_schedule d where d.user_plan_id = p.user_plan_id and d.archived_at is null))
    from public.user_plan p where p.app_user_id = (select auth.uid()) and p.is_active and p.archived_at is null
    limit 1))
from log left join own on own.entry = log.performed_exercise_id
