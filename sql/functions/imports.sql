-- The rows of one kind in the parts of an import. The ids are fenced, so that they meet an index.
create or replace function coach.staged(of_staging uuid, kind text)
returns table (id uuid, sent jsonb) language sql stable as $$
  select (r.value ->> (kind || '_id'))::uuid, r.value
  from coach.staged_part p cross join lateral jsonb_array_elements(p.part -> kind) r
  where p.app_user_id = (select auth.uid()) and p.staging = of_staging offset 0 $$;
-- Adds an exercise of the caller's own, unless its id is taken, with its muscles. It passes through the table's own row
-- type: some databases have types of their own for these columns.
create or replace function coach.add_exercise(exercise uuid, sent jsonb) returns void language sql as $$
  insert into public.base_exercise (
    base_exercise_id, app_user_id, name, aliases, description, data, level, mechanic, force, category_id,
    equipment_type_id)
  select exercise, (select auth.uid()), r.name, r.aliases, r.description, r.data, r.level, r.mechanic, r.force,
         (select c.category_id from public.exercise_category c where c.name = sent ->> 'category'),
         (select q.equipment_type_id from public.equipment_type q where q.name = sent ->> 'equipment')
  from jsonb_populate_record(null::public.base_exercise, sent) r on conflict do nothing;
  insert into public.base_exercise_primary_muscle (base_exercise_id, muscle_group_id, sort_order)
  select b.base_exercise_id, m.muscle_group_id, x.place
  from jsonb_array_elements_text(sent -> 'primary_muscles') with ordinality x (name, place)
  join public.muscle_group m on m.name = x.name
  join public.base_exercise b on b.base_exercise_id = exercise and b.app_user_id = (select auth.uid())
  on conflict do nothing;
  insert into public.base_exercise_secondary_muscle (base_exercise_id, muscle_group_id, sort_order)
  select b.base_exercise_id, m.muscle_group_id, x.place
  from jsonb_array_elements_text(sent -> 'secondary_muscles') with ordinality x (name, place)
  join public.muscle_group m on m.name = x.name
  join public.base_exercise b on b.base_exercise_id = exercise and b.app_user_id = (select auth.uid())
  on conflict do nothing $$;
-- Takes the settings of a back-up over, and of an import those that the lifter has not set. Where the lifter has others
-- than a back-up, a log without a workout takes the back-up's, because they are what a new account begins with, and any
-- other keeps its own; "coach.restored_settings" says which.
create or replace function coach.restore_settings(of_staging uuid) returns void language plpgsql as $$
declare
  me uuid := (select auth.uid());
  sent jsonb; own jsonb; is_backup boolean; is_empty boolean;
begin
  select coalesce(p.part -> 'settings', p.part -> 'default_settings'), p.part ? 'settings' into sent, is_backup
  from coach.staged_part p where p.app_user_id = me and p.staging = of_staging
    and jsonb_typeof(coalesce(p.part -> 'settings', p.part -> 'default_settings')) = 'object' limit 1;
  if sent is null then
    return;
  end if;
  select coalesce(coach.as_object(u.data -> 'mcp_settings'), '{}') into own
  from public.app_user u where u.app_user_id = me;
  is_empty := is_backup and not exists (select from public.performed_session s where s.app_user_id = me);
  update public.app_user u set data = coalesce(u.data, '{}') || jsonb_build_object(
        'mcp_settings', case when is_empty then own || sent else sent || own end) where u.app_user_id = me;
  perform set_config('coach.restored_settings', jsonb_build_object(
    'from_backup', is_empty,
    'differ', (select coalesce(jsonb_agg(jsonb_build_object(
                        'name', s.key, 'backup', s.value, 'here', own -> s.key) order by s.key), '[]')
               from jsonb_each(sent) s where own -> s.key is distinct from s.value and own ? s.key))::text, true)
  where is_backup;
end $$;
-- What of a workout is compared: reps by exercise, and its heaviest weight. Each exercise is "label|grams|reps,reps".
create or replace function coach.outline_words(outline jsonb) returns table (word text) language sql immutable as $$
  select split_part(x.line, '|', 1) || w.part from jsonb_array_elements_text(outline) x (line)
  cross join lateral (
    select ' ' || r from unnest(string_to_array(split_part(x.line, '|', 3), ',')) r
    union all select '@' || split_part(x.line, '|', 2)) w (part) $$;
-- How much of two workouts is the same, 0 to 1.
create or replace function coach.alike(one jsonb, other jsonb) returns numeric language sql immutable as $$
  select sum(least(coalesce(a.n, 0), coalesce(b.n, 0))) / nullif(sum(greatest(coalesce(a.n, 0), coalesce(b.n, 0))), 0)
  from (select w.word, count(*) as n from coach.outline_words(one) w group by 1) a
  full join (select w.word, count(*) as n from coach.outline_words(other) w group by 1) b using (word) $$;
