-- A name of another exercise is refused; one that is nearly so, until the caller says it is meant.
create or replace function coach.refuse_known_names(names text[], although_similar boolean, exercise uuid)
returns void language plpgsql as $$
declare name text; near record;
begin
  foreach name in array names loop
    select f.* into near from coach.find_exercise(name) f where f.base_exercise_id <> exercise
    order by f.similarity desc, f.name limit 1;
    perform coach.refuse(format(
      case when near.similarity = 1
           then '"%s" is already "%s" (%s). Use that exercise, or send a name of its own.'
           else '"%s" is nearly "%s" (%s). Use that exercise, or send although_similar true if it is '
                'another one.' end, name, near.name, near.base_exercise_id))
    where near.similarity = 1 or near.similarity >= 0.7 and not although_similar;
  end loop;
end $$;
create or replace function coach.exercise_entry(exercise uuid) returns jsonb language sql stable as $$
  select coach.catalog_entry(to_jsonb(b), false) - 'own' || jsonb_build_object('description', b.description)
  from coach.catalog() b where b.base_exercise_id = exercise $$;
-- Adds one of the caller's own, or changes it. One without muscles, as an import makes it, gets them by its name alone.
create or replace function coach.create_exercise(body jsonb) returns jsonb language plpgsql as $$
declare exercise uuid; is_there boolean;
begin
  if body ->> 'exercise' is not null then return coach.change_exercise(body, coach.need_own_exercise(body ->> 'exercise')); end if;
  select b.base_exercise_id into exercise from public.base_exercise b where b.app_user_id = (select auth.uid())
    and coach.normalize_label(b.name) = coach.normalize_label(body ->> 'name')
    and not exists (
      select from public.base_exercise_primary_muscle m where m.base_exercise_id = b.base_exercise_id) limit 1;
  is_there := found;
  exercise := coalesce(exercise, gen_random_uuid());
  if not is_there then
    perform coach.refuse_known_names(
      array[body ->> 'name'] || array(select jsonb_array_elements_text(body -> 'aliases')),
      coalesce(body ->> 'although_similar' = 'true', false), exercise);
  end if;
  perform coach.touch('exercise', exercise);
  perform coach.add_exercise(exercise, body);
  return (
    select jsonb_build_object(
      'summary', format('%s the exercise "%s"', case when is_there then 'Gave muscles to' else 'Created' end, x.entry ->> 'name'),
      'exercise', x.entry) from coach.exercise_entry(exercise) x (entry));
end $$;
-- Which of their own exercises a caller means: a label of theirs before one of the catalogue.
create or replace function coach.need_own_exercise(asked text) returns uuid language plpgsql as $$
declare
  me uuid := (select auth.uid());
  wanted text := coach.normalize_label(asked);
  own uuid := coalesce(
    (select l.base_exercise_id from coach.exercise_label l where l.app_user_id = me and l.label = wanted and l.chosen),
    coach.need_exercise('exercise', asked));
begin
  perform coach.refuse(format(
    'exercise is "%s", which is in the shared catalogue and stays as it is. %s', b.name, coalesce(
      'Send one of the lifter''s own: ' || (
        select string_agg(o.name, ', ' order by o.name)
        from (select x.name from public.base_exercise x where x.app_user_id = me order by x.name limit 10) o) || '.',
      'The lifter has none of their own yet.')))
  from public.base_exercise b where b.base_exercise_id = own and b.app_user_id is distinct from me;
  return own;
end $$;
create or replace function coach.change_exercise(body jsonb, id uuid) returns jsonb language plpgsql as $$
#variable_conflict use_column
declare
  before jsonb := coach.exercise_entry(id);
  sent jsonb := jsonb_strip_nulls(body - '{exercise,merge_into,remove,although_similar}'::text[]);
  other_names text[] := array(select jsonb_array_elements_text(coalesce(sent -> 'aliases', before -> 'aliases')));
  was text := before ->> 'name';
begin
  if body ->> 'merge_into' is not null then
    return coach.merge_exercise(id, coach.need_exercise('merge_into', body ->> 'merge_into'));
  elsif body ->> 'remove' = 'true' then
    return coach.remove_exercise(id);
  end if;
  perform coach.refuse('Nothing to change was sent. Send name, muscles or another field, merge_into, or remove.')
  where sent = '{}';
  -- What is written elsewhere under the old name still means this exercise.
  if coach.normalize_label(sent ->> 'name') <> coach.normalize_label(was) then
    other_names := array(select n from unnest(other_names) n where n <> sent ->> 'name') || was;
  end if;
  perform coach.refuse_known_names(
    array(select n from unnest(sent ->> 'name' || other_names) n
          where n <> was and not jsonb_exists(before -> 'aliases', n)),
    coalesce(body ->> 'although_similar' = 'true', false), id);
  perform coach.rename_in_settings(was, coalesce(sent ->> 'name', was));
  perform coach.touch('exercise', id);
  update public.base_exercise b
  set name = r.name, aliases = r.aliases, description = r.description, level = r.level, mechanic = r.mechanic, force = r.force,
      category_id = coalesce(
        (select c.category_id from public.exercise_category c where c.name = sent ->> 'category'), b.category_id),
      equipment_type_id = coalesce(
        (select q.equipment_type_id from public.equipment_type q where q.name = sent ->> 'equipment'), b.equipment_type_id)
  from public.base_exercise x
  cross join lateral jsonb_populate_record(x, sent || jsonb_build_object('aliases', other_names)) r
  where b.base_exercise_id = change_exercise.id and x.base_exercise_id = change_exercise.id;
  delete from public.base_exercise_primary_muscle m where m.base_exercise_id = change_exercise.id and sent ? 'primary_muscles';
  delete from public.base_exercise_secondary_muscle m
  where m.base_exercise_id = change_exercise.id and sent ? 'secondary_muscles';
  perform coach.add_exercise(id, jsonb_build_object('name', was) || sent);
  return jsonb_build_object('summary', format('Changed the exercise "%s"', was),
                            'before', before, 'exercise', coach.exercise_entry(id));
