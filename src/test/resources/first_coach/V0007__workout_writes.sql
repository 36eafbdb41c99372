-- What log_workout, edit_workout and delete_workout do between the two ends of coach.write.

create function coach.grams(amount numeric, unit text) returns int language sql immutable as $$
  select round(amount * case unit when 'lb' then 453.59237 else 1000 end)::int
$$;
-- The unit of a call, else the lifter's own.
create function coach.unit_of(body jsonb) returns text language sql stable as $$
  select case coalesce(body ->> 'unit', u.data -> 'mcp_settings' ->> 'unit')
           when 'lb' then 'lb' else 'kg' end
  from public.app_user u
  where u.app_user_id = (select auth.uid())
$$;

-- The UTC moment that a lifter means: a day (a date, "today", "yesterday") with or without "T" and a
-- local time, or a whole moment with "Z". A day alone is its noon, so that it survives a change of
-- zone, and today is now.
create function coach.moment(spoken text) returns timestamp language sql stable as $$
  select case
    when right(spoken, 1) = 'Z' then left(spoken, -1)::timestamp
    when p.clock = '' and p.day = coach.today() then now() at time zone 'UTC'
    else ((p.day + case p.clock when '' then '12:00' else p.clock end::time)
            at time zone coach.zone()) at time zone 'UTC'
  end
  from (
    select case split_part(spoken, 'T', 1)
             when 'today' then coach.today()
             when 'yesterday' then coach.today() - 1
             else split_part(spoken, 'T', 1)::date
           end as day,
           rtrim(split_part(spoken, 'T', 2), 'Z') as clock
    where spoken is not null
  ) p
$$;
create function coach.local_text(utc timestamp) returns text language sql stable as $$
  select to_char((utc at time zone 'UTC') at time zone coach.zone(), 'YYYY-MM-DD"T"HH24:MI')
$$;

create function coach.refuse_impossible_times(started timestamp, ended timestamp) returns void
language plpgsql as $$
declare
  -- Clocks differ a little.
  latest timestamp := (now() at time zone 'UTC') + interval '5 minutes';
begin
  if started > latest or ended > latest then
    perform coach.refuse(format('%s is %s, in the future. Send a time up to %s.',
      case when started > latest then 'started_at' else 'ended_at' end,
      coach.local_text(case when started > latest then started else ended end),
      coach.local_text(now() at time zone 'UTC')));
  elsif ended < started then
    perform coach.refuse(format('ended_at is %s, before started_at %s. Send them in order.',
                                coach.local_text(ended), coach.local_text(started)));
  elsif ended - started > interval '24 hours' then
    perform coach.refuse(format(
      'The session would last from %s to %s, longer than a day. Send the real times.',
      coach.local_text(started), coach.local_text(ended)));
  end if;
end
$$;

-- The exercise that is clearly meant; anything else ends the write with the candidates.
create function coach.need_exercise(field text, asked text) returns uuid language plpgsql as $$
declare
  candidates jsonb;
  hit uuid;
begin
  select (array_agg(f.base_exercise_id) filter (where f.winner))[1],
         (jsonb_agg(jsonb_build_object('id', f.base_exercise_id, 'name', f.name)
                    order by f.similarity desc, f.name))
  into hit, candidates
  from coach.find_exercise(asked) f;
  if hit is null then
    perform coach.refuse('', jsonb_build_object(
      'field', field, 'asked', asked, 'candidates', coalesce(candidates, '[]')));
  end if;
  return hit;
end
$$;

-- A session by id, "last", "today" or a date. Someone else's and one that is not there are the same.
create function coach.pick_session(selector text) returns uuid language plpgsql as $$
declare
  id uuid := coach.as_uuid(selector);
  hits uuid[];
  names text;
begin
  select array_agg(s.performed_session_id order by s.completed_at desc),
         string_agg(format('%s %s (%s)', coach.local_text(coalesce(s.started_at, s.completed_at)),
                           s.day, s.performed_session_id), '; ' order by s.completed_at)
  into hits, names
  from (
    select s.performed_session_id, s.started_at, s.completed_at, d.name as day
    from public.performed_session s
    left join public.session_schedule d using (session_schedule_id)
    where s.app_user_id = (select auth.uid())
      and case
            when id is not null then s.performed_session_id = id
            when lower(selector) = 'last' then exists (
              select from public.performed_exercise e
              where e.performed_session_id = s.performed_session_id
                and e.completed_at is not null)
            else coach.session_date(s.started_at, s.completed_at) = case
              when lower(selector) = 'today' then coach.today()
              when selector ~ '^\d{4}-\d\d-\d\d$' then selector::date
            end
          end
    order by s.completed_at desc nulls last, s.performed_session_id
    limit case when lower(selector) = 'last' then 1 end
  ) s;
  if hits is null then
    perform coach.refuse(format(
      'session is "%s", and there is no such session. Find it with list_sessions.', selector));
  elsif cardinality(hits) > 1 then
    perform coach.refuse(format('session is "%s", and there are several. Send one of these ids: %s.',
                                selector, names));
  end if;
  return hits[1];
end
$$;

