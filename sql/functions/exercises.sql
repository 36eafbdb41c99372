-- A name of another exercise is refused; one that is nearly so, until the caller says it is meant. One of the caller's
-- own without muscles, as an import makes it, gets them.
create or replace function coach.create_exercise(body jsonb) returns jsonb language plpgsql as $$
declare exercise uuid; is_there boolean; name text; near record;
begin
  select b.base_exercise_id into exercise from public.base_exercise b where b.app_user_id = (select auth.uid())
    and coach.normalize_label(b.name) = coach.normalize_label(body ->> 'name')
    and not exists (
      select from public.base_exercise_primary_muscle m where m.base_exercise_id = b.base_exercise_id) limit 1;
  is_there := found;
  exercise := coalesce(exercise, gen_random_uuid());
  foreach name in array array[body ->> 'name'] || array(select jsonb_array_elements_text(body -> 'aliases')) loop
    select f.* into near from coach.find_exercise(name) f order by f.similarity desc, f.name limit 1;
    perform coach.refuse(format(
      case when near.similarity = 1
           then '"%s" is already "%s" (%s). Use that exercise, or send a name of its own.'
           else '"%s" is nearly "%s" (%s). Use that exercise, or send although_similar true if it is '
                'another one.' end, name, near.name, near.base_exercise_id))
    where not is_there
      and (near.similarity = 1 or near.similarity >= 0.7 and body ->> 'although_similar' is distinct from 'true');
  end loop;
  perform coach.touch('exercise', exercise);
  perform coach.add_exercise(exercise, body);
  return (
    select jsonb_build_object(
      'summary', format('%s the exercise "%s"', case when is_there then 'Gave muscles to' else 'Created' end, b.name),
      'exercise', coach.catalog_entry(to_jsonb(b), false) - 'own' || jsonb_build_object('description', b.description))
    from coach.catalog() b where b.base_exercise_id = exercise);
end $$;
