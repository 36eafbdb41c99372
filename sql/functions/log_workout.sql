-- Adds an exercise with its sets to a session: to the workout app's draft of it, else to the last exercise or a partner
-- in the same superset where it is the same one, else as a new one.
create or replace function coach.add_entry(session uuid, sent jsonb, exercise uuid, unit text, done_at timestamp)
returns void language plpgsql as $$
declare
  entry uuid; is_draft boolean;
  -- As sets are stored. Without a weight, the body's alone was lifted.
  added jsonb := (
    select jsonb_agg(jsonb_build_object(
      'type', coalesce(s ->> 'type', 'regular'), 'weight_g', 
        coalesce(coach.grams((s ->> 'weight')::numeric, unit), (s ->> 'weight_g')::int, 0),
      -- Time and distance are no repetitions.
      'reps', coalesce((s ->> 'reps')::int, 0), 'rest_s', s -> 'rest_seconds', 'note', s -> 'note',
      'data', coalesce(s -> 'data', coach.sent_data(s, unit))) order by place)
    from jsonb_array_elements(sent -> 'sets') with ordinality x (s, place));
  is_warm_up boolean := not jsonb_path_exists(sent, '$.sets[*] ? (!exists(@.type) || @.type != "warm-up")');
  next_place int; begun timestamp;
begin
  -- Where the app has not numbered its exercises, time alone puts this one behind them.
  select case when coalesce(bool_and(coach.as_int(e.data ->> 'position') is not null), true)
              then coalesce(max(coach.as_int(e.data ->> 'position')) + 1, 0) end,
         max(e.started_at) + interval '1 second'
  into next_place, begun from public.performed_exercise e where e.performed_session_id = session;
  select e.performed_exercise_id, e.is_draft into entry, is_draft from (
    select e.*,
           row_number() over (
             partition by e.is_draft
             order by e.data -> 'position' desc nulls first, e.started_at desc, e.completed_at desc,
                      e.performed_exercise_id desc) as from_end
    from coach.entries(null, array[session]) e) e where e.base_exercise_id = exercise
    and (e.is_draft
         or e.data ->> 'superset' is not distinct from sent ->> 'superset'
            and (e.from_end = 1 or sent ->> 'superset' is not null or is_warm_up))
  -- The first draft, else the last that was performed.
  order by e.is_draft desc, case when e.is_draft then -e.from_end else e.from_end end limit 1;
  if entry is null then
    insert into public.performed_exercise (
      exercise_id, performed_session_id, name, reps, rest, weight, started_at, completed_at, note, data)
    select coach.line_of(s.session_schedule_id, exercise), session, b.name, '{}', '{}', 0,
           greatest(begun, s.started_at), done_at, sent ->> 'note',
           jsonb_strip_nulls(jsonb_build_object(
             'base_exercise_id', exercise, 'position', next_place, 'superset', sent -> 'superset'))
    from public.performed_session s, public.base_exercise b
    where s.performed_session_id = session and b.base_exercise_id = exercise returning performed_exercise_id into entry;
  else
    update public.performed_exercise e set completed_at = coalesce(e.completed_at, done_at),
        note = coalesce(e.note || E'\n' || (sent ->> 'note'), sent ->> 'note', e.note)
    where e.performed_exercise_id = entry;
    -- Warm-ups that are told later still came before the work.
    select jsonb_agg(x.s order by is_warm_up and x.s ->> 'type' = 'warm-up' desc, x.place) into added
    from jsonb_array_elements(case when is_draft then '[]' else coach.sets_of(entry) end || added)
      with ordinality x (s, place);
  end if;
  perform coach.put_sets(entry, added);
