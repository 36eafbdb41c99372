create or replace function coach.delete_workout(body jsonb) returns jsonb language plpgsql as $$
declare
  session uuid := coach.pick_session(body ->> 'session');
  before jsonb; title text;
begin
  perform coach.touch('session', session);
  before := coach.session_view(session);
  title := coach.session_title(session);
  delete from public.performed_session where performed_session_id = session and app_user_id = (select auth.uid());
  return jsonb_build_object('summary', 'Deleted ' || title, 'before', before, 'after', null);
end $$;
-- The exercises of a session that are meant: by id, by name as it is there, by another name of theirs, by words that
-- only one has, by a name like only one of theirs; without a name, its only one.
create or replace function coach.need_entries(session uuid, asked text) returns uuid[] language plpgsql as $$
declare all_names text; hits uuid[]; taken jsonb;
begin
  with here as materialized (
    select e.performed_exercise_id as id, e.base_exercise_id as base, e.exercise_name as name,
           coalesce(e.base_exercise_id::text, coach.normalize_label(e.exercise_name)) as identity,
           coach.normalize_label(e.exercise_name) as label, coach.normalize_label(e.written_name) as written,
           row_number() over (order by e.data -> 'position', e.started_at, e.completed_at,
                                       e.performed_exercise_id) as place
    from coach.entries(null, array[session]) e where not e.is_draft
  ), graded as (
    select h.*,
           case
             when coach.as_uuid(asked) in (h.id, h.base) then 0
             when coach.normalize_label(asked) in (h.label, h.written) then 1
             when f.similarity = 1 then 2
             when coach.normalize_label(asked) <> '' and position(coach.normalize_label(asked) in h.label) > 0 then 3
             when f.similarity >= 0.6 then 4
             when asked is null then 5
           end as grade
    from here h left join coach.find_exercise(asked) f on f.base_exercise_id = h.base
  ),
  best as (select * from graded where grade = (select min(grade) from graded))
  select (select string_agg(distinct format('"%s"', name), ', ') from here),
         case when count(distinct b.identity) = 1 then array_agg(b.id order by b.place) end,
         case when min(b.grade) in (3, 4) then jsonb_build_array(
           jsonb_build_object('asked', asked, 'exercise', min(b.name))) end
  into all_names, hits, taken from best b;
  perform coach.refuse(format(
    case when asked is null then 'exercise is missing, and the session has %2$s. Send one of them.'
         else 'exercise is "%1$s", and the session has %2$s. Send one of them.' end,
    asked, coalesce(all_names, 'no exercises yet'))) where hits is null;
  perform coach.note_taken(taken);
  return hits;
end $$;
-- What a change says about one set. A load takes the place of assistance and the other way round.
create or replace function coach.changed_set(present jsonb, change jsonb, unit text) returns jsonb
language sql immutable as $$
  select present
    || jsonb_strip_nulls(jsonb_build_object(
         'type', change -> 'type', 'reps', change -> 'reps', 'rest_s', change -> 'rest_seconds',
         'note', case when c.is_single then change -> 'note' end,
         'weight_g', case when change ->> 'assistance' is not null then 0
                          else coach.grams((change ->> 'weight')::numeric, unit) end))
    || (select coalesce(jsonb_object_agg(cleared.column_name, null), '{}')
        from (values ('rest_seconds', 'rest_s'), ('note', 'note')) cleared (field, column_name)
        where change -> 'clear' @> to_jsonb(cleared.field) and (cleared.field <> 'note' or c.is_single))
    || jsonb_build_object('data',
         (coach.as_object(present -> 'data')
            - array(select case field when 'assistance' then 'assistance_g'
                                      when 'body_weight' then 'bodyweight_g' else field end
                    from jsonb_array_elements_text(change -> 'clear') field)
            - case when (change ->> 'weight')::numeric > 0 then 'assistance_g' else '' end)
         || coach.sent_data(change, unit))
  from (select change ->> 'set' is not null as is_single) c $$;
