-- Every work set of the look-back with the muscles of its exercise, and the length of each session: the period, the one
-- before it, streaks and new records are all counted from these; and what the active plan asks for.
with active as materialized (select coach.plan_view(coach.active_plan()) as plan)
select json_build_object(
  'training', coach.training(coach.since(36500), coach.since(36500)), 'plan', active.plan,
  'days', coalesce((
    select json_object_agg(s.performed_session_id, s.session_schedule_id) from public.performed_session s
    where s.app_user_id = (select auth.uid())
      and s.completed_at >= coach.start_of((active.plan ->> 'starts_on')::date) - interval '1 day'), '{}'))
from active
