-- The parts of one import.
create or replace function coach.staged(of_staging uuid) returns setof jsonb language sql stable as $$
  select p.part
  from coach.staged_part p
  where p.app_user_id = (select auth.uid()) and p.staging = of_staging
$$;

-- Makes everything that store_workouts has added one change, which can be taken back.
create or replace function coach.note_import(of_staging uuid) returns void language plpgsql as $$
declare
  added jsonb;
  sessions int;
begin
  with docs as materialized (
    select 1 as place, 'exercise' as kind, b.base_exercise_id as id
    from coach.staged(of_staging) part
    cross join lateral jsonb_to_recordset(part -> 'base_exercise') r (base_exercise_id uuid)
    join public.base_exercise b using (base_exercise_id)
    where b.app_user_id = (select auth.uid()) and coach.is_new(b.xmin)
    union all
    select 2, 'measurement', m.body_measurement_id
    from coach.staged(of_staging) part
    cross join lateral jsonb_to_recordset(part -> 'body_measurement') r (body_measurement_id uuid)
    join coach.body_measurement m using (body_measurement_id)
    where m.app_user_id = (select auth.uid()) and coach.is_new(m.xmin)
    union all
    -- Those that only hold workouts outside plans stay: they have no targets, and other days join them.
    select 3, 'plan', p.user_plan_id
    from coach.staged(of_staging) part
    cross join lateral jsonb_to_recordset(part -> 'user_plan') r (user_plan_id uuid)
    join public.user_plan p using (user_plan_id)
    where p.app_user_id = (select auth.uid()) and p.data ->> 'kind' is null and coach.is_new(p.xmin)
    union all
    select 4, 'session', s.performed_session_id
    from coach.staged(of_staging) part
    cross join lateral jsonb_to_recordset(part -> 'performed_session') r (performed_session_id uuid)
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
  perform coach.begin_change('import_workouts', null);
  update coach.change_log c
  set reverse = added, summary = format('Imported sessions: %s', sessions)
  where c.change_id = coach.this_change() and c.app_user_id = (select auth.uid());
end
$$;

-- Whether a row was written by this very transaction.
create or replace function coach.is_new(row_xmin xid) returns boolean language sql stable as $$
  select row_xmin::text::bigint = pg_current_xact_id()::text::bigint % 4294967296
$$;