-- A session with every stored detail, as tools show it.
create function coach.session_view(session uuid) returns jsonb language sql stable as $$
  with notes as materialized (
    select t.performed_exercise_id, t.note,
           row_number() over (partition by t.performed_exercise_id
                              order by t."order", t.performed_exercise_set_id) as set_number
    from public.performed_exercise e
    join public.performed_exercise_set t using (performed_exercise_id)
    where e.performed_session_id = session
  ),
  sets as materialized (
    select s.performed_exercise_id,
           jsonb_agg(
             jsonb_build_array(
               s.set_number, s.set_type, s.weight_g, s.reps, s.rpe, extract(epoch from s.rest)::int,
               s.data -> 'assistance_g', s.data -> 'bodyweight_g',
               case when coach.notes_allowed() then n.note end,
               s.data -> 'to_failure', s.data -> 'distance_m', s.data -> 'duration_s')
             order by s.set_number) as sets
    from coach.performed_set s
    left join notes n using (performed_exercise_id, set_number)
    where s.app_user_id = (select auth.uid())
      and s.performed_session_id = session
    group by s.performed_exercise_id
  )
  select jsonb_build_object(
    'session', jsonb_build_object(
      'id', o.performed_session_id,
      'date', coach.session_date(o.started_at, o.completed_at),
      'started_at', coach.local_text(o.started_at),
      'completed_at', coach.local_text(o.completed_at),
      'time_known', o.data ->> 'time_known' is distinct from 'false',
      'minutes', case when o.completed_at > o.started_at
                      then round(extract(epoch from o.completed_at - o.started_at) / 60)::int end,
      'day', d.name,
      'plan', coalesce(p.name, u.name),
      'in_progress', coalesce(o.data ->> 'in_progress' = 'true', false),
      'note', case when coach.notes_allowed() then o.note end),
    'exercises', coalesce((
      select jsonb_agg(
        jsonb_build_object(
          'id', e.performed_exercise_id,
          'exercise_id', e.base_exercise_id,
          'name', e.exercise_name,
          'written_name', e.written_name,
          'draft', e.is_draft,
          'planned', case when e.is_draft then
            jsonb_build_object('reps', to_jsonb(e.reps), 'weight_g', e.weight) end,
          'deload', e.in_deload,
          'superset', e.data -> 'superset',
          'note', case when coach.notes_allowed() then e.note end,
          'sets', coalesce(s.sets, '[]'))
        order by e.data -> 'position', e.started_at, e.completed_at, e.performed_exercise_id)
      from coach.exercise_entry e
      left join sets s using (performed_exercise_id)
      where e.app_user_id = (select auth.uid())
        and e.performed_session_id = o.performed_session_id), '[]'))
  from public.performed_session o
  left join public.session_schedule d using (session_schedule_id)
  left join public.plan p on p.plan_id = d.plan_id
  left join public.user_plan u on u.user_plan_id = d.user_plan_id
  where o.performed_session_id = session
    and o.app_user_id = (select auth.uid())
$$;

create function coach.session_title(session uuid) returns text language sql stable as $$
  select format('%s %s', coach.session_date(s.started_at, s.completed_at), d.name)
  from public.performed_session s
  left join public.session_schedule d using (session_schedule_id)
  where s.performed_session_id = session
    and s.app_user_id = (select auth.uid())
$$;

-- What is known about single sets; it stands beside the exercise where all its sets agree.
create function coach.set_data(data jsonb) returns jsonb language sql immutable as $$
  select coalesce(jsonb_object_agg(key, value), '{}')
  from jsonb_each(coach.as_object(data))
  where key in ('rpe', 'assistance_g', 'bodyweight_g')
$$;

-- The sets of an exercise, however they are stored: id (where it has a row), type, weight_g, reps,
-- rest_s, note, data.
create function coach.sets_of(entry uuid) returns jsonb language sql stable as $$
  select coalesce(
    (select jsonb_agg(
       jsonb_build_object(
         'id', t.performed_exercise_set_id, 'type', t.exercise_set_type, 'weight_g', t.weight,
         'reps', t.reps, 'note', t.note,
         'rest_s', case when t.data ->> 'rest_unknown' = 'true' then null
                        else extract(epoch from t.rest) end,
         'data', (coach.set_data(e.data) - 'rpe') || coach.as_object(t.data))
       order by t."order", t.performed_exercise_set_id)
     from public.performed_exercise_set t
     where t.performed_exercise_id = e.performed_exercise_id),
    (select jsonb_agg(
       jsonb_build_object(
         'type', 'regular', 'weight_g', coalesce(e.weight::int, 0), 'reps', r.reps, 'note', null,
         'rest_s', extract(epoch from e.rest[least(r.place, array_length(e.rest, 1))]),
         'data', coach.set_data(e.data))
       order by r.place)
     from unnest(e.reps) with ordinality r (reps, place)),
    '[]')
  from public.performed_exercise e
  where e.performed_exercise_id = entry
$$;

