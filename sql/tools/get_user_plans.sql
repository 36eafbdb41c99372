-- One plan in full, the active one by default, with what the lifter last did of its exercises, and the others as lines.
-- params: plan text, project_weeks int
with asked as materialized (
  select coalesce(
    case when :plan is null then coach.active_plan() end,
    (select case when count(*) = 1 then (array_agg(f.id))[1] end from coach.find_plans(:plan, false) f
     where f.place = (select min(x.place) from coach.find_plans(:plan, false) x)),
    coach.as_uuid(:plan)) as id
), shown as materialized (select coach.any_plan(asked.id) as plan from asked),
own as materialized (
  select u.user_plan_id as id, case when u.owner_id is null then 'public' else 'own' end as kind, u.name, u.is_active,
         u.archived_at is not null as archived, u.visibility, u.updated_at,
         (select count(*) from public.session_schedule d
          where d.user_plan_id = u.user_plan_id and d.archived_at is null) as days
  from coach.seen_plan u where u.kind is null and (u.owner_id is not null or u.archived_at is null)
    and (u.owner_id = (select auth.uid()) or u.owner_id is null)
  union all
  select p.plan_id, 'system', p.name, false, false, p.visibility, null,
         (select count(*) from public.session_schedule d where d.plan_id = p.plan_id)
  from public.plan p where p.name <> 'Unknown' and p.visibility = 'public'
), listed as (
  select o.*, count(*) over () as total from own o cross join shown s
  where o.id::text is distinct from s.plan ->> 'id'
  order by array_position(array['own', 'system', 'public'], o.kind), o.archived, o.updated_at desc nulls last, o.name, o.id
  limit 40
)
select json_build_object(
  'plan', s.plan, 'history', case when :project_weeks > 0 then coach.lift_history(coach.plan_exercises(s.plan)) end,
  'candidates', (select json_agg(f) from (select * from coach.find_plans(:plan, false) limit 10) f),
  'total', coalesce((select max(l.total) from listed l), 0),
  'others', coalesce((
    select json_agg(json_strip_nulls(json_build_object(
      'id', l.id, 'kind', l.kind, 'name', l.name, 'archived', nullif(l.archived, false), 'days', l.days,
      'visibility', case when l.kind = 'own' then l.visibility end))) from listed l), '[]'))
from shown s
