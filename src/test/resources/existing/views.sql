-- The owner's views, faults included: this one pairs the most reps of any set with the one weight,
-- ignores the table of sets and divides by zero at 37 reps.
create view public.exercise_stats with (security_invoker = on) as
select coalesce(be.name, pe.name) as name,
       pe.weight,
       (pe.weight * (36.0 / (37 - (select max(r) from unnest(pe.reps) r))))::int as brzycki_1_rm_max,
       pe.reps,
       pe.weight * (select sum(r) from unnest(pe.reps) r) / 1000.0 as volume_kg,
       pe.started_at,
       pe.completed_at,
       ss.name as session_name,
       pe.note,
       ps.completed_at::date as date,
       e.step_increment,
       ps.performed_session_id,
       ss.plan_id,
       pe.exercise_id
from public.performed_exercise pe
join public.performed_session ps on ps.performed_session_id = pe.performed_session_id
join public.session_schedule ss on ss.session_schedule_id = ps.session_schedule_id
left join public.exercise e on e.exercise_id = pe.exercise_id
left join public.base_exercise be on be.base_exercise_id = e.base_exercise_id;

create view public.full_exercise with (security_invoker = on) as
select e.*, be.name, be.aliases, be.level, be.mechanic, be.force
from public.exercise e
join public.base_exercise be using (base_exercise_id);

create view public.base_exercise_with_muscles with (security_invoker = on) as
select be.*,
       array(select mg.name from public.base_exercise_primary_muscle m
             join public.muscle_group mg using (muscle_group_id)
             where m.base_exercise_id = be.base_exercise_id order by m.sort_order) as primary_muscles,
       array(select mg.name from public.base_exercise_secondary_muscle m
             join public.muscle_group mg using (muscle_group_id)
             where m.base_exercise_id = be.base_exercise_id order by m.sort_order) as secondary_muscles
from public.base_exercise be;

create view public.base_exercise_full with (security_invoker = on) as
select be.*, c.name as category, et.name as equipment
from public.base_exercise be
left join public.exercise_category c on c.exercise_category_id = be.category_id
left join public.equipment_type et using (equipment_type_id);

create view public.next_exercise_progression with (security_invoker = on) as
select e.exercise_id,
       last.weight,
       last.weight + case when last.enough then e.step_increment else 0 end as next_weight
from public.exercise e
join public.session_schedule ss using (session_schedule_id)
cross join lateral (
  select pe.weight, e.reps * ss.progression_limit <= all (pe.reps::int[]) as enough
  from public.performed_exercise pe
  where pe.exercise_id = e.exercise_id
  order by pe.completed_at desc nulls last
  limit 1) last;

create view public.session_schedule_metadata with (security_invoker = on) as
select ss.session_schedule_id, ss.name, p.name as plan_name, count(e.exercise_id) as exercises
from public.session_schedule ss
join public.plan p using (plan_id)
left join public.exercise e using (session_schedule_id)
group by ss.session_schedule_id, ss.name, p.name;

create function public.draft_session_exercises(performed_session_id_ uuid)
returns setof public.performed_exercise language sql volatile as $$
  insert into public.performed_exercise (exercise_id, performed_session_id, name, reps, rest, weight)
  select e.exercise_id, ps.performed_session_id, be.name,
         array_fill(e.reps::int, array[e.sets::int])::public.positive_int[],
         array_fill(e.rest, array[e.sets::int]), coalesce(n.next_weight, 0)
  from public.performed_session ps
  join public.exercise e using (session_schedule_id)
  join public.base_exercise be using (base_exercise_id)
  left join public.next_exercise_progression n using (exercise_id)
  where ps.performed_session_id = performed_session_id_
  returning *
$$;
