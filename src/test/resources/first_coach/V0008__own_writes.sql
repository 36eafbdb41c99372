-- What create_exercise, log_body_measurement and update_settings do between the two ends of
-- coach.write, and how an import becomes one change.

-- A name that means an exercise already is refused; one that is nearly another's, until the caller
-- says that it is meant.
create function coach.create_exercise(body jsonb) returns jsonb language plpgsql as $$
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
         (select c.exercise_category_id from public.exercise_category c
          where c.name = body ->> 'category'),
         (select q.equipment_type_id from public.equipment_type q
          where q.name = body ->> 'equipment')
  -- Read as what the columns are: in some databases level, mechanic and force have types of their own.
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

create function coach.exercise_view(exercise uuid) returns jsonb language sql stable as $$
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
  left join public.exercise_category c on c.exercise_category_id = b.category_id
  left join public.equipment_type q using (equipment_type_id)
  where b.base_exercise_id = exercise
$$;

-- What a measured value is in the unit of its column: grams, hundredths of a percent, millimetres.
create function coach.measured(kind text, value numeric, unit text) returns int
language sql immutable as $$
  select round(value * case unit when 'kg' then 1000 when 'lb' then 453.59237 when 'percent' then 100
                                 when 'cm' then 10 when 'in' then 25.4 end)::int
$$;

create function coach.log_body_measurement(body jsonb) returns jsonb language plpgsql as $$
declare
  me uuid := (select auth.uid());
  pounds boolean := coach.unit_of('{}') = 'lb';
  day date := coach.local_date(coalesce(coach.moment(body ->> 'date'), now() at time zone 'UTC'));
  sent record;
  row_id uuid;
  done jsonb := '[]';
begin
  if day > coach.today() then
    perform coach.refuse(format('date is %s, in the future. Send a date up to %s.', day,
                                coach.today()));
  end if;
  for sent in
    select x.place - 1 as place, x.m ->> 'kind' as kind, (x.m ->> 'value')::numeric as value,
           x.m ->> 'note' as note,
           coalesce(x.m ->> 'unit', case x.m ->> 'kind'
             when 'body_weight' then case when pounds then 'lb' else 'kg' end
             when 'body_fat' then 'percent'
             else case when pounds then 'in' else 'cm' end end) as unit
    from jsonb_array_elements(body -> 'measurements') with ordinality x (m, place)
    order by x.place
  loop
    perform coach.refuse_unlikely(sent.place, sent.kind, sent.value, sent.unit);
    select m.body_measurement_id into row_id
    from coach.body_measurement m
    where m.app_user_id = me and m.kind = sent.kind and m.measured_on = day;
    row_id := coalesce(row_id, gen_random_uuid());
    perform coach.touch('measurement', row_id);
    done := done || jsonb_build_object(
      'kind', sent.kind,
      'before', (select m.value from coach.body_measurement m where m.body_measurement_id = row_id),
      'last', (select jsonb_build_object('value', m.value, 'date', m.measured_on)
               from coach.body_measurement m
               where m.app_user_id = me and m.kind = sent.kind and m.measured_on < day
               order by m.measured_on desc limit 1));
    insert into coach.body_measurement (body_measurement_id, app_user_id, kind, measured_on, value, note)
    values (row_id, me, sent.kind, day, coach.measured(sent.kind, sent.value, sent.unit), sent.note)
    on conflict (app_user_id, kind, measured_on)
      do update set value = excluded.value, note = coalesce(excluded.note, body_measurement.note);
  end loop;
  return jsonb_build_object(
    'summary', format('Logged %s of %s',
      (select string_agg(distinct replace(d ->> 'kind', '_', ' '), ', ')
       from jsonb_array_elements(done) d), day),
    'date', day,
    'measurements', (
      select jsonb_agg(d.doc || jsonb_build_object('value', m.value, 'note', m.note) order by d.place)
      from jsonb_array_elements(done) with ordinality d (doc, place)
      join coach.body_measurement m
        on m.app_user_id = me and m.kind = d.doc ->> 'kind' and m.measured_on = day));
