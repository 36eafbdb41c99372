-- Sixty lifters. The first twenty have trained on Mondays, Wednesdays and Fridays of the fifty-two
-- weeks before the one of :monday, the next twenty for four weeks, the others not yet. Every figure
-- follows from the numbers of lifter, session and line.
create temporary table done as
select u, s, md5('session ' || u || ' ' || s)::uuid as id,
       date ':monday' - 7 * (52 - (s - 1) / 3) + 2 * ((s - 1) % 3) + interval '17 hours'
         + u * interval '3 minutes' as started_at,
       (array['b0000000-0000-0000-0000-000000000001', 'b0000000-0000-0000-0000-000000000003',
              'b0000000-0000-0000-0000-000000000004'])[(s + u) % 3 + 1]::uuid as day
from generate_series(1, 40) u, generate_series(1, 156) s
where u <= 20 or s > 144;

-- Now and then nobody said when it ended, or the app still thinks that it goes on.
insert into public.performed_session
  (performed_session_id, session_schedule_id, app_user_id, started_at, completed_at, note, data)
select id, day, ('f0000000-0000-0000-0000-' || lpad(u::text, 12, '0'))::uuid, started_at,
       case when (s + u) % 53 > 0 then started_at + interval '70 minutes' end,
       case when s % 10 = 0 then 'session ' || s end,
       case when (s + u) % 53 = 0 then '{"in_progress": true}'::jsonb
            when s % 24 > 21 then '{"deload": true}' end
from done;

-- The lines of the day as the app writes them: three sets with one weight, which grows by a step every
-- other week. In the last line of some sessions the lifter did something else, in his own words; in
-- sessions that go on, the lines after the second are drafts.
insert into public.performed_exercise
  (performed_exercise_id, exercise_id, performed_session_id, name, reps, rest, weight, started_at,
   completed_at)
select md5('entry ' || d.u || ' ' || d.s || ' ' || l.n)::uuid,
       case when not d.other then l.exercise_id end, d.id,
       case when d.other then (array['bench', 'Squats', 'curls', 'zercher carry', 'leg-press', 'Hammer curl'])
                              [d.u % 6 + 1] else l.name end,
       array[l.reps, l.reps, greatest(l.reps - (d.s + l.n) % 3, 1)]::public.positive_int[],
       array[l.rest, l.rest, l.rest],
       case when l.name = 'Pull-ups' then 0 else
         20000 + 2500 * (d.u % 8) + 5000 * l.n + l.step_increment * (d.s / 6) end,
       d.started_at + l.n * interval '10 minutes' - interval '8 minutes',
       case when not d.going or l.n <= 2 then d.started_at + l.n * interval '10 minutes' end
from (
  select e.exercise_id, e.session_schedule_id, be.name, e.reps::int, e.rest, e.step_increment::int,
         row_number() over (partition by e.session_schedule_id order by e.sort_order)::int as n,
         count(*) over (partition by e.session_schedule_id)::int as lines
  from public.exercise e
  join public.base_exercise be on be.base_exercise_id = e.base_exercise_id) l
join (select *, (s + u) % 53 = 0 as going, (s + u) % 7 = 0 as odd from done) x
  on x.day = l.session_schedule_id
cross join lateral (select x.u, x.s, x.id, x.started_at, x.going, x.odd and l.n = l.lines as other) d;

-- Every third session's first line went differently from set to set.
insert into public.performed_exercise_set
  (performed_exercise_set_id, performed_exercise_id, exercise_set_type, weight, reps, rest, "order",
   data, started_at, completed_at)
select md5('set ' || d.u || ' ' || d.s || ' ' || o)::uuid, pe.performed_exercise_id,
       case o when 1 then 'warm-up' when 4 then 'AMRAP' else 'regular' end,
       pe.weight * (o + 1) / 5, 5 + (d.s + o) % 4, interval '3 minutes', o * 10,
       case when o > 1 then jsonb_build_object('rpe', 6 + o) end,
       pe.started_at + o * interval '2 minutes', pe.started_at + o * interval '2 minutes 40 seconds'
from done d
join public.performed_exercise pe
  on pe.performed_exercise_id = md5('entry ' || d.u || ' ' || d.s || ' 1')::uuid
cross join generate_series(1, 4) o
where d.s % 3 = 0;
update public.performed_exercise pe
set reps = s.reps, weight = s.weight,
    rest = array_fill(interval '3 minutes', array[cardinality(s.reps)])
from (
  select performed_exercise_id, array_agg(reps order by "order") as reps, max(weight::int) as weight
  from public.performed_exercise_set where performed_exercise_set_id in (
    select md5('set ' || u || ' ' || s || ' ' || o)::uuid from done, generate_series(1, 4) o)
  group by performed_exercise_id) s
where s.performed_exercise_id = pe.performed_exercise_id;
drop table done;

-- The first lifter keeps the house; the audit of a day and of last year.
insert into public.admin_users (admin_user_id, role, granted_by, granted_at) values
  ('f0000000-0000-0000-0000-000000000001', 'superadmin', null, '2026-01-01'),
  ('f0000000-0000-0000-0000-000000000002', 'support', 'f0000000-0000-0000-0000-000000000001', '2026-02-01');
insert into public.impersonation_audit
  (audit_id, admin_user_id, target_user_id, started_at, ended_at, ended_reason, ip_address)
select md5('audit ' || n)::uuid, 'f0000000-0000-0000-0000-000000000002',
       ('f0000000-0000-0000-0000-' || lpad((n + 2)::text, 12, '0'))::uuid,
       date ':monday' - n * interval '20 days', date ':monday' - n * interval '20 days' + interval '9 minutes',
       'manual', '192.0.2.7'
from generate_series(1, 9) n;
select public.archive_old_impersonation_audits();
insert into public.impersonation_audit (audit_id, admin_user_id, target_user_id, started_at)
values (md5('audit 0')::uuid, 'f0000000-0000-0000-0000-000000000001',
        '00000000-0000-0000-0000-0000000000a1', date ':monday' - interval '1 day');
