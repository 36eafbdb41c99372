-- What the next weight of one exercise rests on: recent sets, the plan's target, the equipment, and
-- related lifts where there is no history.
-- params: exercise text
with hit as materialized (
  select m.*, b.equipment, b.mechanic, b.primary_muscles from coach.meant(:exercise) m
  left join lateral (
    select x.* from coach.catalog() x where x.base_exercise_id = m.id limit 1) b on true
), log as materialized (
  select s.*, dense_rank() over (order by s.number is null, s.completed_at desc, s.session) as visit
  from hit cross join lateral coach.sets(coach.since(365), hit.id) s
  where hit.id is not null
), related as (
  select s.exercise_name, json_agg(s.doc) as sets
  from (select hit.* from hit where hit.id is not null
          and not exists (select from log where number is not null)) h
  cross join lateral coach.sets(coach.since(90)) s
  where s.weight_g > 0
    and s.type in ('regular', 'AMRAP', 'pyramid-set', 'super-set') and s.bodyweight_g is null
    and not s.deload
    and exists (
      select from coach.catalog() b
      where b.base_exercise_id = s.exercise_id and b.mechanic = h.mechanic
        and b.primary_muscles && h.primary_muscles)
  group by s.exercise_id, s.exercise_name order by count(*) desc
  limit 1
)
select json_build_object(
  'exercise', hit.exercise, 'equipment', hit.equipment, 'candidates', hit.candidates,
  'looked_back_to', coach.local_date(coach.since(365)),
  'target', (select t.target from coach.targets(hit.id) t where hit.id is not null),
  'related', (select json_build_object('name', exercise_name, 'sets', sets) from related),
  'drafts', (select count(*) from log where draft),
  'sets', coalesce((
    select json_agg(doc order by completed_at, session, entry, number) from log
    where number is not null and visit <= 30), '[]'))
from hit
