-- The owner's views, faults included: this one pairs the most reps of any set with the one weight,
-- ignores the table of sets and divides by zero at 37 reps, even where there is no weight.
create view public.exercise_stats with (security_invoker = true) as
select coalesce(be.name, pe.name) as name,
       pe.weight,
       round(pe.weight * (36.0 / (37 - (select max(r) from unnest(pe.reps) r))), 0) as brzycki_1_rm_max,
       pe.reps,
       round(pe.weight * (select sum(r) from unnest(pe.reps) r) / 1000.0, 1) as volume_kg,
       pe.started_at,
       pe.completed_at,
       pe.completed_at - pe.started_at as exercise_time,
       ss.name as session_name,
       pe.note,
       ps.completed_at - ps.started_at as workout_time,
       ps.completed_at::date as date,
       e.step_increment,
       e.sort_order,
       ps.performed_session_id,
       ss.session_schedule_id,
       ss.plan_id,
       pe.performed_exercise_id,
       pe.exercise_id
from public.performed_exercise pe
join public.performed_session ps on ps.performed_session_id = pe.performed_session_id
join public.session_schedule ss on ss.session_schedule_id = ps.session_schedule_id
left join public.exercise e on e.exercise_id = pe.exercise_id
left join public.base_exercise be on be.base_exercise_id = e.base_exercise_id;

create view public.full_exercise with (security_invoker = true) as
select e.exercise_id, e.base_exercise_id, e.session_schedule_id, ss.name as session, be.name,
       coalesce(e.description, be.description) as description, e.reps, e.sets, e.rest,
       e.step_increment, e.sort_order, coalesce(e.links, be.links) as links, e.data,
       be.data as base_data
from public.exercise e
join public.base_exercise be on be.base_exercise_id = e.base_exercise_id
join public.session_schedule ss on ss.session_schedule_id = e.session_schedule_id;

create view public.exercise_schedule as
select exercise_id, base_exercise_id, session_schedule_id, reps, sets, rest, step_increment,
       sort_order, description, links, data
from public.exercise;

create view public.base_exercise_with_muscles as
select be.base_exercise_id, be.name, be.aliases, be.description, be.links, be.level, be.mechanic,
       be.force, c.name as category, c.display_name as category_display, et.name as equipment,
       et.display_name as equipment_display,
       array(select mg.name from public.base_exercise_primary_muscle m
             join public.muscle_group mg on mg.muscle_group_id = m.muscle_group_id
             where m.base_exercise_id = be.base_exercise_id
             order by m.sort_order, mg.name) as primary_muscles,
       array(select mg.name from public.base_exercise_secondary_muscle m
             join public.muscle_group mg on mg.muscle_group_id = m.muscle_group_id
             where m.base_exercise_id = be.base_exercise_id
             order by m.sort_order, mg.name) as secondary_muscles,
       be.instructions, be.image_urls, be.source_id, be.source_name, be.data, be.extended_data
from public.base_exercise be
left join public.exercise_category c on c.category_id = be.category_id
left join public.equipment_type et on et.equipment_type_id = be.equipment_type_id;

create view public.base_exercise_full as
select be.base_exercise_id, be.name, be.aliases, be.description, be.links, be.level, be.mechanic,
       be.force, be.instructions, be.image_urls, be.source_id, be.source_name,
       to_jsonb(c) - 'created_at' as category,
       to_jsonb(et) - 'created_at' as equipment,
       (select coalesce(jsonb_agg(jsonb_build_object(
                 'id', mg.muscle_group_id, 'name', mg.name, 'display_name', mg.display_name)
               order by m.sort_order, mg.name), '[]')
        from public.base_exercise_primary_muscle m
        join public.muscle_group mg on mg.muscle_group_id = m.muscle_group_id
        where m.base_exercise_id = be.base_exercise_id) as primary_muscles,
       (select coalesce(jsonb_agg(jsonb_build_object(
                 'id', mg.muscle_group_id, 'name', mg.name, 'display_name', mg.display_name)
               order by m.sort_order, mg.name), '[]')
        from public.base_exercise_secondary_muscle m
        join public.muscle_group mg on mg.muscle_group_id = m.muscle_group_id
        where m.base_exercise_id = be.base_exercise_id) as secondary_muscles,
       be.data, be.extended_data
