-- One page of sessions, oldest first, with every performed set as a row for spreadsheets.
-- params: page_limit int, page_offset int
with sessions as materialized (
  select s.performed_session_id, s.session_schedule_id, s.started_at, s.completed_at, s.data
  from public.performed_session s
  where s.app_user_id = (select auth.uid()) and coalesce(s.started_at, s.completed_at) is not null
), page as materialized (
  select s.*, d.name as day from sessions s left join public.session_schedule d using (session_schedule_id)
  order by coalesce(s.started_at, s.completed_at), s.performed_session_id limit :page_limit offset :page_offset
)
select json_build_object(
  'total', (select count(*) from sessions),
  'sets', coalesce((
    select json_agg(
      json_build_object(
        'at', to_char((coalesce(p.started_at, p.completed_at) at time zone 'UTC')
                        at time zone coach.zone_of(p.data), 'YYYY-MM-DD"T"HH24:MI:SS'),
        'day', p.day, 'exercise', s.exercise_name, 'set', s.doc, 'note', coalesce(s.note, e.note),
        'duration_s', coalesce(s.data ->> 'duration_s', ''), 'distance_m', coalesce(s.data ->> 'distance_m', ''))
      order by coalesce(p.started_at, p.completed_at), p.performed_session_id, e.data -> 'position', s.entry, s.number)
    from page p
    join coach.sets(null, null, array(select performed_session_id from page)) s on s.session = p.performed_session_id
    join public.performed_exercise e on e.performed_exercise_id = s.entry where s.number is not null), '[]'))
