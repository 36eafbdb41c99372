-- A plan that the caller may see, with its days and lines: own ones whole, others without whose they are. Lines with
-- exercises of somebody's own are theirs alone. Null where there is none.
create or replace function coach.plan_view(of_id uuid) returns jsonb language plpgsql stable as $$
begin return (
  with p as materialized (
    select u.user_plan_id as id, 'own' as kind, u.name, u.description, u.visibility, u.created_by, u.version, u.is_active,
           u.archived_at is not null as archived, (u.starts_at at time zone coach.zone())::date as starts_on,
           (u.ends_at at time zone coach.zone())::date as ends_on, coach.as_object(u.data) as data
    from public.user_plan u
    where u.user_plan_id = of_id and u.app_user_id = (select auth.uid()) and u.data ->> 'kind' is null
    union all
    select s.user_plan_id, 'public', s.name, s.description, s.visibility, null, null, false, false, null, null, s.schedule
    from coach.seen_plan s
    where s.user_plan_id = of_id and s.owner_id is null and s.archived_at is null and s.kind is null
    union all
    -- By its address alone: only coach.shared_plan sees these rows.
    select u.user_plan_id, 'shared', u.name, u.description, u.visibility, null, null, false, false, null, null,
           coach.plan_schedule(u.data)
    from public.user_plan u where u.user_plan_id = of_id and u.app_user_id <> (select auth.uid())
      and u.visibility = 'shared' and u.archived_at is null and u.data ->> 'kind' is null
    union all
    select s.plan_id, case when s.is_system then 'system' else 'public' end, s.name, s.description, s.visibility, null,
           null, false, false, null, null, coach.as_object(s.data)
    from public.plan s where s.plan_id = of_id and s.name <> 'Unknown'
  )
  select jsonb_strip_nulls(to_jsonb(p) || jsonb_build_object(
    'data', coach.plan_schedule(p.data),
    'days', coalesce((
      select jsonb_agg(
        jsonb_build_object(
          'id', d.session_schedule_id, 'name', d.name, 'place', coach.as_int(d.data ->> 'day'),
          'weekday', coach.as_int(d.data ->> 'weekday'), 'limit', d.progression_limit, 'note', d.description,
          'last', (
            select max(coach.session_date(s.started_at, s.completed_at, s.data)) from public.performed_session s
            where s.session_schedule_id = d.session_schedule_id and s.app_user_id = (select auth.uid())
              and s.completed_at is not null and exists (
                select from public.performed_exercise e
                where e.performed_session_id = s.performed_session_id and e.completed_at is not null)),
          'lines', coach.day_lines(d.session_schedule_id))
        order by coach.as_int(d.data ->> 'day'), d.name)
      from (
        select * from public.session_schedule x where p.kind in ('own', 'public', 'shared') and x.user_plan_id = p.id
        union all
        select * from public.session_schedule x where x.plan_id = p.id) d
      where d.archived_at is null), '[]')))
  from p limit 1);
end $$;
-- What says when a plan's days are due; the rest of its data is its owner's.
create or replace function coach.plan_schedule(data jsonb) returns jsonb language sql immutable as $$
  select jsonb_strip_nulls(jsonb_build_object(
    'weeks', data -> 'weeks', 'deload_weeks', coach.as_array(data -> 'deload_weeks'),
    'days_per_week', data -> 'days_per_week', 'weekdays', coach.as_array(data -> 'weekdays'),
    'moves', coach.as_array(data -> 'moves'))) $$;
-- The lines of a day in order, each with what its exercise trains.
create or replace function coach.day_lines(day uuid) returns jsonb language sql stable as $$
  select coalesce(jsonb_agg(
    jsonb_build_object(
      'line', e.exercise_id, 'id', b.base_exercise_id, 'name', b.name, 'equipment', b.equipment,
      'mechanic', b.mechanic, 'force', b.force, 'category', b.category, 'primary', b.primary_muscles,
      'secondary', b.secondary_muscles, 'sets', e.sets, 'reps', e.reps, 'rest_s', extract(epoch from e.rest)::int,
      'step_g', e.step_increment, 'note', e.description)
    || coach.line_data(e.data) order by e.sort_order, b.name, e.exercise_id), '[]')
  from public.exercise e
  cross join lateral (
    select x.* from coach.catalog() x where x.base_exercise_id = e.base_exercise_id
      and (x.app_user_id is null or x.app_user_id = (select auth.uid())) limit 1) b
  where e.session_schedule_id = day and e.data ->> 'archived_at' is null $$;
