-- What the next weight of one exercise rests on: recent sets, the plan's lines, the equipment, the
-- muscles, and where there is no history the other lifts of the last weeks.
-- params: exercise text
-- returns: json
-- fast by: performed_session_of_user
with hit as materialized (
  select m.*, q.name as equipment, c.name as category, b.force, b.mechanic
  from coach.meant(:exercise) m
  left join lateral (
    select x.* from public.base_exercise x where x.base_exercise_id = m.id limit 1) b on true
  left join public.equipment_type q on q.equipment_type_id = b.equipment_type_id
  left join public.exercise_category c on c.category_id = b.category_id
),
log as materialized (
  select s.*,
         dense_rank() over (order by s.number is null, s.completed_at desc, s.session) as visit
  from hit
  cross join lateral coach.sets(coach.since(365), hit.id) s
  where hit.id is not null
),
others as materialized (
  select s.*
  from hit
  cross join lateral coach.sets(coach.since(90)) s
  where hit.id is not null
    and not exists (select from log where number is not null)
    and s.weight_g > 0
    and s.reps between 1 and 12
    and s.type in ('regular', 'AMRAP', 'pyramid-set', 'super-set')
    and not s.deload
)
select json_build_object(
  'exercise', hit.exercise,
  'equipment', hit.equipment,
  'category', hit.category,
  'candidates', hit.candidates,
  'looked_back_to', coach.local_date(coach.since(365)),
  'lines', (select coach.plan_lines(hit.id) where hit.id is not null),
  'days', (
    select json_object_agg(s.performed_session_id, s.session_schedule_id)
    from public.performed_session s
    where s.performed_session_id in (select log.session from log where visit <= 30)),
  'others', coalesce((
    select json_agg(json_build_object('name', x.exercise_name, 'sets', x.sets))
    from (
      select o.exercise_name, json_agg(o.doc) as sets
      from (
        select distinct on (exercise_name, reps) exercise_name, doc
        from others
        order by exercise_name, reps, weight_g desc
      ) o
      group by o.exercise_name
    ) x), '[]'),
  'drafts', (select count(*) from log where draft),
  'sets', coalesce((
    select json_agg(doc order by completed_at, session, entry, number)
    from log
    where number is not null and visit <= 30), '[]'))
from hit