-- The same sets as rows. A rest that is not known must not read as the column's default.
create function coach.set_rows(done jsonb) returns setof public.performed_exercise_set
language sql stable as $$
  select r.*
  from jsonb_array_elements(done) with ordinality x (s, place)
  cross join lateral jsonb_populate_record(null::public.performed_exercise_set, jsonb_build_object(
    'performed_exercise_set_id', s -> 'id',
    'exercise_set_type', s -> 'type',
    'weight', s -> 'weight_g',
    'reps', s -> 'reps',
    'rest', make_interval(secs => (s ->> 'rest_s')::float8),
    'order', x.place,
    'note', s -> 'note',
    'data', nullif((s -> 'data') - 'rest_unknown' || case when s ->> 'rest_s' is null
                                                          then '{"rest_unknown": true}'
                                                          else '{}' end::jsonb, '{}'))) r
$$;

-- Stores the sets of an exercise, numbered as they come. Straight sets, which differ in nothing but
-- reps and rest, stand in the exercise itself; others get rows of their own, and the exercise then
-- holds every set's reps and the top weight, so that an app that reads only it shows something true.
create function coach.put_sets(entry uuid, done jsonb) returns void language plpgsql as $$
declare
  straight boolean;
begin
  select not exists (select from public.performed_exercise_set where performed_exercise_id = entry)
         and bool_and(s ->> 'type' = 'regular' and s ->> 'note' is null
                      and s -> 'data' = coach.set_data(s -> 'data'))
         and count(distinct (s -> 'weight_g', s -> 'data')) = 1
  into straight
  from jsonb_array_elements(done) s;

  update public.performed_exercise
  set reps = array(
        select (s ->> 'reps')::int from jsonb_array_elements(done) with ordinality x (s, place)
        order by place),
      rest = array(
        select make_interval(secs => (s ->> 'rest_s')::float8)
        from jsonb_array_elements(done) with ordinality x (s, place)
        order by place),
      weight = (select max((s ->> 'weight_g')::int) from jsonb_array_elements(done) s),
      data = (coach.as_object(data) - '{rpe,assistance_g,bodyweight_g}'::text[])
             || case when straight then done -> 0 -> 'data' else '{}' end
  where performed_exercise_id = entry;

  if not straight then
    delete from public.performed_exercise_set
    where performed_exercise_id = entry
      and performed_exercise_set_id not in (
        select (s ->> 'id')::uuid from jsonb_array_elements(done) s where s ->> 'id' is not null);
    -- The kinds of sets are a type of their own in some databases: read as what the column is.
    update public.performed_exercise_set t
    set exercise_set_type = n.exercise_set_type, weight = n.weight, reps = n.reps,
        rest = coalesce(n.rest, t.rest), "order" = n."order", note = n.note, data = n.data
    from coach.set_rows(done) n
    where t.performed_exercise_set_id = n.performed_exercise_set_id
      and t.performed_exercise_id = entry;
    insert into public.performed_exercise_set (
      performed_exercise_id, exercise_set_type, weight, reps, rest, "order", note, data)
    select entry, n.exercise_set_type, n.weight, n.reps, coalesce(n.rest, interval '1 minute'),
           n."order", n.note, n.data
    from coach.set_rows(done) n
    where n.performed_exercise_set_id is null;
  end if;
end
$$;

-- What was sent for one set, as sets are stored. Without a weight, the body's alone was lifted.
create function coach.set_of(sent jsonb, unit text) returns jsonb language sql immutable as $$
  select jsonb_build_object(
    'type', coalesce(sent ->> 'type', 'regular'),
    'weight_g', coalesce(coach.grams((sent ->> 'weight')::numeric, unit), 0),
    'reps', sent -> 'reps',
    'rest_s', sent -> 'rest_seconds',
    'note', sent -> 'note',
    'data', jsonb_strip_nulls(jsonb_build_object(
      'rpe', trim_scale((sent ->> 'rpe')::numeric),
      'assistance_g', coach.grams((sent ->> 'assistance')::numeric, unit),
      'bodyweight_g', coach.grams((sent ->> 'body_weight')::numeric, unit))))
$$;

-- The line of a day's plan for an exercise, if it has one.
create function coach.line_of(day uuid, exercise uuid) returns uuid language sql stable as $$
  select e.exercise_id
  from public.exercise e
  where e.session_schedule_id = day
    and e.base_exercise_id = exercise
  order by e.sort_order, e.exercise_id
  limit 1
$$;

-- Adds an exercise with its sets to a session; to the exercise that is there already where that is
-- the session's last one or its partner in the same superset.
create function coach.add_entry(session uuid, sent jsonb, exercise uuid, unit text, done_at timestamp)
returns void language plpgsql as $$
declare
  entry uuid;
  added jsonb := (select jsonb_agg(coach.set_of(s, unit) order by place)
                 from jsonb_array_elements(sent -> 'sets') with ordinality x (s, place));
  next_place int;
  is_placed boolean;
