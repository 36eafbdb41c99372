-- What the next weight of one exercise rests on: recent sets, the plan's lines, how it is loaded and what it trains,
-- and where there is no history the other lifts of the last weeks.
-- params: exercise text
with hit as materialized (
  select m.*, b.equipment, b.category, b.primary_muscles, b.secondary_muscles from coach.meant(:exercise) m
  left join lateral (select x.* from coach.catalog() x where x.base_exercise_id = m.id limit 1) b on true
), log as materialized (
  select s.*, dense_rank() over (order by s.number is null, s.completed_at desc, s.session) as visit
  from hit cross join lateral coach.sets(coach.since(365), hit.id) s where hit.id is not null
), pool as materialized (
  select s.exercise_name, s.reps, s.weight_g, s.date, s.doc from hit cross join lateral coach.sets(coach.since(90)) s
  where hit.id is not null and not exists (select from log where number is not null)
    and s.weight_g > 0 and s.reps between 1 and 12 and not s.deload
    and s.type in ('regular', 'AMRAP', 'pyramid-set', 'super-set')
), others as materialized ( -- a weight six times the usual one is a slip of a digit
  select distinct on (p.exercise_name, p.reps) p.exercise_name, p.doc, u.last
  from pool p join (
    select exercise_name, max(date) as last, percentile_disc(0.5) within group (order by weight_g) as middle
    from pool group by 1) u using (exercise_name)
  where p.weight_g < 6 * u.middle order by p.exercise_name, p.reps, p.weight_g desc
)
select json_build_object(
  'exercise', hit.exercise, 'equipment', hit.equipment, 'category', hit.category,
  'primary', hit.primary_muscles, 'secondary', hit.secondary_muscles, 'candidates', hit.candidates,
  'looked_back_to', coach.local_date(coach.since(365)),
  'last_note', (
    select json_build_object('date', coach.session_date(s.started_at, s.completed_at, s.data), 'note', s.note)
    from public.performed_session s where s.app_user_id = (select auth.uid()) and coach.notes_allowed()
      and s.completed_at >= coach.since(14) and s.note <> '' order by s.completed_at desc limit 1),
  'lines', (select coach.plan_lines(hit.id) where hit.id is not null),
  'days', (
    select json_object_agg(s.performed_session_id, s.session_schedule_id) from public.performed_session s
    where s.performed_session_id in (select log.session from log where visit <= 30)),
  'others', coalesce((
    select json_agg(json_build_object('name', x.exercise_name, 'last', x.last, 'sets', x.sets))
    from (select exercise_name, last, json_agg(doc) as sets from others group by 1, 2) x), '[]'),
  'drafts', (select count(*) from log where draft),
  'sets', coalesce((
    select json_agg(coach.timed(doc, data) order by completed_at, session, entry, number) from log
    where number is not null and visit <= 30), '[]'))
from hit
