-- The words of a well-known public-domain list, which both catalogues use.
insert into public.muscle_group (name, display_name)
select name, initcap(name)
from unnest(array['abdominals', 'abductors', 'adductors', 'biceps', 'calves', 'chest', 'forearms',
  'glutes', 'hamstrings', 'lats', 'lower back', 'middle back', 'neck', 'quadriceps', 'shoulders',
  'traps', 'triceps']) name;
insert into public.equipment_type (name, display_name)
select name, initcap(name)
from unnest(array['bands', 'barbell', 'body only', 'cable', 'dumbbell', 'e-z curl bar',
  'exercise ball', 'foam roll', 'kettlebells', 'machine', 'medicine ball', 'other']) name;
insert into public.exercise_category (name, display_name)
select name, initcap(name)
from unnest(array['cardio', 'olympic weightlifting', 'plyometrics', 'powerlifting', 'strength',
  'stretching', 'strongman']) name;
insert into public.exercise_set_type (name, description, sort_order, has_subset) values
  ('warm-up', 'Light, before the work', 10, false),
  ('regular', 'A working set', 20, false),
  ('drop-set', 'Lighter at once, without a rest', 30, true),
  ('myo-rep', 'Short rests after one long set', 40, true),
  ('pyramid-set', 'Up and down again', 50, true),
  ('super-set', 'In turn with another exercise', 60, true),
  ('AMRAP', 'As many as possible', 70, false),
  ('other', null, 80, false);
insert into public.username_adjectives (word, category) values
  ('steady', 'calm'), ('mighty', 'strong'), ('iron', 'strong'), ('quiet', 'calm'), ('brisk', 'fast');
insert into public.username_nouns (word, category) values
  ('barbell', 'tool'), ('bear', 'animal'), ('otter', 'animal'), ('plate', 'tool'), ('anvil', 'tool');
