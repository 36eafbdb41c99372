-- The exercise of an entry: that of the plan's line, else the one that coach noted when it wrote the row (unless it is
-- gone), else the one that the name means. Becomes part of the asking statement where no argument is a query.
create or replace function coach.exercise_behind(line uuid, noted uuid, written text, lifter uuid)
returns table (base_exercise_id uuid, name text) language sql stable rows 1 as $$
  select b.base_exercise_id, b.name
  from (
    select coalesce(
      (select e.base_exercise_id from public.exercise e where e.exercise_id = (select line)),
      (select x.base_exercise_id from public.base_exercise x where x.base_exercise_id = (select noted)),
      (select l.base_exercise_id from coach.exercise_label l
       where l.label = (select nullif(coach.normalize_label(written), '')) and l.chosen
         and (l.app_user_id is null or l.app_user_id = lifter)
       order by l.app_user_id nulls last limit 1)) as hit offset 0) meant
  join public.base_exercise b on b.base_exercise_id = meant.hit $$;
-- The effort noted for a set; a column of its own comes first where the workout app has added one.
do $do$
begin
  execute format(
    'create or replace function coach.set_rpe(s public.performed_exercise_set) returns numeric
     language sql stable as %L',
    case when exists (
           select from pg_attribute
           where attrelid = 'public.performed_exercise_set'::regclass and attname = 'rpe' and not attisdropped)
         then 'select coalesce(s.rpe::numeric, coach.as_rpe(s.data ->> ''rpe''))'
         else 'select coach.as_rpe(s.data ->> ''rpe'')' end);
end
$do$;
-- The caller's sessions since a moment, or those of these ids; null for all, and for the caller. One that never ended
-- counts from its beginning. These three are procedural, so that they are planned once a connection, and so that the
-- planner takes their rows for many: it guesses one session of a lifter, and would compare each with each exercise.
create or replace function coach.sessions_since(since timestamp, ids uuid[], lifter uuid) returns table (
  performed_session_id uuid, session_schedule_id uuid, started_at timestamp, completed_at timestamp, session_date date,
  in_progress boolean, in_deload boolean) language plpgsql stable as $$
#variable_conflict use_column
begin return query
  select s.performed_session_id, s.session_schedule_id, s.started_at, coalesce(s.completed_at, s.started_at),
         coach.session_date(s.started_at, s.completed_at, s.data),
         s.completed_at is null or coalesce(s.data ->> 'in_progress' = 'true', false),
         -- What the lifter said of the workout goes before its plan.
         coalesce((s.data ->> 'deload') = 'true', coalesce(d.data ->> 'deload' = 'true', false)
           or case when p.data is null or s.completed_at < p.starts_at at time zone 'UTC' then false
                   else coalesce(p.data -> 'deload_weeks' @> to_jsonb(
                     (coach.local_date(s.completed_at, coach.zone_of(s.data))
                        - (p.starts_at at time zone coach.zone())::date) / 7 + 1), false) end)
  from public.performed_session s left join public.session_schedule d on d.session_schedule_id = s.session_schedule_id
  left join public.user_plan p on p.user_plan_id = d.user_plan_id
  where s.app_user_id = coalesce($3, (select auth.uid()))
    and ($1 is null or s.completed_at >= $1 or s.completed_at is null and s.started_at >= $1
         -- East of here, the day has begun before.
         or s.completed_at >= $1 - interval '1 day' and s.data ->> 'time_zone' <> coach.zone()
            and coach.session_date(s.started_at, s.completed_at, s.data) >= coach.local_date($1))
    and ($2 is null or s.performed_session_id = any ($2));
end $$;
-- Every exercise of these sessions, performed or only drafted, or every time of one.
create or replace function coach.entries(
  since timestamp, ids uuid[] default null, lifter uuid default null, exercise uuid default null) returns table (
  performed_session_id uuid, session_schedule_id uuid, session_started_at timestamp, session_completed_at timestamp,
  session_date date, in_progress boolean, in_deload boolean, performed_exercise_id uuid, exercise_id uuid,
  base_exercise_id uuid, exercise_name text, written_name text, is_draft boolean, reps int[], rest interval[],
  weight int, started_at timestamp, completed_at timestamp, note text, data jsonb) language plpgsql stable as $$
