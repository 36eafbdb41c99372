-- The one way in which tools write. coach.write claims the idempotency key, keeps an image of what is
-- about to change, lets the function of the tool's name do its work and read the result back, and
-- stores the answer: all of it or nothing. A preview is the same, rolled back at its end.

alter table coach.change_log add column body_hash text;
comment on column coach.change_log.reverse is
  'what was touched, in order: kind, id, its image before, and a digest of its image after';
comment on column coach.change_log.body_hash is 'digest of the arguments, to know a repeated one by';

create function coach.as_uuid(name text) returns uuid language sql immutable as $$
  select case when name ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then name::uuid end
$$;
create function coach.as_object(value jsonb) returns jsonb language sql immutable as $$
  select case when jsonb_typeof(value) = 'object' then value else '{}' end
$$;

-- One writer per lifter at a time, until its transaction ends: whoever comes second sees everything
-- that the first has done, and nobody has to reason about two at once.
create function coach.lock_writer() returns void language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('coach.writer ' || (select auth.uid()), 0));
end
$$;

-- Ends a write for a reason that the caller can put right. It never leaves coach.write, so that a
-- lifter's data does not reach the server's log.
create function coach.refuse(sentence text, more jsonb default '{}') returns void
language plpgsql as $$
begin
  raise exception using errcode = 'PT422', message = 'refused',
    detail = (more || jsonb_build_object('sentence', sentence))::text;
end
$$;

create function coach.session_image(session uuid) returns jsonb language sql stable as $$
  select jsonb_build_object(
    'session', to_jsonb(s),
    'exercises', coalesce((
      select jsonb_agg(to_jsonb(e) order by e.performed_exercise_id)
      from public.performed_exercise e
      where e.performed_session_id = s.performed_session_id), '[]'),
    'sets', coalesce((
      select jsonb_agg(to_jsonb(t) order by t.performed_exercise_set_id)
      from public.performed_exercise e
      join public.performed_exercise_set t using (performed_exercise_id)
      where e.performed_session_id = s.performed_session_id), '[]'))
  from public.performed_session s
  where s.performed_session_id = session
    and s.app_user_id = (select auth.uid())
$$;

create function coach.exercise_image(exercise uuid) returns jsonb language sql stable as $$
  select jsonb_build_object(
    'exercise', to_jsonb(b),
    'primary', (
      select jsonb_agg(to_jsonb(m) order by m.muscle_group_id)
      from public.base_exercise_primary_muscle m
      where m.base_exercise_id = b.base_exercise_id),
    'secondary', (
      select jsonb_agg(to_jsonb(m) order by m.muscle_group_id)
      from public.base_exercise_secondary_muscle m
      where m.base_exercise_id = b.base_exercise_id))
  from public.base_exercise b
  where b.base_exercise_id = exercise
    and b.app_user_id = (select auth.uid())
$$;

create function coach.plan_image(plan uuid) returns jsonb language sql stable as $$
  select jsonb_build_object(
    'plan', to_jsonb(p),
    'days', (
      select jsonb_agg(to_jsonb(d) order by d.session_schedule_id)
      from public.session_schedule d
      where d.user_plan_id = p.user_plan_id),
    'lines', (
      select jsonb_agg(to_jsonb(e) order by e.exercise_id)
      from public.session_schedule d
      join public.exercise e using (session_schedule_id)
      where d.user_plan_id = p.user_plan_id))
  from public.user_plan p
  where p.user_plan_id = plan
    and p.app_user_id = (select auth.uid())
$$;

-- What something of the lifter's own looks like with everything below it; null where it is not there.
-- Zone and style of intervals are fixed, because images made on different connections are compared.
create function coach.image(of_kind text, of_id uuid) returns jsonb language plpgsql stable
set timezone = 'UTC' set intervalstyle = 'postgres' as $$
begin
  case of_kind
    when 'session' then
      return coach.session_image(of_id);
    when 'exercise' then
      return coach.exercise_image(of_id);
    when 'plan' then
      return coach.plan_image(of_id);
    when 'measurement' then
      return (
        select to_jsonb(m)
        from coach.body_measurement m
        where m.body_measurement_id = of_id and m.app_user_id = (select auth.uid()));
    when 'settings' then
      return (
        select coalesce(u.data -> 'mcp_settings', '{}')
        from public.app_user u
        where u.app_user_id = (select auth.uid()));
  end case;
end
$$;
create function coach.digest(image jsonb) returns text language sql immutable as $$
  select case when jsonb_typeof(image) <> 'null' then md5(image::text) end
$$;