-- Changes the set of this number (from the end, if negative), else every work set. Without sets an exercise goes.
create or replace function coach.edit_sets(entries uuid[], number int, change jsonb, unit text) returns void
language plpgsql as $$
declare
  -- From the end, the work sets alone count.
  total int := (
    select coalesce(nullif(count(*) filter (where edit_sets.number > 0 or s ->> 'type' <> 'warm-up'), 0), count(*))
    from unnest(entries) e cross join lateral jsonb_array_elements(coach.sets_of(e)) s);
  wanted int := case when number < 0 then total + number + 1 else number end;
  entry record;
begin
  perform coach.refuse(format('set is %s, and there %s. Send 1 to %s, or -1 for the last.', number,
    case total when 1 then 'is 1 set' else 'are ' || total || ' sets' end, total)) where wanted not between 1 and total;
  for entry in
    with numbered as materialized (
      select e.id, e.place, s.doc, s.number,
             row_number() over (partition by edit_sets.number < 0 and s.doc ->> 'type' = 'warm-up'
                                order by e.place, s.number) as overall,
             bool_and(s.doc ->> 'type' = 'warm-up') over () as only_warm_ups
      from unnest(entries) with ordinality e (id, place)
      cross join lateral jsonb_array_elements(coach.sets_of(e.id)) with ordinality s (doc, number)
    ), aimed as (
      select n.*, case when wanted is null then n.only_warm_ups or n.doc ->> 'type' <> 'warm-up'
                       else n.overall = wanted
                         and (edit_sets.number > 0 or n.only_warm_ups or n.doc ->> 'type' <> 'warm-up') end as is_hit
      from numbered n
    )
    select a.id, bool_or(a.is_hit) as is_hit,
           jsonb_agg(case when a.is_hit then coach.changed_set(a.doc, change, unit) else a.doc end order by a.number)
             filter (where not a.is_hit or change ->> 'remove' is distinct from 'true') as sets
    from aimed a group by a.id
  loop
    if entry.sets is null then
      delete from public.performed_exercise where performed_exercise_id = entry.id;
    elsif entry.is_hit then
      perform coach.put_sets(entry.id, entry.sets);
    end if;
  end loop;
end $$;
-- Changes what holds for whole exercises of a session: which one it is, its superset, its note.
create or replace function coach.edit_entries(entries uuid[], change jsonb) returns void language plpgsql as $$
declare
  exercise uuid := case when change ->> 'exercise' is not null
                        then coach.need_exercise('change.exercise', change ->> 'exercise') end;
begin
  update public.performed_exercise e set exercise_id = case when exercise is null then e.exercise_id
                         else coach.line_of(s.session_schedule_id, exercise) end,
      name = coalesce((select b.name from public.base_exercise b where b.base_exercise_id = exercise), e.name),
      note = case when change -> 'clear' @> '"note"' then null else coalesce(change ->> 'note', e.note) end,
      data = (coach.as_object(e.data) - case when change -> 'clear' @> '"superset"' then 'superset' else '' end)
             || jsonb_strip_nulls(jsonb_build_object('superset', change -> 'superset', 'base_exercise_id', exercise))
  from public.performed_session s
  where e.performed_exercise_id = any (entries) and s.performed_session_id = e.performed_session_id
    and s.app_user_id = (select auth.uid());
