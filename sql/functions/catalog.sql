-- Every exercise that the caller may see; what is not asked for is not read.
create or replace function coach.catalog() returns table (
  base_exercise_id uuid, app_user_id uuid, name text, aliases text[], description text, links text[],
  data jsonb, level text, mechanic text, force text, category text, equipment text, primary_muscles text[],
  secondary_muscles text[]) language sql stable as $$
  select b.base_exercise_id, b.app_user_id, b.name, b.aliases, b.description, b.links, b.data, b.level::text,
         b.mechanic::text, b.force::text, c.name, q.name,
         array(
           select m.name from public.base_exercise_primary_muscle x join public.muscle_group m using (muscle_group_id)
           where x.base_exercise_id = b.base_exercise_id order by x.sort_order, m.name),
         array(
           select m.name from public.base_exercise_secondary_muscle x join public.muscle_group m using (muscle_group_id)
           where x.base_exercise_id = b.base_exercise_id order by x.sort_order, m.name)
  from public.base_exercise b left join public.exercise_category c on c.category_id = b.category_id
  left join public.equipment_type q on q.equipment_type_id = b.equipment_type_id $$;
-- A row of it as tools show it, with what is written about the exercise or without.
create or replace function coach.catalog_entry(b jsonb, whole boolean) returns jsonb language sql immutable as $$
  select jsonb_build_object(
    'id', b -> 'base_exercise_id', 'name', b -> 'name', 'aliases', coach.as_array(b -> 'aliases'),
    'own', b ->> 'app_user_id' is not null, 'level', b -> 'level', 'mechanic', b -> 'mechanic',
    'force', b -> 'force', 'category', b -> 'category', 'equipment', b -> 'equipment',
    'primary_muscles', b -> 'primary_muscles', 'secondary_muscles', b -> 'secondary_muscles')
    || jsonb_strip_nulls(jsonb_build_object(
         'description', case when whole then b -> 'description' end,
         'links', case when whole then nullif(b -> 'links', '[]') end)) $$;
