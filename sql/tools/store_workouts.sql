-- Stores what stage_part has kept of an import, a restored back-up or the demo: rows of a lifter's own, each under its
-- own id, all of them or none, as one change. What is there already stays as it is, and the parts of a session are
-- stored only together with it, so that sending the same file twice adds nothing and a set that was taken out later
-- does not come back. A workout that a file tells otherwise than an earlier one did replaces it.
-- params: staging uuid, parts int
-- may take: 120s
select coach.lock_writer();
-- Where the workout app's own exercise_stats divides by 37 minus the reps, one set breaks it for all.
select coach.refuse(format(
  'Sets of 37 or more reps, which the statistics of this workout app cannot count: %s. Nothing was '
  'stored. Make two sets of each, or let the owner of the database run '
  '"coach migrate --take exercise-stats".', count(*)))
from coach.staged_part p
cross join lateral jsonb_to_recordset(p.part -> 'performed_exercise') r (
  performed_session_id uuid, reps int[], weight int)
cross join unnest(r.reps) done
where p.app_user_id = (select auth.uid()) and p.staging = :staging
  and case when done = 37 or done > 37 and r.weight > 0 then (select coach.breaks_at_37_reps()) end
  and not exists (select from public.performed_session s where s.performed_session_id = r.performed_session_id)
having count(*) > 0;
-- They are gone after an hour, a crash, or where they have been stored.
select coach.refuse('Some parts of this import are missing, so nothing was stored. Send all of it again.')
where :parts <> (select count(*) from coach.staged_part where app_user_id = (select auth.uid()) and staging = :staging);
select coach.add_exercise(x.id, x.sent) from coach.staged(:staging, 'base_exercise') x;
insert into coach.import_mapping (app_user_id, label, base_exercise_id)
select distinct on (coach.normalize_label(x.sent ->> 'name'))
       (select auth.uid()), coach.normalize_label(x.sent ->> 'name'), b.base_exercise_id
from coach.staged(:staging, 'import_mapping') x
cross join lateral jsonb_populate_record(null::coach.import_mapping, x.sent) r
join public.base_exercise b on b.base_exercise_id = r.base_exercise_id
order by coach.normalize_label(x.sent ->> 'name'), b.base_exercise_id
on conflict (app_user_id, label) do update set base_exercise_id = excluded.base_exercise_id;
insert into public.user_plan (
  user_plan_id, app_user_id, name, description, based_on_plan_id, visibility, created_by,
  created_at, starts_at, ends_at, is_active, archived_at, version, data)
select r.user_plan_id, (select auth.uid()), r.name, r.description,
       (select p.plan_id from public.plan p where p.plan_id = r.based_on_plan_id),
       coalesce(r.visibility, 'private'), coalesce(r.created_by, 'user'),
       coalesce(r.created_at, now()), r.starts_at, r.ends_at,
       -- A plan that is active now stays the active one.
       coalesce(r.is_active, false) and not exists (
         select from public.user_plan a where a.app_user_id = (select auth.uid()) and a.is_active),
       r.archived_at, coalesce(r.version, 1), r.data from coach.staged(:staging, 'user_plan') x
cross join lateral jsonb_populate_record(null::public.user_plan, sent) r on conflict do nothing;
insert into public.session_schedule (
  session_schedule_id, user_plan_id, name, description, progression_limit, links, data, archived_at)
select r.session_schedule_id, p.user_plan_id, r.name, r.description,
       coalesce(r.progression_limit, 1), r.links, r.data, r.archived_at
from coach.staged(:staging, 'session_schedule') x
cross join lateral jsonb_populate_record(null::public.session_schedule, sent) r
join public.user_plan p on p.user_plan_id = r.user_plan_id and p.app_user_id = (select auth.uid())
on conflict do nothing;
-- Sessions would else belong to a day in another's words.
select coach.refuse(format(
  'The day "%s" has an id that is taken in this database. Nothing was stored. Import from the '
  'app''s own file instead, or remove that day from this one.', x.sent ->> 'name'))
from coach.staged(:staging, 'session_schedule') x join public.session_schedule d on d.session_schedule_id = x.id
where d.user_plan_id::text is distinct from x.sent ->> 'user_plan_id';
insert into public.exercise (
  exercise_id, base_exercise_id, session_schedule_id, reps, sets, rest, step_increment, sort_order,
  description, links, data)
select r.exercise_id, b.base_exercise_id, d.session_schedule_id, r.reps, r.sets, r.rest,
       r.step_increment, r.sort_order, r.description, r.links, r.data from coach.staged(:staging, 'exercise') x