#variable_conflict use_column
declare who uuid := coalesce($3, (select auth.uid()));
begin return query
  with mine as materialized (select * from coach.sessions_since($1, $2, who)),
  raw as materialized (
    -- Without nulls, so that they can be joined by.
    select x.*, coalesce(x.exercise_id, '00000000-0000-0000-0000-000000000000') as line,
           coalesce(x.data ->> 'base_exercise_id', '') as noted, coalesce(x.name, '') as written
    from public.performed_exercise x
    -- An array, so that the index is used: beside others' logs the whole table seems no dearer.
    where x.performed_session_id = any (array(select m.performed_session_id from mine m))
  ), known as materialized (
    select k.line, k.noted, k.written, x.base_exercise_id, x.name
    from (select distinct raw.line, raw.noted, raw.written from raw) k
    left join lateral coach.exercise_behind(k.line, coach.as_uuid(k.noted), k.written, who) x on true
  )
  select m.performed_session_id, m.session_schedule_id, m.started_at, m.completed_at,
         m.session_date, m.in_progress, m.in_deload, r.performed_exercise_id, r.exercise_id, k.base_exercise_id,
         coalesce(k.name, r.name, 'unnamed'), r.name, r.completed_at is null, r.reps::int[], r.rest, r.weight::int,
         r.started_at, r.completed_at, r.note, r.data
  from raw r join mine m using (performed_session_id) join known k using (line, noted, written)
  where $4 is null or k.base_exercise_id = $4;
end $$;
-- Every performed set of the caller since a moment, of one exercise or (null) of all, which every analysis reads. An
-- entry that was only drafted or has no sets is one row without a number.
create or replace function coach.sets(
  since timestamp, exercise uuid default null, ids uuid[] default null, lifter uuid default null) returns table (
  session uuid, date date, started_at timestamp, completed_at timestamp, entry uuid, exercise_id uuid,
  exercise_name text, number int, type text, weight_g int, reps int, rest interval, deload boolean, draft boolean,
  bodyweight_g int, note text, entry_note text, data jsonb, doc json) language plpgsql stable as $$
