-- :people people, sixty workouts each within half a year, five exercises a workout; two thirds
-- of these with three sets of their own, the others with reps and one weight. Needs a catalogue.
insert into public.plan (plan_id, name) values ('aa000000-0000-0000-0000-000000000001', 'Load');
insert into public.session_schedule (session_schedule_id, plan_id, name)
select ('ab000000-0000-0000-0000-' || lpad(n::text, 12, '0'))::uuid,
       'aa000000-0000-0000-0000-000000000001', 'Day ' || n
from generate_series(1, 3) n;
insert into public.exercise (exercise_id, base_exercise_id, session_schedule_id)
select ('ac000000-0000-0000-0000-' || lpad(((n - 1) * 3 + d)::text, 12, '0'))::uuid, base_exercise_id,
       ('ab000000-0000-0000-0000-' || lpad(d::text, 12, '0'))::uuid
from (select base_exercise_id, row_number() over (order by name) as n from public.base_exercise
      where app_user_id is null order by name limit 12) b, generate_series(1, 3) d;

insert into public.app_user (app_user_id, name, email)
select ('ad000000-0000-0000-0000-' || lpad(u::text, 12, '0'))::uuid, 'Lifter ' || u,
       'lifter' || u || '@example.com'
from generate_series(1, :people) u
on conflict do nothing;

insert into public.performed_session
  (performed_session_id, session_schedule_id, app_user_id, started_at, completed_at)
select md5('load session ' || u || ' ' || s)::uuid,
       ('ab000000-0000-0000-0000-' || lpad((s % 3 + 1)::text, 12, '0'))::uuid,
       ('ad000000-0000-0000-0000-' || lpad(u::text, 12, '0'))::uuid,
       (now() at time zone 'UTC') - s * interval '3 days' - interval '1 hour',
       (now() at time zone 'UTC') - s * interval '3 days'
from generate_series(1, 60) s, generate_series(1, :people) u;

insert into public.performed_exercise
  (performed_exercise_id, exercise_id, performed_session_id, name, reps, rest, weight, completed_at)
select md5('load exercise ' || u || ' ' || s || ' ' || e)::uuid,
       case when e < 5 then
         ('ac000000-0000-0000-0000-' || lpad((((s + e) % 12) * 3 + s % 3 + 1)::text, 12, '0'))::uuid end,
       md5('load session ' || u || ' ' || s)::uuid,
       b.name, '{5,5,5}', '{}', 60000 + s * 100,
       (now() at time zone 'UTC') - s * interval '3 days'
from generate_series(1, 60) s
cross join generate_series(1, :people) u
cross join generate_series(1, 5) e
join (select name, row_number() over (order by name) - 1 as n from public.base_exercise
      where app_user_id is null order by name limit 12) b on b.n = (s + e) % 12;

insert into public.performed_exercise_set
  (performed_exercise_id, exercise_set_type, weight, reps, "order")
select md5('load exercise ' || u || ' ' || s || ' ' || e)::uuid,
       case o when 1 then 'warm-up' else 'regular' end, 50000 + s * 100 + o * 2500, 5, o
from generate_series(1, 60) s, generate_series(1, :people) u, generate_series(1, 5) e,
     generate_series(1, 3) o
where (s + e) % 3 > 0;
analyze public.performed_session, public.performed_exercise, public.performed_exercise_set,
        public.session_schedule, public.exercise, public.app_user, coach.exercise_label,
        public.base_exercise;
