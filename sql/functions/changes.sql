-- One writer per lifter at a time, until its transaction ends.
create or replace function coach.lock_writer() returns void language sql as $$
  select pg_advisory_xact_lock(hashtextextended('coach.writer ' || (select auth.uid()), 0)) $$;
-- Ends a write for a reason that the caller can put right. It never leaves coach.write: the server's log gets no data.
create or replace function coach.refuse(sentence text, more jsonb default '{}') returns void language plpgsql as $$
begin
  raise exception using errcode = 'PT422', message = 'refused',
    detail = (more || jsonb_build_object('sentence', sentence))::text;
end $$;
-- Sessions of the lifter's own with everything below them: an import keeps thousands at once.
create or replace function coach.session_images(ids uuid[]) returns table (session uuid, image jsonb)
language plpgsql stable set timezone = 'UTC' set intervalstyle = 'postgres' as $$
begin return query
  with mine as materialized (
    select s.performed_session_id as id, to_jsonb(s) as doc from public.performed_session s
    where s.performed_session_id = any (ids) and s.app_user_id = (select auth.uid())
  ), entries as materialized (
    select e.performed_session_id as id, e.performed_exercise_id as entry, to_jsonb(e) as doc
    from mine join public.performed_exercise e on e.performed_session_id = mine.id
  ), done as materialized (
    select e.id, t.performed_exercise_set_id as number, to_jsonb(t) as doc
    from entries e join public.performed_exercise_set t on t.performed_exercise_id = e.entry
  )
  select m.id, jsonb_build_object('session', m.doc, 'exercises', coalesce(e.docs, '[]'), 'sets', coalesce(t.docs, '[]'))
  from mine m
  left join (select x.id, jsonb_agg(x.doc order by x.entry) as docs from entries x group by x.id) e on e.id = m.id
  left join (select x.id, jsonb_agg(x.doc order by x.number) as docs from done x group by x.id) t on t.id = m.id;
end $$;
-- Something of the lifter's own with everything below it; null where it is not there. Zone and interval style are
-- fixed, because images made on different connections are compared.
create or replace function coach.image(of_kind text, of_id uuid) returns jsonb
language plpgsql stable set timezone = 'UTC' set intervalstyle = 'postgres' as $$
declare me uuid := (select auth.uid());
begin
  case of_kind
    when 'session' then return (select i.image from coach.session_images(array[of_id]) i);
    when 'exercise' then return (
      select jsonb_build_object(
        'exercise', to_jsonb(b),
        'primary', (
          select jsonb_agg(to_jsonb(m) order by m.muscle_group_id)
          from public.base_exercise_primary_muscle m where m.base_exercise_id = of_id),
        'secondary', (
          select jsonb_agg(to_jsonb(m) order by m.muscle_group_id)
          from public.base_exercise_secondary_muscle m where m.base_exercise_id = of_id))
      from public.base_exercise b where b.base_exercise_id = of_id and b.app_user_id = me);
    when 'plan' then return (
      select jsonb_build_object(
        'plan', to_jsonb(p) - 'updated_at',
        'days', (
          select jsonb_agg(to_jsonb(d) order by d.session_schedule_id)
          from public.session_schedule d where d.user_plan_id = of_id),
        'lines', (
          select jsonb_agg(to_jsonb(e) order by e.exercise_id)
          from public.session_schedule d join public.exercise e using (session_schedule_id)
          where d.user_plan_id = of_id))
      from public.user_plan p where p.user_plan_id = of_id and p.app_user_id = me);
    when 'mapping' then return (
      select jsonb_agg(m.label order by m.label) from coach.import_mapping m
      where m.base_exercise_id = of_id and m.app_user_id = me);
    when 'measurement' then return (
      select to_jsonb(m) from coach.body_measurement m where m.body_measurement_id = of_id and m.app_user_id = me);
    when 'settings' then return (
      select coalesce(u.data -> 'mcp_settings', '{}') from public.app_user u where u.app_user_id = me);
  end case;
end $$;
create or replace function coach.digest(image jsonb) returns text language sql immutable as $$
  select case when jsonb_typeof(image) <> 'null' then md5(image::text) end $$;