#variable_conflict use_column
begin return query
  with e as materialized (
    select x.*, coach.as_object(x.data) as facts, coach.as_rpe(x.data ->> 'rpe') as rpe,
           coach.as_int(x.data ->> 'assistance_g') as assistance_g, coach.as_int(x.data ->> 'bodyweight_g') as bodyweight_g,
           case when x.in_progress then
             nullif(x.session_started_at > (now() at time zone 'UTC') - interval '12 hours', false) end as is_open
    from coach.entries($1, $3, $4, $2) x
  ), own as materialized (
    select t.*, row_number() over (
             partition by t.performed_exercise_id order by t."order", t.performed_exercise_set_id) as number
    from (
      -- The policy looks up each set of a few, and reads the exercises of all years for those of many.
      select x.*, coach.set_rpe(x) as noted_rpe from public.performed_exercise_set x
      where $2 is null and (select count(*) from e) > 300
        and x.performed_exercise_id = any (array(select e.performed_exercise_id from e where not e.is_draft))
      union all
      select y.* from e cross join lateral (
        select x.*, coach.set_rpe(x) as noted_rpe from public.performed_exercise_set x
        where x.performed_exercise_id = e.performed_exercise_id offset 0) y
      where ($2 is not null or (select count(*) from e) <= 300) and not e.is_draft) t
  ), weighed as materialized (
    select x.session_date, coalesce(
             (select b.value from coach.body_measurement b
              where b.app_user_id = coalesce($4, (select auth.uid())) and b.kind = 'body_weight'
                and b.measured_on <= x.session_date order by b.measured_on desc limit 1),
             (select b.value from coach.body_measurement b
              where b.app_user_id = coalesce($4, (select auth.uid())) and b.kind = 'body_weight'
                and b.measured_on > x.session_date order by b.measured_on limit 1)) as grams
    from (select distinct e.session_date from e) x
    where exists (
      select from coach.body_measurement b where b.app_user_id = coalesce($4, (select auth.uid())) and b.kind = 'body_weight')
  ), s as (
    select e.*, o.number, o.exercise_set_type as type, o.weight as load, o.reps as done,
           case when o.data ->> 'rest_unknown' = 'true' then null else o.rest end as pause,
           coalesce(o.noted_rpe, e.rpe) as effort,
           coach.as_int(coalesce(o.data ->> 'assistance_g', e.data ->> 'assistance_g')) as assisted,
           coach.as_int(coalesce(o.data ->> 'bodyweight_g', e.data ->> 'bodyweight_g')) as body, o.note as remark,
           -- What holds for the entry, such as assistance, holds for a set that says nothing of it.
           e.facts || coach.as_object(o.data) as details
    from own o join e using (performed_exercise_id)
    union all
    select e.*, r.number, case when r.number is not null then 'regular' end, e.weight, r.reps,
           e.rest[least(r.number, array_length(e.rest, 1))], e.rpe, e.assistance_g, e.bodyweight_g, null, e.facts
    from e left join unnest(case when not e.is_draft then e.reps end) with ordinality r (reps, number)
      on r.reps is not null where e.performed_exercise_id not in (select own.performed_exercise_id from own)
  )
  select d.session, d.date, s.session_started_at, s.session_completed_at, s.performed_exercise_id, s.base_exercise_id,
         s.exercise_name, d.number, d.type, d.weight_g, d.reps, s.pause, d.deload, s.is_draft, d.bodyweight_g, s.remark,
         s.note, s.details,
         -- Most sets have no more to say than this, and making the text takes longest.
         case when num_nonnulls(d.rpe, d.assistance_g, d.bodyweight_g, d.in_progress) = 0 and not d.deload
              then to_json(plain) else to_json(d) end
  from s left join weighed w using (session_date)
  cross join lateral (
    select s.performed_session_id as session, s.session_date as date, s.number::int as number, s.type,
           s.load::int as weight_g, s.done::int as reps, s.effort as rpe,
           case when s.pause is not null then floor(least(date_part('epoch', s.pause), 2147483646) + 0.5)::int end as rest_s,
           s.in_deload as deload,
           s.assisted as assistance_g, s.body as bodyweight_g,
           -- What the lifter weighed: noted with the set, else measured last before, else first after.
           coalesce(s.body, w.grams) as body_g, s.is_open as in_progress) d
  cross join lateral (
    select d.session, d.date, d.number, d.type, d.weight_g, d.reps, d.rest_s, d.body_g) plain;
end $$;
-- A set with the time and the distance that it took, where it is one of those.
create or replace function coach.timed(doc json, data jsonb) returns json language sql stable as $$
  select case when jsonb_exists_any(data, '{duration_s,distance_m}')
              then (doc::jsonb || jsonb_strip_nulls(jsonb_build_object(
                'duration_s', coach.as_int(data ->> 'duration_s'),
                'distance_m', coach.as_int(data ->> 'distance_m'))))::json
              else doc end $$;
-- The same for people who query the database themselves.
create or replace view coach.exercise_entry with (security_invoker = true) as
select u.app_user_id, e.* from public.app_user u cross join lateral coach.entries(null, null, u.app_user_id) e;
create or replace view coach.performed_set with (security_invoker = true) as
select u.app_user_id, s.session as performed_session_id, s.started_at as session_started_at,
       s.completed_at as session_completed_at, s.entry as performed_exercise_id, s.exercise_id as base_exercise_id,
       s.exercise_name, s.number as set_number, s.type as set_type, s.weight_g, s.reps,
       (s.doc ->> 'rpe')::numeric as rpe, s.rest, s.type = 'warm-up' as is_warm_up, s.deload as in_deload, s.data
from public.app_user u cross join lateral coach.sets(null, null, null, u.app_user_id) s where s.number is not null;