end
$$;

-- A unit that does not belong to what was measured, and a value that nobody has, are slips.
create function coach.refuse_unlikely(place bigint, kind text, value numeric, unit text) returns void
language plpgsql as $$
declare
  is_weight boolean := kind = 'body_weight';
  is_share boolean := kind = 'body_fat';
  least_value int := case when is_weight then 20000 when is_share then 100 else 50 end;
  most_value int := case when is_weight then 500000 when is_share then 7500 else 3000 end;
begin
  if unit <> all (case when is_weight then '{kg,lb}' when is_share then '{percent}'
                       else '{cm,in}' end::text[]) then
    perform coach.refuse(format('measurements[%s].unit is "%s", and %s is measured in %s. Send one of '
      'them, or leave it out.', place, unit, kind,
      case when is_weight then 'kg or lb' when is_share then 'percent' else 'cm or in' end));
  elsif coach.measured(kind, value, unit) not between least_value and most_value then
    perform coach.refuse(format('measurements[%s].value is %s %s, which is no %s. Send the value and '
                                'its unit.', place, value, unit, replace(kind, '_', ' ')));
  end if;
end
$$;

-- Settings of the same name are replaced; landmarks and gyms are joined to those that are there.
create function coach.update_settings(body jsonb) returns jsonb language plpgsql as $$
declare
  me uuid := (select auth.uid());
  before jsonb;
  sent jsonb := jsonb_strip_nulls(body -> 'set');
  after jsonb;
begin
  perform coach.touch('settings', me);
  select coach.as_object(u.data -> 'mcp_settings') into before
  from public.app_user u where u.app_user_id = me;
  if sent ->> 'time_zone' is not null
     and not exists (select from pg_timezone_names where name = sent ->> 'time_zone') then
    perform coach.refuse(format('time_zone is "%s", which the database does not know. Send another '
                                'name of the same zone.', sent ->> 'time_zone'));
  end if;
  if jsonb_exists(sent, 'pain_flags') then
    sent := sent || jsonb_build_object('pain_flags', coach.pain_flags(sent -> 'pain_flags'));
  end if;
  after := before - array(select jsonb_array_elements_text(coalesce(body -> 'reset', '[]')));
  after := after || sent
    || case when jsonb_exists(sent, 'landmarks') then jsonb_build_object(
         'landmarks', coach.as_object(after -> 'landmarks') || (sent -> 'landmarks'))
       else '{}' end
    || case when jsonb_exists(sent, 'gyms') or jsonb_exists(body, 'remove_gyms')
       then jsonb_build_object('gyms', coach.joined_gyms(
         after -> 'gyms', coalesce(sent -> 'gyms', '[]'), coalesce(body -> 'remove_gyms', '[]')))
       else '{}' end;
  if jsonb_array_length(case jsonb_typeof(after -> 'gyms') when 'array' then after -> 'gyms'
                                                          else '[]' end) > 5 then
    perform coach.refuse('There would be more than 5 gyms. Send remove_gyms with those to forget.');
  end if;
  if sent ->> 'gym' is not null
     and not after -> 'gyms' @> jsonb_build_array(jsonb_build_object('name', sent -> 'gym')) then
    perform coach.refuse(format('gym is "%s", and there is no such gym. Send it in gyms first.',
                                sent ->> 'gym'));
  end if;
  update public.app_user u
  set data = coach.as_object(u.data) || jsonb_build_object('mcp_settings', after)
  where u.app_user_id = me;
  return jsonb_build_object('summary', 'Changed the settings', 'before', before, 'after', after);
end
$$;