begin
  select coalesce(max(case when p.place ~ '^\d{1,6}$' then p.place::int end) + 1, 0),
         coalesce(bool_and(coalesce(p.place, '') ~ '^\d{1,6}$'), true)
  into next_place, is_placed
  from (
    select e.data ->> 'position' as place
    from public.performed_exercise e
    where e.performed_session_id = session
  ) p;

  select e.performed_exercise_id into entry
  from (
    select e.*,
           row_number() over (order by e.data -> 'position' desc nulls first, e.started_at desc,
                                       e.completed_at desc, e.performed_exercise_id desc) as from_end
    from coach.exercise_entry e
    where e.performed_session_id = session and not e.is_draft
  ) e
  where e.base_exercise_id = exercise
    and e.data ->> 'superset' is not distinct from sent ->> 'superset'
    and (e.from_end = 1 or sent ->> 'superset' is not null)
  order by e.from_end
  limit 1;

  if entry is not null then
    perform coach.put_sets(entry, coach.sets_of(entry) || added);
    update public.performed_exercise
    set note = coalesce(note || E'\n', '') || (sent ->> 'note')
    where performed_exercise_id = entry and sent ->> 'note' is not null;
    return;
  end if;

  insert into public.performed_exercise (
    exercise_id, performed_session_id, name, reps, rest, weight, started_at, completed_at, note, data)
  select coach.line_of(s.session_schedule_id, exercise), session, b.name, '{}', '{}', 0,
         -- Where the app has not numbered its exercises, time alone puts this one behind them.
         case when not is_placed then clock_timestamp() at time zone 'UTC' end,
         done_at, sent ->> 'note',
         jsonb_strip_nulls(jsonb_build_object(
           'base_exercise_id', exercise,
           'position', case when is_placed then next_place end,
           'superset', sent -> 'superset'))
  from public.performed_session s, public.base_exercise b
  where s.performed_session_id = session
    and b.base_exercise_id = exercise
  returning performed_exercise_id into entry;
  perform coach.put_sets(entry, added);
end
$$;

-- The day that is meant: of the active plan before other own plans before the app's.
create function coach.need_day(asked text) returns uuid language plpgsql as $$
declare
  hits uuid[];
  names text;
begin
  with days as materialized (
    select d.session_schedule_id as id, d.name, coalesce(u.name, p.name) as plan,
           case when u.is_active then 0
                when u.data ->> 'kind' is not null then 2
                when u.user_plan_id is not null then 1
                else 3 end as place
    from public.session_schedule d
    left join public.user_plan u
      on u.user_plan_id = d.user_plan_id and u.app_user_id = (select auth.uid())
    left join public.plan p on p.plan_id = d.plan_id
    where (p.plan_id is not null or u.archived_at is null and d.archived_at is null)
      and num_nonnulls(u.user_plan_id, p.plan_id) = 1
  ),
  hit as (
    select * from days d
    where d.id = coach.as_uuid(asked)
       or coach.normalize_label(d.name) = coach.normalize_label(asked)
  )
  select array_agg(h.id), string_agg(format('"%s" of %s (%s)', h.name, h.plan, h.id), '; ')
  into hits, names
  from hit h
  where h.place = (select min(place) from hit);
  if hits is null then
    select string_agg(format('"%s"', d.name), ', ' order by d.name) into names
    from public.session_schedule d
    join public.user_plan u using (user_plan_id)
    where u.app_user_id = (select auth.uid()) and u.is_active and d.archived_at is null;
    perform coach.refuse(format(
      'plan_day is "%s", and no plan has such a day. Send %s.', asked,
      coalesce('one of ' || names || ', or name instead for a workout outside plans',
               'its id, or name instead for a workout outside plans')));
  elsif cardinality(hits) > 1 then
    perform coach.refuse(format('plan_day is "%s", which could be several. Send one of these ids: '
                                '%s.', asked, names));
  end if;
  return hits[1];
end
$$;

-- Workouts outside plans need a day too: one per name, on a private plan without targets.
create function coach.freestyle_day(workout text) returns uuid language plpgsql as $$
declare
  me uuid := (select auth.uid());
  plan uuid := md5('coach:' || me || ':plan:freestyle')::uuid;
  label text := coalesce(nullif(coach.normalize_label(workout), ''), lower(workout));
  day uuid := md5('coach:' || me || ':day:freestyle:' || label)::uuid;
begin
  insert into public.user_plan (user_plan_id, app_user_id, name, data)
  values (plan, me, 'Freestyle', '{"kind": "freestyle"}')
  on conflict do nothing;
  insert into public.session_schedule (session_schedule_id, user_plan_id, name)
  values (day, plan, workout)
  on conflict do nothing;
  return day;
end
$$;

create function coach.day_of(body jsonb) returns uuid language plpgsql as $$
begin
  return case when body ->> 'plan_day' is not null then coach.need_day(body ->> 'plan_day')
              else coach.freestyle_day(coalesce(body ->> 'name', 'Workout')) end;
end
$$;

-- The session that an append belongs to: the one that is named, else the one in progress, else the
-- latest one of the day; null where there is none yet.
create function coach.session_to_extend(body jsonb, started timestamp) returns uuid
language plpgsql as $$
declare
  open uuid[];
  names text;
