-- What the next weight of one exercise rests on: recent sets, the plan's target, the equipment, and
-- related lifts where there is no history.
-- params: exercise text
-- returns: json
-- fast by: performed_session_of_user
with found as materialized (
  select * from coach.find_exercise(:exercise)
),
hit as materialized (
  select f.base_exercise_id, f.name, q.name as equipment, b.mechanic
  from found f
  join public.base_exercise b using (base_exercise_id)
  left join public.equipment_type q using (equipment_type_id)
  where f.winner
  limit 1
),
done as materialized (
  select s.*,
         dense_rank() over (order by s.session_completed_at desc, s.performed_session_id) as visit
  from coach.performed_set s
  where s.app_user_id = (select auth.uid())
    and s.base_exercise_id = (select base_exercise_id from hit)
    and s.session_completed_at >= coach.since(365)
),
related as (
  select s.base_exercise_id,
         s.exercise_name,
         jsonb_agg(jsonb_build_array(s.weight_g, s.reps)) as sets,
         count(*) as frequency
  from coach.performed_set s
  join public.base_exercise_primary_muscle m using (base_exercise_id)
  join public.base_exercise b using (base_exercise_id)
  where not exists (select from done)
    and s.app_user_id = (select auth.uid())
    and s.session_completed_at >= coach.since(90)
    and s.weight_g > 0
    and s.set_type in ('regular', 'AMRAP', 'pyramid-set', 'super-set')
    and s.data ->> 'bodyweight_g' is null
    and not s.in_deload
    and b.mechanic = (select mechanic from hit)
    and m.muscle_group_id in (
      select muscle_group_id from public.base_exercise_primary_muscle
      where base_exercise_id = (select base_exercise_id from hit))
  group by 1, 2
  order by 4 desc
  limit 1
)
select jsonb_build_object(
  'exercise', (select jsonb_build_object('id', base_exercise_id, 'name', name) from hit),
  'equipment', (select equipment from hit),
  'candidates', (
    select jsonb_agg(jsonb_build_object('id', base_exercise_id, 'name', name))
    from (select * from found limit 5) f),
  'looked_back_to', coach.local_date(coach.since(365)),
  'target', coach.target_of((select base_exercise_id from hit)),
  'related', (
    select jsonb_build_object('name', exercise_name, 'sets', sets) from related),
  'drafts', (
    select count(*)
    from coach.exercise_entry e
    where e.app_user_id = (select auth.uid())
      and e.base_exercise_id = (select base_exercise_id from hit)
      and e.session_completed_at >= coach.since(365)
      and e.is_draft),
  'sets', coalesce((
    select jsonb_agg(
      jsonb_build_array(performed_session_id,
                        coach.session_date(session_started_at, session_completed_at),
                        set_number, set_type, weight_g, reps, rpe,
                        extract(epoch from rest)::int, in_deload,
                        data ->> 'bodyweight_g' is not null)
      order by session_completed_at, performed_session_id, performed_exercise_id, set_number)
    from done
    where visit <= 30), '[]')
)