-- How a sentence names it.
create function coach.image_name(of_kind text, image jsonb) returns text language sql stable as $$
  select case of_kind
    when 'session' then format('the session of %s (%s)',
      coach.session_date((image -> 'session' ->> 'started_at')::timestamp,
                         (image -> 'session' ->> 'completed_at')::timestamp),
      image -> 'session' ->> 'performed_session_id')
    when 'exercise' then format('the exercise "%s"', image -> 'exercise' ->> 'name')
    when 'plan' then format('the plan "%s"', image -> 'plan' ->> 'name')
    when 'measurement' then format('the %s of %s', replace(image ->> 'kind', '_', ' '),
                                   image ->> 'measured_on')
    else 'the settings'
  end
$$;

-- The change that this transaction is making.
create function coach.this_change() returns bigint language sql stable as $$
  select nullif(current_setting('coach.change', true), '')::bigint
$$;

-- Locks sessions with all their rows, so that the workout app cannot write into them in between.
create function coach.lock_sessions(ids uuid[]) returns void language plpgsql as $$
begin
  perform from public.performed_session
  where performed_session_id = any (ids) and app_user_id = (select auth.uid()) for update;
  perform from public.performed_exercise where performed_session_id = any (ids) for update;
  perform from public.performed_exercise_set
  where performed_exercise_id in (
    select performed_exercise_id from public.performed_exercise
    where performed_session_id = any (ids)) for update;
end
$$;

-- Keeps what is about to change, once per change.
create function coach.touch(of_kind text, of_id uuid) returns void language plpgsql as $$
begin
  if of_kind = 'session' then
    perform coach.lock_sessions(array[of_id]);
  end if;
  update coach.change_log
  set reverse = reverse || jsonb_build_object(
        'kind', of_kind, 'id', of_id, 'before', coach.image(of_kind, of_id))
  where change_id = coach.this_change()
    and app_user_id = (select auth.uid())
    and not reverse @> jsonb_build_array(jsonb_build_object('kind', of_kind, 'id', of_id));
end
$$;

create function coach.begin_change(tool_name text, hash text) returns void language plpgsql as $$
declare
  change bigint;
begin
  delete from coach.change_log
  where app_user_id = (select auth.uid()) and changed_at < now() - interval '30 days';
  delete from coach.idempotency_key
  where app_user_id = (select auth.uid()) and created_at < now() - interval '30 days';
  insert into coach.change_log (app_user_id, tool, summary, reverse, body_hash)
  values ((select auth.uid()), tool_name, '', '[]', hash)
  returning change_id into change;
  perform set_config('coach.change', change::text, true);
end
$$;

-- Keeps of the change what it really changed; returns its number, or null where that is nothing.
create function coach.end_change(what text) returns bigint language plpgsql as $$
declare
  kept jsonb;
begin
  select jsonb_agg(d.doc || jsonb_build_object('after', d.after) order by d.place) into kept
  from coach.change_log c
  cross join lateral (
    select x.doc, x.place,
           coach.digest(coach.image(x.doc ->> 'kind', (x.doc ->> 'id')::uuid)) as after
    from jsonb_array_elements(c.reverse) with ordinality x (doc, place)
  ) d
  where c.change_id = coach.this_change()
    and c.app_user_id = (select auth.uid())
    and d.after is distinct from coach.digest(d.doc -> 'before');
  if kept is null then
    delete from coach.change_log
    where change_id = coach.this_change() and app_user_id = (select auth.uid())
      and undone_at is null;
    return null;
  end if;
  update coach.change_log
  set reverse = kept, summary = left(what, 300)
  where change_id = coach.this_change() and app_user_id = (select auth.uid());
  return coach.this_change();
end
$$;

-- The mechanism. The work is done by the function coach.TOOL_NAME(body), which may end it with
-- coach.refuse. Everything stands in one block that can be rolled back alone, so that neither a
-- refusal nor a preview leaves anything: no row, no key.
create function coach.write(tool_name text, body jsonb, write_key text, dry_run boolean)
returns jsonb language plpgsql as $$
declare
  me uuid := (select auth.uid());
  hash text := encode(sha256(convert_to(tool_name || ' ' || body::text, 'UTF8')), 'hex');
  known coach.idempotency_key;
  result jsonb;
  problem text;