create or replace function coach.image_name(of_kind text, image jsonb) returns text language sql stable as $$
  select case of_kind
    when 'session' then format('the session of %s (%s)',
      coach.session_date((image -> 'session' ->> 'started_at')::timestamp,
                         (image -> 'session' ->> 'completed_at')::timestamp, image -> 'session' -> 'data'),
      image -> 'session' ->> 'performed_session_id')
    when 'exercise' then format('the exercise "%s"', translate(image #>> '{exercise,name}', '"', ''''))
    when 'plan' then format('the plan "%s"', translate(image #>> '{plan,name}', '"', ''''))
    when 'mapping' then 'the names in imports'
    when 'measurement' then format('the %s of %s', replace(image ->> 'kind', '_', ' '), image ->> 'measured_on')
    else 'the settings'
  end $$;
create or replace function coach.this_change() returns bigint language sql stable as $$
  select nullif(current_setting('coach.change', true), '')::bigint $$;
-- Locks sessions with all their rows, so that the workout app cannot write into them in between.
create or replace function coach.lock_sessions(ids uuid[]) returns void language plpgsql as $$
begin
  perform from public.performed_session
  where performed_session_id = any (ids) and app_user_id = (select auth.uid()) for update;
  perform from public.performed_exercise where performed_session_id = any (ids) for update;
  perform from public.performed_exercise_set where performed_exercise_id in (
    select performed_exercise_id from public.performed_exercise where performed_session_id = any (ids)) for update;
end $$;
-- Keeps what names were taken for, as [{"asked", "exercise"}], for the first line of the answer.
create or replace function coach.note_taken(taken jsonb) returns void language plpgsql as $$
begin
  perform set_config('coach.taken', (
    coalesce(nullif(current_setting('coach.taken', true), '')::jsonb, '[]') || taken)::text, true)
  where taken is not null;
end $$;
-- Keeps what is about to change, once per change.
create or replace function coach.touch(of_kind text, variadic ids uuid[]) returns void language plpgsql as $$
begin
  perform coach.lock_sessions(ids) where of_kind = 'session';
  update coach.change_log c
  set reverse = c.reverse || (
    select coalesce(jsonb_agg(doc || jsonb_build_object('before', coach.image(of_kind, id))), '[]')
    from (select id, jsonb_build_object('kind', of_kind, 'id', id) as doc from unnest(ids) id) x
    where not c.reverse @> jsonb_build_array(doc))
  where c.change_id = coach.this_change() and c.app_user_id = (select auth.uid());
end $$;
-- What a change was about is kept for 30 days, that it was made for 400.
create or replace function coach.begin_change(tool_name text, hash text) returns void language plpgsql as $$
declare change bigint;
begin
  update coach.change_log set reverse = '[]', summary = '', body_hash = null
  where app_user_id = (select auth.uid()) and changed_at < now() - interval '30 days' and summary <> '';
  delete from coach.change_log where app_user_id = (select auth.uid()) and changed_at < now() - interval '400 days';
  delete from coach.idempotency_key where app_user_id = (select auth.uid()) and created_at < now() - interval '30 days';
  insert into coach.change_log (app_user_id, tool, summary, reverse, body_hash, client)
  values ((select auth.uid()), tool_name, '', '[]', hash, coach.this_client()) returning change_id into change;
  perform set_config('coach.change', change::text, true);
end $$;
create or replace function coach.array_without(elements jsonb, others jsonb) returns jsonb language sql immutable as $$
  select coalesce(jsonb_agg(x.element), '[]') from (
    select jsonb_array_elements(elements) as element except select jsonb_array_elements(others)) x $$;
-- What makes the image before out of the one after: rows that differ or are gone, ids that are new.
create or replace function coach.session_change(before jsonb, after jsonb) returns jsonb language sql immutable as $$
  select jsonb_build_object(
    'session', before -> 'session', 'exercises', coach.array_without(before -> 'exercises', after -> 'exercises'),
    'sets', coach.array_without(before -> 'sets', after -> 'sets'),
    'new_exercises', coach.array_without(
      jsonb_path_query_array(after, '$.exercises[*].performed_exercise_id'),
      jsonb_path_query_array(before, '$.exercises[*].performed_exercise_id')),
    'new_sets', coach.array_without(
      jsonb_path_query_array(after, '$.sets[*].performed_exercise_set_id'),
      jsonb_path_query_array(before, '$.sets[*].performed_exercise_set_id'))) $$;
-- Keeps of the change what it really changed; returns its number, or null where that is nothing.
create or replace function coach.end_change(what text) returns bigint language plpgsql as $$
declare kept jsonb;
begin
  select jsonb_agg(
    d.doc || jsonb_build_object('after', coach.digest(d.after))
          || case when d.doc ->> 'kind' = 'session' and d.doc ->> 'before' is not null and d.after is not null
                  then jsonb_build_object('before', coach.session_change(d.doc -> 'before', d.after))
                  else '{}' end order by d.place) into kept
  from coach.change_log c
  cross join lateral (
    select x.doc, x.place, coach.image(x.doc ->> 'kind', (x.doc ->> 'id')::uuid) as after
    from jsonb_array_elements(c.reverse) with ordinality x (doc, place) offset 0) d
  where c.change_id = coach.this_change() and c.app_user_id = (select auth.uid())
    and coach.digest(d.after) is distinct from coach.digest(d.doc -> 'before');
  if kept is null then
    delete from coach.change_log
    where change_id = coach.this_change() and app_user_id = (select auth.uid()) and undone_at is null;
    return null;
  end if;
  update coach.change_log set reverse = kept, summary = left(what, 300)
  where change_id = coach.this_change() and app_user_id = (select auth.uid());
  return coach.this_change();
end $$;
-- The work is done by the function coach.TOOL_NAME(body), which may end it with coach.refuse. It stands in one block
-- that is rolled back alone, so that neither a refusal nor a preview leaves a row or a key. The version is of what a
-- person confirms: the state before, or the change that is taken back. Where it is not `expected`, the answer is a
-- preview.
create or replace function coach.write(
  tool_name text, body jsonb, write_key text, dry_run boolean, expected text default null)
returns jsonb language plpgsql as $$
declare
  me uuid := (select auth.uid());
  hash text := encode(sha256(convert_to(tool_name || ' ' || body::text, 'UTF8')), 'hex');
  known coach.idempotency_key; result jsonb; version text; problem text;
begin
  if jsonb_typeof(body) is distinct from 'object' then
    return '{"problem": {"sentence": "The body is no object. Send one."}}';
  end if;
  perform coach.lock_writer();
  begin
    if write_key is not null then
      -- The lock lets no second claimant come this far; the key itself would make it wait as well.
      insert into coach.idempotency_key (app_user_id, key, tool, body_hash)
      values (me, write_key, tool_name, hash) on conflict do nothing;
      select * into known from coach.idempotency_key where app_user_id = me and key = write_key;
      perform coach.refuse(format(
        'idempotency_key "%s" was used before with other arguments for %s. Send a new key for a '
        'new change, or the same arguments to get the answer again.', write_key, known.tool))
      where known.tool <> tool_name or known.body_hash <> hash;
      if known.answer is not null then return known.answer; end if;
    end if;
    perform coach.begin_change(tool_name, hash), set_config('coach.write_key', coalesce(write_key, ''), true),
            set_config('coach.taken', '', true);
    execute format('select coach.%I($1)', tool_name) into result using body;
    version := coach.digest(jsonb_build_array(result -> 'before', result #> '{undone,change}'));
    result := result || jsonb_build_object(
      'change', coach.end_change(result ->> 'summary'), 'dry_run', coalesce(dry_run, false),
      'version', version, 'taken_for', nullif(current_setting('coach.taken'), '')::jsonb);
    -- Taking away must stay possible.
    perform coach.count_bytes(
      octet_length(body::text) + pg_column_size(result) + coalesce((
        select pg_column_size(c.reverse) from coach.change_log c
        where c.change_id = coach.this_change() and c.app_user_id = me), 0),
      tool_name not in ('delete_workout', 'undo_last_change'));
    if dry_run or version <> expected or expected is null and (result ->> 'ask')::boolean then
      result := result || '{"change": null, "dry_run": true}';
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
end $$;
