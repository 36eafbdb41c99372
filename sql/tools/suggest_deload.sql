-- Every work set of the last weeks with the muscles of its exercise, and the targets of the plan.
-- params: weeks_analyzed int
-- returns: json
-- fast by: performed_session_of_user
with volume as materialized (
  select coach.sets_with_muscles(
    coach.start_of(greatest(
      (date_trunc('week', coach.today()::timestamp))::date - 7 * :weeks_analyzed,
      coach.local_date(coach.since(365))))) as sets
)
select (select sets from volume) || jsonb_build_object(
  'targets', coalesce((
    select jsonb_object_agg(x.id, coach.target_of(x.id::uuid))
    from (
      select e ->> 'id' as id
      from volume, jsonb_array_elements(sets -> 'exercises') e
      where e ->> 'id' is not null
    ) x), '{}'),
  'deload_days', coalesce((
    select jsonb_agg(distinct coach.session_date(session_started_at, session_completed_at))
    from coach.exercise_entry
    where app_user_id = (select auth.uid())
      and session_completed_at >= coach.since(365)
      and in_deload
      and not is_draft), '[]'),
  'training_days', coalesce((
    select jsonb_agg(distinct coach.session_date(session_started_at, session_completed_at))
    from coach.exercise_entry
    where app_user_id = (select auth.uid())
      and session_completed_at >= coach.since(365)
      and not is_draft), '[]')
)
