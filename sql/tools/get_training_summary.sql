-- Every work set of the look-back with the muscles of its exercise, and the length of each session:
-- the period, the one before it, streaks and new records are all counted from these.
-- params:
-- returns: json
-- fast by: performed_session_of_user
select coach.sets_with_muscles(coach.since(365)) || jsonb_build_object(
  'sessions', coalesce((
    select jsonb_agg(jsonb_build_array(id, date, minutes) order by date, id)
    from (
      select e.performed_session_id as id,
             coach.session_date(min(e.session_started_at), min(e.session_completed_at)) as date,
             round(extract(epoch from min(e.session_completed_at) - min(e.session_started_at)) / 60)
               ::int as minutes
      from coach.exercise_entry e
      where e.app_user_id = (select auth.uid())
        and e.session_completed_at >= coach.since(365)
        and not e.is_draft
      group by 1
    ) s), '[]'),
  'draft_days', coalesce((
    select jsonb_agg(coach.session_date(e.session_started_at, e.session_completed_at))
    from coach.exercise_entry e
    where e.app_user_id = (select auth.uid())
      and e.session_completed_at >= coach.since(365)
      and e.is_draft), '[]')
)
