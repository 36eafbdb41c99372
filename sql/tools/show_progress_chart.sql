-- Every set of one exercise within the look-back, with where the asked period begins: records need what came before it.
-- params: exercise text, days int
with hit as materialized (select * from coach.meant(:exercise)),
log as materialized (select s.* from hit cross join coach.sets(coach.since(365), hit.id) s where hit.id is not null)
select json_build_object(
  'exercise', hit.exercise, 'candidates', hit.candidates, 'looked_back_to', coach.local_date(coach.since(:days)),
  'drafts', (select count(*) from log where draft and completed_at >= coach.since(:days)),
  'sets', coalesce((
    select json_agg(coach.timed(doc, data) order by completed_at, session, entry, number)
    from log where number is not null), '[]'))
from hit
