-- Plans that the lifter may follow: own, public ones of others, and the templates of the catalogue, with days and
-- exercises. Days without targets (freestyle, imported) and the app's catch-all plan are no plans.
with plans as materialized (
  select u.user_plan_id as id, case when u.owner_id is null then 'public' else 'own' end as kind, u.name, u.description,
         u.is_active as active, u.updated_at as changed_at
  from coach.seen_plan u where u.archived_at is null and u.kind is null
  union all
  select p.plan_id, case when p.is_system then 'system' else 'public' end, p.name, p.description, false, null
  from public.plan p where p.name <> 'Unknown' and p.visibility = 'public'
), shown as materialized (
  select *, row_number() over (
           order by array_position(array['own', 'system', 'public'], kind), active desc, changed_at desc nulls last,
                    name, id) as place from plans order by place limit 100
), days as materialized (
  select coalesce(d.plan_id, d.user_plan_id) as plan, d.data -> 'day' as place, d.name,
         jsonb_build_object(
           'id', d.session_schedule_id, 'name', d.name,
           'exercises', coalesce((
             select jsonb_agg(
               jsonb_build_object('id', b.base_exercise_id, 'name', b.name, 'sets', e.sets, 'reps', e.reps,
                                  'rest_seconds', extract(epoch from e.rest)::int, 'step_g', e.step_increment)
               order by e.sort_order, b.name)
             from public.exercise e join public.base_exercise b using (base_exercise_id)
             where e.session_schedule_id = d.session_schedule_id and e.data ->> 'archived_at' is null), '[]')) as day
  from shown s cross join lateral (
    select * from public.session_schedule x where x.plan_id = s.id
    union all
    select * from public.session_schedule x where x.user_plan_id = s.id) d
  where d.archived_at is null
)
select jsonb_build_object(
  'plans', coalesce((
    select jsonb_agg(
      jsonb_build_object(
        'id', s.id, 'kind', s.kind, 'active', s.active, 'name', s.name, 'description', s.description,
        'days', coalesce((select jsonb_agg(d.day order by d.place, d.name) from days d where d.plan = s.id), '[]'))
      order by s.place)
    from shown s), '[]'))