end $$;
-- The session that an append belongs to: the one named, else the one in progress, else the day's latest; else null.
create or replace function coach.session_to_extend(body jsonb, started timestamp) returns uuid language plpgsql as $$
declare open uuid[]; names text;
begin
  if body ->> 'session' is not null then return coach.pick_session(body ->> 'session'); end if;
  if started is null then
    select array_agg(s.performed_session_id),
           string_agg(format('%s (%s)', coach.local_text(s.started_at, coach.zone_of(s.data)), s.performed_session_id),
                      '; ' order by s.started_at) into open, names from public.performed_session s
    where s.app_user_id = (select auth.uid()) and (s.completed_at is null or s.data ->> 'in_progress' = 'true')
      -- A workout may go on past midnight, and one that nobody ended is not open for ever.
      and s.started_at between (now() at time zone 'UTC') - interval '12 hours'
                           and (now() at time zone 'UTC') + interval '5 minutes';
    perform coach.refuse(format('Several sessions are open: %s. Send session with the id of the '
                                'one to append to.', names)) where cardinality(open) > 1;
    if cardinality(open) = 1 then return open[1]; end if;
  end if;
  return (
    select s.performed_session_id from public.performed_session s
    where s.app_user_id = (select auth.uid()) and coalesce(s.completed_at, s.started_at)
          >= coach.start_of(coach.local_date(coalesce(started, now() at time zone 'UTC'))) - interval '1 day'
      and coach.session_date(s.started_at, s.completed_at, s.data)
          = coach.local_date(coalesce(started, now() at time zone 'UTC'))
    order by coalesce(s.completed_at, s.started_at) desc, s.performed_session_id limit 1);
end $$;
-- A whole workout that was just logged, sent again without a key; null where there is none.
create or replace function coach.same_workout() returns uuid language sql stable as $$
  select s.performed_session_id from coach.change_log this
  join coach.change_log c on c.app_user_id = this.app_user_id
   and c.tool = this.tool and c.body_hash = this.body_hash and c.change_id <> this.change_id
   and c.undone_at is null and c.changed_at > now() - interval '10 minutes'
  join public.performed_session s
    on s.performed_session_id = (c.reverse -> 0 ->> 'id')::uuid and s.app_user_id = this.app_user_id
  where this.change_id = coach.this_change() and this.app_user_id = (select auth.uid())
  order by c.change_id desc limit 1 $$;
create or replace function coach.new_session(body jsonb, started timestamp, ended timestamp) returns uuid
language plpgsql as $$
declare
  session uuid := gen_random_uuid();
  moment timestamp := now() at time zone 'UTC';
  day uuid := coach.day_of(body);
begin
  perform coach.touch('session', session);
  insert into public.performed_session (
    performed_session_id, session_schedule_id, app_user_id, started_at, completed_at, note, data) values (
    session, day, (select auth.uid()), coalesce(started, ended, moment),
    coalesce(ended, started, moment), body ->> 'note',
    coach.zone_to_keep() || jsonb_strip_nulls(jsonb_build_object(
      'source', 'coach', 'time_known', case when body ->> 'started_at' !~ '[TZ]' then false end,
      'in_progress', case when body ->> 'mode' = 'append' and started is null and ended is null then true end,
      'deload', case when body ->> 'deload' = 'true' then true end)));
  return session;
end $$;
-- The latest performed session of a day with this name, or the one that is meant otherwise.
create or replace function coach.session_to_repeat(asked text) returns uuid language plpgsql as $$
declare hit uuid := (
  select s.performed_session_id from public.performed_session s
  join public.session_schedule d using (session_schedule_id)
  where s.app_user_id = (select auth.uid()) and coach.day_label(d.name) = coach.day_label(asked)
    and exists (select from public.performed_exercise e
                where e.performed_session_id = s.performed_session_id and e.completed_at is not null)
  order by coalesce(s.completed_at, s.started_at) desc nulls last, s.performed_session_id limit 1);
begin
  perform coach.refuse(format(
    'repeat is "%s", and no session was of a day with this name. Send an id, "last", a date or the name of a day.',
    asked))
  where hit is null and coach.as_uuid(asked) is null and lower(asked) not in ('last', 'today', 'yesterday')
    and asked !~ '^\d{4}-\d\d-\d\d$';
  return coalesce(hit, coach.pick_session(asked));
