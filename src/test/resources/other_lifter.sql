-- One lifter with something of everything, whose words and numbers occur nowhere else: :who is the
-- lifter, :w1 and :w2 their words, :kg their weight. Ids are md5 of the lifter and a name.
insert into public.app_user (app_user_id, name, email, username, data)
values (:who, :w1 || ' Name', :w1 || '@' || :w2 || '.example', :w1, jsonb_build_object(
  'mcp_settings', jsonb_build_object(
    'gyms', jsonb_build_array(jsonb_build_object('name', :w1 || ' gym')), 'gym', :w1 || ' gym'),
  'other_app', :w2 || ' elsewhere'));

insert into public.user_plan (user_plan_id, app_user_id, name, description, visibility, starts_at, ends_at, is_active, archived_at)
values
  (md5(:who || ':plan:private')::uuid, :who, :w1 || ' private plan', :w2 || ' text', 'private', now() - interval '10 days', now() + interval '60 days', true, null),
  (md5(:who || ':plan:shared')::uuid, :who, :w1 || ' shared plan', :w2 || ' text', 'shared', null, null, false, null),
  (md5(:who || ':plan:archived')::uuid, :who, :w1 || ' archived plan', :w2 || ' text', 'private', null, null, false, now()),
  (md5(:who || ':plan:public')::uuid, :who, 'Open plan of ' || :number, null, 'private', null, null, false, null);
insert into public.session_schedule (session_schedule_id, user_plan_id, name)
select md5(:who || ':day:' || kind)::uuid, md5(:who || ':plan:' || kind)::uuid,
       case kind when 'public' then 'Open day' else :w1 || ' ' || kind || ' day' end
from unnest(array['private', 'shared', 'archived', 'public']) kind;

insert into public.base_exercise (base_exercise_id, name, aliases, description, app_user_id)
values (md5(:who || ':own exercise')::uuid, :w1 || ' ' || :w2, array[:w2 || ' ' || :w1], :w2 || ' how', :who),
       (md5(:who || ':own press')::uuid, :w2 || ' bench press', null, null, :who);
insert into public.base_exercise_primary_muscle (base_exercise_id, muscle_group_id)
select md5(:who || ':own exercise')::uuid, muscle_group_id from public.muscle_group where name = 'chest';
insert into public.exercise (exercise_id, base_exercise_id, session_schedule_id, description)
select md5(:who || ':line:' || kind)::uuid, md5(:who || ':own exercise')::uuid, md5(:who || ':day:' || kind)::uuid, :w2 || ' line'
from unnest(array['private', 'shared', 'archived', 'public']) kind;

insert into public.performed_session (performed_session_id, session_schedule_id, app_user_id, started_at, completed_at, note)
select md5(:who || ':session:' || n)::uuid, md5(:who || ':day:private')::uuid, :who,
       (now() at time zone 'UTC') - make_interval(days => n, hours => 1), (now() at time zone 'UTC') - make_interval(days => n), :w1 || ' note'
from generate_series(0, 35, 5) n;
insert into public.performed_exercise (performed_exercise_id, exercise_id, performed_session_id, name, reps, rest, weight, started_at, completed_at, note, data)
select md5(:who || ':entry:' || n || x.name)::uuid,
       case x.name when 'own' then md5(:who || ':line:private')::uuid end, md5(:who || ':session:' || n)::uuid,
       case x.name when 'own' then :w1 || ' ' || :w2 else 'Barbell Squat' end, '{5,5,4}', '{}', :kg * 1000,
       (now() at time zone 'UTC') - make_interval(days => n, mins => 50), (now() at time zone 'UTC') - make_interval(days => n), :w2 || ' note',
       jsonb_build_object('superset', :w1)
from generate_series(0, 35, 5) n, (values ('own'), ('squat')) x (name);
insert into public.performed_exercise_set (performed_exercise_set_id, performed_exercise_id, exercise_set_type, weight, reps, "order", note)
select md5(:who || ':set:' || r)::uuid, md5(:who || ':entry:0own')::uuid, 'regular', :kg * 1000, 5, r, :w1 || ' set note'
from generate_series(1, 3) r;

insert into coach.body_measurement (body_measurement_id, app_user_id, kind, measured_on, value, note)
values (md5(:who || ':measurement')::uuid, :who, 'body_weight', current_date - 1, :kg * 1000, :w1 || ' body');
insert into coach.import_mapping (app_user_id, label, base_exercise_id)
values (:who, lower(:w2) || ' mapped', md5(:who || ':own exercise')::uuid);
