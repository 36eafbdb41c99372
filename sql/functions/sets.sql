-- One row per exercise of a session, performed or only drafted, with the catalogue's exercise found
-- through the plan, else through what coach noted when it wrote the row, else through the name.
create or replace view coach.exercise_entry with (security_invoker = true) as
select s.app_user_id,
       s.performed_session_id,
       s.session_schedule_id,
       s.started_at as session_started_at,
       s.completed_at as session_completed_at,
       pe.performed_exercise_id,
       pe.exercise_id,
       b.base_exercise_id,
       coalesce(b.name, pe.name, 'unnamed') as exercise_name,
       pe.name as written_name,
       pe.completed_at is null as is_draft,
       pe.reps,
       pe.rest,
       pe.weight,
       pe.started_at,
       pe.completed_at,
       pe.note,
       pe.data,
       coalesce(s.data ->> 'deload' = 'true', false)
         or coalesce(d.data ->> 'deload' = 'true', false)
         or coalesce(s.completed_at >= p.starts_at at time zone 'UTC'
              and p.data -> 'deload_weeks' @> to_jsonb(
                (coach.local_date(s.completed_at)
                   - (p.starts_at at time zone coach.zone())::date) / 7 + 1), false) as in_deload
from public.performed_session s
join public.performed_exercise pe using (performed_session_id)
left join public.session_schedule d using (session_schedule_id)
left join public.user_plan p using (user_plan_id)
left join public.exercise e on e.exercise_id = pe.exercise_id
cross join lateral (
  select case when pe.data ->> 'base_exercise_id' ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
              then (pe.data ->> 'base_exercise_id')::uuid end as base_exercise_id
) noted
-- One look at the index for each entry that has nothing but a name; a join of all labels would be
-- paid for by every call.
left join lateral (
  select l.base_exercise_id
  from coach.exercise_label l
  where l.label = case when noted.base_exercise_id is null and e.exercise_id is null
                       then coach.normalize_label(pe.name) end
    and (l.app_user_id is null or l.app_user_id = s.app_user_id)
    and l.chosen
  order by l.app_user_id nulls last
  limit 1
) named on true
left join public.base_exercise b
  on b.base_exercise_id =
     coalesce(noted.base_exercise_id, e.base_exercise_id, named.base_exercise_id);

-- One row per performed set: the single truth that every analysis reads. Drafts are no part of it.
-- The sets of one exercise are gathered by one aggregate and unnested again: a plain union over all
-- sets would plan the policies twice and read the whole table.
create or replace view coach.performed_set with (security_invoker = true) as
select x.app_user_id,
       x.performed_session_id,
       x.session_started_at,
       x.session_completed_at,
       x.performed_exercise_id,
       x.base_exercise_id,
       x.exercise_name,
       u.set_number,
       u.set_type,
       u.weight_g,
       u.reps,
       u.rpe,
       u.rest,
       u.performed_at,
       u.set_type = 'warm-up' as is_warm_up,
       x.in_deload,
       u.data
from coach.exercise_entry x
left join lateral (
  select array_agg(s order by s."order", s.performed_exercise_set_id) as sets
  from public.performed_exercise_set s
  where s.performed_exercise_id = x.performed_exercise_id
) g on true
cross join lateral (
  select s.ordinality as set_number,
         s.exercise_set_type::text as set_type,
         s.weight::int as weight_g,
         s.reps::int as reps,
         case when s.data ->> 'rpe' ~ '^\d+(\.\d+)?$' then (s.data ->> 'rpe')::numeric end as rpe,
         case when s.data ->> 'rest_unknown' = 'true' then null else s.rest end as rest,
         coalesce(s.completed_at, x.completed_at, x.session_completed_at) as performed_at,
         -- What holds for the exercise, such as assistance, holds for a set that says nothing of it.
         case when jsonb_typeof(x.data) = 'object' then x.data || coalesce(s.data, '{}')
              else s.data end as data
  from unnest(g.sets) with ordinality s
  union all
  select r.number,
         'regular',
         x.weight::int,
         r.reps::int,
         case when x.data ->> 'rpe' ~ '^\d+(\.\d+)?$' then (x.data ->> 'rpe')::numeric end,
         x.rest[least(r.number, array_length(x.rest, 1))],
         coalesce(x.completed_at, x.session_completed_at),
         x.data
  from unnest(x.reps) with ordinality r (reps, number)
  where g.sets is null
) u
where not x.is_draft;
