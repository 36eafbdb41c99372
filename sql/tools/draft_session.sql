-- What the next session rests on: the plan, or what was trained lately, the sets of its exercises, and lifts that can
-- stand in for what the gym lacks.
-- params: plan_day text, gym text
with gym as materialized (
  select nullif(coach.words_of(x.gym -> 'equipment'), '[]') as has
  from (select data -> 'mcp_settings' as s from public.app_user where app_user_id = (select auth.uid())) me
  cross join lateral (
    select g.gym from jsonb_array_elements(coach.as_array(s -> 'gyms')) with ordinality g (gym, place)
    where jsonb_typeof(g.gym) = 'object'
    order by lower(g.gym ->> 'name') is not distinct from lower(coalesce(:gym, s ->> 'gym')) desc, g.place limit 1) x
), meant as materialized (
  select coalesce(coach.plan_of_day(:plan_day), coach.active_plan()) as id
), shown as materialized (
  select coalesce(coach.any_plan(meant.id), jsonb_build_object(
    'kind', 'rotation', 'name', 'what was trained lately', 'data', '{}'::jsonb, 'days', coach.trained_days(6))) as plan
  from meant
), spare as materialized (
  select case when gym.has is not null then coach.stand_ins(shown.plan, gym.has) else '{}' end as docs
  from shown left join gym on true
)
select json_build_object(
  'plan', shown.plan, 'spare', spare.docs, 'basis', coach.digest(jsonb_build_array(coach.draft_basis(), null)),
  'history', coach.lift_history(
    coach.plan_exercises(shown.plan)
    || array(select (x #>> '{}')::uuid from jsonb_path_query(spare.docs, '$.*[*].id') x)),
  'open', (
    select json_build_object('name', o.name, 'since', coach.local_text(o.started_at, coach.zone_of(o.data)))
    from (
      select d.name, s.started_at, s.data
      from public.performed_session s
      left join public.session_schedule d using (session_schedule_id)
      where s.app_user_id = (select auth.uid()) and (s.completed_at is null or s.data ->> 'in_progress' = 'true')
        and s.started_at > now() at time zone 'UTC' - interval '12 hours' and exists (
          select from public.performed_exercise e
          where e.performed_session_id = s.performed_session_id and e.completed_at is not null)
      order by s.started_at desc limit 1) o),
  'last_note', (
    select json_build_object('date', coach.session_date(s.started_at, s.completed_at, s.data), 'note', s.note)
    from public.performed_session s where s.app_user_id = (select auth.uid()) and coach.notes_allowed()
      and s.completed_at >= coach.since(14) and s.note <> '' order by s.completed_at desc limit 1))
from shown cross join spare
