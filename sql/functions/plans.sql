-- The lines of plans for one exercise or (null) for all: of the active plan, then those that the caller has trained;
-- seconds or metres stand for reps where a line names them; never of the app's catch-all plan or of days
-- without targets (freestyle, imported).
create or replace function coach.prescribed(wanted uuid)
returns table (
  user_plan_id uuid, plan_id uuid, base_exercise_id uuid, sets int, reps int, step_g int, progression_limit numeric,
  plan text, day text, sort_order int, place int, trained_at timestamp) language sql stable as $$
  select p.user_plan_id, null::uuid, e.base_exercise_id, e.sets::int,
         coalesce(coach.as_int(e.data ->> 'duration_s'), coach.as_int(e.data ->> 'distance_m'), e.reps)::int,
         e.step_increment::int,
         d.progression_limit, p.name, d.name, e.sort_order::int, 0, null::timestamp
  from public.user_plan p join public.session_schedule d on d.user_plan_id = p.user_plan_id
  join public.exercise e on e.session_schedule_id = d.session_schedule_id
  where p.app_user_id = (select auth.uid()) and p.is_active and p.archived_at is null and d.archived_at is null
    and e.data ->> 'archived_at' is null and ($1 is null or e.base_exercise_id = $1)
  union all
  select d.user_plan_id, d.plan_id, e.base_exercise_id, e.sets::int,
         coalesce(coach.as_int(e.data ->> 'duration_s'), coach.as_int(e.data ->> 'distance_m'), e.reps)::int,
         e.step_increment::int,
         d.progression_limit, coalesce(p.name, u.name), d.name, e.sort_order::int, 1, done.at
  from (
    select x.exercise_id, max(s.completed_at) as at
    -- An array and fenced: else the policy looks at each exercise of each session.
    from (
      select pe.exercise_id, pe.performed_session_id from public.performed_exercise pe
      where pe.performed_session_id = any (array(
        select m.performed_session_id from public.performed_session m
        where m.app_user_id = (select auth.uid()) and m.completed_at >= coach.since(365))) offset 0) x
    join coach.sessions_since(coach.since(365), null, null) s using (performed_session_id) group by 1 offset 0) done
  join public.exercise e on e.exercise_id = done.exercise_id
  join public.session_schedule d on d.session_schedule_id = e.session_schedule_id
  left join public.plan p on p.plan_id = d.plan_id left join public.user_plan u on u.user_plan_id = d.user_plan_id
  where ($1 is null or e.base_exercise_id = $1) and p.name is distinct from 'Unknown' and u.data ->> 'kind' is null $$;
-- What plans ask of each of these exercises: the active plan, else the line trained last. Procedural: planned once a
-- connection.
create or replace function coach.targets(wanted uuid default null) returns table (exercise_id uuid, target json)
language plpgsql stable as $$
begin return query
  select distinct on (t.base_exercise_id) t.base_exercise_id,
         json_build_object('sets', t.sets, 'reps', t.reps, 'step_g', t.step_g,
                           'progression_limit', t.progression_limit, 'plan', t.plan, 'day', t.day)
  from coach.prescribed(wanted) t order by t.base_exercise_id, t.place, t.trained_at desc, t.sort_order;
end $$;
-- What the plan asks of one exercise on each of its days, the day that is due next first: the active plan that has the
-- exercise, else the plan by which it was trained last.
create or replace function coach.plan_lines(wanted uuid) returns json language plpgsql stable as $$
declare own uuid; shared uuid; last_day uuid;
begin
  select t.user_plan_id, t.plan_id into own, shared from coach.prescribed(wanted) t
  order by t.place, t.trained_at desc limit 1;
  select s.session_schedule_id into last_day from public.performed_session s
  join public.session_schedule d on d.session_schedule_id = s.session_schedule_id
  where s.app_user_id = (select auth.uid()) and s.completed_at >= coach.since(365)
    and (d.user_plan_id = own or d.plan_id = shared) order by s.completed_at desc limit 1;
  return (
    with days as materialized (
      select d.session_schedule_id as id, d.name, d.progression_limit, coalesce(u.name, p.name) as plan,
             case when u.starts_at <= now()
                  then (coach.today() - (u.starts_at at time zone coach.zone())::date) / 7 + 1 end as week,
             row_number() over (order by coach.as_int(d.data ->> 'day'), d.name) as place, count(*) over () as total
      from public.session_schedule d
      left join public.user_plan u on u.user_plan_id = d.user_plan_id left join public.plan p on p.plan_id = d.plan_id
      where (d.user_plan_id = own or d.plan_id = shared) and d.archived_at is null)
    select coalesce(json_agg(x order by x.turn, x.sort_order), '[]')
    from (
      select d.id as day_id, d.name as day, d.plan, d.week, e.sets, coalesce(coach.as_int(e.data ->> 'duration_s'),
               coach.as_int(e.data ->> 'distance_m'), e.reps) as reps, e.data -> 'reps_top' as reps_top,
             e.step_increment as step_g, d.progression_limit,
             e.data -> 'percent_of_training_max' as percent, e.data -> 'reps_by_week' as reps_by_week,
             e.data -> 'last_set_amrap_weeks' as open_weeks, e.sort_order,
             (d.place - 1 - coalesce((select l.place from days l where l.id = last_day), 0) + d.total) % d.total as turn
      from days d join public.exercise e on e.session_schedule_id = d.id and e.base_exercise_id = wanted
      where e.data ->> 'archived_at' is null) x);