from public.base_exercise be
left join public.exercise_category c on c.category_id = be.category_id
left join public.equipment_type et on et.equipment_type_id = be.equipment_type_id;

-- What to lift next: the weight of the last time, and a step more where every set had enough reps.
create view public.next_exercise_progression with (security_invoker = true) as
select e.exercise_id, last.performed_session_id, last.app_user_id, be.name,
       array_fill(e.reps::int, array[e.sets::int])::public.positive_int[] as reps,
       array_fill(e.rest, array[e.sets::int]) as rest,
       (last.weight + case when last.fewest >= e.reps * ss.progression_limit then e.step_increment
                           else 0 end)::int as weight
from (
  select distinct on (ps.app_user_id, pe.exercise_id)
         ps.app_user_id, pe.exercise_id, pe.performed_session_id, pe.weight,
         (select min(r) from unnest(pe.reps) r) as fewest
  from public.performed_exercise pe
  join public.performed_session ps on ps.performed_session_id = pe.performed_session_id
  where pe.exercise_id is not null and pe.completed_at is not null
  order by ps.app_user_id, pe.exercise_id, pe.completed_at desc, pe.performed_exercise_id) last
join public.exercise e on e.exercise_id = last.exercise_id
join public.session_schedule ss on ss.session_schedule_id = e.session_schedule_id
join public.base_exercise be on be.base_exercise_id = e.base_exercise_id;

create view public.session_schedule_metadata with (security_invoker = true) as
select ss.session_schedule_id, ss.plan_id, ss.name, ss.description, ss.progression_limit, ss.links,
       ss.data, p.name as plan_name, p.description as plan_description,
       count(e.exercise_id) as exercise_count, count(e.exercise_id) = 0 as is_empty
from public.session_schedule ss
join public.plan p on p.plan_id = ss.plan_id
left join public.exercise e on e.session_schedule_id = ss.session_schedule_id
group by ss.session_schedule_id, p.plan_id;

create view public.session_schedule_with_exercises with (security_invoker = true) as
select ss.session_schedule_id, ss.plan_id, ss.name, ss.description, ss.progression_limit, ss.links,
       ss.data, p.name as plan_name, p.description as plan_description,
       lines.exercise_count, lines.exercise_count = 0 as is_empty, lines.exercises
from public.session_schedule ss
join public.plan p on p.plan_id = ss.plan_id
cross join lateral (
  select count(*)::int as exercise_count,
         coalesce(jsonb_agg(to_jsonb(f) order by f.sort_order, f.name, f.exercise_id), '[]') as exercises
  from public.full_exercise f
  where f.session_schedule_id = ss.session_schedule_id) lines;

create view public.impersonation_audit_all as
select 'active' as source, audit_id, admin_user_id, target_user_id, started_at, ended_at,
       ended_reason, ip_address, user_agent, notes
from public.impersonation_audit
union all
select 'archive', audit_id, admin_user_id, target_user_id, started_at, ended_at, ended_reason,
       ip_address, user_agent, notes
from public.impersonation_audit_archive;

create view public.recent_impersonation_activity as
select a.audit_id, admin.username as admin_username, admin.email as admin_email,
       target.username as target_username, target.email as target_email, a.started_at, a.ended_at,
       round(extract(epoch from coalesce(a.ended_at, now()) - a.started_at) / 60, 1) as duration_minutes,
       a.ended_reason, a.ended_at is null as is_active,
       a.ended_at is null and a.started_at < now() - interval '1 hour' as should_timeout
from public.impersonation_audit a
join public.app_user admin on admin.app_user_id = a.admin_user_id
join public.app_user target on target.app_user_id = a.target_user_id
where a.started_at > now() - interval '30 days';
