-- Every set of one exercise in the period, with what was left out, for the trend; and of every session
-- before them the heaviest set at each number of reps, for the best so far.
-- params: exercise text, time_period_days int, max_sessions int
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
         coach.session_date(s.session_started_at, s.session_completed_at) as date,
         s.data ->> 'bodyweight_g' is not null as body_weight_plus,
         s.session_completed_at >= coach.since(:time_period_days) as in_period,
         dense_rank() over (order by s.session_completed_at desc, s.performed_session_id) as visit
  from coach.performed_set s
  where s.app_user_id = (select auth.uid())
    and s.base_exercise_id = (select base_exercise_id from hit)
    and s.session_completed_at >= coach.since(365)
),
period as materialized (
  select * from done where in_period
),
earlier as (
  select distinct on (performed_session_id, reps) *
  from done
  where not (in_period and visit <= :max_sessions)
    and set_type in ('regular', 'AMRAP', 'pyramid-set', 'super-set')
    and not in_deload
    and not body_weight_plus
    and weight_g > 0
    and reps between 1 and 12
  order by performed_session_id, reps, weight_g desc
)
select jsonb_build_object(
  'exercise', (select jsonb_build_object('id', base_exercise_id, 'name', name) from hit),
  'candidates', (
    select jsonb_agg(jsonb_build_object('id', base_exercise_id, 'name', name))
    from (select * from found limit 5) f),
  'looked_back_to', coach.local_date(coach.since(:time_period_days)),
  'sessions_in_period', (select count(distinct performed_session_id) from period),
  'sessions_read', (
    select count(distinct performed_session_id) from period where visit <= :max_sessions),
  'drafts', (
    select count(*)
    from coach.exercise_entry e
    where e.app_user_id = (select auth.uid())
      and e.base_exercise_id = (select base_exercise_id from hit)
      and e.session_completed_at >= coach.since(:time_period_days)
      and e.is_draft),
  'target', coach.target_of((select base_exercise_id from hit)),
  'before', coalesce((
    select jsonb_agg(
      jsonb_build_array(performed_session_id, date, set_number, set_type, weight_g, reps, rpe,
                        null, in_deload, body_weight_plus)
      order by session_completed_at, performed_session_id, performed_exercise_id, set_number)
    from earlier), '[]'),
  'sets', coalesce((
    select jsonb_agg(
      jsonb_build_array(performed_session_id, date, set_number, set_type, weight_g, reps, rpe,
                        extract(epoch from rest)::int, in_deload, body_weight_plus)
      order by session_completed_at, performed_session_id, performed_exercise_id, set_number)
    from period
    where visit <= :max_sessions), '[]')
)
