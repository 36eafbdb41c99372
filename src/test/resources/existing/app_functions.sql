-- What the app calls while somebody trains, and while somebody keeps the catalogue.
create function public.draft_session_exercises(performed_session_id_ uuid)
returns table (exercise_id uuid, performed_session_id uuid, name text, reps integer[],
               rest interval[], weight integer)
language sql stable as $$
  select e.exercise_id, ps.performed_session_id, be.name,
         array_fill(e.reps::int, array[e.sets::int]), array_fill(e.rest, array[e.sets::int]), n.weight
  from public.performed_session ps
  join public.exercise e on e.session_schedule_id = ps.session_schedule_id
  join public.base_exercise be on be.base_exercise_id = e.base_exercise_id
  left join public.next_exercise_progression n
    on n.exercise_id = e.exercise_id and n.app_user_id = ps.app_user_id
  where ps.performed_session_id = performed_session_id_
  order by e.sort_order, be.name, e.exercise_id
$$;

create function public.draft_session_exercises_v2(performed_session_id_ uuid)
returns table (performed_session_id uuid, session_schedule_id uuid, session_name text,
               app_user_id uuid, started_at timestamp, completed_at timestamp,
               has_exercises boolean, exercise_count integer, exercises jsonb)
language sql stable as $$
  select ps.performed_session_id, ss.session_schedule_id, ss.name, ps.app_user_id, ps.started_at,
         ps.completed_at, lines.number > 0, lines.number, lines.exercises
  from public.performed_session ps
  join public.session_schedule ss on ss.session_schedule_id = ps.session_schedule_id
  cross join lateral (
    select count(*)::int as number, coalesce(jsonb_agg(to_jsonb(d)), '[]') as exercises
    from public.draft_session_exercises(ps.performed_session_id) d) lines
  where ps.performed_session_id = performed_session_id_
$$;

create function public.performed_session_details(performed_session_id_ uuid)
returns table ("exists" boolean, performed_session_id uuid, session_schedule_id uuid,
               session_name text, app_user_id uuid, started_at timestamp, completed_at timestamp,
               has_exercises boolean, exercise_count integer, is_empty boolean)
language sql stable as $$
  select ps.performed_session_id is not null, performed_session_id_, ss.session_schedule_id,
         ss.name, ps.app_user_id, ps.started_at, ps.completed_at,
         lines.number > 0, lines.number, lines.number = 0
  from (select count(*)::int as number from public.performed_exercise pe
        where pe.performed_session_id = performed_session_id_) lines
  left join public.performed_session ps on ps.performed_session_id = performed_session_id_
  left join public.session_schedule ss on ss.session_schedule_id = ps.session_schedule_id
$$;

-- Its end is left to the column's default: a session just begun looks finished.
create function public.create_session_from_name(schedule_name text, app_user_id uuid)
returns table (like public.performed_session) language sql as $$
  insert into public.performed_session (session_schedule_id, app_user_id)
  select ss.session_schedule_id, $2
  from public.session_schedule ss
  where ss.name = schedule_name
  order by ss.session_schedule_id
  limit 1
  returning *
$$;

create function public.create_session_exercises(performed_session_id_ uuid)
returns table (like public.performed_exercise) language sql as $$
  insert into public.performed_exercise
    (exercise_id, performed_session_id, name, reps, rest, weight, completed_at)
  select d.exercise_id, d.performed_session_id, d.name, d.reps, d.rest, d.weight, null
  from public.draft_session_exercises(performed_session_id_) d
  returning *
$$;

create function public.create_full_session(schedule_name text, app_user_id uuid)
returns table (like public.performed_exercise) language plpgsql as $$
declare
  session_id uuid;
begin
  select s.performed_session_id into session_id
  from public.create_session_from_name($1, $2) s;
  return query select * from public.create_session_exercises(session_id);
end
$$;

create function public.add_primary_muscle(
  p_base_exercise_id uuid, p_muscle_name text, p_sort_order integer default 0)
returns void language plpgsql as $$
begin
  insert into public.base_exercise_primary_muscle (base_exercise_id, muscle_group_id, sort_order)
  select p_base_exercise_id, muscle_group_id, p_sort_order
  from public.muscle_group where name = p_muscle_name
  on conflict (base_exercise_id, muscle_group_id) do update set sort_order = excluded.sort_order;
  if not found then
    raise exception 'There is no muscle named %', p_muscle_name;
  end if;
end
$$;

create function public.add_secondary_muscle(
  p_base_exercise_id uuid, p_muscle_name text, p_sort_order integer default 0)
returns void language plpgsql as $$
begin
  insert into public.base_exercise_secondary_muscle (base_exercise_id, muscle_group_id, sort_order)
  select p_base_exercise_id, muscle_group_id, p_sort_order
  from public.muscle_group where name = p_muscle_name
  on conflict (base_exercise_id, muscle_group_id) do update set sort_order = excluded.sort_order;
  if not found then
    raise exception 'There is no muscle named %', p_muscle_name;
  end if;
end
$$;

create function public.set_exercise_muscles(
  p_base_exercise_id uuid, p_primary_muscles text[], p_secondary_muscles text[] default '{}')
returns void language sql as $$
  delete from public.base_exercise_primary_muscle where base_exercise_id = p_base_exercise_id;
  delete from public.base_exercise_secondary_muscle where base_exercise_id = p_base_exercise_id;
  select public.add_primary_muscle(p_base_exercise_id, m.name, m.place::int)
  from unnest(p_primary_muscles) with ordinality m (name, place);
  select public.add_secondary_muscle(p_base_exercise_id, m.name, m.place::int)
  from unnest(p_secondary_muscles) with ordinality m (name, place);
$$;

create function public.find_exercises_by_muscle(muscle_name text, include_secondary boolean default true)
returns table (base_exercise_id uuid, name text, level text, equipment text, is_primary boolean)
language sql stable as $$
  select be.base_exercise_id, be.name, be.level, et.name, m.is_primary
  from (
    select p.base_exercise_id, p.muscle_group_id, true as is_primary
    from public.base_exercise_primary_muscle p
    union all
    select s.base_exercise_id, s.muscle_group_id, false
    from public.base_exercise_secondary_muscle s where include_secondary) m
  join public.muscle_group mg on mg.muscle_group_id = m.muscle_group_id
  join public.base_exercise be on be.base_exercise_id = m.base_exercise_id
  left join public.equipment_type et on et.equipment_type_id = be.equipment_type_id
  where mg.name = muscle_name
  order by m.is_primary desc, be.name, be.base_exercise_id
$$;

create function public.get_exercise_metadata_stats()
returns table (total_exercises bigint, exercises_with_muscles bigint,
               exercises_with_instructions bigint, exercises_with_images bigint,
               exercises_by_level jsonb, exercises_by_category jsonb, exercises_by_equipment jsonb)
language sql stable as $$
  select count(*),
         count(*) filter (where cardinality(f.primary_muscles) > 0),
         count(*) filter (where cardinality(f.instructions) > 0),
         count(*) filter (where cardinality(f.image_urls) > 0),
         (select jsonb_object_agg(k, n) from (
            select coalesce(level, 'unknown') as k, count(*) as n
            from public.base_exercise_with_muscles group by 1) s),
         (select jsonb_object_agg(k, n) from (
            select coalesce(category, 'unknown') as k, count(*) as n
            from public.base_exercise_with_muscles group by 1) s),
         (select jsonb_object_agg(k, n) from (
            select coalesce(equipment, 'unknown') as k, count(*) as n
            from public.base_exercise_with_muscles group by 1) s)
  from public.base_exercise_with_muscles f
$$;