-- Workouts of the same day and source, whose start was edited in the app: of two that are certainly not at once in a
-- file that tells all around them, or that overlap, half must be the same; else nearly all of a longer workout.
create or replace function coach.moved_sessions(told jsonb, here jsonb)
returns table (place bigint, session uuid) language sql stable as $$
  with t as materialized (
    select (x ->> 'place')::bigint as place, (x ->> 'identity')::timestamp as starts, (x ->> 'ends')::timestamp as ends,
           x -> 'outline' as outline, x ->> 'first' as first, x ->> 'last' as last, x ->> 'identity' as identity
    from jsonb_array_elements(told) x
  ), h as materialized (
    select (x ->> 'id')::uuid as id, (x ->> 'identity')::timestamp as starts, x ->> 'identity' as identity,
           (x ->> 'identity')::timestamp + (x ->> 'length')::interval as ends
    from jsonb_array_elements(here) x
  ), near as materialized (
    select t.place, h.id, jsonb_array_length(t.outline) as exercises,
           t.starts < h.ends and h.starts < t.ends or h.identity > t.first and h.identity < t.last as certain,
           coach.alike(t.outline, (
             select jsonb_agg(concat_ws('|', coach.normalize_label(e.name), e.weight, array_to_string(e.reps, ',')))
             from public.performed_exercise e where e.performed_session_id = h.id)) as likeness
    from t join h on h.starts::date = t.starts::date
  )
  select n.place, n.id from (
    select near.*, row_number() over (partition by near.place order by likeness desc, id) as of_place,
           row_number() over (partition by near.id order by likeness desc, place) as of_session
    from near where case when certain then likeness >= 0.5 else likeness >= 0.8 and exercises > 1 end) n
  where n.of_place = 1 and n.of_session = 1 $$;
-- The caller's workouts that a file tells: as they are, or otherwise. A workout is known by its start minute or day and
-- its title, by its minute alone where the file no longer tells the old title, by its sets where it was moved within its
-- day, and in coach's own export by its id.
create or replace function coach.told_sessions(of_source text, told jsonb)
returns table (place bigint, session uuid, same boolean) language plpgsql stable set enable_nestloop = off as $$
#variable_conflict use_column
begin return query
  with t as materialized (
    select x.place, x.item ->> 'key' as key, split_part(x.item ->> 'key', ' ', 1) as identity,
           x.item ->> 'ends' as ends, x.item -> 'outline' as outline,
           x.item ->> 'fingerprint' as fingerprint, coalesce(x.item ->> 'unchanged' = 'true', false) as unchanged
    from jsonb_array_elements(told) with ordinality x (item, place)
  ), h as materialized (
    select s.performed_session_id as id, s.data ->> 'source' as source, s.data ->> 'import_fingerprint' as fingerprint,
           s.data ->> 'import_key' as key, split_part(s.data ->> 'import_key', ' ', 1) as identity,
           coalesce(s.data ->> 'workout_id', s.performed_session_id::text) as own_id,
           s.completed_at - s.started_at as length
    from public.performed_session s where s.app_user_id = (select auth.uid())
  ), known as materialized (
    -- What was not edited in the file stays as it is here, unless the file was taken in before, and otherwise.
    select t.place, h.id, coalesce(h.fingerprint = t.fingerprint, false)
             or t.unchanged and (h.source is distinct from of_source or h.identity is distinct from t.identity) as same
    from t join h on h.own_id = t.identity
    union all
    select t.place, h.id, coalesce(h.fingerprint = t.fingerprint, false)
    from t join h on h.source = of_source and h.identity = t.identity and h.own_id <> t.identity
    where h.key = t.key
       or t.identity ~ 'T(?!12:00$)' and not exists (select from t other where other.key = h.key)
  ), span as materialized (
    select min(identity) as first, max(identity) as last from t where identity ~ '^\d{4}-.*T'
  ), pairs as (
    select * from known
    union all
    select m.place, m.session, false from coach.moved_sessions(
      (select jsonb_agg(jsonb_build_object('place', t.place, 'identity', t.identity, 'ends', t.ends, 'outline', t.outline,
                                           'first', b.first, 'last', b.last))
       from t cross join span b
       where t.identity ~ '^\d{4}-\d\d-\d\dT' and jsonb_array_length(t.outline) > 0
         and t.place not in (select known.place from known)),
      (select jsonb_agg(jsonb_build_object('id', h.id, 'identity', h.identity, 'length', h.length))
       from h where h.source = of_source and h.identity ~ '^\d{4}-\d\d-\d\dT'
         and left(h.identity, 10) in (select left(t.identity, 10) from t)
         and h.id not in (select known.id from known))) m
  )
  select p.place, p.id, p.same from (
    select pairs.*, bool_or(pairs.same) over (partition by pairs.place) as place_there,
           bool_or(pairs.same) over (partition by pairs.id) as session_told from pairs) p
  where p.same or not p.place_there and not p.session_told;
end $$;
-- Takes away the workouts that the file tells otherwise.
create or replace function coach.replace_sessions(of_staging uuid) returns void language plpgsql as $$
declare
  gone uuid[];
