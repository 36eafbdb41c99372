-- Sessions as a caller sends them, with the exercises that their names mean, as coach.plan_view has days.
create or replace function coach.sent_days(field text, sent jsonb, unit text) returns jsonb language plpgsql as $$
declare hits uuid[];
begin
  -- Sessions are asked for by name.
  perform coach.refuse(format('%s[%s].name is "%s", which is the same as "%s". Send names that differ by more than case and punctuation.',
                              field, x.place - 1, x.name, x.other))
  from (
    select s.place, s.doc ->> 'name' as name, lag(s.doc ->> 'name') over (
             partition by coach.day_label(s.doc ->> 'name') order by s.place) as other
    from jsonb_array_elements(sent) with ordinality s (doc, place)) x
  where x.other is not null;
  hits := coach.need_exercises((
    select jsonb_agg(jsonb_build_object(
      'field', format('%s[%s].exercises[%s].exercise', field, s.place - 1, e.place - 1),
      'asked', e.doc -> 'exercise') order by s.place, e.place)
    from jsonb_array_elements(sent) with ordinality s (doc, place)
    cross join lateral jsonb_array_elements(coach.as_array(s.doc -> 'exercises')) with ordinality e (doc, place)));
  return (
    select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('name', d.doc -> 'name', 'lines', d.lines)) order by d.place), '[]')
    from (
      select s.place, s.doc, jsonb_agg(
        jsonb_strip_nulls(jsonb_build_object(
          'id', hits[s.number], 'sets', s.e -> 'sets', 'reps', s.e -> 'reps', 'reps_top', s.e -> 'reps_top',
          'rest_s', s.e -> 'rest_seconds', 'step_g', coach.grams((s.e ->> 'step_increment')::numeric, unit),
          'superset', s.e -> 'superset', 'rpe', s.e -> 'target_rpe', 'percent', s.e -> 'percent')) order by s.number)
        filter (where s.e is not null) as lines
      from (
        select x.place, x.doc, e.doc as e,
               case when e.doc is not null then row_number() over (order by e.doc is null, x.place, e.place) end as number
        from jsonb_array_elements(sent) with ordinality x (doc, place)
        left join lateral jsonb_array_elements(coach.as_array(x.doc -> 'exercises')) with ordinality e (doc, place) on true) s
      group by s.place, s.doc) d);
