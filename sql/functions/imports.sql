-- The rows of one kind in the parts of an import. The ids are fenced, so that they meet an index.
create or replace function coach.staged(of_staging uuid, kind text)
returns table (id uuid, sent jsonb) language sql stable as $$
  select (r.value ->> (kind || '_id'))::uuid, r.value
  from coach.staged_part p cross join lateral jsonb_array_elements(p.part -> kind) r
  where p.app_user_id = (select auth.uid()) and p.staging = of_staging
  offset 0 $$;
create or replace function coach.add_muscles(exercise uuid, sent jsonb) returns void
language sql as $$
  insert into public.base_exercise_primary_muscle (base_exercise_id, muscle_group_id, sort_order)
  select exercise, m.muscle_group_id, x.place
  from jsonb_array_elements_text(sent -> 'primary_muscles') with ordinality x (name, place)
  join public.muscle_group m on m.name = x.name
  on conflict do nothing;
  insert into public.base_exercise_secondary_muscle (base_exercise_id, muscle_group_id, sort_order)
  select exercise, m.muscle_group_id, x.place
  from jsonb_array_elements_text(sent -> 'secondary_muscles') with ordinality x (name, place)
  join public.muscle_group m on m.name = x.name
  on conflict do nothing $$;
-- Makes everything that store_workouts has added one change, which can be taken back.
create or replace function coach.note_import(of_staging uuid) returns void language plpgsql as $$
declare
  me uuid := (select auth.uid());
  added jsonb;
  sessions int;
begin
  select jsonb_agg(jsonb_build_object('kind', d.kind, 'id', d.id, 'before', null, 'after',
                                      coach.digest(coach.image(d.kind, d.id))) order by d.place),
         count(*) filter (where d.kind = 'session')
  into added, sessions
  from (
    select 1 as place, 'exercise' as kind, b.base_exercise_id as id
    from coach.staged(of_staging, 'base_exercise') r
    join public.base_exercise b on b.base_exercise_id = r.id
    where b.app_user_id = me and coach.is_new(b.xmin)
    union all
    select 2, 'measurement', m.body_measurement_id
    from coach.staged(of_staging, 'body_measurement') r
    join coach.body_measurement m on m.body_measurement_id = r.id
    where m.app_user_id = me and coach.is_new(m.xmin)
    union all
    -- Those that only hold workouts outside plans stay: other days join them.
    select 3, 'plan', p.user_plan_id from coach.staged(of_staging, 'user_plan') r
    join public.user_plan p on p.user_plan_id = r.id
    where p.app_user_id = me and p.data ->> 'kind' is null and coach.is_new(p.xmin)
    union all
    select 4, 'session', s.performed_session_id
    from coach.staged(of_staging, 'performed_session') r
    join public.performed_session s on s.performed_session_id = r.id
    where s.app_user_id = me and coach.is_new(s.xmin)) d;
  if added is not null then
    perform coach.begin_change('import_workouts', null);
    update coach.change_log c
    set reverse = added, summary = format('Imported sessions: %s', sessions)
    where c.change_id = coach.this_change() and c.app_user_id = me;
  end if;
end $$;
-- Whether a row was written by this very transaction.
create or replace function coach.is_new(row_xmin xid) returns boolean language sql stable as $$
  select row_xmin::text::bigint = pg_current_xact_id()::text::bigint % 4294967296 $$;
