-- Performed sessions, newest first, one page.
-- params: since text, until text, text text, page_limit int, page_offset int
with bounds as materialized (
  select d.first, d.last, greatest(coach.since(36500), coach.start_of(coalesce(d.first, '-infinity'::date))) as since
  from (select coach.spoken_day(:since, false), coach.spoken_day(:until, true)) d (first, last)
), mine as materialized (
  select s.* from bounds b cross join lateral coach.sessions_since(b.since, null, null) s
  where b.last is null or s.session_date <= b.last
), performed as materialized (
  select * from mine where performed_session_id in (
    select x.performed_session_id from public.performed_exercise x
    where x.performed_session_id = any (array(select performed_session_id from mine)) and x.completed_at is not null)
), entries as materialized (
  -- Only a search needs the exercises of sessions that are not shown.
  select e.* from bounds cross join lateral coach.entries(bounds.since, case when :text is null then array(
    select p.performed_session_id from performed p
    order by p.session_date desc, p.completed_at desc, p.performed_session_id limit :page_limit offset :page_offset) end) e
  where bounds.last is null or e.session_date <= bounds.last
), sessions as materialized (
  select performed_session_id as id, session_schedule_id, session_date as date, in_deload as deload,
         in_progress, session_started_at as started_at, session_completed_at as completed_at,
         count(*) filter (where is_draft) as drafts,
         array_agg(exercise_name order by started_at, performed_exercise_id) filter (where not is_draft) as exercises
  from entries group by 1, 2, 3, 4, 5, 6, 7 having bool_or(not is_draft)
), wanted as materialized (
  select s.*, d.name as day, case when coach.notes_allowed() then p.note end as note,
         coalesce(coach.notes_allowed() and position(lower(:text) in lower(p.note)) > 0, false) as in_note
  from sessions s join public.performed_session p on p.performed_session_id = s.id
  left join public.session_schedule d on d.session_schedule_id = s.session_schedule_id
  where :text is null
     or position(lower(:text) in lower(d.name)) > 0
     or position(lower(:text) in lower(array_to_string(s.exercises, ' '))) > 0
     or (coach.notes_allowed() and position(lower(:text) in lower(p.note)) > 0)
), page as materialized (
  select * from wanted order by in_note desc, date desc, completed_at desc, id
  limit :page_limit offset case when :text is null then 0 else :page_offset end
), amounts as materialized (
  select e.performed_session_id as id, sum(case when s.total > 0 then s.sets else cardinality(e.reps) end) as sets,
         sum(case when s.total > 0 then s.volume_g
                  else e.weight::bigint * (select sum(r) from unnest(e.reps) r) end) as volume_g
  from page p join entries e on e.performed_session_id = p.id and not e.is_draft
  cross join lateral (
    select count(*) as total, count(*) filter (where t.exercise_set_type <> 'warm-up') as sets,
           sum(t.weight::bigint * t.reps) filter (where t.exercise_set_type <> 'warm-up') as volume_g
    from public.performed_exercise_set t where t.performed_exercise_id = e.performed_exercise_id) s
  group by 1
)
select json_build_object(
  'looked_back_to', (
    select greatest(coach.local_date(b.since), coalesce(b.first, (select min(session_date) from performed), coach.today()))
    from bounds b),
  'first', (select first from bounds), 'last', (select last from bounds),
  'total', case when :text is null then (select count(*) from performed) else (select count(*) from wanted) end,
  'in_notes', (select count(*) from wanted where in_note),
  'sessions', coalesce((
    select json_agg(
      json_build_object(
        'id', p.id, 'date', p.date, 'day', p.day,
        'minutes', case when p.completed_at > p.started_at
                        then round(extract(epoch from p.completed_at - p.started_at) / 60)::int end,
        'exercises', p.exercises, 'sets', coalesce(a.sets, 0), 'volume_g', coalesce(a.volume_g, 0),
        'deload', p.deload, 'in_progress', p.in_progress, 'drafts', p.drafts, 'note', p.note)
      order by p.in_note desc, p.date desc, p.completed_at desc, p.id)
    from page p left join amounts a using (id)), '[]'))