begin
  if body ->> 'session' is not null then
    return coach.pick_session(body ->> 'session');
  end if;
  if started is null then
    select array_agg(s.performed_session_id),
           string_agg(format('%s (%s)', coach.local_text(s.started_at), s.performed_session_id), '; '
                      order by s.started_at)
    into open, names
    from public.performed_session s
    where s.app_user_id = (select auth.uid())
      and s.data ->> 'in_progress' = 'true'
      -- A workout may go on past midnight, and one that nobody ended is not open for ever.
      and s.started_at between (now() at time zone 'UTC') - interval '12 hours'
                           and (now() at time zone 'UTC') + interval '5 minutes';
    if cardinality(open) > 1 then
      perform coach.refuse(format('Several sessions are open: %s. Send session with the id of the '
                                  'one to append to.', names));
    elsif cardinality(open) = 1 then
      return open[1];
    end if;
  end if;
  return (
    select s.performed_session_id
    from public.performed_session s
    where s.app_user_id = (select auth.uid())
      and s.completed_at >= coach.start_of(coach.local_date(coalesce(started, now() at time zone 'UTC')))
      and coach.session_date(s.started_at, s.completed_at)
          = coach.local_date(coalesce(started, now() at time zone 'UTC'))
    order by s.completed_at desc, s.performed_session_id
    limit 1);
end
$$;

-- What came before a session, for each of its exercises: every weight with the reps done at it, the
-- most volume in one session, and the top weight of the session before. Records and slips of the unit
-- are seen against it.
create function coach.history_before(session uuid) returns jsonb language sql stable as $$
  with this as materialized (
    select s.completed_at from public.performed_session s
    where s.performed_session_id = session and s.app_user_id = (select auth.uid())
  ),
  done as materialized (
    select s.base_exercise_id, s.performed_session_id, s.session_completed_at, s.weight_g, s.reps
    from coach.performed_set s
    where s.app_user_id = (select auth.uid())
      and s.session_completed_at >= coach.since(365)
      and s.session_completed_at <= (select completed_at from this)
      and s.performed_session_id <> session
      and not s.is_warm_up
      and s.reps > 0
      and s.base_exercise_id in (
        select e.base_exercise_id from coach.exercise_entry e
        where e.app_user_id = (select auth.uid()) and e.performed_session_id = session)
  )
  select coalesce(jsonb_object_agg(d.base_exercise_id, jsonb_build_object(
    'sets', d.sets,
    'volume_g', (
      select max(v.volume)
      from (select sum(weight_g::bigint * reps) as volume
            from done x
            where x.base_exercise_id = d.base_exercise_id
            group by x.performed_session_id) v),
    'last_g', (
      select max(x.weight_g)
      from done x
      where x.base_exercise_id = d.base_exercise_id
        and x.performed_session_id = (
          select y.performed_session_id from done y
          where y.base_exercise_id = d.base_exercise_id
          order by y.session_completed_at desc, y.performed_session_id limit 1)))), '{}')
  from (
    select base_exercise_id, jsonb_agg(distinct jsonb_build_array(weight_g, reps)) as sets
    from done
    group by base_exercise_id
  ) d
$$;

-- Other sessions at the same time, and those that are still open today.
create function coach.sessions_beside(session uuid) returns jsonb language sql stable as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'id', o.performed_session_id, 'started_at', coach.local_text(o.started_at), 'day', d.name,
    'open', coalesce(o.data ->> 'in_progress' = 'true', false)) order by o.started_at), '[]')
  from public.performed_session s
  join public.performed_session o
    on o.app_user_id = s.app_user_id and o.performed_session_id <> s.performed_session_id
  left join public.session_schedule d on d.session_schedule_id = o.session_schedule_id
  where s.performed_session_id = session
    and s.app_user_id = (select auth.uid())
    and (s.started_at < o.completed_at and o.started_at < s.completed_at
           and s.started_at < s.completed_at and o.started_at < o.completed_at
         or o.data ->> 'in_progress' = 'true'
           and abs(extract(epoch from s.started_at - o.started_at)) < 12 * 3600)
$$;

-- What an append says about the session itself.
create function coach.extend_session(session uuid, ended timestamp, addition text) returns void
language plpgsql as $$
begin
  update public.performed_session s
  set completed_at = case
        when ended is not null then ended
        when s.data ->> 'in_progress' = 'true'
          then greatest(s.completed_at, now() at time zone 'UTC')
        else s.completed_at
      end,
      data = case when ended is null then s.data else s.data - 'in_progress' end,
      note = case when addition is null then s.note
                  else coalesce(s.note || E'\n', '') || addition end
  where s.performed_session_id = session
    and s.app_user_id = (select auth.uid());
end
$$;

-- A whole workout that was just logged, sent again without a key; null where there is none.
create function coach.same_workout() returns uuid language sql stable as $$
  select s.performed_session_id
  from coach.change_log this
  join coach.change_log c
    on c.app_user_id = this.app_user_id
   and c.tool = this.tool
   and c.body_hash = this.body_hash
   and c.change_id <> this.change_id
   and c.undone_at is null
   and c.changed_at > now() - interval '10 minutes'
  join public.performed_session s
    on s.performed_session_id = (c.reverse -> 0 ->> 'id')::uuid
   and s.app_user_id = this.app_user_id
  where this.change_id = coach.this_change()
    and this.app_user_id = (select auth.uid())
  order by c.change_id desc
  limit 1
