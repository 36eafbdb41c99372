-- Nine hundred exercises in the style of a public list: the lifts below with each piece of equipment
-- and each variation, in this order. Every thirty-eighth of the first 877 stands there twice, as two
-- imports of one list leave it.
with names as (
  select lift.name as lift, lift.mechanic, lift.force, tool.equipment, way.prefix,
         btrim(concat_ws(' ', way.prefix, tool.word, lift.name)) as name,
         row_number() over (order by way.place, tool.place, lift.place) as n
  from unnest(
         array['Squat', 'Split Squat', 'Lunge', 'Deadlift', 'Romanian Deadlift', 'Good Morning',
           'Hip Thrust', 'Calf Raise', 'Bench Press', 'Incline Press', 'Fly', 'Shoulder Press',
           'Lateral Raise', 'Front Raise', 'Upright Row', 'Shrug', 'Bent Over Row', 'Pullover',
           'Curl', 'Hammer Curl', 'Triceps Extension', 'Wrist Curl', 'Side Bend', 'Sit-Up', 'Carry'],
         array['compound', 'compound', 'compound', 'compound', 'compound', 'compound', 'compound',
           'isolation', 'compound', 'compound', 'isolation', 'compound', 'isolation', 'isolation',
           'compound', 'isolation', 'compound', 'isolation', 'isolation', 'isolation', 'isolation',
           'isolation', 'isolation', 'isolation', 'compound'],
         array['push', 'push', 'push', 'pull', 'pull', 'pull', 'push', 'push', 'push', 'push',
           'push', 'push', 'push', 'push', 'pull', 'pull', 'pull', 'pull', 'pull', 'pull', 'push',
           'pull', 'pull', 'pull', 'static'])
       with ordinality lift (name, mechanic, force, place)
  cross join unnest(
         array['Barbell', 'Dumbbell', 'Cable', 'Kettlebell', 'Smith Machine', 'Band'],
         array['barbell', 'dumbbell', 'cable', 'kettlebells', 'machine', 'bands'])
       with ordinality tool (word, equipment, place)
  cross join unnest(array[null, 'Seated', 'Paused', 'One-Arm', 'Deficit', 'Tempo'])
       with ordinality way (prefix, place)),
kept as (
  select *, false as again from names where n <= 877
  union all
  select *, true from names where n % 38 = 0 and n <= 877)
insert into public.base_exercise
  (base_exercise_id, name, aliases, description, level, mechanic, force, category_id,
   equipment_type_id, instructions, source_id, source_name)
select md5('exercise ' || n || again)::uuid, k.name,
       case when n % 3 = 0 then array[lower(lift) || ' with ' || equipment || ' no. ' || n] end,
       case when n % 5 = 0 then 'A ' || force || ' with ' || equipment end,
       (array['beginner', 'intermediate', 'expert'])[n % 3 + 1], mechanic, force, c.category_id,
       et.equipment_type_id,
       case when n % 4 > 0 then array['Take your place.', 'Move slowly.', 'Come back.'] end,
       replace(k.name, ' ', '_') || case when again then '_2' else '' end, 'public list'
from kept k
join public.equipment_type et on et.name = k.equipment
join public.exercise_category c on c.name = case when n % 50 = 0 then 'powerlifting' else 'strength' end;
-- The three lifts of the plan under the names they have in the small catalogue.
update public.base_exercise set name = 'Back squat' where name = 'Barbell Squat';
update public.base_exercise set name = 'Bench press' where name = 'Barbell Bench Press';
update public.base_exercise set name = 'Pull-ups', force = 'pull' where name = 'Dumbbell Pullover';