end $$;
-- Goals, training maxes and pain flags know an exercise by its name.
create or replace function coach.rename_in_settings(was text, new_name text) returns void language plpgsql as $$
declare
  me uuid := (select auth.uid());
  own jsonb := (select coach.as_object(u.data -> 'mcp_settings') from public.app_user u where u.app_user_id = me);
  renamed jsonb := own || jsonb_strip_nulls(jsonb_build_object(
    'goals', (
      select jsonb_agg(case when g.doc ->> 'exercise' = was then g.doc || jsonb_build_object('exercise', new_name)
                            else g.doc end order by g.place)
      from jsonb_array_elements(coach.as_array(own -> 'goals')) with ordinality g (doc, place)),
    'pain_flags', (
      select jsonb_agg(case when f.doc = to_jsonb(was) then to_jsonb(new_name) else f.doc end order by f.place)
      from jsonb_array_elements(coach.as_array(own -> 'pain_flags')) with ordinality f (doc, place)),
    -- Where both have one, that of the exercise that stays comes last and counts.
    'training_maxes', (
      select jsonb_object_agg(case when m.key = was then new_name else m.key end, m.value order by m.key <> was)
      from jsonb_each(coach.as_object(own -> 'training_maxes')) m)));
begin
  if renamed <> own then
    perform coach.touch('settings', me);
    update public.app_user u set data = coach.as_object(u.data) || jsonb_build_object('mcp_settings', renamed)
    where u.app_user_id = me;
  end if;
end $$;
-- What is touched last is put back first: sets and plans refer to the exercise.
create or replace function coach.merge_exercise(id uuid, into_id uuid) returns jsonb language plpgsql as $$
declare
  me uuid := (select auth.uid());
  old public.base_exercise; target public.base_exercise; entries uuid[]; sessions uuid[]; plans uuid[]; lines int;
begin
  perform coach.refuse('merge_into is the same exercise. Send the one that gets its sets.') where id = into_id;
  select b.* into old from public.base_exercise b where b.base_exercise_id = id;
  select b.* into target from public.base_exercise b where b.base_exercise_id = into_id;
  select coalesce(array_agg(e.performed_exercise_id), '{}'), coalesce(array_agg(distinct e.performed_session_id), '{}')
  into entries, sessions from coach.entries(null, null, null, id) e;
  select coalesce(array_agg(distinct d.user_plan_id), '{}'), count(*) into plans, lines
  from public.exercise x join public.session_schedule d using (session_schedule_id) where x.base_exercise_id = id;
  perform coach.touch('session', variadic sessions), coach.touch('plan', variadic plans);
  update public.performed_exercise e set data = coach.as_object(e.data) || jsonb_build_object('base_exercise_id', into_id)
  where e.performed_exercise_id = any (entries);
  update public.exercise x set base_exercise_id = into_id where x.base_exercise_id = id;
  perform coach.rename_in_settings(old.name, target.name);
  perform coach.touch('mapping', id);
  update coach.import_mapping m set base_exercise_id = into_id where m.app_user_id = me and m.base_exercise_id = id;
  insert into coach.import_mapping (app_user_id, label, base_exercise_id)
  select distinct me, coach.normalize_label(n), into_id from unnest(old.name || old.aliases) n
  where coach.normalize_label(n) <> ''
  on conflict (app_user_id, label) do update set base_exercise_id = excluded.base_exercise_id;
  if target.app_user_id = me then
    perform coach.touch('exercise', into_id);
    update public.base_exercise b set aliases = coalesce(b.aliases, '{}') || old.name || old.aliases
    where b.base_exercise_id = into_id;
  end if;
  perform coach.touch('exercise', id);
  delete from public.base_exercise b where b.base_exercise_id = id and b.app_user_id = me;
  return jsonb_build_object(
    'summary', format('Merged the exercise "%s" into "%s"', old.name, target.name),
    'moved', jsonb_build_object('sessions', cardinality(sessions), 'plan_lines', lines),
    'exercise', coach.exercise_entry(into_id));
end $$;
create or replace function coach.remove_exercise(id uuid) returns jsonb language plpgsql as $$
declare
  entry jsonb := coach.exercise_entry(id);
  settings jsonb := (select u.data -> 'mcp_settings' from public.app_user u where u.app_user_id = (select auth.uid()));
  uses text := concat_ws(', ',
    (select 'workouts: ' || count(distinct e.performed_session_id) from coach.entries(null, null, null, id) e
     having count(*) > 0),
    (select 'plan lines: ' || count(*) from public.exercise x where x.base_exercise_id = id having count(*) > 0),
    case when settings -> 'goals' @> jsonb_build_array(jsonb_build_object('exercise', entry -> 'name'))
              or settings -> 'pain_flags' ? (entry ->> 'name') or settings -> 'training_maxes' ? (entry ->> 'name')
         then 'settings' end);
begin
  perform coach.refuse(format(
    '"%s" is in use (%s). Send merge_into with the exercise that gets them, or change those first.', entry ->> 'name', uses))
  where uses <> '';
  perform coach.touch('mapping', id), coach.touch('exercise', id);
  delete from public.base_exercise b where b.base_exercise_id = id and b.app_user_id = (select auth.uid());
  return jsonb_build_object('summary', format('Removed the exercise "%s"', entry ->> 'name'), 'exercise', entry);
end $$;
