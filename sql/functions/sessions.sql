create or replace function coach.grams(amount numeric, unit text) returns int language sql immutable as $$
  select round(amount * case unit when 'lb' then 453.59237 else 1000 end)::int $$;
-- The unit of a call, else the lifter's own.
create or replace function coach.unit_of(body jsonb) returns text language sql stable as $$
  select case coalesce(body ->> 'unit', u.data -> 'mcp_settings' ->> 'unit') when 'lb' then 'lb' else 'kg' end
  from public.app_user u where u.app_user_id = (select auth.uid()) $$;
-- The caller's sessions that an id, "last", "today" or a date may mean.
create or replace function coach.sessions_meant(selector text) returns setof public.performed_session
language sql stable as $$
  select s.* from public.performed_session s where s.app_user_id = (select auth.uid())
    and case
          when coach.as_uuid(selector) is not null then s.performed_session_id = coach.as_uuid(selector)
          when lower(selector) = 'last' then exists (
            select from public.performed_exercise e
            where e.performed_session_id = s.performed_session_id and e.completed_at is not null)
          else coach.session_date(s.started_at, s.completed_at, s.data)::text
               = case lower(selector) when 'today' then coach.today()::text
                 when 'yesterday' then (coach.today() - 1)::text else selector end
        end $$;
-- The one that is meant. Someone else's and one that is not there are the same.
create or replace function coach.pick_session(selector text) returns uuid language plpgsql as $$
declare hits uuid[]; names text;
begin
  select array_agg(s.performed_session_id order by s.completed_at desc),
         string_agg(format('%s "%s" (%s)',
                           coach.local_text(coalesce(s.started_at, s.completed_at), coach.zone_of(s.data)),
                           s.day, s.performed_session_id), '; ' order by s.completed_at)
  into hits, names from (
    select s.*, d.name as day from coach.sessions_meant(selector) s
    left join public.session_schedule d using (session_schedule_id)
    order by coalesce(s.completed_at, s.started_at) desc, s.performed_session_id
    limit case when lower(selector) = 'last' then 1 end) s;
  perform coach.refuse(format('session is "%s", and there is no such session. Find it with list_sessions.', selector))
  where hits is null;
  perform coach.refuse(format('session is "%s", and there are several. Send one of these ids: %s.',
                              selector, names)) where cardinality(hits) > 1;
  return hits[1];
end $$;
-- A session with every stored detail, as tools show it.
create or replace function coach.session_view(session uuid) returns jsonb language plpgsql stable as $$
begin return (
  with sets as materialized (
    select s.entry,
           jsonb_agg(
             s.doc::jsonb || jsonb_build_object(
               'note', case when coach.notes_allowed() then s.note end,
               'to_failure', s.data -> 'to_failure', 'distance_m', s.data -> 'distance_m',
               'duration_s', s.data -> 'duration_s') order by s.number) as sets
    from coach.sets(null, null, array[session_view.session]) s where s.number is not null group by s.entry
  )
  select jsonb_build_object(
    'session', jsonb_build_object(
      'id', o.performed_session_id, 'date', coach.session_date(o.started_at, o.completed_at, o.data),
      'started_at', coach.local_text(o.started_at, coach.zone_of(o.data)),
      'completed_at', coach.local_text(o.completed_at, coach.zone_of(o.data)),
      'time_known', o.data ->> 'time_known' is distinct from 'false',
      'minutes', case when o.completed_at > o.started_at
                      then round(extract(epoch from o.completed_at - o.started_at) / 60)::int end,
      'day', d.name, 'plan', coalesce(p.name, u.name),
      'in_progress', o.completed_at is null or coalesce(o.data ->> 'in_progress' = 'true', false),
      'note', case when coach.notes_allowed() then o.note end),
    'exercises', coalesce((
      select jsonb_agg(
        jsonb_build_object(
          'id', e.performed_exercise_id, 'exercise_id', e.base_exercise_id, 'name', e.exercise_name,
          'written_name', e.written_name, 'draft', e.is_draft,
          'planned', case when e.is_draft then
            jsonb_build_object('reps', to_jsonb(e.reps), 'weight_g', e.weight) end,
          'deload', e.in_deload, 'superset', e.data -> 'superset',
          'note', case when coach.notes_allowed() then e.note end, 'sets', coalesce(s.sets, '[]'))
        order by e.data -> 'position', e.started_at, e.completed_at, e.performed_exercise_id)
      from coach.entries(null, array[session_view.session]) e
      left join sets s on s.entry = e.performed_exercise_id), '[]'))
  from public.performed_session o left join public.session_schedule d using (session_schedule_id)
  left join public.plan p on p.plan_id = d.plan_id left join coach.seen_plan u on u.user_plan_id = d.user_plan_id
  where o.performed_session_id = session and o.app_user_id = (select auth.uid()));