$$;

create function coach.new_session(body jsonb, started timestamp, ended timestamp) returns uuid
language plpgsql as $$
declare
  session uuid := gen_random_uuid();
  moment timestamp := now() at time zone 'UTC';
  day uuid := coach.day_of(body);
begin
  perform coach.touch('session', session);
  insert into public.performed_session (
    performed_session_id, session_schedule_id, app_user_id, started_at, completed_at, note, data)
  values (
    session, day, (select auth.uid()), coalesce(started, ended, moment),
    coalesce(ended, started, moment), body ->> 'note',
    jsonb_strip_nulls(jsonb_build_object(
      'source', 'coach',
      'time_known', case when body ->> 'started_at' !~ '[TZ]' then false end,
      'in_progress', case when body ->> 'mode' = 'append' and started is null and ended is null
                          then true end)));
  return session;
end
$$;

create function coach.log_workout(body jsonb) returns jsonb language plpgsql as $$
declare
  is_append boolean := body ->> 'mode' = 'append';
  started timestamp := coach.moment(body ->> 'started_at');
  ended timestamp := coach.moment(
    case when left(body ->> 'ended_at', 1) = 'T'
         then coach.local_date(coalesce(started, now() at time zone 'UTC')) || (body ->> 'ended_at')
         else body ->> 'ended_at' end);
  session uuid;
  before jsonb;
  sent record;
begin
  if not coalesce(jsonb_array_length(body -> 'exercises') > 0, false) then
    perform coach.refuse('exercises is empty. Send at least one exercise with its sets.');
  end if;
  if not is_append and current_setting('coach.write_key') = '' then
    session := coach.same_workout();
    if session is not null then
      return jsonb_build_object('already_logged', true, 'after', coach.session_view(session));
    end if;
  end if;
  perform coach.refuse_impossible_times(started, ended);
  if is_append then
    session := coach.session_to_extend(body, started);
  end if;
  if session is null then
    session := coach.new_session(body, started, ended);
  else
    perform coach.touch('session', session);
    before := coach.session_view(session);
    perform coach.refuse_impossible_times(s.started_at, ended),
            coach.refuse_other_day(body, s.session_schedule_id)
    from public.performed_session s where s.performed_session_id = session;
    perform coach.extend_session(session, ended, body ->> 'note');
  end if;
  for sent in
    select x.exercise, x.place - 1 as place
    from jsonb_array_elements(body -> 'exercises') with ordinality x (exercise, place)
    order by x.place
  loop
    perform coach.add_entry(
      session, sent.exercise,
      coach.need_exercise(format('exercises[%s].exercise', sent.place), sent.exercise ->> 'exercise'),
      coach.unit_of(body),
      (select completed_at from public.performed_session where performed_session_id = session));
  end loop;
  return jsonb_build_object(
    'summary', format('%s %s', case when before is null then 'Logged' else 'Added to' end,
                      coach.session_title(session)),
    'before', before,
    'after', coach.session_view(session),
    'history', coach.history_before(session),
    'beside', coach.sessions_beside(session));
end
$$;

-- An append does not move a session to another day.
create function coach.refuse_other_day(body jsonb, day uuid) returns void language plpgsql as $$
begin
  if (body ->> 'plan_day' is not null or body ->> 'name' is not null)
     and coach.day_of(body) <> day then
    perform coach.refuse(format(
      'The session to append to is "%s", not "%s". Leave plan_day and name out to append to it, or '
      'send mode "new" for a workout of its own.',
      (select name from public.session_schedule where session_schedule_id = day),
      coalesce(body ->> 'plan_day', body ->> 'name')));
  end if;
end
$$;

create function coach.delete_workout(body jsonb) returns jsonb language plpgsql as $$
declare
  session uuid := coach.pick_session(body ->> 'session');
  before jsonb;
  title text;
begin
  perform coach.touch('session', session);
  before := coach.session_view(session);
  title := coach.session_title(session);
  delete from public.performed_session
  where performed_session_id = session and app_user_id = (select auth.uid());
  return jsonb_build_object('summary', 'Deleted ' || title, 'before', before, 'after', null);
end
$$;

-- The exercises of a session that are meant: by id, by name as it is there, by what the catalogue
-- makes of the name, by words that only one of them has; without a name, its only one.
create function coach.need_entries(session uuid, asked text) returns uuid[] language plpgsql as $$
declare
  all_names text;
  hits uuid[];