-- What a line says beyond the columns of its table.
create or replace function coach.line_data(data jsonb) returns jsonb language sql immutable as $$
  select jsonb_strip_nulls(jsonb_build_object(
    'reps_top', data -> 'reps_top', 'rpe', data -> 'target_rpe', 'superset', data -> 'superset',
    'percent', data -> 'percent_of_training_max', 'reps_by_week', data -> 'reps_by_week',
    'open_weeks', data -> 'last_set_amrap_weeks', 'duration_s', data -> 'duration_s',
    'distance_m', data -> 'distance_m')) $$;
-- A plan that its owner shares with those who know its id.
create or replace function coach.shared_plan(of_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare seen jsonb := coach.plan_view(of_id);
begin
  return case when seen ->> 'kind' = 'shared' then seen end;
end $$;
create or replace function coach.any_plan(of_id uuid) returns jsonb language sql stable as $$
  select coalesce(coach.plan_view(of_id), coach.shared_plan(of_id)) $$;
-- Plans that a typed name or id can mean, the likeliest first; several of the same place are all meant.
create or replace function coach.find_plans(asked text, own_only boolean)
returns table (id uuid, name text, kind text, place int) language plpgsql stable as $$
#variable_conflict use_column
declare
  wanted text := coach.normalize_label(asked);
  words text[] := array(
    select w from regexp_split_to_table(wanted, ' ') w
    where w <> all ('{"",plan,program,programme,routine,split,template,week,a,the,my,training,workout}'));
begin return query
  with known as materialized (
    select u.user_plan_id as id, u.name, case when u.owner_id is null then 'public' else 'own' end as kind,
           coach.normalize_label(u.name) as label, u.description as more,
           case when u.is_active then 0 when u.owner_id is not null and u.archived_at is null then 1
                when u.owner_id is null then 3 else 4 end as turn
    from coach.seen_plan u where u.kind is null and (u.owner_id is not null or u.archived_at is null and not own_only)
    union all
    select p.plan_id, p.name, 'system', coach.normalize_label(p.name), p.description, 2
    from public.plan p where p.name <> 'Unknown' and p.visibility = 'public' and not own_only
  ), hit as (
    select k.*, case when k.id = coach.as_uuid(asked) then 0 when k.label = wanted then 1
                     when cardinality(words) > 0 and words <@ regexp_split_to_array(k.label, ' ') then 2
                     when cardinality(words) > 0 and words <@ regexp_split_to_array(
                       k.label || ' ' || coach.normalize_label(coalesce(k.more, '')), ' ') then 3 end as how from known k
  )
  select h.id, h.name, h.kind, h.how * 10 + case when h.how < 2 then h.turn when h.turn > 1 then 2 else h.turn end
  from hit h where h.how is not null order by 4, h.name, h.id;
end $$;
-- The one plan that is meant, else the write ends with what it could be.
create or replace function coach.need_plan(field text, asked text, own_only boolean) returns uuid language plpgsql as $$
declare hits uuid[]; names text; open jsonb;
begin
  select array_agg(f.id), string_agg(format('"%s" (%s)', translate(f.name, '"', ''''), f.id), '; ') into hits, names
  from coach.find_plans(asked, own_only) f
  where f.place = (select min(x.place) from coach.find_plans(asked, own_only) x);
  if hits is null and not own_only then
    open := coach.any_plan(coach.as_uuid(asked));
    if open is not null then return (open ->> 'id')::uuid; end if;
  end if;
  perform coach.refuse(format('%s is "%s", which could be several plans. Send one of these ids: %s.', field, asked, names))
  where cardinality(hits) > 1;
  perform coach.refuse(format('%s is "%s", which is not the lifter''s own. Copy it with create_workout_plan and based_on "%s"; the copy can be changed.',
                              field, asked, translate(f.name, '"', '''')))
  from coach.find_plans(asked, false) f where hits is null and own_only;
  perform coach.refuse(format('%s is "%s", and there is no such plan. Send %s.', field, asked, coalesce((
    select 'one of ' || string_agg(format('"%s"', translate(x.name, '"', '''')), ', ' order by x.name)
    from (
      select u.name from public.user_plan u where u.app_user_id = (select auth.uid()) and u.data ->> 'kind' is null
        and u.archived_at is null
      union
      select p.name from public.plan p where p.is_system and p.visibility = 'public' and p.name <> 'Unknown'
        and not own_only limit 30) x), 'another, after create_workout_plan'))) where hits is null;
  return hits[1];
end $$;
-- What a plan of the caller's own was before it was changed, the newest first, each with the day of its change.
create or replace function coach.plan_versions(of_id uuid) returns jsonb language plpgsql stable as $$
begin return (
  select coach.as_array(p.data -> 'versions') from public.user_plan p
  where p.user_plan_id = of_id and p.app_user_id = (select auth.uid()));
end $$;
-- The sets of these exercises as next weights are judged by: the last thirty times each within a year.
create or replace function coach.lift_history(ids uuid[]) returns json language plpgsql stable as $$
begin return (
  with log as materialized (
    select s.*, dense_rank() over (
             partition by s.exercise_id order by s.number is null, s.completed_at desc, s.session) as visit
    from coach.sets(coach.since(365)) s where s.exercise_id = any (ids)
  ), done as (
    select l.exercise_id, json_agg(coach.timed(l.doc, l.data) order by l.completed_at, l.session, l.entry, l.number) as sets
    from log l where l.number is not null and l.visit <= 30 group by 1
  )
  select json_build_object(
    'sets', coalesce((select json_object_agg(d.exercise_id, d.sets) from done d), '{}'),
    'days', coalesce((
      select json_object_agg(s.performed_session_id, s.session_schedule_id) from public.performed_session s
      where s.performed_session_id in (select l.session from log l where l.number is not null and l.visit <= 30)), '{}')));
end $$;
create or replace function coach.plan_exercises(plan jsonb) returns uuid[] language sql immutable as $$
  select array(select distinct (x #>> '{}')::uuid from jsonb_path_query(plan, '$.days[*].lines[*].id') x) $$;
create or replace function coach.active_plan() returns uuid language sql stable as $$
  select p.user_plan_id from public.user_plan p
  where p.app_user_id = (select auth.uid()) and p.is_active and p.archived_at is null limit 1 $$;
-- What the lifter has trained lately as the days of a plan: one per day that was trained, or, where all workouts have
-- the same one, per first exercise; sets and reps as they were when it was last trained in full.
create or replace function coach.trained_days(weeks int) returns jsonb language plpgsql stable as $$
begin return (
  with log as materialized (
    select s.*, min(s.started_at) over (partition by s.session) as begun from coach.sets(coach.since(7 * weeks)) s
    where s.number is not null and s.exercise_id is not null and s.type <> 'warm-up'
  ), visits as materialized (
    select l.session, max(l.completed_at) as at, count(distinct l.exercise_id) as lifts,
           (array_agg(l.exercise_id order by e.started_at, e.data -> 'position', l.exercise_name))[1] as opener
    from log l join public.performed_exercise e on e.performed_exercise_id = l.entry group by 1
  ), keyed as materialized (
    select v.*, d.name, p.data ->> 'kind' as kind,
           case when min(s.session_schedule_id::text) over () = max(s.session_schedule_id::text) over ()
                then v.opener else s.session_schedule_id end as key
    from visits v
    cross join lateral (
      select x.session_schedule_id from public.performed_session x where x.performed_session_id = v.session offset 0) s
    cross join lateral (
      select x.name, x.user_plan_id from public.session_schedule x
      where x.session_schedule_id = s.session_schedule_id offset 0) d
    left join public.user_plan p using (user_plan_id)
  ), last as materialized (
    -- A workout that was broken off is no model for the next.
    select distinct on (k.key) k.*, max(k.at) over (partition by k.key) as latest from keyed k
    order by k.key, 4 * k.lifts >= 3 * max(k.lifts) over (partition by k.key) desc, k.at desc
  ), lines as (
    select x.session, jsonb_agg(x.doc order by x.place) as docs
    from (
      select l.session, min(e.started_at::text || lpad(coalesce(e.data ->> 'position', ''), 4, '0')) as place,
             jsonb_build_object(
               'id', l.exercise_id, 'name', min(l.exercise_name), 'sets', least(20, count(*)),
               'reps', greatest(1, least(1000, mode() within group (order by l.reps desc))),
               'rest_s', coalesce(round(extract(epoch from avg(l.rest)))::int, 90)) || (
                 select jsonb_build_object(
                   'equipment', b.equipment, 'mechanic', b.mechanic, 'force', b.force, 'category', b.category,
                   'primary', b.primary_muscles, 'secondary', b.secondary_muscles)
                 from coach.catalog() b where b.base_exercise_id = l.exercise_id) as doc
      from log l join last using (session) join public.performed_exercise e on e.performed_exercise_id = l.entry
      group by l.session, l.exercise_id) x group by 1
  )
  select coalesce(jsonb_agg(
    jsonb_build_object('id', l.key, 'name', case when l.name = 'Workout' then 'Day ' || l.turn else l.name end,
                       'last', coach.local_date(l.latest), 'lines', n.docs)
    order by l.turn), '[]')
  from (select l.*, row_number() over (order by l.latest) as turn from (select * from last order by latest desc limit 7) l) l
  join lines n using (session));
end $$;
-- Lifts of the same kind for those of a plan that need what is not there, three each: what the lifter trains first.
create or replace function coach.stand_ins(plan jsonb, has jsonb) returns jsonb language plpgsql stable as $$
declare mine uuid[] := array(select coach.own_lifts());
begin return (
  select coalesce(jsonb_object_agg(x.id, x.docs), '{}') from (
    select l.doc ->> 'id' as id, (
      select jsonb_agg(to_jsonb(c) - 'own') from (
        select b.base_exercise_id as id, b.name, b.equipment, b.mechanic, b.force, b.category, b.primary_muscles as primary,
               b.secondary_muscles as secondary, b.base_exercise_id = any (mine) as own
        from coach.catalog() b where b.base_exercise_id::text <> l.doc ->> 'id'
          -- What is done for its time is no lift, and its muscles say little.
          and case when l.doc ->> 'category' = 'cardio' then b.category = 'cardio'
                   else b.primary_muscles[1] = l.doc -> 'primary' ->> 0 and b.mechanic is not distinct from l.doc ->> 'mechanic'
                     and b.force is not distinct from l.doc ->> 'force'
                     and coalesce(b.category, '') not in ('stretching', 'cardio', 'plyometrics') end
          and (b.equipment is null or b.equipment = 'body only' or has ? b.equipment)
        order by own desc, b.primary_muscles[1] is not distinct from l.doc -> 'primary' ->> 0 desc, b.equipment is distinct from 'body only' desc, b.level = 'expert', b.name limit 3) c) as docs
    from (select distinct on (d ->> 'id') d as doc from jsonb_path_query(plan, '$.days[*].lines[*]') d) l
    where coalesce(l.doc ->> 'equipment', 'body only') <> 'body only' and not has ? (l.doc ->> 'equipment')) x
  where x.docs is not null);
end $$;
-- The plan to which a day of this name or id belongs: the active one before own ones before others.
create or replace function coach.plan_of_day(asked text) returns uuid language sql stable as $$
  select x.plan from (
    select u.user_plan_id as plan, u.is_active, u.updated_at, d.session_schedule_id as day, d.name
    from public.user_plan u join public.session_schedule d on d.user_plan_id = u.user_plan_id
    where asked is not null and u.app_user_id = (select auth.uid()) and u.archived_at is null
      and u.data ->> 'kind' is null and d.archived_at is null
    union all
    select p.plan_id, null, null, d.session_schedule_id, d.name
    from public.plan p join public.session_schedule d on d.plan_id = p.plan_id
    where asked is not null and p.name <> 'Unknown' and d.archived_at is null) x
  where x.day = coach.as_uuid(asked) or coach.normalize_label(x.name) = coach.normalize_label(asked)
  order by x.is_active desc nulls last, x.updated_at desc nulls last, x.day limit 1 $$;
