-- Exercises of the catalogue and of the lifter's own by name, one page.
-- params: page_limit int, page_offset int
-- returns: json
with visible as materialized (
  select *
  from public.base_exercise
  where app_user_id is null or app_user_id = (select auth.uid())
),
page as (
  select *
  from visible
  order by name, base_exercise_id
  limit :page_limit offset :page_offset
)
select jsonb_build_object(
  'total', (select count(*) from visible),
  'exercises', coalesce((
    select jsonb_agg(
      jsonb_build_object(
        'id', p.base_exercise_id,
        'name', p.name,
        'aliases', coalesce(p.aliases, '{}'),
        'equipment', q.name,
        'category', c.name,
        'level', p.level,
        'mechanic', p.mechanic,
        'force', p.force,
        'own', p.app_user_id is not null,
        'primary_muscles', array(
          select m.name
          from public.base_exercise_primary_muscle x
          join public.muscle_group m using (muscle_group_id)
          where x.base_exercise_id = p.base_exercise_id
          order by x.sort_order, m.name),
        'secondary_muscles', array(
          select m.name
          from public.base_exercise_secondary_muscle x
          join public.muscle_group m using (muscle_group_id)
          where x.base_exercise_id = p.base_exercise_id
          order by x.sort_order, m.name))
        || jsonb_strip_nulls(jsonb_build_object(
             'description', p.description, 'links', nullif(p.links, '{}')))
      order by p.name, p.base_exercise_id)
    from page p
    left join public.equipment_type q using (equipment_type_id)
    left join public.exercise_category c on c.category_id = p.category_id), '[]')
)
