-- Every set of one exercise within the look-back, with where the asked period begins: records need
-- what came before it.
-- params: exercise text, days int
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
         coach.session_date(s.session_started_at, s.session_completed_at) as date
  from coach.performed_set s
  where s.app_user_id = (select auth.uid())
    and s.base_exercise_id = (select base_exercise_id from hit)
    and s.session_completed_at >= coach.since(365)
)
select jsonb_build_object(
  'exercise', (select jsonb_build_object('id', base_exercise_id, 'name', name) from hit),
  'candidates', (
    select jsonb_agg(jsonb_build_object('id', base_exercise_id, 'name', name))
    from (select * from found limit 5) f),
  'looked_back_to', coach.local_date(coach.since(:days)),
  'drafts', (
    select count(*)
    from coach.exercise_entry e
    where e.app_user_id = (select auth.uid())
      and e.base_exercise_id = (select base_exercise_id from hit)
      and e.session_completed_at >= coach.since(:days)
      and e.is_draft),
  'sets', coalesce((
    select jsonb_agg(
      jsonb_build_array(performed_session_id, date, set_number, set_type, weight_g, reps, rpe, null,
                        in_deload, data ->> 'bodyweight_g' is not null)
      order by session_completed_at, performed_session_id, performed_exercise_id, set_number)
    from done), '[]')
)