begin
  with here as materialized (
    select e.performed_exercise_id as id, e.base_exercise_id as base, e.exercise_name as name,
           coalesce(e.base_exercise_id::text, coach.normalize_label(e.exercise_name)) as identity,
           coach.normalize_label(e.exercise_name) as label,
           coach.normalize_label(e.written_name) as written,
           row_number() over (order by e.data -> 'position', e.started_at, e.completed_at,
                                       e.performed_exercise_id) as place
    from coach.exercise_entry e
    where e.app_user_id = (select auth.uid())
      and e.performed_session_id = session
      and not e.is_draft
  ),
  graded as (
    select h.*,
           case
             when coach.as_uuid(asked) in (h.id, h.base) then 0
             when coach.normalize_label(asked) in (h.label, h.written) then 1
             when f.winner then 2
             when f.base_exercise_id is not null
               or coach.normalize_label(asked) <> ''
                 and position(coach.normalize_label(asked) in h.label) > 0 then 3
             when asked is null then 4
           end as grade
    from here h
    left join coach.find_exercise(asked) f on f.base_exercise_id = h.base
  ),
  best as (
    select * from graded where grade = (select min(grade) from graded)
  )
  select (select string_agg(distinct format('"%s"', name), ', ') from here),
         case when count(distinct b.identity) = 1 then array_agg(b.id order by b.place) end
  into all_names, hits
  from best b;
  if hits is null then
    perform coach.refuse(format(
      case when asked is null then 'exercise is missing, and the session has %2$s. Send one of them.'
           else 'exercise is "%1$s", and the session has %2$s. Send one of them.' end,
      asked, coalesce(all_names, 'no exercises yet')));
  end if;
  return hits;
end
$$;

-- What a change says about one set. A load takes the place of assistance and the other way round.
create function coach.changed_set(present jsonb, change jsonb, unit text) returns jsonb
language sql immutable as $$
  select present
    || jsonb_strip_nulls(jsonb_build_object(
         'type', change -> 'type', 'reps', change -> 'reps', 'rest_s', change -> 'rest_seconds',
         'note', case when c.is_single then change -> 'note' end,
         'weight_g', case when change ->> 'assistance' is not null then 0
                          else coach.grams((change ->> 'weight')::numeric, unit) end))
    || (select coalesce(jsonb_object_agg(cleared.column_name, null), '{}')
        from (values ('rest_seconds', 'rest_s'), ('note', 'note')) cleared (field, column_name)
        where change -> 'clear' @> to_jsonb(cleared.field)
          and (cleared.field <> 'note' or c.is_single))
    || jsonb_build_object('data',
         (coach.as_object(present -> 'data')
            - array(select case field when 'assistance' then 'assistance_g'
                                      when 'body_weight' then 'bodyweight_g' else field end
                    from jsonb_array_elements_text(change -> 'clear') field)
            - case when (change ->> 'weight')::numeric > 0 then 'assistance_g' else '' end)
         || jsonb_strip_nulls(jsonb_build_object(
              'rpe', trim_scale((change ->> 'rpe')::numeric),
              'assistance_g', coach.grams((change ->> 'assistance')::numeric, unit),
              'bodyweight_g', coach.grams((change ->> 'body_weight')::numeric, unit))))
  from (select change ->> 'set' is not null as is_single) c
$$;

-- Changes sets of the exercises: the one of this number (from the end, if negative), else every work
-- set. An exercise that loses its last set goes with it.
create function coach.edit_sets(entries uuid[], number int, change jsonb, unit text) returns void
language plpgsql as $$
declare
  total int := (select sum(jsonb_array_length(coach.sets_of(e))) from unnest(entries) e);
  wanted int := case when number < 0 then total + number + 1 else number end;
  entry record;
begin
  if wanted not between 1 and total then
    perform coach.refuse(format('set is %s, and there %s. Send 1 to %s, or -1 for the last.', number,
      case total when 1 then 'is 1 set' else 'are ' || total || ' sets' end, total));
  end if;
  for entry in
    with numbered as materialized (
      select e.id, e.place, s.doc, s.number,
             row_number() over (order by e.place, s.number) as overall,
             bool_and(s.doc ->> 'type' = 'warm-up') over () as only_warm_ups
      from unnest(entries) with ordinality e (id, place)
      cross join lateral jsonb_array_elements(coach.sets_of(e.id)) with ordinality s (doc, number)
    ),
    aimed as (
      select n.*, case when wanted is null then n.only_warm_ups or n.doc ->> 'type' <> 'warm-up'
                       else n.overall = wanted end as is_hit
      from numbered n
    )
    select a.id, bool_or(a.is_hit) as is_hit,
           jsonb_agg(case when a.is_hit then coach.changed_set(a.doc, change, unit) else a.doc end
                     order by a.number)
             filter (where not a.is_hit or change ->> 'remove' is distinct from 'true') as sets
    from aimed a
    group by a.id
  loop
    if entry.sets is null then
      delete from public.performed_exercise where performed_exercise_id = entry.id;
    elsif entry.is_hit then
      perform coach.put_sets(entry.id, entry.sets);
    end if;
  end loop;
end
$$;

-- Changes what holds for whole exercises of a session: which one it is, its superset, its note.
create function coach.edit_entries(entries uuid[], change jsonb) returns void
language plpgsql as $$
declare
  exercise uuid := case when change ->> 'exercise' is not null
                        then coach.need_exercise('change.exercise', change ->> 'exercise') end;