begin
  if jsonb_typeof(body) is distinct from 'object' then
    return '{"problem": {"sentence": "The body is no object. Send one."}}';
  end if;
  perform coach.lock_writer();
  begin
    if write_key is not null then
      -- The lock lets no second claimant come this far; the key itself would make it wait as well.
      insert into coach.idempotency_key (app_user_id, key, tool, body_hash)
      values (me, write_key, tool_name, hash)
      on conflict do nothing;
      select * into known from coach.idempotency_key where app_user_id = me and key = write_key;
      if known.tool <> tool_name or known.body_hash <> hash then
        perform coach.refuse(format(
          'idempotency_key "%s" was used before with other arguments for %s. Send a new key for a '
          'new change, or the same arguments to get the answer again.', write_key, known.tool));
      end if;
      if known.answer is not null then
        return known.answer;
      end if;
    end if;
    perform coach.begin_change(tool_name, hash),
            set_config('coach.write_key', coalesce(write_key, ''), true);
    execute format('select coach.%I($1)', tool_name) into result using body;
    result := result || jsonb_build_object(
      'change', coach.end_change(result ->> 'summary'), 'dry_run', coalesce(dry_run, false));
    if dry_run then
      result := result || '{"change": null}';
      raise exception using errcode = 'PT200', message = 'preview';
    end if;
    update coach.idempotency_key set answer = result where app_user_id = me and key = write_key;
  exception
    when sqlstate 'PT200' then
      null;
    when sqlstate 'PT422' then
      get stacked diagnostics problem = pg_exception_detail;
      return jsonb_build_object('problem', problem::jsonb);
  end;
  return result;
end
$$;

-- Makes the rows of a table that an image holds what another image says. Columns that coach does not
-- know come along, because images hold whole rows.
create function coach.put_rows(target regclass, id_column text, present jsonb, wanted jsonb)
returns void language plpgsql as $$
declare
  columns text;
  changes text;
