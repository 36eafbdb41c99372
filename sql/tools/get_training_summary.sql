-- The sets of the last weeks and of as many weeks before them, every training day of the year, and
-- the first day of every weight and number of reps for new records.
-- params: weeks int
-- returns: json
-- fast by: performed_session_of_user
with period as materialized (
  select coach.start_of((date_trunc('week', coach.today()::timestamp))::date - 7 * (2 * :weeks - 1))
           as before_start
),
year as materialized (
  select s.*,
         coach.session_date(s.session_started_at, s.session_completed_at) as date
  from coach.performed_set s
  where s.app_user_id = (select auth.uid())
    and s.session_completed_at >= coach.since(365)
    and not s.is_warm_up
)
select coach.sets_with_muscles((select before_start from period)) || jsonb_build_object(
  'looked_back_to', coach.local_date(coach.since(365)),
  'days', coalesce((select jsonb_agg(distinct date) from year), '[]'),
  'sessions', coalesce((
    select jsonb_agg(jsonb_build_array(id, date, minutes) order by date, id)
    from (
      select y.performed_session_id as id,
             min(y.date) as date,
             round(extract(epoch from min(y.session_completed_at) - min(y.session_started_at)) / 60)
               ::int as minutes
      from year y
      where y.session_completed_at >= (select before_start from period)
      group by 1
    ) s), '[]'),
  'drafts', (
    select count(*)
    from coach.exercise_entry e
    where e.app_user_id = (select auth.uid())
      and e.session_completed_at >= (select before_start from period)
      and e.is_draft),
  'firsts', coalesce((
    select jsonb_agg(jsonb_build_array(exercise_name, weight_g, reps, date)
                     order by exercise_name, date, weight_g, reps)
    from (
      select exercise_name, weight_g, reps, min(date) as date
      from year
      where weight_g > 0 and reps > 0
      group by 1, 2, 3
    ) f), '[]')
)
