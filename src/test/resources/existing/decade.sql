-- Lifter 7's log of one year once more for each of the nine years before it.
set session_replication_role = replica;
insert into public.performed_session
select (r.s).*
from (
  select jsonb_populate_record(s, jsonb_build_object(
    'performed_session_id', md5(s.performed_session_id || ' ' || y)::uuid,
    'started_at', s.started_at - y * interval '52 weeks', 'completed_at', s.completed_at - y * interval '52 weeks')) as s
  from public.performed_session s, generate_series(1, 9) y
  where s.app_user_id = 'f0000000-0000-0000-0000-000000000007') r;
insert into public.performed_exercise
  (performed_exercise_id, exercise_id, performed_session_id, name, reps, rest, weight, started_at, completed_at, note, data)
select md5(e.performed_exercise_id || ' ' || y)::uuid, e.exercise_id, md5(e.performed_session_id || ' ' || y)::uuid, e.name,
       e.reps, e.rest, e.weight, e.started_at - y * interval '52 weeks', e.completed_at - y * interval '52 weeks', e.note, e.data
from public.performed_exercise e join public.performed_session s using (performed_session_id), generate_series(1, 9) y
where s.app_user_id = 'f0000000-0000-0000-0000-000000000007' and s.started_at > now() - interval '54 weeks';
insert into public.performed_exercise_set
  (performed_exercise_id, exercise_set_type, weight, reps, rest, "order", note, data, started_at, completed_at)
select md5(t.performed_exercise_id || ' ' || y)::uuid, t.exercise_set_type, t.weight, t.reps, t.rest, t."order", t.note, t.data,
       t.started_at - y * interval '52 weeks', t.completed_at - y * interval '52 weeks'
from public.performed_exercise_set t join public.performed_exercise e using (performed_exercise_id)
  join public.performed_session s using (performed_session_id), generate_series(1, 9) y
where s.app_user_id = 'f0000000-0000-0000-0000-000000000007' and s.started_at > now() - interval '54 weeks';
analyze;
