-- An import touches thousands of sessions at once: their images are made together instead of one by
-- one, so that what one command brought in can be taken back within the time of one call.

-- A deleted set looks for sets below it: without an index, in the whole table.
create index if not exists performed_exercise_set_of_parent
  on public.performed_exercise_set (parent_performed_exercise_set_id)
  where parent_performed_exercise_set_id is not null;

-- Sessions with everything below them. Zone and style of intervals are fixed, because images made on
-- different connections are compared.
create function coach.session_images(ids uuid[]) returns table (session uuid, image jsonb)
language plpgsql stable set timezone = 'UTC' set intervalstyle = 'postgres' as $$
begin
  return query
  with mine as materialized (
    select s.performed_session_id as id, to_jsonb(s) as row
    from public.performed_session s
    where s.performed_session_id = any (ids)
      and s.app_user_id = (select auth.uid())
  ),
  entries as materialized (
    select e.performed_session_id as id, e.performed_exercise_id as entry, to_jsonb(e) as row
    from mine
    join public.performed_exercise e on e.performed_session_id = mine.id
  ),
  sets as materialized (
    select x.id, t.performed_exercise_set_id as set_id, to_jsonb(t) as row
    from entries x
    join public.performed_exercise_set t on t.performed_exercise_id = x.entry
  )
  select m.id,
         jsonb_build_object('session', m.row, 'exercises', coalesce(e.rows, '[]'),
                            'sets', coalesce(t.rows, '[]'))
  from mine m
  left join (
    select x.id, jsonb_agg(x.row order by x.entry) as rows from entries x group by x.id
  ) e on e.id = m.id
  left join (
    select x.id, jsonb_agg(x.row order by x.set_id) as rows from sets x group by x.id
  ) t on t.id = m.id;
end
$$;

-- What something of the lifter's own looks like with everything below it; null where it is not there.
create or replace function coach.image(of_kind text, of_id uuid) returns jsonb language plpgsql stable
set timezone = 'UTC' set intervalstyle = 'postgres' as $$
begin
  case of_kind
    when 'session' then
      return (select i.image from coach.session_images(array[of_id]) i);
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

drop function coach.session_image(uuid);

-- Refuses to take back a change of something that is not as the change left it; else names it all.
create or replace function coach.refuse_later_changes(last coach.change_log) returns text[]
language plpgsql as $$
declare
  later jsonb;
  names text[];
begin
  with touched as materialized (
    select x.d ->> 'kind' as kind, (x.d ->> 'id')::uuid as id, x.d -> 'before' as before,
           x.d ->> 'after' as after, x.place
    from jsonb_array_elements(last.reverse) with ordinality x (d, place)
  ),
  docs as materialized (
    select t.*, i.image as here
    from touched t
    left join coach.session_images(array(select id from touched where kind = 'session')) i
      on i.session = t.id
    where t.kind = 'session'
    union all
    select t.*, coach.image(t.kind, t.id)
    from touched t
    where t.kind <> 'session'
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

-- Makes everything that one transaction of store_workouts adds one change, which can be taken back.
-- Called by each part of an import, after its rows.
create or replace function coach.note_import(part jsonb) returns void language plpgsql as $$
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
                                      'after', coach.digest(d.image)) order by d.place),
         count(*) filter (where d.kind = 'session')
  into added, sessions
  from (
    select x.place, x.kind, x.id, i.image
    from docs x
    join coach.session_images(array(select id from docs where kind = 'session')) i
      on i.session = x.id
    where x.kind = 'session'
    union all
    select x.place, x.kind, x.id, coach.image(x.kind, x.id)
    from docs x
    where x.kind <> 'session'
  ) d;
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
