create type public.exercise_set_type as enum (
  'warm-up', 'regular', 'drop-set', 'myo-rep', 'pyramid-set', 'super-set', 'AMRAP', 'other');