begin
  update public.performed_exercise e
  set exercise_id = case when exercise is null then e.exercise_id
                         else coach.line_of(s.session_schedule_id, exercise) end,
      name = coalesce((select b.name from public.base_exercise b where b.base_exercise_id = exercise),
                      e.name),
      note = case when change -> 'clear' @> '"note"' then null
                  else coalesce(change ->> 'note', e.note) end,
      data = (coach.as_object(e.data)
                - case when change -> 'clear' @> '"superset"' then 'superset' else '' end)
             || jsonb_strip_nulls(jsonb_build_object('superset', change -> 'superset',
                                                     'base_exercise_id', exercise))
  from public.performed_session s
  where e.performed_exercise_id = any (entries)
    and s.performed_session_id = e.performed_session_id
    and s.app_user_id = (select auth.uid());
end
$$;

-- Moves a session in time, with everything in it. A date alone keeps the time of day.
create function coach.move_session(session uuid, begins text, ends text) returns void
language plpgsql as $$
declare
  was public.performed_session;
  begun timestamp;
  ended timestamp;
  shift interval;
begin
  select * into was from public.performed_session where performed_session_id = session;
  was.started_at := coalesce(was.started_at, was.completed_at);
  begun := case
    when begins is null then was.started_at
    when begins ~ '[TZ]' then coach.moment(begins)
    else coach.moment(coach.local_date(coach.moment(begins)) || 'T'
           || to_char((was.started_at at time zone 'UTC') at time zone coach.zone(), 'HH24:MI:SS.US'))
  end;
  shift := begun - was.started_at;
  ended := case when ends is null then greatest(was.completed_at, was.started_at) + shift
                when left(ends, 1) = 'T' then coach.moment(coach.local_date(begun) || ends)
                else coach.moment(ends) end;
  perform coach.refuse_impossible_times(begun, ended);
  update public.performed_session s
  set started_at = begun, completed_at = ended,
      data = coach.as_object(s.data)
             - case when begins ~ '[TZ]' then 'time_known' else '' end
             - case when ends is not null then 'in_progress' else '' end
  where s.performed_session_id = session;
  update public.performed_exercise e
  set started_at = e.started_at + shift, completed_at = e.completed_at + shift
  where e.performed_session_id = session;
  update public.performed_exercise_set t
  set started_at = t.started_at + shift, completed_at = t.completed_at + shift
  where t.performed_exercise_id in (
    select performed_exercise_id from public.performed_exercise
    where performed_session_id = session);
end
$$;

-- Puts a session on another day; its exercises then belong to that day's lines.
create function coach.put_on_day(session uuid, day uuid) returns void language plpgsql as $$
begin
  update public.performed_session
  set session_schedule_id = day
  where performed_session_id = session and app_user_id = (select auth.uid());
  update public.performed_exercise e
  set exercise_id = coach.line_of(day, x.base_exercise_id),
      data = coach.as_object(e.data) || jsonb_build_object('base_exercise_id', x.base_exercise_id)
  from coach.exercise_entry x
  where e.performed_session_id = session
    and x.performed_exercise_id = e.performed_exercise_id
    and x.base_exercise_id is not null;
end
$$;

create function coach.edit_workout(body jsonb) returns jsonb language plpgsql as $$
declare
  session uuid := coach.pick_session(body ->> 'session');
  change jsonb := jsonb_strip_nulls(body -> 'change');
  fields text[] := array(select jsonb_object_keys(change))
                   || array(select jsonb_array_elements_text(change -> 'clear'));
  about_sets boolean := fields && '{weight,reps,type,rpe,rest_seconds,assistance,body_weight,remove}'
                        or body ->> 'set' is not null;
  about_entries boolean := about_sets or fields && '{exercise,superset}'
                           or body ->> 'exercise' is not null;
  before jsonb;
  entries uuid[];
begin
  perform coach.touch('session', session);
  before := coach.session_view(session);
  if fields && '{started_at,ended_at}' then
    perform coach.move_session(session, change ->> 'started_at', change ->> 'ended_at');
  end if;
  if fields && '{plan_day,name}' then
    perform coach.put_on_day(session, coach.day_of(change));
  end if;
  if about_entries then
    entries := coach.need_entries(session, body ->> 'exercise');
    if change ->> 'remove' = 'true' and body ->> 'set' is null then
      delete from public.performed_exercise where performed_exercise_id = any (entries);
      about_sets := false;
    elsif body ->> 'set' is null then
      perform coach.edit_entries(entries, change);
    end if;
    if about_sets then
      perform coach.edit_sets(entries, (body ->> 'set')::int,
                              change || jsonb_build_object('set', body -> 'set'),
                              coach.unit_of(body));
    end if;
  else
    update public.performed_session
    set note = case when 'note' = any (fields) then change ->> 'note' else note end
    where performed_session_id = session and app_user_id = (select auth.uid());
  end if;
  if not exists (select from public.performed_exercise where performed_session_id = session) then
    perform coach.refuse('The session would be left without exercises. Send delete_workout instead.');
  end if;
  return jsonb_build_object(
    'summary', 'Changed ' || coach.session_title(session),
    'before', before,
    'after', coach.session_view(session),
    'history', coach.history_before(session),
    'beside', coach.sessions_beside(session));
end
$$;