end $$;
create or replace function coach.session_title(session uuid) returns text language sql stable as $$
  select concat(coach.session_date(s.started_at, s.completed_at, s.data), ' "' || translate(d.name, '"', '''') || '"')
  from public.performed_session s left join public.session_schedule d using (session_schedule_id)
  where s.performed_session_id = session and s.app_user_id = (select auth.uid()) $$;
-- What is known about single sets; it stands beside the exercise where all its sets agree.
create or replace function coach.set_data(data jsonb) returns jsonb language sql immutable as $$
  select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(coach.as_object(data))
  where key in ('rpe', 'assistance_g', 'bodyweight_g') $$;
-- The sets of an exercise, however they are stored; with an id where they have rows.
create or replace function coach.sets_of(entry uuid) returns jsonb language sql stable as $$
  select coalesce(
    (select jsonb_agg(
       jsonb_build_object(
         'id', t.performed_exercise_set_id, 'type', t.exercise_set_type, 'weight_g', t.weight,
         'reps', t.reps, 'note', t.note,
         'rest_s', case when t.data ->> 'rest_unknown' = 'true' then null else extract(epoch from t.rest) end,
         'data', (coach.set_data(e.data) - 'rpe') || coach.as_object(t.data))
       order by t."order", t.performed_exercise_set_id)
     from public.performed_exercise_set t where t.performed_exercise_id = e.performed_exercise_id),
    (select jsonb_agg(
       jsonb_build_object(
         'type', 'regular', 'weight_g', coalesce(e.weight::int, 0), 'reps', r.reps, 'note', null,
         'rest_s', extract(epoch from e.rest[least(r.place, array_length(e.rest, 1))]), 'data', coach.set_data(e.data))
       order by r.place)
     from unnest(e.reps) with ordinality r (reps, place)), '[]')
  from public.performed_exercise e where e.performed_exercise_id = entry $$;
-- The same sets as rows. A rest that is not known must not read as the column's default.
create or replace function coach.set_rows(done jsonb) returns setof public.performed_exercise_set
language sql stable as $$
  select r.* from jsonb_array_elements(done) with ordinality x (s, place)
  cross join lateral jsonb_populate_record(null::public.performed_exercise_set, jsonb_build_object(
    'performed_exercise_set_id', s -> 'id', 'exercise_set_type', s -> 'type',
    'weight', s -> 'weight_g', 'reps', s -> 'reps',
    'rest', make_interval(secs => (s ->> 'rest_s')::float8), 'order', x.place, 'note', s -> 'note',
    'data', nullif((s -> 'data') - 'rest_unknown' || case when s ->> 'rest_s' is null then '{"rest_unknown": true}'
                                                          else '{}' end::jsonb, '{}'))) r $$;
-- Stores the sets of an exercise. Straight sets, which differ in nothing but reps and rest, stand in the exercise
-- itself; others get rows of their own, and the exercise then holds every set's reps and the top weight, which is true
-- for an app that reads no more.
create or replace function coach.put_sets(entry uuid, done jsonb) returns void language plpgsql as $$
declare straight boolean; all_reps int[]; rests interval[]; top_weight int;
begin
  -- The workout app's own exercise_stats divides by 37 minus the reps: one such row breaks it for all who read it as
  -- its owner, and more reps make its one-rep maxima negative.
  perform coach.refuse(format(
    'reps is %s, and the statistics of this workout app cannot count 37 or more in one set. Send '
    'it as two sets, or let the owner of the database run "coach migrate --take exercise-stats".',
    max((s ->> 'reps')::int))) from jsonb_array_elements(done) s
  where case when (s ->> 'reps')::int = 37 or (s ->> 'reps')::int > 37 and (s ->> 'weight_g')::int > 0
             then (select coach.breaks_at_37_reps()) end having count(*) > 0;
  select not exists (select from public.performed_exercise_set where performed_exercise_id = entry)
         and bool_and(s ->> 'type' = 'regular' and s ->> 'note' is null and s -> 'data' = coach.set_data(s -> 'data'))
         and count(distinct (s -> 'weight_g', s -> 'data', s ->> 'rest_s' is null)) = 1,
         array_agg((s ->> 'reps')::int order by place), max((s ->> 'weight_g')::int),
         array_agg(make_interval(secs => (s ->> 'rest_s')::float8) order by place)
           filter (where s ->> 'rest_s' is not null)
  into straight, all_reps, top_weight, rests from jsonb_array_elements(done) with ordinality x (s, place);
  update public.performed_exercise
  -- Without nulls, which the app does not expect: rests that are not known stand at the sets.
  set reps = coalesce(all_reps, '{}'), rest = coalesce(rests, '{}'), weight = top_weight,
      data = (coach.as_object(data) - '{rpe,assistance_g,bodyweight_g}'::text[])
             || case when straight then done -> 0 -> 'data' else '{}' end
  where performed_exercise_id = entry;
  if not straight then
    delete from public.performed_exercise_set where performed_exercise_id = entry
      and performed_exercise_set_id not in (
        select (s ->> 'id')::uuid from jsonb_array_elements(done) s where s ->> 'id' is not null);
    update public.performed_exercise_set t
    set exercise_set_type = n.exercise_set_type, weight = n.weight, reps = n.reps,
        rest = coalesce(n.rest, t.rest), "order" = n."order", note = n.note, data = n.data
    from coach.set_rows(done) n
    where t.performed_exercise_set_id = n.performed_exercise_set_id and t.performed_exercise_id = entry;
    -- The column's default would say that every set began now.
    insert into public.performed_exercise_set (
      performed_exercise_id, exercise_set_type, weight, reps, rest, "order", note, data, started_at, completed_at)
    select entry, n.exercise_set_type, n.weight, n.reps, coalesce(n.rest, interval '1 minute'),
           n."order", n.note, n.data, e.started_at, e.completed_at
    from coach.set_rows(done) n join public.performed_exercise e on e.performed_exercise_id = entry
    where n.performed_exercise_set_id is null;
  end if;
end $$;
-- What was sent for one set beside its load and reps.
create or replace function coach.sent_data(sent jsonb, unit text) returns jsonb language sql immutable as $$
  select jsonb_strip_nulls(jsonb_build_object(
    'rpe', trim_scale((sent ->> 'rpe')::numeric), 'assistance_g', coach.grams((sent ->> 'assistance')::numeric, unit),
    'bodyweight_g', coach.grams((sent ->> 'body_weight')::numeric, unit),
    'duration_s', sent -> 'duration_s', 'distance_m', sent -> 'distance_m')) $$;
-- What came before a session, for each of its exercises, to see records and slips of the unit against: each weight with
-- its reps, the most volume in one session, the last top weight.
create or replace function coach.history_before(session uuid) returns jsonb language sql stable as $$
  with done as materialized (
    select s.exercise_id, s.weight_g, s.reps,
           sum(s.weight_g::bigint * s.reps) over (partition by s.exercise_id, s.session) as volume_g,
           dense_rank() over (partition by s.exercise_id order by s.completed_at desc, s.session) as visit
    from coach.sets(coach.since(36500)) s
    where s.completed_at <= (
        select p.completed_at from public.performed_session p
        where p.performed_session_id = history_before.session and p.app_user_id = (select auth.uid()))
      and s.session <> history_before.session and s.type <> 'warm-up' and s.reps > 0
      and s.exercise_id in (select e.base_exercise_id from coach.entries(null, array[history_before.session]) e)
  )
  select coalesce(jsonb_object_agg(d.exercise_id, d.doc), '{}')
  from (
    select exercise_id,
           jsonb_build_object(
             'sets', jsonb_agg(distinct jsonb_build_object('weight_g', weight_g, 'reps', reps)),
             'volume_g', max(volume_g), 'last_g', max(weight_g) filter (where visit = 1)) as doc
    from done group by exercise_id) d $$;
-- Other sessions at the same time, and those that are still open today.
create or replace function coach.sessions_beside(session uuid) returns jsonb language sql stable as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'id', o.performed_session_id, 'started_at', coach.local_text(o.started_at, coach.zone_of(o.data)), 'day', d.name,
    'open', o.completed_at is null or coalesce(o.data ->> 'in_progress' = 'true', false)) order by o.started_at), '[]')
  from public.performed_session s
  join public.performed_session o on o.app_user_id = s.app_user_id and o.performed_session_id <> s.performed_session_id
  left join public.session_schedule d on d.session_schedule_id = o.session_schedule_id
  where s.performed_session_id = session and s.app_user_id = (select auth.uid())
    and (s.started_at < o.completed_at and o.started_at < s.completed_at
           and s.started_at < s.completed_at and o.started_at < o.completed_at
         or (o.completed_at is null or o.data ->> 'in_progress' = 'true')
           and abs(extract(epoch from s.started_at - o.started_at)) < 12 * 3600) $$;
create or replace function coach.refuse_impossible_times(started timestamp, ended timestamp) returns void
language plpgsql as $$
begin
  perform coach.refuse(format('%s is %s, in the future. Send a time up to %s.%s', x.field,
                              coach.local_text(x.at), coach.local_text(now() at time zone 'UTC'),
                              case when coach.zone() in ('UTC', 'Etc/UTC') then ' Times are UTC until update_settings sets time_zone.' end))
  from (values ('started_at', started), ('ended_at', ended)) x (field, at)
  -- Clocks differ a little.
  where x.at > (now() at time zone 'UTC') + interval '5 minutes';
  perform coach.refuse(format('ended_at is %s, before started_at %s. Send them in order.',
                              coach.local_text(ended), coach.local_text(started))) where ended < started;
  perform coach.refuse(format('The session would last from %s to %s, longer than a day. Send the real times.',
    coach.local_text(started), coach.local_text(ended))) where ended - started > interval '24 hours';
end $$;