create function coach.joined_gyms(present jsonb, sent jsonb, removed jsonb) returns jsonb
language sql immutable as $$
  select coalesce(jsonb_agg(g.gym order by g.place, g.number), '[]')
  from (
    select p.gym || coalesce((
             select s.gym from jsonb_array_elements(sent) s (gym)
             where s.gym -> 'name' = p.gym -> 'name' limit 1), '{}') as gym, 1 as place, p.number
    from jsonb_array_elements(case jsonb_typeof(present) when 'array' then present else '[]' end)
           with ordinality p (gym, number)
    where not removed @> jsonb_build_array(p.gym -> 'name')
    union all
    select s.gym, 2, s.number
    from jsonb_array_elements(sent) with ordinality s (gym, number)
    where not coalesce(present, '[]') @> jsonb_build_array(jsonb_build_object('name', s.gym -> 'name'))
  ) g
$$;

-- Muscles as the catalogue writes them, exercises by their full name.
create function coach.pain_flags(sent jsonb) returns jsonb language plpgsql as $$
declare
  flag record;
  flags jsonb := '[]';
begin
  for flag in
    select x.place - 1 as place, x.name, m.name as muscle
    from jsonb_array_elements_text(sent) with ordinality x (name, place)
    left join public.muscle_group m on m.name = lower(x.name)
    order by x.place
  loop
    flags := flags || to_jsonb(coalesce(flag.muscle, (
      select b.name from public.base_exercise b
      where b.base_exercise_id = coach.need_exercise(format('pain_flags[%s]', flag.place),
                                                     flag.name))));
  end loop;
  return flags;
end
$$;

-- Makes everything that one transaction of store_workouts adds one change, which can be taken back.
-- Called by each part of an import, after its rows.
create function coach.note_import(part jsonb) returns void language plpgsql as $$
declare
  added jsonb;
  sessions int;
begin
  with docs as materialized (
    select 1 as place, 'exercise' as kind, b.base_exercise_id as id
    from jsonb_to_recordset(part -> 'base_exercise') r (base_exercise_id uuid)
    join public.base_exercise b using (base_exercise_id)
    where b.app_user_id = (select auth.uid()) and coach.is_new(b.xmin)
    union all
    select 2, 'measurement', m.body_measurement_id
    from jsonb_to_recordset(part -> 'body_measurement') r (body_measurement_id uuid)
    join coach.body_measurement m using (body_measurement_id)
    where m.app_user_id = (select auth.uid()) and coach.is_new(m.xmin)
    union all
    -- Those that only hold workouts outside plans stay: they have no targets, and other days join them.
    select 3, 'plan', p.user_plan_id
    from jsonb_to_recordset(part -> 'user_plan') r (user_plan_id uuid)
    join public.user_plan p using (user_plan_id)
    where p.app_user_id = (select auth.uid()) and p.data ->> 'kind' is null and coach.is_new(p.xmin)
    union all
    select 4, 'session', s.performed_session_id
    from jsonb_to_recordset(part -> 'performed_session') r (performed_session_id uuid)
    join public.performed_session s using (performed_session_id)
    where s.app_user_id = (select auth.uid()) and coach.is_new(s.xmin)
  )
  select jsonb_agg(jsonb_build_object('kind', d.kind, 'id', d.id, 'before', null,
                                      'after', coach.digest(coach.image(d.kind, d.id)))
                   order by d.place),
         count(*) filter (where d.kind = 'session')
  into added, sessions
  from docs d;
  if added is null then
    return;
  end if;
  if coach.this_change() is null then
    perform coach.begin_change('import_workouts', null);
  end if;
  update coach.change_log c
  set reverse = c.reverse || added,
      summary = format('Imported sessions: %s',
        sessions + coalesce(substring(c.summary from '\d+')::int, 0))
  where c.change_id = coach.this_change() and c.app_user_id = (select auth.uid());
end
$$;

-- Whether a row was written by this very transaction.
create function coach.is_new(row_xmin xid) returns boolean language sql stable as $$
  select row_xmin::text::bigint = pg_current_xact_id()::text::bigint % 4294967296
$$;

-- As at the end of every migration that adds functions: they are everyone's unless said otherwise.
revoke execute on all functions in schema coach from public;
grant execute on all functions in schema coach to authenticated, service_role;
revoke execute on function
  coach.choose_labels(text[], uuid), coach.label_exercise(), coach.remove_account_data()
  from authenticated, service_role;
