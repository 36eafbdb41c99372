-- One page of sessions, oldest first, with every performed set for spreadsheets and for the import. A session that came
-- from an export keeps the id that it had there, so that the same log gives the same table in any database.
-- params: page_limit int, page_offset int
with sessions as materialized (
  select s.*, coalesce(s.data ->> 'workout_id', s.performed_session_id::text) as own_id,
         date_trunc('second', coalesce(s.started_at, s.completed_at)) as begun, coach.zone_of(s.data) as zone
  from public.performed_session s
  where s.app_user_id = (select auth.uid()) and coalesce(s.started_at, s.completed_at) is not null
), page as materialized (
  select s.*, d.name as day from sessions s left join public.session_schedule d using (session_schedule_id)
  order by s.begun, s.own_id limit :page_limit offset :page_offset
), sets as materialized (
  select s.session, bool_or(s.deload) as deload, json_agg(json_build_object(
           'exercise', s.exercise_name, 'set', s.doc, 'note', s.note, 'exercise_note', e.note,
           'superset', e.data ->> 'superset', 'to_failure', s.data -> 'to_failure',
           'duration_s', s.data -> 'duration_s', 'distance_m', s.data -> 'distance_m')
           order by e.data -> 'position', e.started_at, e.completed_at, s.entry, s.number) as rows
  from coach.sets(null, null, array(select performed_session_id from page)) s
  join public.performed_exercise e on e.performed_exercise_id = s.entry where s.number is not null group by s.session
)
select json_build_object(
  'total', (select count(*) from sessions),
  'sessions', coalesce((
    select json_agg(
      json_build_object(
        'id', p.own_id, 'at', to_char((p.begun at time zone 'UTC') at time zone p.zone, 'YYYY-MM-DD HH24:MI:SS'),
        'ended', case when p.completed_at > p.started_at
                      then to_char((p.completed_at at time zone 'UTC') at time zone p.zone,
                                   'YYYY-MM-DD HH24:MI:SS') end,
        'day', p.day, 'note', p.note, 'zone', p.zone, 'deload', s.deload,
        'time_known', p.data ->> 'time_known' is distinct from 'false', 'sets', s.rows)
      order by p.begun, p.own_id)
    from page p join sets s on s.session = p.performed_session_id), '[]'))
