-- Imports, restored back-ups and the demo arrive in parts, each in a call of its own, and are stored
-- by one more.

-- Unlogged, because a crash may forget it: nothing is stored until all parts are here, and the
-- import starts anew.
create unlogged table coach.staged_part (
  app_user_id uuid not null references public.app_user on delete cascade,
  staging uuid not null,
  number int not null,
  part jsonb not null,
  staged_at timestamptz not null default now(),
  primary key (app_user_id, staging, number)
);
create index staged_part_age on coach.staged_part (staged_at);
comment on table coach.staged_part is 'parts of imports that are not stored yet; for an hour';
alter table coach.staged_part enable row level security;
create policy "own rows" on coach.staged_part for all to authenticated
  using (app_user_id = (select auth.uid())) with check (app_user_id = (select auth.uid()));
grant select, insert, update, delete on coach.staged_part to authenticated;
grant all on coach.staged_part to service_role;

-- The parts of one import.
create function coach.staged(of_staging uuid) returns setof jsonb language sql stable as $$
  select p.part
  from coach.staged_part p
  where p.app_user_id = (select auth.uid()) and p.staging = of_staging
$$;

drop function coach.note_import(jsonb);

-- Makes everything that store_workouts has added one change, which can be taken back.
create function coach.note_import(of_staging uuid) returns void language plpgsql as $$
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

-- Functions are everyone's unless said otherwise.
revoke execute on function coach.staged(uuid), coach.note_import(uuid) from public;
grant execute on function coach.staged(uuid), coach.note_import(uuid)
  to authenticated, service_role;
