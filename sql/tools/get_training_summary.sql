-- Every work set of the look-back with the muscles of its exercise, and the length of each session: the period, the one
-- before it, streaks and new records are all counted from these; and what the active plan asks for, and asked for before
-- it was changed.
with active as materialized (
  select coach.plan_view(a.id) as plan, coach.plan_versions(a.id) as versions from (select coach.active_plan() as id offset 0) a)
select json_build_object(
  'training', coach.training(coach.since(36500), coach.since(36500)), 'plan', active.plan, 'versions', active.versions,
  'days', coalesce((
    select json_object_agg(s.performed_session_id, s.session_schedule_id) from public.performed_session s
    where s.app_user_id = (select auth.uid())
      and s.completed_at >= coach.start_of((active.plan ->> 'starts_on')::date) - interval '1 day'), '{}'))
from active