end $$;
-- Moves a session in time, with everything in it. A date alone keeps the time of day, if there was one.
create or replace function coach.move_session(session uuid, begins text, ends text) returns void language plpgsql as $$
declare was public.performed_session; begun timestamp; ended timestamp; shift interval; zone text;
begin
  select * into was from public.performed_session where performed_session_id = session;
  was.started_at := coalesce(was.started_at, was.completed_at);
  zone := case when begins is null then coach.zone_of(was.data) else coach.zone() end;
  begun := case when begins is null then was.started_at
    when begins ~ '[TZ]' or was.started_at is null then coach.moment(begins)
    else coach.moment(coach.local_date(coach.moment(begins)) || 'T'
           || to_char((was.started_at at time zone 'UTC') at time zone coach.zone_of(was.data), 'HH24:MI:SS.US'))
  end;
  shift := coalesce(begun - was.started_at, '0');
  ended := case when ends is null then coalesce(greatest(was.completed_at, was.started_at) + shift, begun)
                when left(ends, 1) = 'T' then coach.moment(coach.local_date(begun, zone) || ends, zone)
                else coach.moment(ends, zone) end;
  perform coach.refuse_impossible_times(begun, ended);
  update public.performed_session s set started_at = begun, completed_at = ended,
      data = coach.as_object(s.data) - case when begins ~ '[TZ]' then 'time_known' else '' end
             - case when ends is not null then 'in_progress' else '' end
             - case when begins is not null then 'time_zone' else '' end
             || case when begins is not null then coach.zone_to_keep() else '{}' end
  where s.performed_session_id = session;
  update public.performed_exercise e
  set started_at = e.started_at + shift, completed_at = e.completed_at + shift where e.performed_session_id = session;
  update public.performed_exercise_set t set started_at = t.started_at + shift, completed_at = t.completed_at + shift
  where t.performed_exercise_id in (
    select performed_exercise_id from public.performed_exercise where performed_session_id = session);
end $$;
-- Puts a session on another day; its exercises then belong to that day's lines.
create or replace function coach.put_on_day(session uuid, day uuid) returns void language sql as $$
  update public.performed_session set session_schedule_id = day
  where performed_session_id = session and app_user_id = (select auth.uid());
  update public.performed_exercise e set exercise_id = coach.line_of(day, x.base_exercise_id),
      data = coach.as_object(e.data) || jsonb_build_object('base_exercise_id', x.base_exercise_id)
  from coach.entries(null, array[session]) x
  where e.performed_session_id = session and x.performed_exercise_id = e.performed_exercise_id
    and x.base_exercise_id is not null $$;
create or replace function coach.edit_workout(body jsonb) returns jsonb language plpgsql as $$
declare
  session uuid := coach.pick_session(body ->> 'session');
  change jsonb := jsonb_strip_nulls(body -> 'change');
  fields text[] := array(select jsonb_object_keys(change))
                   || array(select jsonb_array_elements_text(change -> 'clear'));
  about_sets boolean := fields && '{weight,reps,type,rpe,rest_seconds,assistance,body_weight,duration_s,distance_m,
                                    remove}' or body ->> 'set' is not null;
  about_entries boolean := about_sets or fields && '{exercise,superset}' or body ->> 'exercise' is not null;
  before jsonb; entries uuid[];
begin
  perform coach.touch('session', session);
  before := coach.session_view(session);
  perform coach.move_session(session, change ->> 'started_at', change ->> 'ended_at')
  where fields && '{started_at,ended_at}';
  update public.performed_session set data = coach.as_object(data) || jsonb_build_object('deload', change -> 'deload')
  where 'deload' = any (fields) and performed_session_id = session and app_user_id = (select auth.uid());
  perform coach.put_on_day(session, coach.day_of(change)) where fields && '{plan_day,name}';
  if about_entries then
    entries := coach.need_entries(session, body ->> 'exercise');
    if change ->> 'remove' = 'true' and body ->> 'set' is null then
      delete from public.performed_exercise where performed_exercise_id = any (entries);
      about_sets := false;
    elsif body ->> 'set' is null then
      perform coach.edit_entries(entries, change);
    end if;
    if about_sets then
      perform coach.edit_sets(entries, (body ->> 'set')::int, change || jsonb_build_object('set', body -> 'set'),
                              coach.unit_of(body));
    end if;
  else
    update public.performed_session set note = case when 'note' = any (fields) then change ->> 'note' else note end
    where performed_session_id = session and app_user_id = (select auth.uid());
  end if;
  perform coach.refuse('The session would be left without exercises. Send delete_workout instead.')
  where not exists (select from public.performed_exercise where performed_session_id = session);
  return jsonb_build_object('summary', 'Changed ' || coach.session_title(session), 'before', before,
    'after', coach.session_view(session), 'history', coach.history_before(session),
    'beside', coach.sessions_beside(session));
end $$;