end $$;
-- Days with some exercises put in the place of others.
create or replace function coach.swapped(days jsonb, swaps jsonb) returns jsonb language plpgsql as $$
declare one record; gone uuid; came uuid; was jsonb;
begin
  for one in
    select x.doc, x.place - 1 as at from jsonb_array_elements(coach.as_array(swaps)) with ordinality x (doc, place)
  loop
    gone := coach.need_exercise(format('swaps[%s].from', one.at), one.doc ->> 'from');
    came := coach.need_exercise(format('swaps[%s].to', one.at), one.doc ->> 'to');
    perform coach.refuse(format('swaps[%s].to is "%s", which "%s" has beside "%s" already. Send another exercise, or that session anew in sessions.',
      one.at, one.doc ->> 'to', translate(d.doc ->> 'name', '"', ''''), one.doc ->> 'from'))
    from jsonb_array_elements(days) d (doc)
    where gone <> came and d.doc -> 'lines' @> jsonb_build_array(jsonb_build_object('id', gone))
      and d.doc -> 'lines' @> jsonb_build_array(jsonb_build_object('id', came)) limit 1;
    was := days;
    days := (
      select jsonb_agg(d.doc || jsonb_build_object('lines', (
        select coalesce(jsonb_agg(case when l.doc ->> 'id' = gone::text
                                       then (l.doc - 'line' - 'step_g') || jsonb_build_object('id', came)
                                       else l.doc end order by l.place), '[]')
        from jsonb_array_elements(d.doc -> 'lines') with ordinality l (doc, place))) order by d.place)
      from jsonb_array_elements(days) with ordinality d (doc, place));
    perform coach.refuse(format('swaps[%s].from is "%s", which is on no day of the plan. It has %s.', one.at,
      one.doc ->> 'from', (
        select string_agg(distinct b.name, ', ') from public.base_exercise b
        where b.base_exercise_id = any (coach.plan_exercises(jsonb_build_object('days', was))))))
    where was = days and gone <> came;
  end loop;
  return days;
end $$;
-- Where a line says nothing of it: what most gyms can load, and a longer rest after what takes the whole body.
create or replace function coach.usual_step(equipment text, muscles text[]) returns int language sql immutable as $$
  select case when equipment in ('machine', 'cable') then 5000 when coalesce(equipment, 'body only') = 'body only' then 0
              when equipment = 'barbell' and muscles && '{quadriceps,hamstrings,glutes}' then 5000 else 2500 end $$;
-- Makes the lines of a day these: what is asked again keeps its row, and what was trained is kept out of sight.
create or replace function coach.put_lines(day uuid, lines jsonb) returns void language plpgsql as $$
declare one record; kept uuid[] := '{}'; row_id uuid;
begin
  for one in
    select x.doc, x.place, b.equipment, b.primary_muscles, b.mechanic
    from jsonb_array_elements(lines) with ordinality x (doc, place)
    cross join lateral (
      select c.* from coach.catalog() c where c.base_exercise_id = (x.doc ->> 'id')::uuid limit 1) b order by x.place
  loop
    select e.exercise_id into row_id from public.exercise e where e.session_schedule_id = day
      and e.base_exercise_id = (one.doc ->> 'id')::uuid and e.exercise_id <> all (kept)
    order by e.exercise_id = coach.as_uuid(one.doc ->> 'line') desc, e.data ->> 'archived_at' is null desc, e.sort_order limit 1;
    row_id := coalesce(row_id, gen_random_uuid());
    kept := kept || row_id;
    insert into public.exercise (
      exercise_id, base_exercise_id, session_schedule_id, sets, reps, rest, step_increment, sort_order, description, data)
    values (
      row_id, (one.doc ->> 'id')::uuid, day, (one.doc ->> 'sets')::int, (one.doc ->> 'reps')::int,
      make_interval(secs => coalesce((one.doc ->> 'rest_s')::int, case one.mechanic when 'compound' then 120 else 90 end)),
      coalesce((one.doc ->> 'step_g')::int, coach.usual_step(one.equipment, one.primary_muscles)), one.place * 10,
      one.doc ->> 'note',
      nullif(jsonb_strip_nulls(jsonb_build_object(
        'reps_top', one.doc -> 'reps_top', 'target_rpe', one.doc -> 'rpe', 'superset', one.doc -> 'superset',
        'percent_of_training_max', one.doc -> 'percent', 'reps_by_week', one.doc -> 'reps_by_week',
        'last_set_amrap_weeks', one.doc -> 'open_weeks', 'duration_s', one.doc -> 'duration_s',
        'distance_m', one.doc -> 'distance_m')), '{}'))
    on conflict (exercise_id) do update set sets = excluded.sets, reps = excluded.reps, rest = excluded.rest,
      step_increment = excluded.step_increment, sort_order = excluded.sort_order, description = excluded.description,
      data = excluded.data;
  end loop;
  update public.exercise e set data = coach.as_object(e.data) || jsonb_build_object('archived_at', now())
  where e.session_schedule_id = day and e.exercise_id <> all (kept) and e.data ->> 'archived_at' is null
    and exists (select from public.performed_exercise x where x.exercise_id = e.exercise_id);
  delete from public.exercise e where e.session_schedule_id = day and e.exercise_id <> all (kept)
    and not exists (select from public.performed_exercise x where x.exercise_id = e.exercise_id);
end $$;
-- Adds a day behind the others of a plan of the caller's own.
create or replace function coach.add_day(plan uuid, doc jsonb, place int) returns uuid language plpgsql as $$
declare day uuid := gen_random_uuid();
begin
  insert into public.session_schedule (session_schedule_id, user_plan_id, name, description, progression_limit, data)
  values (day, plan, left(coalesce(doc ->> 'name', 'Day ' || place), 100), doc ->> 'note',
          coalesce((doc ->> 'limit')::numeric, 1),
          jsonb_strip_nulls(jsonb_build_object('day', place, 'weekday', doc -> 'weekday')));
  perform coach.put_lines(day, doc -> 'lines');
  return day;
end $$;
-- Weekdays for days: one each, or more of them than days, which then come in turn.
create or replace function coach.on_weekdays(days jsonb, weekdays jsonb) returns jsonb language sql immutable as $$
  select case when jsonb_array_length(coach.as_array(weekdays)) = jsonb_array_length(days) then (
    select jsonb_agg(d.doc || jsonb_build_object('weekday', weekdays -> (d.place - 1)::int) order by d.place)
    from jsonb_array_elements(days) with ordinality d (doc, place)) else days end $$;
-- Direct hard sets of a plan's average week per landmark group. rules: {"delts": [[pattern, group], ...]}
create or replace function coach.weekly_sets(plan jsonb, rules jsonb) returns table (muscle text, sets numeric)
language sql stable as $$
  select g.muscle, round(sum(g.sets) * g.turns, 1) from (
    select distinct l.doc ->> 'line' as line, (l.doc ->> 'sets')::numeric as sets,
           case when m in ('lats', 'middle back') then 'back' when m <> 'shoulders' then m
                else coalesce((
                  select r.doc ->> 1 from jsonb_array_elements(rules -> 'delts') with ordinality r (doc, place)
                  where lower(l.doc ->> 'name') ~ (r.doc ->> 0) order by r.place limit 1),
                  case when l.doc ->> 'force' = 'pull' and not l.doc -> 'primary' ? 'chest'
                         or l.doc ->> 'mechanic' = 'isolation' then 'side and rear delts' else 'front delts' end) end as muscle,
           case when d.doc ? 'weekday' then 1
                else (plan #>> '{data,days_per_week}')::numeric / jsonb_array_length(plan -> 'days') end as turns
    from jsonb_array_elements(plan -> 'days') d (doc) cross join lateral jsonb_array_elements(d.doc -> 'lines') l (doc)
    cross join lateral jsonb_array_elements_text(l.doc -> 'primary') m
    where coalesce(l.doc ->> 'category', '') not in ('stretching', 'cardio', 'plyometrics')) g
  group by g.muscle, g.turns $$;
-- Ends the write where a muscle gets more than it recovers from, unless the caller said that it is meant.
create or replace function coach.refuse_above_mrv(plan jsonb, body jsonb) returns void language plpgsql as $$
declare own jsonb := coach.image('settings', null) -> 'landmarks';
begin
  perform coach.refuse(format(
    'The plan has %s. Send fewer sets, or accept_warnings true if it is meant. Nothing was stored.',
    string_agg(format('%s hard sets of %s a week, above the MRV of %s', trim_scale(x.sets), x.muscle, x.mrv), '; '
               order by x.muscle)))
  from (
    select w.muscle, sum(w.sets) as sets, coalesce((
             select coach.as_int(o.value ->> 'mrv') from jsonb_each(coach.as_object(own)) o
             where replace(lower(o.key), '_', ' ') = w.muscle limit 1), coach.as_int(body #>> array['rules', 'mrv', w.muscle])) as mrv
    from coach.weekly_sets(plan, body -> 'rules') w group by 1) x
  where x.sets > x.mrv and body ->> 'accept_warnings' is distinct from 'true' having count(*) > 0;
end $$;
-- A plan that the same call made a moment ago, sent again without a key; null where there is none.
create or replace function coach.same_plan() returns uuid language sql stable as $$
  select p.user_plan_id from coach.change_log this
  join coach.change_log c on c.app_user_id = this.app_user_id and c.tool = this.tool and c.body_hash = this.body_hash
   and c.change_id <> this.change_id and c.undone_at is null and c.changed_at > now() - interval '10 minutes'
  join public.user_plan p on p.user_plan_id = (c.reverse -> 0 ->> 'id')::uuid and p.app_user_id = this.app_user_id
  where this.change_id = coach.this_change() and this.app_user_id = (select auth.uid()) order by c.change_id desc limit 1 $$;
-- Makes a plan the one that is followed; the trigger switches off the one before it in the same statement.
create or replace function coach.activate(plan uuid, starts date, weeks int) returns jsonb language plpgsql as $$
declare former uuid := coach.active_plan();
begin
  perform coach.touch('plan', former) where former <> plan;
  -- One that is over begins anew, unless it is only prolonged; what says no length keeps the one that it had.
  update public.user_plan p
  set is_active = true, archived_at = null, starts_at = coach.start_of(x.start) at time zone 'UTC',
      ends_at = coach.start_of(x.start + 7 * coalesce(weeks, coach.as_int(p.data ->> 'weeks'), x.had, 6)) at time zone 'UTC'
  from (
    select coalesce(starts, case when weeks is not null or o.ends_at is null or o.ends_at > now()
                                 then (o.starts_at at time zone coach.zone())::date end, coach.today()) as start,
           nullif(greatest(0, ceil(extract(epoch from o.ends_at - o.starts_at) / 604800))::int, 0) as had
    from public.user_plan o where o.user_plan_id = plan) x
  where p.user_plan_id = plan and p.app_user_id = (select auth.uid());
  return (select jsonb_build_object('id', p.user_plan_id, 'name', p.name) from public.user_plan p
          where p.user_plan_id = former and former <> plan);
end $$;
create or replace function coach.create_workout_plan(body jsonb) returns jsonb language plpgsql as $$
declare
  plan uuid := coach.same_plan(); source jsonb; days jsonb; replaced jsonb; made jsonb;
  weeks int := (body ->> 'duration_weeks')::int; cycle int;
begin
  if plan is not null and current_setting('coach.write_key') = '' then
    return jsonb_build_object('already', true, 'plan', coach.plan_view(plan));
  end if;
  plan := gen_random_uuid();
  perform coach.refuse(format('name is "%s", and there is such a plan (%s). Change it with modify_user_plan, or send another name.',
                              p.name, p.user_plan_id))
  from public.user_plan p where p.app_user_id = (select auth.uid()) and p.archived_at is null
    and coach.day_label(p.name) = coach.day_label(body ->> 'name');
  if body ->> 'based_on_weeks' is not null then
    days := coach.trained_days((body ->> 'based_on_weeks')::int);
    perform coach.refuse(format('The last %s weeks have no workout to base a plan on. Send sessions, or a template as based_on.',
                                body ->> 'based_on_weeks')) where days = '[]';
  elsif body ->> 'based_on' is not null then
    source := coach.any_plan(coach.need_plan('based_on', body ->> 'based_on', false));
    days := source -> 'days';
  else
    days := coach.sent_days('sessions', body -> 'sessions', coach.unit_of(body));
  end if;
  days := coach.on_weekdays(coach.swapped(days, body -> 'swaps'), body -> 'weekdays');
  perform coach.refuse(format(
    'weekdays has %s entries for %s sessions. Send one weekday for each session; more than sessions only for a rotation, and none for an open one.',
    jsonb_array_length(body -> 'weekdays'), jsonb_array_length(days)))
  where jsonb_array_length(coach.as_array(body -> 'weekdays')) between 1 and jsonb_array_length(days) - 1;
  perform coach.touch('plan', plan);
  cycle := coach.as_int(source #>> '{data,weeks}');
  insert into public.user_plan (user_plan_id, app_user_id, name, description, based_on_plan_id, visibility, created_by, data)
  values (plan, (select auth.uid()), body ->> 'name', body ->> 'description',
          (select p.plan_id from public.plan p where p.plan_id = (source ->> 'id')::uuid), body ->> 'visibility', 'ai',
          jsonb_strip_nulls(jsonb_build_object(
            'weeks', weeks, 'weekdays', case when not days -> 0 ? 'weekday' then nullif(body -> 'weekdays', 'null') end,
            'days_per_week', coalesce(nullif(body -> 'days_per_week', 'null'),
              to_jsonb(nullif(jsonb_array_length(coach.as_array(body -> 'weekdays')), 0)), source #> '{data,days_per_week}',
              to_jsonb(least(7, jsonb_array_length(days)))),
            'deload_weeks', coalesce(nullif(body -> 'deload_weeks', 'null'), (
              select jsonb_agg(w) from generate_series(1, weeks) w
              where source #> '{data,deload_weeks}' @> to_jsonb(case when cycle > 0 then (w - 1) % cycle + 1 else w end)), '[]'))));
  perform coach.add_day(plan, d.doc, d.place::int) from jsonb_array_elements(days) with ordinality d (doc, place);
  if (body ->> 'activate')::boolean then
    replaced := coach.activate(plan, (body ->> 'starts_on')::date, weeks);
  end if;
  made := coach.plan_view(plan);
  perform coach.refuse_above_mrv(made, body);
  return jsonb_strip_nulls(jsonb_build_object(
    'summary', format('Created the plan "%s"%s%s', translate(made ->> 'name', '"', ''''),
                      -- A lifter's own plan may have the name of a template.
                      case when source is null then '' else format(' from %s "%s"',
                        case source ->> 'kind' when 'own' then 'the lifter''s own' when 'system' then 'the template' else 'the plan' end,
                        translate(source ->> 'name', '"', '''')) end,
                      case when replaced is null then '' else format('; it replaces "%s"', translate(replaced ->> 'name', '"', '''')) end),
    'plan', made, 'replaced', replaced))
    || jsonb_build_object('history', case when body ->> 'project' = 'true'
                                          then coach.lift_history(coach.plan_exercises(made))::jsonb end);
end $$;
-- What a draft rests on: the day, the plan and its lines, the last change, and the last three sessions with their
-- entries and sets, which the workout app changes without a word to coach.
create or replace function coach.draft_basis() returns jsonb language plpgsql stable as $$
declare active uuid := coach.active_plan();
begin
  return jsonb_build_array(coach.local_date(now() at time zone 'UTC'), active, (
    select jsonb_build_array(c.change_id, c.undone_at) from coach.change_log c
    where c.app_user_id = (select auth.uid()) and c.change_id is distinct from coach.this_change()
    order by c.changed_at desc limit 1), (
    select s.completed_at from public.performed_session s
    where s.app_user_id = (select auth.uid()) and s.completed_at is not null order by s.completed_at desc limit 1), (
    select sum(hashtext(e::text) + coalesce((
      select sum(hashtext(x::text)) from public.performed_exercise_set x
      where x.performed_exercise_id = e.performed_exercise_id), 0))
    from public.performed_exercise e
    where e.performed_session_id = any (array(
      select s.performed_session_id from public.performed_session s
      where s.app_user_id = (select auth.uid()) and s.completed_at is not null order by s.completed_at desc limit 3))), (
    select sum(hashtext(e::text)) from public.exercise e
    where e.session_schedule_id = any (array(
      select d.session_schedule_id from public.session_schedule d where d.user_plan_id = active))));
end $$;
-- Stores the next session as drafts, as the workout app does: planned reps, the weight to load, nothing completed. A
-- draft of coach's own for the day is replaced; one that was trained already is not.
create or replace function coach.save_draft(body jsonb) returns jsonb language plpgsql as $$
declare
  day uuid := coalesce((select d.session_schedule_id from public.session_schedule d
                        where d.session_schedule_id = (body ->> 'day')::uuid and body ->> 'planned' = 'true'),
                       coach.freestyle_day(body ->> 'name'));
  at timestamp := coach.moment(body ->> 'date');
  basis jsonb := coach.draft_basis();
  session uuid := (
    select s.performed_session_id from public.performed_session s
    where s.app_user_id = (select auth.uid()) and s.data ->> 'draft' = 'true' and s.completed_at is null
      and coach.session_date(s.started_at, null, s.data) = (body ->> 'date')::date
      -- One that was begun is a workout of its own by now.
      and not exists (select from public.performed_exercise e
                      where e.performed_session_id = s.performed_session_id and e.completed_at is not null)
    order by s.started_at limit 1);
begin
  perform coach.refuse(format('"%s" was begun on %s. Log more of it with log_workout in mode append.', body ->> 'name', body ->> 'date'))
  from public.performed_session s where s.app_user_id = (select auth.uid()) and s.session_schedule_id = day
    and coach.session_date(s.started_at, s.completed_at, s.data) = (body ->> 'date')::date
    and exists (select from public.performed_exercise e
                where e.performed_session_id = s.performed_session_id and e.completed_at is not null);
  if session is null then
    session := gen_random_uuid();
    perform coach.touch('session', session);
    insert into public.performed_session (performed_session_id, session_schedule_id, app_user_id, started_at, completed_at, data)
    values (session, day, (select auth.uid()), at, null, coach.zone_to_keep() || '{"source": "coach", "draft": true, "time_known": false}');
  else
    perform coach.touch('session', session);
    update public.performed_session s set session_schedule_id = day, started_at = at
    where s.performed_session_id = session and s.app_user_id = (select auth.uid());
    delete from public.performed_exercise e where e.performed_session_id = session and e.completed_at is null;
  end if;
  insert into public.performed_exercise (
    exercise_id, performed_session_id, name, reps, rest, weight, started_at, completed_at, data)
  select (select e.exercise_id from public.exercise e where e.exercise_id = (select coach.as_uuid(x.doc ->> 'line'))), session, b.name,
         array(select r::int from jsonb_array_elements_text(x.doc -> 'reps') r),
         array_fill(make_interval(secs => (x.doc ->> 'rest_s')::int), array[jsonb_array_length(x.doc -> 'reps')]),
         (x.doc ->> 'weight_g')::int, at + x.place * interval '1 second', null,
         jsonb_strip_nulls(jsonb_build_object('base_exercise_id', b.base_exercise_id, 'position', x.place - 1,
                                              'superset', x.doc -> 'superset', 'assistance_g', x.doc -> 'assistance_g'))
  from jsonb_array_elements(body -> 'exercises') with ordinality x (doc, place)
  join public.base_exercise b on b.base_exercise_id = (x.doc ->> 'id')::uuid;
  return jsonb_build_object('summary', format('Drafted "%s" for %s', translate(body ->> 'name', '"', ''''), body ->> 'date'),
                            'before', basis, 'session', session);
end $$;
-- The draft of coach's own that a new workout of the same day fulfils; null where there is none.
create or replace function coach.drafted_session(body jsonb, started timestamp) returns uuid language plpgsql as $$
begin
  return (
    select s.performed_session_id from public.performed_session s
    where s.app_user_id = (select auth.uid()) and s.data ->> 'draft' = 'true' and s.completed_at is null
      and coach.session_date(s.started_at, null, s.data) = coach.local_date(coalesce(started, now() at time zone 'UTC'))
      and body ->> 'name' is null
      and (body ->> 'plan_day' is null or s.session_schedule_id = coach.need_day(body ->> 'plan_day'))
    order by s.started_at limit 1);
end $$;
-- Puts a session on another weekday for good, or on another date once. move: {"from": {...}, "to": {...}, "once"}, each
-- a weekday (1 for Monday), a date or the name of a session.
create or replace function coach.move_session(plan uuid, seen jsonb, move jsonb) returns void language plpgsql as $$
declare
  day record; wanted int := (move #>> '{to,weekday}')::int; other text;
  planned date := (move #>> '{from,date}')::date; target date := (move #>> '{to,date}')::date;
  is_turn boolean := jsonb_array_length(seen #> '{data,weekdays}') > 0;
  once boolean := (move ->> 'once')::boolean or planned is not null or target is not null;
  begins date := (seen ->> 'starts_on')::date;
begin
  select d.doc ->> 'id' as id, d.doc ->> 'name' as name, (d.doc ->> 'weekday')::int as weekday into day
  from jsonb_array_elements(seen -> 'days') d (doc)
  where (d.doc ->> 'weekday')::int = coalesce((move #>> '{from,weekday}')::int, extract(isodow from planned)::int)
     or coach.day_label(d.doc ->> 'name') = coach.day_label(move #>> '{from,session}') limit 1;
  if day.id is null and is_turn then
    day.weekday := coalesce((move #>> '{from,weekday}')::int, extract(isodow from planned)::int);
    if not seen #> '{data,weekdays}' @> to_jsonb(day.weekday) then day.weekday := null; end if;
  end if;
  perform coach.refuse(format(
    'move.from is "%s", and no session of the plan is due then. %s', move ->> 'asked', coalesce((
      select 'It has ' || string_agg(format('"%s" on %s', d.doc ->> 'name', coach.weekday_name((d.doc ->> 'weekday')::int)), ', ') || '.'
      from jsonb_array_elements(seen -> 'days') d (doc) where d.doc ? 'weekday'),
      'Its sessions come in turn on any day, so that there is nothing to move: train it when it suits, or send weekdays'
      || coalesce(', as they were trained lately and with this change ' || (
           select string_agg(coach.weekday_name(d.weekday), ', ' order by d.weekday)
           from (select case when x.was = (move #>> '{from,weekday}')::int then wanted else x.was end as weekday
                 from (select extract(isodow from (d.doc ->> 'last')::date)::int as was
                       from jsonb_array_elements(seen -> 'days') d (doc)) x) d
           having count(distinct d.weekday) = jsonb_array_length(seen -> 'days') and bool_or(d.weekday = wanted)), '') || '.')))
  where day.weekday is null;
  if not once then
    select d.doc ->> 'name' into other from jsonb_array_elements(seen -> 'days') d (doc)
    where (d.doc ->> 'weekday')::int = wanted and d.doc ->> 'id' <> day.id limit 1;
    other := coalesce(other, case when is_turn and seen #> '{data,weekdays}' @> to_jsonb(wanted) then 'a session' end);
    perform coach.refuse(format('move.to is %s, which is taken by "%s". Move that first, or send weekdays for all sessions.',
                                coach.weekday_name(wanted), other)) where other is not null and wanted <> day.weekday;
    update public.session_schedule d set data = coach.as_object(d.data) || jsonb_build_object('weekday', wanted)
    where d.session_schedule_id = coach.as_uuid(day.id);
    update public.user_plan p set data = p.data || jsonb_build_object('weekdays', (
      select jsonb_agg(case when w = to_jsonb(day.weekday) then to_jsonb(wanted) else w end) from jsonb_array_elements(p.data -> 'weekdays') w))
    where p.user_plan_id = plan and is_turn;
    return;
  end if;
  planned := coalesce(planned, date_trunc('week', coach.today()::timestamp)::date + day.weekday - 1);
  if move #>> '{from,date}' is null and planned < coach.today() and coalesce(target, coach.today() - 1) < coach.today() then
    planned := planned + case when date_trunc('week', planned::timestamp)::date + coalesce(wanted, 1) - 1 < coach.today() then 7 else 0 end;
  end if;
  target := coalesce(target, date_trunc('week', planned::timestamp)::date + wanted - 1);
  perform coach.refuse(format('move.to is %s, which is past. Send a date from today, %s.', target, coach.today())) where target < coach.today();
  perform coach.refuse(format('move.from is %s, and the plan runs from %s to %s. Send a date within it.', planned, begins, seen ->> 'ends_on'))
  where planned < begins or planned >= (seen ->> 'ends_on')::date;
  perform coach.refuse(format('move.to is %s, and the plan runs from %s to %s. Send a date within it.', target, begins, seen ->> 'ends_on'))
  where target < begins or target >= (seen ->> 'ends_on')::date;
  select d.doc ->> 'name' into other from jsonb_array_elements(seen -> 'days') d (doc)
  where (d.doc ->> 'weekday')::int = extract(isodow from target)::int and target <> planned and not exists (
    select from jsonb_array_elements(seen #> '{data,moves}') m where (m ->> 'from')::date = target) limit 1;
  perform coach.refuse(format('move.to is %s, which is taken by "%s". Move that first.', target, other)) where other is not null;
  update public.user_plan p set data = coach.as_object(p.data) || jsonb_build_object('moves', (
    select coalesce(jsonb_agg(m), '[]') from (
      select m from jsonb_array_elements(seen #> '{data,moves}') m
      where (m ->> 'from')::date <> planned and (m ->> 'to')::date > coach.today() - 400
      union all
      select jsonb_build_object('from', planned, 'to', target) where target <> planned) m (m)))
  where p.user_plan_id = plan;
end $$;
create or replace function coach.weekday_name(number int) returns text language sql immutable as $$
  select ('{Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday}'::text[])[number] $$;
-- Takes days out of a plan: those that were trained are kept out of sight, because their workouts need them.
create or replace function coach.remove_days(plan uuid, seen jsonb, names jsonb) returns void language plpgsql as $$
declare one record; day uuid;
begin
  for one in select x.name, x.place - 1 as at from jsonb_array_elements_text(coach.as_array(names)) with ordinality x (name, place) loop
    select (d.doc ->> 'id')::uuid into day from jsonb_array_elements(seen -> 'days') d (doc)
    where coach.day_label(d.doc ->> 'name') = coach.day_label(one.name) or d.doc ->> 'id' = one.name limit 1;
    perform coach.refuse(format('remove_sessions[%s] is "%s", and the plan has %s. Send one of them.', one.at, one.name, (
      select string_agg(format('"%s"', d.doc ->> 'name'), ', ') from jsonb_array_elements(seen -> 'days') d (doc)))) where day is null;
    if exists (select from public.performed_session s where s.session_schedule_id = day) then
      update public.session_schedule d set archived_at = now() where d.session_schedule_id = day;
    else
      delete from public.exercise e where e.session_schedule_id = day;
      delete from public.session_schedule d where d.session_schedule_id = day;
    end if;
  end loop;
end $$;
-- Puts a deload week in: this one, the next one or one by its number; "none" takes out those to come.
create or replace function coach.put_deload(plan uuid, seen jsonb, asked text) returns void language plpgsql as $$
declare
  now_in int := greatest(1, (coach.today() - (seen ->> 'starts_on')::date) / 7 + 1);
  week int := case asked when 'this' then now_in when 'next' then now_in + 1 else coach.as_int(asked) end;
  last int := ((seen ->> 'ends_on')::date - (seen ->> 'starts_on')::date) / 7;
begin
  perform coach.refuse('deload_week needs a plan with dates. Send activate true as well.') where now_in is null;
  perform coach.refuse(format('deload_week is %s, and the plan has %s weeks, of which %s are past. Send one within it, or a longer duration_weeks first.',
                              week, last, now_in - 1)) where week not between now_in and last;
  update public.user_plan p set data = coach.as_object(p.data) || jsonb_build_object('deload_weeks', (
    select coalesce(jsonb_agg(distinct w order by w), '[]') from (
      select w from jsonb_array_elements(seen #> '{data,deload_weeks}') w where asked <> 'none' or (w #>> '{}')::int < now_in
      union all
      select to_jsonb(week) where week is not null) x (w)))
  where p.user_plan_id = plan;
end $$;
-- Changes a plan of the caller's own; an earlier version of its days is kept, the last five of them.
create or replace function coach.modify_user_plan(body jsonb) returns jsonb language plpgsql as $$
declare
  plan uuid := case when body ->> 'plan' is null then coach.active_plan() else coach.need_plan('plan', body ->> 'plan', true) end;
  before jsonb; seen jsonb; one record; replaced jsonb; days jsonb; weeks int := (body ->> 'duration_weeks')::int;
begin
  perform coach.refuse('No plan is active. Send plan with a name or id of your own plans, or make one with create_workout_plan.') where plan is null;
  perform coach.touch('plan', plan);
  before := coach.plan_view(plan);
  perform coach.refuse(format('name is "%s", and another plan has it (%s). Send another name.', p.name, p.user_plan_id))
  from public.user_plan p where p.app_user_id = (select auth.uid()) and p.archived_at is null and p.user_plan_id <> plan
    and coach.day_label(p.name) = coach.day_label(body ->> 'name');
  perform coach.remove_days(plan, before, body -> 'remove_sessions');
  -- One that was taken out and is sent anew is a new one.
  days := case when jsonb_array_length(coach.as_array(body -> 'remove_sessions')) > 0
               then coach.plan_view(plan) -> 'days' else before -> 'days' end;
  for one in
    select d.doc, l.doc as had
    from jsonb_array_elements(case when jsonb_array_length(coach.as_array(body -> 'sessions')) > 0
                                   then coach.sent_days('sessions', body -> 'sessions', coach.unit_of(body)) else '[]' end) with ordinality d (doc, place)
    left join lateral (select x.doc from jsonb_array_elements(days) x (doc)
                       where coach.day_label(x.doc ->> 'name') = coach.day_label(d.doc ->> 'name') limit 1) l on true order by d.place
  loop
    if one.had is null then
      perform coach.add_day(plan, one.doc, coalesce((select max(coach.as_int(d.data ->> 'day')) from public.session_schedule d
                                                     where d.user_plan_id = plan), 0) + 1);
    else
      perform coach.put_lines((one.had ->> 'id')::uuid, one.doc -> 'lines');
    end if;
  end loop;
  if jsonb_array_length(coach.as_array(body -> 'swaps')) > 0 then
    days := coach.swapped(coach.plan_view(plan) -> 'days', body -> 'swaps');
    perform coach.put_lines((d.doc ->> 'id')::uuid, d.doc -> 'lines') from jsonb_array_elements(days) d (doc);
  end if;
  seen := coach.plan_view(plan);
  perform coach.refuse('That leaves the plan without sessions. Send archive true to put it away.') where jsonb_array_length(seen -> 'days') = 0;
  perform coach.refuse(format('The plan''s sessions have weekdays, and "%s" has none. Send weekdays, one for each of its %s sessions; so far %s.',
    (select d.doc ->> 'name' from jsonb_array_elements(seen -> 'days') d (doc) where not d.doc ? 'weekday' limit 1),
    jsonb_array_length(seen -> 'days'), (
      select string_agg(format('"%s" is on %s', d.doc ->> 'name', coach.weekday_name((d.doc ->> 'weekday')::int)), ', ')
      from jsonb_array_elements(seen -> 'days') d (doc) where d.doc ? 'weekday')))
  where jsonb_typeof(body -> 'weekdays') is distinct from 'array'
    and seen -> 'days' @@ 'exists($[*].weekday)' and seen -> 'days' @@ 'exists($[*] ? (!exists(@.weekday)))';
  if body -> 'weekdays' = '[]' then
    -- In turn from now on, on no day in particular.
    update public.session_schedule s set data = s.data - 'weekday' where s.user_plan_id = plan and jsonb_exists(s.data, 'weekday');
    update public.user_plan p set data = coach.as_object(p.data) - 'weekdays' - 'moves' where p.user_plan_id = plan;
    seen := coach.plan_view(plan);
  elsif jsonb_array_length(coach.as_array(body -> 'weekdays')) > 0 then
    perform coach.refuse(format('weekdays has %s entries for %s sessions. Send one weekday for each session.',
      jsonb_array_length(body -> 'weekdays'), jsonb_array_length(seen -> 'days')))
    where jsonb_array_length(body -> 'weekdays') < jsonb_array_length(seen -> 'days');
    days := coach.on_weekdays(seen -> 'days', body -> 'weekdays');
    update public.session_schedule s set data = coach.as_object(s.data) - 'weekday' || jsonb_strip_nulls(jsonb_build_object('weekday',
      case when jsonb_array_length(body -> 'weekdays') = jsonb_array_length(days) then d.doc -> 'weekday' end))
    from jsonb_array_elements(days) d (doc) where s.session_schedule_id = (d.doc ->> 'id')::uuid;
    update public.user_plan p set data = coach.as_object(p.data) - 'weekdays' - 'moves' || jsonb_build_object('days_per_week', jsonb_array_length(body -> 'weekdays'))
      || case when jsonb_array_length(body -> 'weekdays') > jsonb_array_length(days) then jsonb_build_object('weekdays', body -> 'weekdays') else '{}' end
    where p.user_plan_id = plan;
    seen := coach.plan_view(plan);
  end if;
  perform coach.move_session(plan, seen, body -> 'move') where jsonb_typeof(body -> 'move') = 'object';
  update public.user_plan p
  set name = coalesce(body ->> 'name', p.name), description = coalesce(body ->> 'description', p.description),
      visibility = coalesce(body ->> 'visibility', p.visibility),
      data = coach.as_object(p.data) || case when weeks is not null then jsonb_build_object('weeks', weeks, 'deload_weeks', (
        select coalesce(jsonb_agg(w), '[]') from jsonb_array_elements(coach.as_array(p.data -> 'deload_weeks')) w
        where w <= to_jsonb(weeks))) else '{}' end
  where p.user_plan_id = plan;
  perform coach.refuse('starts_on is sent, and the plan is not the active one. Send activate true as well.')
  where body ->> 'starts_on' is not null and not (before ->> 'is_active')::boolean and body ->> 'activate' is distinct from 'true';
  update public.user_plan p set is_active = false where p.user_plan_id = plan and p.is_active and body ->> 'activate' = 'false';
  if body ->> 'activate' = 'true'
    or (before ->> 'is_active')::boolean and body ->> 'activate' is distinct from 'false' and num_nonnulls(body ->> 'starts_on', weeks) > 0 then
    replaced := coach.activate(plan, (body ->> 'starts_on')::date, weeks);
  end if;
  perform coach.put_deload(plan, coach.plan_view(plan), body ->> 'deload_week') where body ->> 'deload_week' is not null;
  if body ->> 'archive' = 'true' then
    update public.user_plan p set archived_at = now(), is_active = false where p.user_plan_id = plan;
  end if;
  seen := coach.plan_view(plan);
  perform coach.refuse_above_mrv(seen, body) where seen -> 'days' <> before -> 'days';
  if seen <> before then
    update public.user_plan p set version = p.version + 1, data = coach.as_object(p.data) || jsonb_build_object('versions', (
      select jsonb_agg(v order by place desc) from (
        select v, place from jsonb_array_elements(jsonb_build_array(jsonb_build_object(
          'version', before -> 'version', 'until', coach.today(), 'days', before -> 'days'))
          || coach.as_array(p.data -> 'versions')) with ordinality x (v, place) order by place limit 5) x))
    where p.user_plan_id = plan;
    seen := coach.plan_view(plan);
  end if;
  return jsonb_strip_nulls(jsonb_build_object(
    'summary', format('Changed the plan "%s"%s', translate(seen ->> 'name', '"', ''''),
                      case when replaced is null then '' else format('; it replaces "%s"', translate(replaced ->> 'name', '"', '''')) end),
    'before', before, 'plan', seen, 'replaced', replaced));
end $$;
