-- Every work set of the look-back, of one exercise or of all, for the records.
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
  select s.*,
         coach.session_date(s.session_started_at, s.session_completed_at) as date
  from coach.performed_set s
  where s.app_user_id = (select auth.uid())
    and (:exercise is null or s.base_exercise_id = (select base_exercise_id from hit))
    and s.session_completed_at >= coach.since(365)
    and not s.is_warm_up
)
select jsonb_build_object(
  'exercise', (select jsonb_build_object('id', base_exercise_id, 'name', name) from hit),
  'candidates', (
    select jsonb_agg(jsonb_build_object('id', base_exercise_id, 'name', name))
    from (select * from found limit 5) f),
  'looked_back_to', coach.local_date(coach.since(365)),
  'drafts', (
    select count(*)
    from coach.exercise_entry e
    where e.app_user_id = (select auth.uid())
      and (:exercise is null or e.base_exercise_id = (select base_exercise_id from hit))
      and e.session_completed_at >= coach.since(365)
      and e.is_draft),
  'exercises', coalesce((
    select jsonb_agg(
      jsonb_build_object('id', base_exercise_id, 'name', name, 'sets', sets) order by name)
    from (
      select base_exercise_id,
             min(exercise_name) as name,
             jsonb_agg(
               jsonb_build_array(performed_session_id, date, set_number, set_type, weight_g, reps,
                                 rpe, extract(epoch from rest)::int, in_deload,
                                 data ->> 'bodyweight_g' is not null)
               order by session_completed_at, performed_session_id, performed_exercise_id,
                        set_number) as sets
      from done
      group by base_exercise_id,
               case when base_exercise_id is null then coach.normalize_label(exercise_name) end
    ) x), '[]')
)
