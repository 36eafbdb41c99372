-- Takes rows of a table away, and makes others what an image of them says, with all columns, even those coach does not
-- know.
create or replace function coach.put_rows(target regclass, id_column text, gone jsonb, wanted jsonb)
returns void language plpgsql as $$
declare columns text; changes text;
begin
  select string_agg(format('%I', attname), ', ' order by attnum),
         string_agg(format('%1$I = excluded.%1$I', attname), ', ' order by attnum)
  into columns, changes from pg_attribute
  where attrelid = target and attnum > 0 and not attisdropped and attgenerated = '';
  execute format('delete from %s where %I = any (array(select g::uuid from jsonb_array_elements_text($1) g))',
                 target, id_column) using gone;
  execute format(
    'insert into %1$s (%2$s) select %2$s from jsonb_populate_recordset(null::%1$s, $1)
     on conflict (%4$I) do update set %3$s', target, columns, changes, id_column) using wanted;
end $$;
-- From what coach.session_change keeps, or from the whole image of a session that was deleted.
create or replace function coach.restore_session(of_id uuid, wanted jsonb) returns void language plpgsql as $$
declare
  present jsonb := coalesce(coach.image('session', of_id), '{"exercises": [], "sets": []}');
  lines jsonb;
begin
  if not wanted ? 'new_sets' then
    wanted := coach.session_change(wanted, present);
  end if;
  -- A plan's line may have been taken away since; the exercise stays known by its note or its name.
  select coalesce(jsonb_agg(
    case when exists (select from public.exercise x where x.exercise_id = e.line)
         then e.doc else e.doc || '{"exercise_id": null}' end), '[]') into lines
  from (select d as doc, (d ->> 'exercise_id')::uuid as line
        from jsonb_array_elements(wanted -> 'exercises') d offset 0) e;
  perform coach.put_rows('public.performed_session', 'performed_session_id', '[]',
            coach.array_without(jsonb_build_array(wanted -> 'session'), jsonb_path_query_array(present, '$.session'))),
          coach.put_rows('public.performed_exercise', 'performed_exercise_id', wanted -> 'new_exercises', lines),
          coach.put_rows('public.performed_exercise_set', 'performed_exercise_set_id',
            wanted -> 'new_sets', wanted -> 'sets');
end $$;
-- Takes away what was added, unless a session or a plan uses it by now.
create or replace function coach.remove(of_kind text, of_id uuid) returns void language plpgsql as $$
declare used text;
begin
  select format('the session of %s', coach.session_date(s.started_at, s.completed_at, s.data)) into used
  from public.performed_session s where s.app_user_id = (select auth.uid())
    and s.performed_session_id in (
      select e.performed_session_id from coach.entries(null) e where of_kind = 'exercise' and e.base_exercise_id = of_id
      union all
      select x.performed_session_id from public.performed_session x
      join public.session_schedule d using (session_schedule_id) where of_kind = 'plan' and d.user_plan_id = of_id)
  limit 1;
  if exists (select from public.exercise where of_kind = 'exercise' and base_exercise_id = of_id) then
    used := coalesce(used, 'a plan');
  end if;
  perform coach.refuse(format(
    'The last change cannot be taken back: %s %s %s. Change that first.', used,
    case of_kind when 'exercise' then 'uses' else 'belongs to' end,
    coach.image_name(of_kind, coach.image(of_kind, of_id)))) where used is not null;
  perform coach.delete_plans((select auth.uid()), of_id);
  delete from public.base_exercise where base_exercise_id = of_id and app_user_id = (select auth.uid());
end $$;
-- Not where a day or line that the change added was trained since: the workout would lose it.
create or replace function coach.restore_plan(of_id uuid, wanted jsonb) returns void language plpgsql as $$
declare
  present jsonb := coach.image('plan', of_id);
  days jsonb := coach.array_without(jsonb_path_query_array(present, '$.days[*].session_schedule_id'),
                                    jsonb_path_query_array(wanted, '$.days[*].session_schedule_id'));
  lines jsonb := coach.array_without(jsonb_path_query_array(present, '$.lines[*].exercise_id'),
                                     jsonb_path_query_array(wanted, '$.lines[*].exercise_id'));
begin
  perform coach.refuse(format(
    'The last change cannot be taken back: the session of %s was trained by what it added to %s. Change the plan with '
    'modify_user_plan instead.', coach.session_date(s.started_at, s.completed_at, s.data), coach.image_name('plan', present)))
  from public.performed_session s where s.app_user_id = (select auth.uid())
    and (days ? s.session_schedule_id::text or exists (
      select from public.performed_exercise e
      where e.performed_session_id = s.performed_session_id and lines ? e.exercise_id::text)) limit 1;
  perform coach.put_rows('public.user_plan', 'user_plan_id', '[]',
            jsonb_build_array(wanted -> 'plan' || jsonb_build_object('updated_at', now()))),
          coach.put_rows('public.session_schedule', 'session_schedule_id', '[]', coach.as_array(wanted -> 'days')),
          coach.put_rows('public.exercise', 'exercise_id', lines, coach.as_array(wanted -> 'lines')),
          coach.put_rows('public.session_schedule', 'session_schedule_id', days, '[]');
end $$;
create or replace function coach.restore_exercise(of_id uuid, wanted jsonb) returns void language plpgsql as $$
begin
  perform coach.put_rows('public.base_exercise', 'base_exercise_id', '[]', jsonb_build_array(wanted -> 'exercise'));
  -- Its names meant another one since it was merged into that.
  delete from coach.import_mapping m where m.app_user_id = (select auth.uid()) and m.base_exercise_id <> of_id
    and m.label in (select l.label from coach.exercise_label l where l.base_exercise_id = of_id);
  delete from public.base_exercise_primary_muscle m where m.base_exercise_id = of_id;
  delete from public.base_exercise_secondary_muscle m where m.base_exercise_id = of_id;
  insert into public.base_exercise_primary_muscle
  select m.* from jsonb_populate_recordset(null::public.base_exercise_primary_muscle, coach.as_array(wanted -> 'primary')) m;
  insert into public.base_exercise_secondary_muscle
  select m.* from jsonb_populate_recordset(null::public.base_exercise_secondary_muscle, coach.as_array(wanted -> 'secondary')) m;
end $$;
-- Makes something what an image of it says.
create or replace function coach.restore(of_kind text, of_id uuid, wanted jsonb) returns void language plpgsql as $$
begin
  case of_kind
    when 'session' then
      perform coach.restore_session(of_id, wanted);
    when 'exercise', 'plan' then
      if wanted is null then
        perform coach.remove(of_kind, of_id);
      elsif of_kind = 'plan' then
        perform coach.restore_plan(of_id, wanted);
      else
        perform coach.restore_exercise(of_id, wanted);
      end if;
    when 'mapping' then
      insert into coach.import_mapping (app_user_id, label, base_exercise_id)
      select (select auth.uid()), l, of_id from jsonb_array_elements_text(coalesce(wanted, '[]')) l
      on conflict (app_user_id, label) do update set base_exercise_id = excluded.base_exercise_id;
    when 'measurement' then
      perform coach.put_rows('coach.body_measurement', 'body_measurement_id',
        case when wanted is null then jsonb_build_array(of_id) else '[]' end, jsonb_path_query_array(wanted, '$'));
    when 'settings' then
      update public.app_user set data = coach.as_object(data) || jsonb_build_object('mcp_settings', wanted)
      where app_user_id = (select auth.uid());
  end case;
end $$;
-- Refuses to take back a change of something that is not as the change left it; else names it all.
create or replace function coach.refuse_later_changes(last coach.change_log) returns text[] language plpgsql as $$
declare later jsonb; names text[];
begin
  with touched as materialized (
    select x.d ->> 'kind' as kind, (x.d ->> 'id')::uuid as id, x.d -> 'before' as before,
           x.d ->> 'after' as after, x.place
    from jsonb_array_elements(last.reverse) with ordinality x (d, place)
  ), there as materialized (
    -- The many sessions of an import are looked up at once.
    select t.*, i.image as here from touched t
    left join coach.session_images(array(select id from touched where kind = 'session')) i on i.session = t.id
    where t.kind = 'session'
    union all
    select t.*, coach.image(t.kind, t.id) from touched t where t.kind <> 'session'
  ), named as (
    select d.place, d.kind, d.here is null as is_gone, coach.image_name(d.kind, coalesce(d.here, d.before)) as name,
           coach.digest(d.here) is distinct from d.after as is_other
    from there d
  )
  select array_agg(n.name order by n.place), (array_agg(to_jsonb(n) order by n.place) filter (where n.is_other))[1]
  into names, later from named n;
  perform coach.refuse(format(
    'The last change ("%s") cannot be taken back, because %s was %s since by something else, and '
    'that would be lost. Nothing was changed. %s', last.summary, coalesce(later ->> 'name', 'what it made'),
    case when (later ->> 'is_gone')::boolean then 'removed' else 'changed' end,
    case when later ->> 'kind' = 'session' and not (later ->> 'is_gone')::boolean
         then 'Look at it with get_session, then use edit_workout or delete_workout.'
         else 'Look at what is there and change that.' end)) where later is not null;
  return names;
end $$;
-- Takes back the last change of thirty days, whole or not at all: what it touched must still be as it left it. Taking
-- back is not itself a change to take back, but it leaves its line in the log.
create or replace function coach.undo_last_change(body jsonb) returns jsonb language plpgsql as $$
declare last coach.change_log; doc record; names text[]; one jsonb; was jsonb;
begin
  select * into last from coach.change_log where app_user_id = (select auth.uid()) and undone_at is null
    and changed_at > now() - interval '30 days' and change_id <> coach.this_change()
    and coalesce(change_id = (body ->> 'change')::bigint, true) order by change_id desc limit 1;
  perform coach.refuse('There is no change of the last 30 days to take back.') where not found;
  perform coach.lock_sessions(array(
    select (d ->> 'id')::uuid from jsonb_array_elements(last.reverse) d where d ->> 'kind' = 'session'));
  names := coach.refuse_later_changes(last);
  select (array_agg(d))[1] into one from jsonb_array_elements(last.reverse) d
  where d ->> 'kind' in ('session', 'settings') having count(*) = 1;
  was := coach.shown(one);
  -- The many sessions of an import go at once.
  delete from public.performed_session where app_user_id = (select auth.uid())
    and performed_session_id in (
      select (d ->> 'id')::uuid from jsonb_array_elements(last.reverse) d
      where d ->> 'kind' = 'session' and d ->> 'before' is null);
  for doc in
    select x.d ->> 'kind' as kind, (x.d ->> 'id')::uuid as id, nullif(x.d -> 'before', 'null') as before
    from jsonb_array_elements(last.reverse) with ordinality x (d, place)
    where x.d ->> 'kind' <> 'session' or x.d ->> 'before' is not null order by x.place desc
  loop
    perform coach.restore(doc.kind, doc.id, doc.before);
  end loop;
  update coach.change_log set undone_at = now() where change_id = last.change_id;
  update coach.change_log
  set undone_at = now(), summary = left('Took back: ' || last.summary, 300) where change_id = coach.this_change();
  return jsonb_build_object(
    'summary', last.summary,
    'undone', jsonb_build_object('change', last.change_id, 'tool', last.tool,
                                 'changed_at', coach.local_text(last.changed_at at time zone 'UTC'),
                                 'by', coach.this_change()),
    'touched', to_jsonb(names[:20]), 'touched_total', cardinality(names), 'was', was, 'is', coach.shown(one),
    'age_s', extract(epoch from now() - last.changed_at)::int,
    'ask', body ->> 'change' is null
           and (last.changed_at < now() - interval '1 hour' or last.client is distinct from coach.this_client()),
    'recent', array(
      select jsonb_build_object('change', l.change_id, 'summary', l.summary) from coach.change_log l
      where l.app_user_id = (select auth.uid()) and l.changed_at > now() - interval '30 days'
        and l.change_id <> coach.this_change() and (l.undone_at is null or l.change_id = last.change_id)
      order by l.change_id desc limit 10));
end $$;
-- What a change touched as people see it, for the words of its undoing.
create or replace function coach.shown(touched jsonb) returns jsonb language sql stable as $$
  select case touched ->> 'kind' when 'session' then coach.session_view((touched ->> 'id')::uuid)
           when 'settings' then coach.image('settings', null) end $$;
