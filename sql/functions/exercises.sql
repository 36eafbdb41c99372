-- What create_exercise, log_body_measurement and update_settings do between the two ends of
-- coach.write, and how an import becomes one change.

-- A name that means an exercise already is refused; one that is nearly another's, until the caller
-- says that it is meant.
create or replace function coach.create_exercise(body jsonb) returns jsonb language plpgsql as $$
declare
  exercise uuid := gen_random_uuid();
  name text;
  near record;
begin
  foreach name in array array[body ->> 'name']
    || array(select jsonb_array_elements_text(body -> 'aliases')) loop
    select f.* into near
    from coach.find_exercise(name) f
    order by f.similarity desc, f.name
    limit 1;
    if near.similarity = 1 then
      perform coach.refuse(format('"%s" is already "%s" (%s). Use that exercise, or send a name of '
                                  'its own.', name, near.name, near.base_exercise_id));
    elsif near.similarity >= 0.7 and body ->> 'although_similar' is distinct from 'true' then
      perform coach.refuse(format('"%s" is nearly "%s" (%s). Use that exercise, or send '
                                  'although_similar true if it is another one.', name, near.name,
                                  near.base_exercise_id));
    end if;
  end loop;
  perform coach.touch('exercise', exercise);
  insert into public.base_exercise (
    base_exercise_id, app_user_id, name, aliases, description, level, mechanic, force, category_id,
    equipment_type_id)
  select exercise, (select auth.uid()), r.name, r.aliases, r.description, r.level, r.mechanic,
         r.force,
         (select c.category_id from public.exercise_category c
          where c.name = body ->> 'category'),
         (select q.equipment_type_id from public.equipment_type q
          where q.name = body ->> 'equipment')
  from jsonb_populate_record(null::public.base_exercise, body) r;
  insert into public.base_exercise_primary_muscle (base_exercise_id, muscle_group_id, sort_order)
  select exercise, m.muscle_group_id, x.place
  from jsonb_array_elements_text(body -> 'primary_muscles') with ordinality x (name, place)
  join public.muscle_group m on m.name = x.name
  on conflict do nothing;
  insert into public.base_exercise_secondary_muscle (base_exercise_id, muscle_group_id, sort_order)
  select exercise, m.muscle_group_id, x.place
  from jsonb_array_elements_text(body -> 'secondary_muscles') with ordinality x (name, place)
  join public.muscle_group m on m.name = x.name
  on conflict do nothing;
  return jsonb_build_object(
    'summary', format('Created the exercise "%s"', body ->> 'name'),
    'exercise', coach.exercise_view(exercise));
end
$$;

create or replace function coach.exercise_view(exercise uuid) returns jsonb language sql stable as $$
  select jsonb_build_object(
    'id', b.base_exercise_id,
    'name', b.name,
    'aliases', coalesce(b.aliases, '{}'),
    'description', b.description,
    'level', b.level,
    'mechanic', b.mechanic,
    'force', b.force,
    'category', c.name,
    'equipment', q.name,
    'primary_muscles', array(
      select m.name from public.base_exercise_primary_muscle x
      join public.muscle_group m using (muscle_group_id)
      where x.base_exercise_id = b.base_exercise_id order by x.sort_order, m.name),
    'secondary_muscles', array(
      select m.name from public.base_exercise_secondary_muscle x
      join public.muscle_group m using (muscle_group_id)
      where x.base_exercise_id = b.base_exercise_id order by x.sort_order, m.name))
  from public.base_exercise b
  left join public.exercise_category c using (category_id)
  left join public.equipment_type q using (equipment_type_id)
  where b.base_exercise_id = exercise
$$;
