-- Every work set of the look-back, of one exercise or of all, for the records.
-- params: exercise text
with hit as materialized (select * from coach.meant(:exercise)),
log as materialized (
  select s.* from hit cross join coach.sets(coach.since(365), hit.id) s where :exercise is null or hit.id is not null
)
select json_build_object(
  'exercise', hit.exercise, 'candidates', hit.candidates, 'looked_back_to', coach.local_date(coach.since(365)),
  'drafts', (select count(*) from log where draft),
  'exercises', coalesce((
    select json_agg(json_build_object('id', x.exercise_id, 'name', x.name, 'sets', x.sets) order by x.name)
    from (
      select exercise_id, min(exercise_name) as name,
             json_agg(doc order by completed_at, session, entry, number) as sets
      from log where number is not null and type <> 'warm-up'
      group by exercise_id, case when exercise_id is null then coach.normalize_label(exercise_name) end
    ) x), '[]'))
from hit