end $$;
-- A workout like one before: its day and its sets, but for the exercises that are sent, which come in the place of
-- theirs or last. How hard it was and what was noted was of that day.
create or replace function coach.repeated(body jsonb) returns jsonb language plpgsql as $$
declare
  source uuid := coach.session_to_repeat(body ->> 'repeat');
  hits uuid[] := coalesce(coach.need_exercises((
    select jsonb_agg(
      jsonb_build_object('field', format('exercises[%s].exercise', x.place - 1), 'asked', x.doc -> 'exercise')
      order by x.place)
    from jsonb_array_elements(body -> 'exercises') with ordinality x (doc, place))), '{}');
  done jsonb;
begin
  with entries as materialized (
    select e.*,
           row_number() over (order by e.data -> 'position', e.started_at, e.completed_at, e.performed_exercise_id)
             as place,
           row_number() over (
             partition by e.base_exercise_id
             order by e.data -> 'position', e.started_at, e.completed_at, e.performed_exercise_id) as visit
    from coach.entries(null, array[source]) e where not e.is_draft
  ), sent as materialized (
    select x.place, hits[x.place] as id, x.doc || jsonb_build_object('exercise', hits[x.place]) as doc
    from jsonb_array_elements(body -> 'exercises') with ordinality x (doc, place)
  )
  select jsonb_agg(x.doc order by x.part, x.place, x.inner_place) into done from (
    select 1 as part, e.place, s.place as inner_place,
           coalesce(s.doc, jsonb_strip_nulls(jsonb_build_object(
             'exercise', e.base_exercise_id, 'superset', e.data -> 'superset', 'sets', (
               select jsonb_agg(jsonb_build_object(
                 'type', t -> 'type', 'weight_g', t -> 'weight_g', 'reps', t -> 'reps', 'rest_seconds', t -> 'rest_s',
                 'data', coach.as_object(t -> 'data') - '{rpe,bodyweight_g,to_failure,rest_unknown}'::text[]))
               from jsonb_array_elements(coach.sets_of(e.performed_exercise_id)) t)))) as doc
    from entries e left join sent s on s.id = e.base_exercise_id
    where s.id is null or e.visit = 1
    union all
    select 2, s.place, 0, s.doc from sent s where s.id not in (select e.base_exercise_id from entries e)) x;
  perform coach.refuse('repeat is a session without performed sets. Send another one.') where done is null;
  return body || jsonb_build_object('exercises', done) || coalesce((
    select case when d.archived_at is null and u.archived_at is null
                then jsonb_build_object('plan_day', d.session_schedule_id)
                else jsonb_build_object('name', d.name) end
    from public.performed_session s join public.session_schedule d using (session_schedule_id)
    left join public.user_plan u on u.user_plan_id = d.user_plan_id
    where s.performed_session_id = source and num_nonnulls(body ->> 'plan_day', body ->> 'name') = 0
      and body ->> 'mode' = 'new'), '{}');
end $$;
create or replace function coach.log_workout(body jsonb) returns jsonb language plpgsql as $$
declare
  is_append boolean := body ->> 'mode' = 'append';
  started timestamp := coach.moment(body ->> 'started_at');
  ended timestamp := coach.moment(
    case when left(body ->> 'ended_at', 1) = 'T'
         then coach.local_date(coalesce(started, now() at time zone 'UTC')) || (body ->> 'ended_at')
         else body ->> 'ended_at' end);
  session uuid; before jsonb; hits uuid[]; sent record;
