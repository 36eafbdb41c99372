-- One page of sessions, oldest first, with every performed set as a row for spreadsheets.
-- params: page_limit int, page_offset int
-- returns: json
with sessions as materialized (
  select s.performed_session_id, s.session_schedule_id, s.started_at, s.completed_at
  from public.performed_session s
  where s.app_user_id = (select auth.uid())
),
page as materialized (
  select s.*, d.name as day
  from sessions s
  left join public.session_schedule d using (session_schedule_id)
  order by coalesce(s.started_at, s.completed_at), s.performed_session_id
  limit :page_limit offset :page_offset
)
select jsonb_build_object(
  'total', (select count(*) from sessions),
  'sets', coalesce((
    select jsonb_agg(
      jsonb_build_array(
        to_char((coalesce(p.started_at, p.completed_at) at time zone 'UTC')
                  at time zone coach.zone(), 'YYYY-MM-DD"T"HH24:MI:SS'),
        p.day, s.exercise_name, s.set_number, s.set_type, s.weight_g, s.reps, s.rpe,
        extract(epoch from s.rest)::int,
        coalesce(n.note, e.note))
      order by coalesce(p.started_at, p.completed_at), p.performed_session_id,
               e.data -> 'position', s.performed_exercise_id, s.set_number)
    from page p
    join coach.performed_set s using (performed_session_id)
    join public.performed_exercise e using (performed_exercise_id)
    left join lateral (
      select t.note
      from public.performed_exercise_set t
      where t.performed_exercise_id = s.performed_exercise_id
      order by t."order", t.performed_exercise_set_id
      offset s.set_number - 1
      limit 1
    ) n on true
    where s.app_user_id = (select auth.uid())), '[]'))