cross join lateral jsonb_populate_record(null::public.exercise, sent) r
join public.base_exercise b using (base_exercise_id) join public.session_schedule d using (session_schedule_id)
join public.user_plan p on p.user_plan_id = d.user_plan_id and p.app_user_id = (select auth.uid())
on conflict do nothing;
insert into coach.body_measurement (body_measurement_id, app_user_id, kind, measured_on, value, note)
select r.body_measurement_id, (select auth.uid()), r.kind, r.measured_on, r.value, r.note
from coach.staged(:staging, 'body_measurement') x
cross join lateral jsonb_populate_record(null::coach.body_measurement, sent) r on conflict do nothing;
select coach.restore_settings(:staging);
select coach.begin_change('import_workouts', null);
select coach.replace_sessions(:staging);
insert into public.performed_session (
  performed_session_id, session_schedule_id, app_user_id, started_at, completed_at, note, data)
select r.performed_session_id, d.session_schedule_id, (select auth.uid()),
       -- Imported times are local and become UTC here; a back-up's are UTC already.
       coalesce(r.started_at, ((sent ->> 'local_started_at')::timestamp at time zone z.zone) at time zone 'UTC'),
       coalesce(r.completed_at, ((sent ->> 'local_completed_at')::timestamp at time zone z.zone) at time zone 'UTC'),
       -- The file's days stay, also for a lifter who says later where they live.
       r.note, case when sent ->> 'local_started_at' is null then r.data
                    else jsonb_strip_nulls(r.data) || jsonb_build_object('time_zone', z.zone) end
from coach.staged(:staging, 'performed_session') x
cross join lateral jsonb_populate_record(null::public.performed_session, sent) r
cross join lateral (select coach.zone_of(r.data) as zone) z
join public.session_schedule d using (session_schedule_id) on conflict do nothing;
-- Sessions that this transaction wrote have no statistics yet: looping over them would look cheap.
select set_config('enable_nestloop', 'off', true);
insert into public.performed_exercise (
  performed_exercise_id, exercise_id, performed_session_id, name, reps, rest, weight, started_at,
  completed_at, note, data)
select r.performed_exercise_id, (select e.exercise_id from public.exercise e where e.exercise_id = r.exercise_id),
       s.performed_session_id, r.name, r.reps, coalesce(array_remove(r.rest, null), '{}'), r.weight,
       -- The app sorts by it.
       case when sent ->> 'performed' = 'true' then coalesce(
         r.started_at, s.started_at + coalesce(coach.as_int(r.data ->> 'position'), 0)
                                    * interval '1 second') else r.started_at end,
       case when sent ->> 'performed' = 'true' then s.completed_at else r.completed_at end, r.note, r.data
from coach.staged(:staging, 'performed_exercise') x
cross join lateral jsonb_populate_record(null::public.performed_exercise, sent) r
-- Written by this very transaction: a session that was there before keeps what it has.
join public.performed_session s on s.performed_session_id = r.performed_session_id
  and s.app_user_id = (select auth.uid()) and coach.is_new(s.xmin) on conflict do nothing;
select set_config('enable_nestloop', 'on', true);
insert into public.performed_exercise_set (
  performed_exercise_set_id, performed_exercise_id, exercise_set_type, weight, reps, rest, "order",
  note, data, started_at, completed_at)
select r.performed_exercise_set_id, e.performed_exercise_id, r.exercise_set_type, r.weight, r.reps,
       coalesce(r.rest, interval '1 minute'), r."order", r.note, r.data,
       coalesce(r.started_at, e.started_at), r.completed_at from coach.staged(:staging, 'performed_exercise_set') x
cross join lateral jsonb_populate_record(null::public.performed_exercise_set, sent) r
join public.performed_exercise e on e.performed_exercise_id = r.performed_exercise_id and coach.is_new(e.xmin)
on conflict do nothing;
update public.performed_exercise_set c
set parent_performed_exercise_set_id = (sent ->> 'parent_performed_exercise_set_id')::uuid
from coach.staged(:staging, 'performed_exercise_set') x
where sent ->> 'parent_performed_exercise_set_id' is not null and c.performed_exercise_set_id = x.id
  and coach.is_new(c.xmin);
select coach.move_mapped_sets(:staging);
select coach.note_import(:staging);
select coach.count_bytes((
  select coalesce(sum(pg_column_size(part)), 0) from coach.staged_part
  where app_user_id = (select auth.uid()) and staging = :staging), true);
select set_config('coach.answer', coach.answer_once(:staging, jsonb_build_object(
  'sessions_stored', (
    select count(*) from public.performed_session s where s.app_user_id = (select auth.uid()) and coach.is_new(s.xmin)),
  'sessions_replaced', coalesce((
    select jsonb_array_length(jsonb_path_query_array(
             c.reverse, '$[*] ? (@.kind == "session" && @.before != null && @.after == null)'))
    from coach.change_log c where c.change_id = coach.this_change() and c.app_user_id = (select auth.uid())), 0),
  'sessions_sent', (select count(*) from coach.staged(:staging, 'performed_session')),
  'settings', nullif(current_setting('coach.restored_settings', true), '')::jsonb,
  'exercises_created', (
    select count(*) from public.base_exercise b where b.app_user_id = (select auth.uid()) and coach.is_new(b.xmin))))::text, true);
delete from coach.staged_part where app_user_id = (select auth.uid()) and staging = :staging;
select current_setting('coach.answer')::jsonb
