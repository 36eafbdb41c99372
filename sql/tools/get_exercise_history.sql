-- Every performed set of one exercise, newest session first, one page of sessions.
-- params: exercise text, since text, until text, days int, include_warm_ups boolean, page_limit int, page_offset int
with hit as materialized (select * from coach.meant(:exercise)),
bounds as materialized (select * from coach.period(:since, :until, :days)),
log as materialized (
  select s.* from hit cross join bounds b cross join lateral coach.sets(b.begins, hit.id) s
  where hit.id is not null and (b.until is null or s.date <= b.until)
),
visits as materialized (
  select session, date, deload, max(completed_at) as completed_at,
         array_agg(distinct (entry, entry_note)) filter (where entry_note is not null) as notes,
         json_agg(coach.timed(doc, data) order by entry, number) as sets
  from log where number is not null and (:include_warm_ups or type <> 'warm-up') group by session, date, deload
), page as materialized (
  select v.*, d.name as day,
         case when coach.notes_allowed() then
           nullif(concat_ws(' / ', s.note, (
             select string_agg(e.note, ' / ' order by e.entry) from unnest(v.notes) e (entry uuid, note text))), '')
         end as note
  from (select * from visits order by date desc, completed_at desc, session limit :page_limit offset :page_offset) v
  join public.performed_session s on s.performed_session_id = v.session
  left join public.session_schedule d using (session_schedule_id)
)
select json_build_object(
  'exercise', hit.exercise, 'candidates', hit.candidates,
  'period', b.facts, 'total', (select count(*) from visits),
  'warm_ups', (select count(*) from log where type = 'warm-up' and not :include_warm_ups),
  'drafts', (select count(*) from log where draft),
  'sessions', coalesce((
    select json_agg(
      json_build_object('id', session, 'date', date, 'day', day, 'deload', deload, 'note', note, 'sets', sets)
      order by date desc, completed_at desc, session) from page), '[]'))
from hit cross join bounds b
