-- The words the catalogue is written in: muscles, equipment, categories and kinds of sets.
-- A repeated run adds nothing; words that are there already keep their id and their text.

insert into public.muscle_group (muscle_group_id, name, display_name, description)
select md5('coach:muscle:' || name)::uuid, name, display_name, description
from (
  values
    ('abdominals', 'Abdominals', 'Front and sides of the trunk, including the obliques.'),
    ('abductors', 'Abductors', 'Outer hip, which moves the leg away from the other one.'),
    ('adductors', 'Adductors', 'Inner thigh, which draws the legs together.'),
    ('biceps', 'Biceps', 'Front of the upper arm, which bends the elbow.'),
    ('calves', 'Calves', 'Back of the lower leg, which points the foot.'),
    ('chest', 'Chest', 'The pectorals, which bring the arms forward and together.'),
    ('forearms', 'Forearms', 'Grip and wrist.'),
    ('glutes', 'Glutes', 'Seat and back of the hip, which straightens the hip.'),
    ('hamstrings', 'Hamstrings', 'Back of the thigh, which bends the knee and straightens the hip.'),
    ('lats', 'Lats', 'Broad muscle at the sides of the back, which pulls the arms down.'),
    ('lower back', 'Lower Back', 'The erectors along the lower spine.'),
    ('middle back', 'Middle Back', 'Between the shoulder blades: rhomboids and middle trapezius.'),
    ('neck', 'Neck', 'Muscles that move and steady the head.'),
    ('quadriceps', 'Quadriceps', 'Front of the thigh, which straightens the knee.'),
    ('shoulders', 'Shoulders', 'Front, side and rear deltoids with the rotator cuff.'),
    ('traps', 'Traps', 'Upper trapezius, which lifts the shoulders.'),
    ('triceps', 'Triceps', 'Back of the upper arm, which straightens the elbow.')
) word (name, display_name, description)
on conflict do nothing;

insert into public.equipment_type (equipment_type_id, name, display_name, description)
select md5('coach:equipment:' || name)::uuid, name, display_name, description
from (
  values
    ('bands', 'Bands', 'Elastic loops and tubes.'),
    ('barbell', 'Barbell', 'Any long bar loaded with plates at its ends.'),
    ('body only', 'Body Only', 'The body weight, a floor, a bench or a fixed bar.'),
    ('cable', 'Cable', 'A weight stack pulled over pulleys.'),
    ('dumbbell', 'Dumbbell', 'One or two short hand weights.'),
    ('e-z curl bar', 'E-Z Curl Bar', 'A short bar with an angled grip.'),
    ('exercise ball', 'Exercise Ball', 'A large inflated ball.'),
    ('foam roll', 'Foam Roll', 'A roller for massage.'),
    ('kettlebells', 'Kettlebells', 'One or two cast weights with a handle on top.'),
    ('machine', 'Machine', 'Guided weight: stacks, levers, Smith machine, cardio machines.'),
    ('medicine ball', 'Medicine Ball', 'A weighted ball to throw or hold.'),
    ('other', 'Other', 'Rings, straps, plates, sleds, boxes, sandbags and the rest.')
) word (name, display_name, description)
on conflict do nothing;

insert into public.exercise_category (exercise_category_id, name, display_name, description)
select md5('coach:category:' || name)::uuid, name, display_name, description
from (
  values
    ('cardio', 'Cardio', 'Endurance work, counted in time or distance.'),
    ('olympic weightlifting', 'Olympic Weightlifting', 'Snatch, clean, jerk and their parts.'),
    ('plyometrics', 'Plyometrics', 'Jumps and throws for speed.'),
    ('powerlifting', 'Powerlifting', 'Squat, bench press, deadlift and their close variants.'),
    ('strength', 'Strength', 'Ordinary resistance training.'),
    ('stretching', 'Stretching', 'Stretches, mobility and rolling.'),
    ('strongman', 'Strongman', 'Carries, stones, sleds and odd objects.')
) word (name, display_name, description)
on conflict do nothing;

insert into public.exercise_set_type (name)
values
  ('warm-up'),
  ('regular'),
  ('drop-set'),
  ('myo-rep'),
  ('pyramid-set'),
  ('super-set'),
  ('AMRAP'),
  ('other')
on conflict do nothing;
