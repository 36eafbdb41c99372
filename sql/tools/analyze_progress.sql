-- Every set of one exercise in the period, with what was left out, for the trend; and of every session before them the
-- heaviest set at each number of reps, for the best so far.
-- Without an exercise, the whole log.
-- params: exercise text, since text, until text, days int, max_sessions int
with hit as materialized (select * from coach.meant(:exercise)),
bounds as materialized (select * from coach.period(:since, :until, :days)),
log as materialized (
  select s.*, s.completed_at >= b.begins as in_period,
         dense_rank() over (order by s.number is null, s.completed_at desc, s.session) as visit
  from hit cross join bounds b cross join lateral coach.sets(least(coach.since(365), b.begins), hit.id) s
  where hit.id is not null and (b.until is null or s.date <= b.until)
),
period as (select * from log where in_period and number is not null),
earlier as (
  select distinct on (session, reps) * from log where not (in_period and visit <= :max_sessions)
    and type in ('regular', 'AMRAP', 'pyramid-set', 'super-set') and not deload and reps between 1 and 12
  order by session, reps, weight_g desc, doc ->> 'assistance_g', entry, number
)
select json_build_object(
  'exercise', hit.exercise, 'candidates', hit.candidates,
  'period', b.facts,
  'training', case when :exercise is null then coach.training(coach.since(36500), coach.since(36500)) end,
  'sessions_in_period', (select count(distinct session) from period),
  'sessions_read', (select count(distinct session) from period where visit <= :max_sessions),
  'drafts', (select count(*) from log where draft and in_period),
  'target', (select t.target from coach.targets(hit.id) t where hit.id is not null),
  -- Of the window in which a lift counts as stalled: a cut is why many do.
  'body_weights', coalesce((
    select json_agg(json_build_array(m.measured_on, m.value) order by m.measured_on) from coach.body_measurement m
    where m.app_user_id = (select auth.uid()) and m.kind = 'body_weight'
      and m.measured_on between coach.today() - 56 and coach.today()), '[]'),
  'before', coalesce((select json_agg(doc order by completed_at, session, entry, number) from earlier), '[]'),
  'sets', coalesce((
    select json_agg(coach.timed(doc, data) order by completed_at, session, entry, number)
    from period where visit <= :max_sessions), '[]'))
from hit cross join bounds b