begin
  select string_agg(format('%I', attname), ', ' order by attnum),
         string_agg(format('%1$I = excluded.%1$I', attname), ', ' order by attnum)
  into columns, changes
  from pg_attribute
  where attrelid = target and attnum > 0 and not attisdropped and attgenerated = '';
  execute format(
    'delete from %1$s where %2$I in (
       select (p ->> %2$L)::uuid from jsonb_array_elements($1) p
       except select (w ->> %2$L)::uuid from jsonb_array_elements($2) w)', target, id_column)
  using present, wanted;
  execute format(
    'insert into %1$s (%2$s)
     select %2$s from jsonb_populate_recordset(null::%1$s, (
       select coalesce(jsonb_agg(w), ''[]'') from jsonb_array_elements($2) w
       where not exists (select from jsonb_array_elements($1) p where p = w)))
     on conflict (%4$I) do update set %3$s', target, columns, changes, id_column)
  using present, wanted;
end
$$;

create function coach.restore_session(of_id uuid, wanted jsonb) returns void
language plpgsql as $$
declare
  present jsonb := coach.image('session', of_id);
  none jsonb := '{"exercises": [], "sets": []}';
  lines jsonb;
begin
  if wanted is null then
    delete from public.performed_session
    where performed_session_id = of_id and app_user_id = (select auth.uid());
    return;
  end if;
  -- A plan's line may have been taken away since; the exercise stays known by its note or its name.
  select coalesce(jsonb_agg(
    case when exists (select from public.exercise x
                      where x.exercise_id = (e ->> 'exercise_id')::uuid)
         then e else e || '{"exercise_id": null}' end), '[]') into lines
  from jsonb_array_elements(wanted -> 'exercises') e;
  perform coach.put_rows('public.performed_session', 'performed_session_id',
            case when present is null then '[]' else jsonb_build_array(present -> 'session') end,
            jsonb_build_array(wanted -> 'session')),
          coach.put_rows('public.performed_exercise', 'performed_exercise_id',
            coalesce(present, none) -> 'exercises', lines),
          coach.put_rows('public.performed_exercise_set', 'performed_exercise_set_id',
            coalesce(present, none) -> 'sets', wanted -> 'sets');
end
$$;

-- Takes away an exercise that was created, unless something uses it by now.
create function coach.remove_exercise(of_id uuid) returns void language plpgsql as $$
declare
  used text;
begin
  select format('the session of %s', coach.session_date(e.session_started_at, e.session_completed_at))
  into used
  from coach.exercise_entry e
  where e.app_user_id = (select auth.uid()) and e.base_exercise_id = of_id
  limit 1;
  if used is null and exists (select from public.exercise where base_exercise_id = of_id) then
    used := 'a plan';
  end if;
  if used is not null then
    perform coach.refuse(format(
      'The last change cannot be taken back: %s uses %s. Change that first.',
      used, coach.image_name('exercise', coach.image('exercise', of_id))));
  end if;
  delete from public.base_exercise
  where base_exercise_id = of_id and app_user_id = (select auth.uid());
end
$$;

-- Takes away a plan that was added, unless something was trained by it.
create function coach.remove_plan(of_id uuid) returns void language plpgsql as $$
declare
  used text;
begin
  select format('the session of %s', coach.session_date(s.started_at, s.completed_at)) into used
  from public.performed_session s
  join public.session_schedule d using (session_schedule_id)
  where s.app_user_id = (select auth.uid()) and d.user_plan_id = of_id
  limit 1;
  if used is not null then
    perform coach.refuse(format(
      'The last change cannot be taken back: %s belongs to %s. Change that first.',
      used, coach.image_name('plan', coach.image('plan', of_id))));
  end if;
  delete from public.user_plan
  where user_plan_id = of_id and app_user_id = (select auth.uid());
end
$$;

-- Makes something what an image of it says.
create function coach.restore(of_kind text, of_id uuid, wanted jsonb) returns void
language plpgsql as $$
begin
  case of_kind
    when 'session' then
      perform coach.restore_session(of_id, wanted);
    when 'exercise' then
      perform coach.remove_exercise(of_id);
    when 'plan' then
      perform coach.remove_plan(of_id);
    when 'measurement' then
      perform coach.put_rows('coach.body_measurement', 'body_measurement_id',
        jsonb_build_array(jsonb_build_object('body_measurement_id', of_id)),
        case when wanted is null then '[]' else jsonb_build_array(wanted) end);
    when 'settings' then
      update public.app_user
      set data = coach.as_object(data) || jsonb_build_object('mcp_settings', wanted)
      where app_user_id = (select auth.uid());
  end case;
end
$$;

-- Refuses to take back a change of something that is not as the change left it; else names it all.
create function coach.refuse_later_changes(last coach.change_log) returns text[]
language plpgsql as $$
declare
  later jsonb;
  names text[];
begin
  with docs as materialized (
    select x.d ->> 'kind' as kind, x.d -> 'before' as before, x.d ->> 'after' as after, x.place,
           coach.image(x.d ->> 'kind', (x.d ->> 'id')::uuid) as here
    from jsonb_array_elements(last.reverse) with ordinality x (d, place)
  ),
  named as (
    select d.place, d.kind, d.here is null as is_gone,
           coach.image_name(d.kind, coalesce(d.here, d.before)) as name,
           coach.digest(d.here) is distinct from d.after as is_other
    from docs d
  )
  select array_agg(n.name order by n.place),
         (array_agg(to_jsonb(n) order by n.place) filter (where n.is_other))[1]
  into names, later
  from named n;
  if later is not null then
    perform coach.refuse(format(
      'The last change ("%s") cannot be taken back, because %s was %s since by something else, and '
      'that would be lost. Nothing was changed. %s', last.summary,
      coalesce(later ->> 'name', 'what it made'),
      case when (later ->> 'is_gone')::boolean then 'removed' else 'changed' end,
      case when later ->> 'kind' = 'session' and not (later ->> 'is_gone')::boolean
           then 'Look at it with get_session, then use edit_workout or delete_workout.'
           else 'Look at what is there and change that.' end));
  end if;
  return names;
end
$$;

-- Takes back the last change of thirty days, whole or not at all: what it touched must still be as it
-- left it. Taking back is not itself a change to take back, but it leaves its line in the log.
create function coach.undo_last_change(body jsonb) returns jsonb language plpgsql as $$
declare
  last coach.change_log;
  doc record;
  names text[];
begin
  select * into last
  from coach.change_log
  where app_user_id = (select auth.uid())
    and undone_at is null
    and change_id <> coach.this_change()
  order by change_id desc
  limit 1;
  if not found then
    perform coach.refuse('There is no change of the last 30 days to take back.');
  end if;
  perform coach.lock_sessions(array(
    select (d ->> 'id')::uuid from jsonb_array_elements(last.reverse) d
    where d ->> 'kind' = 'session'));
  names := coach.refuse_later_changes(last);
  -- The many sessions of an import go at once.
  delete from public.performed_session
  where app_user_id = (select auth.uid())
    and performed_session_id in (
      select (d ->> 'id')::uuid from jsonb_array_elements(last.reverse) d
      where d ->> 'kind' = 'session' and d ->> 'before' is null);
  for doc in
    select x.d ->> 'kind' as kind, (x.d ->> 'id')::uuid as id,
           nullif(x.d -> 'before', 'null') as before
    from jsonb_array_elements(last.reverse) with ordinality x (d, place)
    where x.d ->> 'kind' <> 'session' or x.d ->> 'before' is not null
    order by x.place desc
  loop
    perform coach.restore(doc.kind, doc.id, doc.before);
  end loop;
  update coach.change_log set undone_at = now() where change_id = last.change_id;
  update coach.change_log
  set undone_at = now(), summary = left('Took back: ' || last.summary, 300)
  where change_id = coach.this_change();
  return jsonb_build_object(
    'summary', last.summary,
    'undone', jsonb_build_object('change', last.change_id, 'tool', last.tool,
                                 'changed_at', to_char(last.changed_at at time zone coach.zone(),
                                                       'YYYY-MM-DD"T"HH24:MI'),
                                 'by', coach.this_change()),
    'touched', to_jsonb(names[:20]),
    'touched_total', cardinality(names));
end
$$;
