-- Fills a migrated and seeded database with lifters of the same shape: each trained 40 times in the
-- last 120 days, five exercises of five sets a time, one of them always the squat.
insert into public.app_user (app_user_id, name, email)
select md5('bench' || n)::uuid, 'bench ' || n, 'bench' || n || '@example.com'
from generate_series(1, :lifters) n;

insert into public.user_plan (user_plan_id, app_user_id, name, data)
select md5('bench plan' || n)::uuid, md5('bench' || n)::uuid, 'Freestyle', '{"kind": "freestyle"}'
from generate_series(1, :lifters) n;

insert into public.session_schedule (session_schedule_id, user_plan_id, name)
select md5('bench day' || n)::uuid, md5('bench plan' || n)::uuid, 'Full body'
from generate_series(1, :lifters) n;

insert into public.performed_session (
  performed_session_id, session_schedule_id, app_user_id, started_at, completed_at)
select md5('bench session' || n || ' ' || s)::uuid,
       md5('bench day' || n)::uuid,
       md5('bench' || n)::uuid,
       now() at time zone 'UTC' - (s * interval '3 days') - interval '1 hour',
       now() at time zone 'UTC' - (s * interval '3 days')
from generate_series(1, :lifters) n, generate_series(0, 39) s;

insert into public.performed_exercise (
  performed_session_id, name, reps, rest, weight, completed_at, data)
select md5('bench session' || n || ' ' || s)::uuid,
       b.name,
       '{5,5,5,5,5}',
       '{3 min,3 min,3 min,3 min,3 min}',
       60000 + 2500 * (39 - s),
       now() at time zone 'UTC' - (s * interval '3 days'),
       jsonb_build_object('base_exercise_id', b.base_exercise_id)
from generate_series(1, :lifters) n,
     generate_series(0, 39) s,
     (select base_exercise_id, name
      from public.base_exercise
      where name in ('Barbell Back Squat', 'Barbell Bench Press', 'Barbell Row', 'Overhead Press',
                     'Romanian Deadlift')) b;

analyze;