end $$;
-- The line of a day's plan for an exercise, if it has one.
create or replace function coach.line_of(day uuid, exercise uuid) returns uuid language sql stable as $$
  select e.exercise_id from public.exercise e where e.session_schedule_id = day and e.base_exercise_id = exercise
  order by e.data ->> 'archived_at' is not null, e.sort_order, e.exercise_id limit 1 $$;
-- The day that is meant: of the active plan before other own plans before the app's.
create or replace function coach.need_day(asked text) returns uuid language plpgsql as $$
declare hits uuid[]; names text;
begin
  with days as materialized (
    select d.session_schedule_id as id, d.name, coalesce(u.name, p.name) as plan,
           case when u.is_active then 0
                when u.data ->> 'kind' is not null then 2
                when u.user_plan_id is not null then 1
                else 3 end as place
    from public.session_schedule d
    left join public.user_plan u on u.user_plan_id = d.user_plan_id and u.app_user_id = (select auth.uid())
    left join public.plan p on p.plan_id = d.plan_id
    where (p.plan_id is not null or u.archived_at is null and d.archived_at is null)
      and num_nonnulls(u.user_plan_id, p.plan_id) = 1
  ), hit as (
    select * from days d
    where d.id = coach.as_uuid(asked) or coach.normalize_label(d.name) = coach.normalize_label(asked)
  )
  select array_agg(h.id), string_agg(format('"%s" of %s (%s)', h.name, h.plan, h.id), '; ')
  into hits, names from hit h where h.place = (select min(place) from hit);
  perform coach.refuse(format(
    'plan_day is "%s", and no plan has such a day. Send %s, or name instead for a workout outside plans.',
    asked, coalesce('one of ' || string_agg(format('"%s"', d.name), ', ' order by d.name), 'its id')))
  from public.session_schedule d join public.user_plan u using (user_plan_id)
  where u.app_user_id = (select auth.uid()) and u.is_active and d.archived_at is null having hits is null;
  perform coach.refuse(format('plan_day is "%s", which could be several. Send one of these ids: %s.',
                              asked, names)) where cardinality(hits) > 1;
  return hits[1];
end $$;
-- Workouts outside plans need a day too: one per name, on a private plan without targets. Both are found by their
-- owner, because an id that follows from the owner's could be taken by another lifter.
create or replace function coach.freestyle_day(workout text) returns uuid language plpgsql as $$
declare
  me uuid := (select auth.uid());
  plan uuid := (
    select p.user_plan_id from public.user_plan p where p.app_user_id = me and p.data ->> 'kind' = 'freestyle'
    order by p.created_at, p.user_plan_id limit 1);
  day uuid := (
    select d.session_schedule_id from public.session_schedule d
    where d.user_plan_id = plan and coach.day_label(d.name) = coach.day_label(workout)
    order by d.session_schedule_id limit 1);
begin
  if plan is null then
    insert into public.user_plan (user_plan_id, app_user_id, name, data)
    values (gen_random_uuid(), me, 'Freestyle', '{"kind": "freestyle"}') returning user_plan_id into plan;
  end if;
  if day is null then
    insert into public.session_schedule (session_schedule_id, user_plan_id, name)
    values (gen_random_uuid(), plan, workout) returning session_schedule_id into day;
  end if;
  return day;
end $$;
-- What two spellings of a day's name share; a name without letters is itself.
create or replace function coach.day_label(name text) returns text language sql stable as $$
  select coalesce(nullif(coach.normalize_label(name), ''), lower(name)) $$;
create or replace function coach.day_of(body jsonb) returns uuid language sql as $$
  select case when body ->> 'plan_day' is not null then coach.need_day(body ->> 'plan_day')
              else coach.freestyle_day(coalesce(body ->> 'name', 'Workout')) end $$;
-- A plan that is made active switches off the one that was; the unique index settles a race.
create or replace function coach.note_plan_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    new.updated_at := now();
  end if;
  if new.is_active then
    update public.user_plan set is_active = false
    where app_user_id = new.app_user_id and is_active and user_plan_id <> new.user_plan_id;
  end if;
  return new;
end $$;
create or replace trigger note_plan_change before insert or update on public.user_plan
  for each row execute function coach.note_plan_change();