begin
  select array_agg(distinct r.session) into gone from (
    select min(x.sent #>> '{data,source}') as source,
           jsonb_agg(jsonb_build_object('key', x.sent #>> '{data,import_key}', 'outline', x.sent -> 'outline',
                                        'ends', x.sent ->> 'local_completed_at',
                                        'fingerprint', x.sent #>> '{data,import_fingerprint}')) as told
    from coach.staged(of_staging, 'performed_session') x
    -- A restored backup tells UTC, and what is there stays.
    where x.sent ->> 'local_started_at' is not null
  ) f cross join lateral coach.told_sessions(f.source, f.told) r where f.told is not null and not r.same;
  if gone is not null then
    perform coach.touch('session', variadic gone);
    delete from public.performed_session
    where app_user_id = (select auth.uid()) and performed_session_id = any (gone);
  end if;
end $$;
-- Moves sets that an earlier import has stored to the exercise of a new mapping; those of a restored backup move
-- nothing.
create or replace function coach.move_mapped_sets(of_staging uuid) returns void language plpgsql as $$
declare
  me uuid := (select auth.uid());
  entries uuid[]; sessions uuid[];
begin
  with wanted as materialized (
    select distinct coach.normalize_label(x.sent ->> 'name') as label
    from coach.staged(of_staging, 'import_mapping') x where x.sent ->> 'chosen' = 'true'
  )
  select array_agg(e.performed_exercise_id), array_agg(distinct s.performed_session_id) into entries, sessions
  from public.performed_session s join public.performed_exercise e using (performed_session_id)
  join wanted w on w.label = coach.normalize_label(e.name)
  join coach.import_mapping m on m.app_user_id = me and m.label = w.label
  where s.app_user_id = me and s.data ->> 'import_fingerprint' is not null and not coach.is_new(s.xmin)
    and e.data ->> 'base_exercise_id' is distinct from m.base_exercise_id::text;
  if entries is not null then
    perform coach.touch('session', variadic sessions);
    update public.performed_exercise e
    set data = coach.as_object(e.data) || jsonb_build_object('base_exercise_id', m.base_exercise_id)
    from coach.import_mapping m
    where e.performed_exercise_id = any (entries) and m.app_user_id = me and m.label = coach.normalize_label(e.name);
  end if;
end $$;
-- Makes everything that store_workouts has added one change, which can be taken back. Sessions and measurements may be
-- thousands without statistics, which make a join with what was sent look cheap: nothing else in this transaction
-- writes such rows, so the new ones are those.
create or replace function coach.note_import(of_staging uuid) returns void language plpgsql as $$
declare
  me uuid := (select auth.uid());
  new_sessions uuid[]; added jsonb; said text;
begin
  select coalesce(array_agg(s.performed_session_id), '{}') into new_sessions
  from public.performed_session s where s.app_user_id = me and coach.is_new(s.xmin);
  said := format('Imported sessions: %s', cardinality(new_sessions));
  select jsonb_agg(jsonb_build_object('kind', d.kind, 'id', d.id, 'before', null,
                                      'after', coach.digest(d.image)) order by d.place) into added
  from (
    select 1 as place, 'exercise' as kind, b.base_exercise_id as id,
           coach.image('exercise', b.base_exercise_id) as image
    from coach.staged(of_staging, 'base_exercise') x join public.base_exercise b on b.base_exercise_id = x.id
    where b.app_user_id = me and coach.is_new(b.xmin)
    union all
    select 2, 'measurement', m.body_measurement_id, coach.image('measurement', m.body_measurement_id)
    from coach.body_measurement m where m.app_user_id = me and coach.is_new(m.xmin)
    union all
    -- Those that only hold workouts outside plans stay: other days join them.
    select 3, 'plan', p.user_plan_id, coach.image('plan', p.user_plan_id) from coach.staged(of_staging, 'user_plan') x
    join public.user_plan p on p.user_plan_id = x.id
    where p.app_user_id = me and p.data ->> 'kind' is null and coach.is_new(p.xmin)
    union all
    select 4, 'session', i.session, i.image from coach.session_images(new_sessions) i) d;
  perform coach.end_change(said);
  update coach.change_log c set reverse = c.reverse || coalesce(added, '[]')
  where c.change_id = coach.this_change() and c.app_user_id = me;
  if not found and added is not null then
    perform coach.begin_change('import_workouts', null);
    update coach.change_log c set reverse = added, summary = said
    where c.change_id = coach.this_change() and c.app_user_id = me;
  end if;
end $$;
-- Whether a row was written by this very transaction.
create or replace function coach.is_new(row_xmin xid) returns boolean language sql stable as $$
  select row_xmin::text::bigint = pg_current_xact_id()::text::bigint % 4294967296 $$;
-- Keeps the answer of an import under its key, if it has one, so that a retry gets it again.
create or replace function coach.answer_once(of_staging uuid, result jsonb) returns jsonb language plpgsql as $$
begin
  insert into coach.idempotency_key (app_user_id, key, tool, body_hash, answer)
  select (select auth.uid()), p.part #>> '{write,key}', 'import_workouts', p.part #>> '{write,hash}', result
  from coach.staged_part p
  where p.app_user_id = (select auth.uid()) and p.staging = of_staging and p.part #>> '{write,key}' is not null
  on conflict do nothing;
  return result;
end $$;
