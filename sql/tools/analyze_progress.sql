-- Every set of one exercise in the period, with what was left out, for the trend.
-- params: exercise text, days int, max_sessions int
-- returns: json
-- fast by: performed_session_of_user
with found as materialized (
  select * from coach.find_exercise(:exercise)
),
hit as materialized (
  select base_exercise_id, name from found where winner limit 1
),
done as materialized (
  select s.*,
         dense_rank() over (order by s.session_completed_at desc, s.performed_session_id) as visit
  from coach.performed_set s
  where s.app_user_id = (select auth.uid())
    and s.base_exercise_id = (select base_exercise_id from hit)
    and s.session_completed_at >= coach.since(:days)
)
select jsonb_build_object(
  'exercise', (select jsonb_build_object('id', base_exercise_id, 'name', name) from hit),
  'candidates', (
    select jsonb_agg(jsonb_build_object('id', base_exercise_id, 'name', name))
    from (select * from found limit 5) f),
  'looked_back_to', coach.local_date(coach.since(:days)),
  'sessions_in_period', (select count(distinct performed_session_id) from done),
  'drafts', (
    select count(*)
    from coach.exercise_entry e
    where e.app_user_id = (select auth.uid())
      and e.base_exercise_id = (select base_exercise_id from hit)
      and e.session_completed_at >= coach.since(:days)
      and e.is_draft),
  'target', coach.target_of((select base_exercise_id from hit)),
  'sets', coalesce((
    select jsonb_agg(
      jsonb_build_array(performed_session_id,
                        coach.session_date(session_started_at, session_completed_at),
                        set_number, set_type, weight_g, reps, rpe,
                        extract(epoch from rest)::int, in_deload)
      order by session_completed_at, performed_session_id, performed_exercise_id, set_number)
    from done
    where visit <= :max_sessions), '[]')
)
