-- A catalogue with the names of a well-known public-domain list, and two plans.
insert into public.muscle_group (name)
select unnest(array['abdominals', 'abductors', 'adductors', 'biceps', 'calves', 'chest', 'forearms',
  'glutes', 'hamstrings', 'lats', 'lower back', 'middle back', 'neck', 'quadriceps', 'shoulders',
  'traps', 'triceps']);
insert into public.equipment_type (name)
select unnest(array['bands', 'barbell', 'body only', 'cable', 'dumbbell', 'e-z curl bar',
  'exercise ball', 'foam roll', 'kettlebells', 'machine', 'medicine ball', 'other']);
insert into public.exercise_category (name)
select unnest(array['cardio', 'olympic weightlifting', 'plyometrics', 'powerlifting', 'strength',
  'stretching', 'strongman']);

insert into public.base_exercise (name, aliases, level, mechanic, force, category_id,
                                  equipment_type_id, source_name)
select v.name, v.aliases, 'beginner', 'compound', 'push',
       (select exercise_category_id from public.exercise_category where name = 'strength'),
       (select equipment_type_id from public.equipment_type where name = v.equipment),
       'free-exercise-db'
from (values
  ('Barbell Bench Press - Medium Grip', null, 'barbell', 'chest'),
  ('Dumbbell Bench Press', null, 'dumbbell', 'chest'),
  ('Barbell Incline Bench Press - Medium Grip', null, 'barbell', 'chest'),
  ('Close-Grip Barbell Bench Press', null, 'barbell', 'triceps'),
  ('Barbell Squat', null, 'barbell', 'quadriceps'),
  ('Front Barbell Squat', null, 'barbell', 'quadriceps'),
  ('Barbell Deadlift', null, 'barbell', 'lower back'),
  ('Romanian Deadlift', null, 'barbell', 'hamstrings'),
  ('Standing Military Press', array['military press'], 'barbell', 'shoulders'),
  ('Bent Over Barbell Row', null, 'barbell', 'middle back'),
  ('Pullups', null, 'body only', 'lats'),
  ('Chin-Up', null, 'body only', 'lats'),
  ('Wide-Grip Lat Pulldown', null, 'cable', 'lats'),
  ('Seated Cable Rows', null, 'cable', 'middle back'),
  ('Barbell Curl', null, 'barbell', 'biceps'),
  ('Dumbbell Bicep Curl', null, 'dumbbell', 'biceps'),
  ('Dips - Triceps Version', null, 'body only', 'triceps'),
  ('Dips - Chest Version', null, 'other', 'chest'),
  ('Leg Press', null, 'machine', 'quadriceps'),
  ('Dumbbell Lunges', null, 'dumbbell', 'quadriceps'),
  ('Lying Leg Curls', null, 'machine', 'hamstrings'),
  ('Leg Extensions', null, 'machine', 'quadriceps'),
  ('Standing Calf Raises', null, 'machine', 'calves'),
  ('Side Lateral Raise', null, 'dumbbell', 'shoulders'),
  ('Plank', null, 'body only', 'abdominals'),
  ('Barbell Hip Thrust', null, 'barbell', 'glutes')
) v (name, aliases, equipment, muscle);
insert into public.base_exercise_primary_muscle (base_exercise_id, muscle_group_id, sort_order)
select be.base_exercise_id, mg.muscle_group_id, 1
from public.base_exercise be
join public.muscle_group mg on mg.name = case
  when be.name like '%Squat%' or be.name like 'Leg%' then 'quadriceps'
  when be.name like '%Row%' then 'middle back'
  when be.name like '%Curl' then 'biceps'
  else 'chest' end;
insert into public.base_exercise_secondary_muscle (base_exercise_id, muscle_group_id, sort_order)
select be.base_exercise_id, mg.muscle_group_id, 1
from public.base_exercise be, public.muscle_group mg
where be.name like '%Bench Press%' and mg.name = 'triceps';

insert into public.plan (plan_id, name, description) values
  ('a0000000-0000-0000-0000-000000000001', 'Full Body', 'Three days a week'),
  ('a0000000-0000-0000-0000-000000000002', 'Unknown', 'Everything there is');
insert into public.session_schedule (session_schedule_id, plan_id, name, progression_limit) values
  ('b0000000-0000-0000-0000-000000000001', 'a0000000-0000-0000-0000-000000000001', 'Day A', 0.8),
  ('b0000000-0000-0000-0000-000000000002', 'a0000000-0000-0000-0000-000000000002', 'Unknown', 1);
insert into public.exercise (exercise_id, base_exercise_id, session_schedule_id, reps, sets, rest)
select v.exercise_id, be.base_exercise_id, 'b0000000-0000-0000-0000-000000000001', v.reps, 3,
       interval '3 minutes'
from (values
  ('c0000000-0000-0000-0000-000000000001'::uuid, 'Barbell Squat', 5),
  ('c0000000-0000-0000-0000-000000000002', 'Barbell Bench Press - Medium Grip', 5),
  ('c0000000-0000-0000-0000-000000000003', 'Pullups', 8)
) v (exercise_id, name, reps)
join public.base_exercise be using (name);
insert into public.exercise (base_exercise_id, session_schedule_id, reps, sets)
select base_exercise_id, 'b0000000-0000-0000-0000-000000000002', 10, 3 from public.base_exercise;
