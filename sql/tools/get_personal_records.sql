-- For one exercise or all: every weight and number of reps with the day it was first done, and the
-- best day's volume. A set counts however it was trained, warm-ups apart.
-- params: exercise text
-- returns: json
-- fast by: performed_session_of_user
with found as materialized (
  select * from coach.find_exercise(:exercise) where :exercise is not null
),
hit as materialized (
  select base_exercise_id, name from found where winner limit 1
),
done as materialized (
  select s.base_exercise_id,
         s.exercise_name,
         s.performed_session_id,
         s.weight_g,
         s.reps,
         coach.session_date(s.session_started_at, s.session_completed_at) as date
  from coach.performed_set s
  where s.app_user_id = (select auth.uid())
    and (:exercise is null or s.base_exercise_id = (select base_exercise_id from hit))
    and s.session_completed_at >= coach.since(365)
    and not s.is_warm_up
    and s.reps > 0
),
firsts as (
  select exercise_name, weight_g, reps, min(date) as date
  from done
  group by exercise_name, weight_g, reps
),
volumes as (
  select exercise_name, date, sum(weight_g::bigint * reps) as volume_g
  from done
  group by exercise_name, performed_session_id, date
)
select jsonb_build_object(
  'exercise', (select jsonb_build_object('id', base_exercise_id, 'name', name) from hit),
  'candidates', (
    select jsonb_agg(jsonb_build_object('id', base_exercise_id, 'name', name))
    from (select * from found limit 5) f),
  'looked_back_to', coach.local_date(coach.since(365)),
  'exercises', coalesce((
    select jsonb_agg(
      jsonb_build_object('name', exercise_name, 'firsts', firsts, 'volumes', volumes)
      order by exercise_name)
    from (
      select exercise_name,
             jsonb_agg(jsonb_build_array(weight_g, reps, date) order by date, weight_g, reps)
               as firsts
      from firsts
      group by exercise_name
    ) f
    join (
      select exercise_name, jsonb_agg(jsonb_build_array(volume_g, date) order by date) as volumes
      from volumes
      group by exercise_name
    ) v using (exercise_name)), '[]')
)
