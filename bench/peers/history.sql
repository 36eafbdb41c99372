-- What a plain server would ask: one exercise of one lifter, under row-level security.
select s.performed_session_id::text as session, s.completed_at::text as completed_at, e.name, e.weight::int as weight_g,
       e.reps::int[] as reps, e.rest::text[] as rest, e.note
from public.performed_session s join public.performed_exercise e using (performed_session_id)
where s.app_user_id = auth.uid() and e.name = $1 and s.completed_at >= now() - make_interval(days => $2)
order by s.completed_at desc limit 50