begin
  perform coach.refuse('exercises is empty. Send at least one exercise with its sets.')
  where not coalesce(jsonb_array_length(body -> 'exercises') > 0 or body ->> 'repeat' is not null, false);
  if not is_append and current_setting('coach.write_key') = '' then
    session := coach.same_workout();
    if session is not null then
      return jsonb_build_object('already_logged', true, 'after', coach.session_view(session));
    end if;
  end if;
  perform coach.refuse_impossible_times(started, ended);
  if body ->> 'repeat' is not null then body := coach.repeated(body); end if;
  hits := coach.need_exercises((
    select jsonb_agg(
      jsonb_build_object('field', format('exercises[%s].exercise', x.place - 1),
                         'asked', x.doc -> 'exercise') order by x.place)
    from jsonb_array_elements(body -> 'exercises') with ordinality x (doc, place)));
  session := case when is_append then coach.session_to_extend(body, started) else coach.drafted_session(body, started) end;
  if session is not null and not is_append then
    perform coach.touch('session', session);
    update public.performed_session s
    set started_at = coalesce(started, ended, now() at time zone 'UTC'),
        completed_at = coalesce(ended, started, now() at time zone 'UTC'),
        data = s.data - 'draft' || jsonb_strip_nulls(jsonb_build_object(
          'time_known', case when body ->> 'started_at' !~ '[TZ]' then false end,
          'deload', case when body ->> 'deload' = 'true' then true end)),
        note = coalesce(body ->> 'note', s.note)
    where s.performed_session_id = session and s.app_user_id = (select auth.uid());
  elsif session is null then
    session := coach.new_session(body, started, ended);
  else
    perform coach.touch('session', session);
    before := coach.session_view(session);
    perform coach.refuse_impossible_times(s.started_at, ended)
    from public.performed_session s where s.performed_session_id = session;
    perform coach.refuse(format(
      'The session to append to is "%s", not "%s". Leave plan_day and name out to append to it, or '
      'send mode "new" for a workout of its own.', d.name, coalesce(body ->> 'plan_day', body ->> 'name')))
    from public.performed_session s join public.session_schedule d using (session_schedule_id)
    where s.performed_session_id = session
      and case when num_nonnulls(body ->> 'plan_day', body ->> 'name') > 0
               then coach.day_of(body) <> s.session_schedule_id end;
    update public.performed_session s
    set completed_at = coalesce(ended, case when s.data ->> 'in_progress' = 'true'
                                            then greatest(s.completed_at, now() at time zone 'UTC')
                                            else s.completed_at end),
        data = coach.as_object(s.data) - case when ended is null then '' else 'in_progress' end
               || case when body ->> 'deload' = 'true' then '{"deload": true}' else '{}' end::jsonb,
        note = coalesce(s.note || E'\n' || (body ->> 'note'), body ->> 'note', s.note)
    where s.performed_session_id = session and s.app_user_id = (select auth.uid());
  end if;
  for sent in
    select x.exercise, hits[x.place] as hit
    from jsonb_array_elements(body -> 'exercises') with ordinality x (exercise, place) order by x.place
  loop
    perform coach.add_entry(
      session, sent.exercise, sent.hit, coach.unit_of(body),
      (select coalesce(s.completed_at, now() at time zone 'UTC')
       from public.performed_session s where s.performed_session_id = session));
  end loop;
  return jsonb_build_object(
    'summary', case when before is null then 'Logged ' else 'Added to ' end || coach.session_title(session),
    'before', before, 'after', coach.session_view(session),
    'history', coach.history_before(session), 'beside', coach.sessions_beside(session),
    'first_time', coach.first_times(session, body -> 'exercises', hits, coach.history_before(session)));
end $$;
-- Exercises of a session that the lifter had never trained, where a lift of theirs has a name like what was typed.
create or replace function coach.first_times(session uuid, sent jsonb, hits uuid[], history jsonb) returns jsonb
language sql stable as $$
  with trained as materialized (
    select distinct e.base_exercise_id as id from coach.entries((now() at time zone 'UTC') - interval '1 year') e
    where e.base_exercise_id is not null and not e.is_draft)
  select jsonb_agg(distinct jsonb_build_object('exercise', b.name, 'own', o.name))
  from unnest(hits) with ordinality h (id, place)
  join public.base_exercise b on b.base_exercise_id = h.id and not history ? h.id::text
  cross join lateral (
    select x.name from trained l join public.base_exercise x on x.base_exercise_id = l.id
    cross join lateral (
      select max(coach.likeness(t.label, coach.normalize_label(sent -> (h.place - 1)::int ->> 'exercise'))) as similarity
      from coach.exercise_label t
      where t.base_exercise_id = l.id and (t.app_user_id is null or t.app_user_id = (select auth.uid()))) s
    where l.id <> all (hits) and s.similarity >= 0.4
    order by s.similarity desc limit 1) o
  where not exists (select from coach.sets(coach.since(36500), h.id) s where s.session <> first_times.session) $$;
