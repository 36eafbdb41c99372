-- Every work set of the look-back, of one exercise or of all, for the records.
-- params: exercise text, since text
with hit as materialized (select * from coach.meant(:exercise)),
log as materialized (
  select s.session, s.date, s.completed_at, s.entry, s.exercise_id, s.exercise_name, s.number, s.type, s.draft, s.doc,
         case when jsonb_exists_any(s.data, '{duration_s,distance_m}') then coach.as_int(s.data ->> 'duration_s') end as seconds,
         case when jsonb_exists_any(s.data, '{duration_s,distance_m}') then coach.as_int(s.data ->> 'distance_m') end as metres
  from hit cross join coach.sets(coach.since(36500), hit.id) s where :exercise is null or hit.id is not null
)
select json_build_object(
  'exercise', hit.exercise, 'candidates', hit.candidates, 'looked_back_to', greatest(
    coach.local_date(coach.since(36500)), coalesce((select min(date) from log), coach.today())),
  'new_since', coach.spoken_day(:since, false), 'drafts', (select count(*) from log where draft),
  'exercises', coalesce((
    select json_agg(
      json_build_object(
        'id', x.exercise_id, 'name', x.name, 'sets', x.sets, 'longest', x.longest, 'farthest', x.farthest)
      order by x.name)
    from (
      select exercise_id, min(exercise_name) as name,
             json_agg(doc order by completed_at, session, entry, number) as sets,
             (array_agg(json_build_object('value', seconds, 'date', date, 'session', session)
                order by seconds desc, completed_at) filter (where seconds > 0))[1] as longest,
             (array_agg(json_build_object('value', metres, 'date', date, 'session', session)
                order by metres desc, completed_at) filter (where metres > 0))[1] as farthest
      from log where number is not null and type <> 'warm-up'
      group by exercise_id, case when exercise_id is null then coach.normalize_label(exercise_name) end
    ) x), '[]'))
from hit
