-- Two thousand people beside those who are there already, with something in every table that grows with
-- them; and a year of lifter 7, whose own log becomes 160 sessions of about a thousand lines.
-- No trigger and no check of a key: they would take most of the time.
set session_replication_role = replica;
insert into auth.users (id, email)
select md5('crowd ' || u)::uuid, 'crowd' || u || '@example.net' from generate_series(1, 2000) u;
insert into public.app_user (app_user_id, name, email, username)
select md5('crowd ' || u)::uuid, 'Crowd ' || u, 'crowd' || u || '@example.net', 'crowd' || u from generate_series(1, 2000) u;
insert into coach_auth.account (app_user_id) select md5('crowd ' || u)::uuid from generate_series(1, 2000) u;
insert into coach_auth.client (client_id, name, redirect_uris, metadata) values ('crowd', 'App', '{}', '{}');
insert into coach_auth.token_family (family, client_id, app_user_id, scopes)
select md5('family ' || u)::uuid, 'crowd', md5('crowd ' || u)::uuid, '{read,write}' from generate_series(1, 2000) u;
insert into coach_auth.token_family (family, client_id, app_user_id, scopes, last_used_at)
values (md5('family 0')::uuid, 'crowd', 'f0000000-0000-0000-0000-000000000007', '{read,write}', now() - interval '1 day');
update coach.setting set value = '9999999' where name = 'rate_limit_per_hour';
insert into coach.call_log (app_user_id, tool, called_at)
select md5('crowd ' || u)::uuid, 'get_profile', now() - n * interval '10 minutes'
from generate_series(1, 2000) u, generate_series(1, 3) n;

insert into public.user_plan (user_plan_id, app_user_id, name, starts_at, ends_at, is_active)
select md5('plan ' || u)::uuid, md5('crowd ' || u)::uuid, 'Plan ' || u, now() - interval '1 day', now() + interval '60 days', true
from generate_series(1, 2000) u;
insert into public.session_schedule (session_schedule_id, user_plan_id, name)
select md5('day ' || u)::uuid, md5('plan ' || u)::uuid, 'Day' from generate_series(1, 2000) u;
insert into public.base_exercise (base_exercise_id, app_user_id, name, mechanic)
select md5('own ' || u || ' ' || n)::uuid, md5('crowd ' || u)::uuid, 'Bench lift ' || u || ' ' || n, 'compound'
from generate_series(1, 2000) u, generate_series(1, 8) n;
insert into coach.exercise_label (label, base_exercise_id, app_user_id, rank, chosen)
select coach.normalize_label(name), base_exercise_id, app_user_id, 0, true
from public.base_exercise where name like 'Bench lift %';
insert into public.base_exercise_primary_muscle (base_exercise_id, muscle_group_id)
select b.base_exercise_id, m.muscle_group_id from public.base_exercise b, public.muscle_group m
where m.name = 'chest' and b.name like 'Bench lift %';
insert into public.base_exercise_secondary_muscle (base_exercise_id, muscle_group_id)
select b.base_exercise_id, m.muscle_group_id from public.base_exercise b, public.muscle_group m
where m.name = 'triceps' and b.name like 'Bench lift %';
insert into public.exercise (exercise_id, base_exercise_id, session_schedule_id)
select md5('line ' || u || ' ' || n)::uuid, case n when 1 then md5('own ' || u || ' 1')::uuid else b.id end, md5('day ' || u)::uuid
from generate_series(1, 2000) u, generate_series(1, 2) n,
     (select base_exercise_id as id from public.base_exercise where app_user_id is null order by name limit 1) b;

insert into public.performed_session (performed_session_id, session_schedule_id, app_user_id, started_at, completed_at)
select md5('crowd ' || u || ' ' || s)::uuid, md5('day ' || u)::uuid, md5('crowd ' || u)::uuid,
       now() - s * interval '3 days' - interval '1 hour', now() - s * interval '3 days'
from generate_series(1, 2000) u, generate_series(1, 5) s;
insert into public.performed_exercise
  (performed_exercise_id, exercise_id, performed_session_id, name, reps, rest, weight, started_at, completed_at)
select md5('crowd ' || u || ' ' || s || ' ' || n)::uuid,
       case when n < 3 then md5('line ' || u || ' ' || n)::uuid end,
       md5('crowd ' || u || ' ' || s)::uuid, 'Bench press', '{5,5,5}', '{}', 60000,
       now() - s * interval '3 days', now() - s * interval '3 days'
from generate_series(1, 2000) u, generate_series(1, 5) s, generate_series(1, 3) n;
insert into public.performed_exercise_set (performed_exercise_id, exercise_set_type, weight, reps, "order")
select md5('crowd ' || u || ' ' || s || ' 1')::uuid, 'regular', 60000, 5, o
from generate_series(1, 2000) u, generate_series(1, 5) s, generate_series(1, 3) o;

insert into coach.body_measurement (app_user_id, kind, measured_on, value)
select md5('crowd ' || u)::uuid, 'body_weight', current_date - n, 80000 from generate_series(1, 2000) u, generate_series(1, 2) n;
insert into coach.change_log (app_user_id, tool, summary, reverse)
select md5('crowd ' || u)::uuid, 'log_workout', 'Logged', '[]' from generate_series(1, 2000) u, generate_series(1, 2) n;
insert into coach.idempotency_key (app_user_id, key, tool, body_hash)
select md5('crowd ' || u)::uuid, 'key ' || n, 'log_workout', 'x' from generate_series(1, 2000) u, generate_series(1, 2) n;
insert into coach.import_mapping (app_user_id, label, base_exercise_id)
select md5('crowd ' || u)::uuid, 'bench', md5('own ' || u || ' 1')::uuid from generate_series(1, 2000) u;
insert into coach.staged_part (app_user_id, staging, number, part)
select md5('crowd ' || u)::uuid, md5('staging ' || u)::uuid, 1, '{}' from generate_series(1, 2000) u;

insert into public.performed_session (performed_session_id, session_schedule_id, app_user_id, started_at, completed_at)
select md5('year ' || n)::uuid, 'b0000000-0000-0000-0000-000000000001', 'f0000000-0000-0000-0000-000000000007',
       now() at time zone 'UTC' - n * interval '41 days' - interval '1 hour', now() at time zone 'UTC' - n * interval '41 days'
from generate_series(1, 4) n;
insert into public.performed_exercise
  (performed_session_id, name, reps, rest, weight, started_at, completed_at)
select s.performed_session_id, b.name, '{8,8,7}', '{2 min,2 min,2 min}', 40000, s.started_at, s.started_at + interval '40 minutes'
from public.performed_session s
cross join (select name from public.base_exercise where app_user_id is null and mechanic = 'compound' order by name limit 2) b
where s.app_user_id = 'f0000000-0000-0000-0000-000000000007';
analyze;
