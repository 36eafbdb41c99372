-- System plans: templates for everyone, one week each, repeated. Runs after exercises.sql.
-- A repeated run mends the lines that still are as an earlier edition had them, and only then adds the lines that came
-- later. What an operator changed or took out stays so, and so do the copies that lifters made.
--
-- Increments are what most gyms can load, and 5 or 10 lb to those who lift pounds: 5000 g for big leg lifts and
-- stacks, 2500 g for other bars, dumbbells and weighted body-weight lifts, 0 where repetitions are added instead.
-- progression_limit is the share of the planned repetitions that earns the next increment: all of
-- them on strength days, 0.9 where many repetitions leave room for a bad last set.
-- data.day is the day's place in the week. A prescription with data.percent_of_training_max takes
-- its loads from those percentages, one list per week of the cycle, and never from the last session.

with plan_entry (name, description, data) as (
  values
    ('Novice Full Body, 3 Days',
     'For the first months with a barbell. The main lifts come up again and again and grow by a small step every time all repetitions were made. Start light enough for four clean weeks; when a lift stalls twice, take a tenth off and climb again.',
     '{"level": "beginner", "days_per_week": 3, "goal": "strength"}'::jsonb),
    ('Upper/Lower, 4 Days',
     'Each half of the body twice a week, once heavier and once with more repetitions. A good next step when a full-body day has become too long.',
     '{"level": "intermediate", "days_per_week": 4, "goal": "strength and size"}'),
    ('Push/Pull/Legs, 6 Days',
     'Three kinds of day, twice a week each, for lifters who recover well and want volume. Train three days and rest one if six in a row are too many; the order stays the same.',
     '{"level": "intermediate", "days_per_week": 6, "goal": "size"}'),
    ('Wave Loading Strength, 4 Days',
     'One main lift a day in four-week waves, in the manner known as 5/3/1. Loads are shares of a training maximum, 90 % of a true single: 65, 75, 85 % for fives in week 1, then 70, 80, 90 % for threes, then 75, 85, 95 % for 5, 3 and 1, and a light week of 40, 50, 60 %. In weeks 1 to 3 the last set goes on for as many clean repetitions as possible. After each wave the training maximum grows by 2.5 kg for presses and 5 kg for squat and deadlift.',
     '{"level": "intermediate", "days_per_week": 4, "goal": "strength", "weeks": 4, "deload_weeks": [4], "training_max_percent": 90}'),
    ('Dumbbells at Home, 3 Days',
     'Full body three times a week with a pair of dumbbells and a bench. Where the next pair is a big jump, add repetitions up to 15 first.',
     '{"level": "beginner", "days_per_week": 3, "goal": "strength and size"}'),
    ('Minimal, 2 Days',
     'Two short days that cover every big movement once, for busy weeks, for keeping what was built, or beside another sport.',
     '{"level": "beginner", "days_per_week": 2, "goal": "maintenance"}'),
    ('Intermediate Full Body, 3 Days',
     'A hard, an easy and a heavy day each week, for lifters who no longer add weight every session. Volume builds on the first day, the second restores, the third asks for a new best; weights grow once a week.',
     '{"level": "intermediate", "days_per_week": 3, "goal": "strength"}'),
    ('Body Weight Basics, 3 Days',
     'Needs a bar to hang from, two bars or sturdy chairs to dip on, and a step. Nothing is loaded: add a repetition a set until three more than planned, then choose the harder variant or hang a weight.',
     '{"level": "beginner", "days_per_week": 3, "goal": "strength and size"}')
),
day_entry (plan, day, name, progression_limit, description) as (
  values
    ('Novice Full Body, 3 Days', 1, 'Full Body A', 1.0, 'Squat, bench press and row.'),
    ('Novice Full Body, 3 Days', 2, 'Full Body B', 1.0, 'Deadlift, overhead press and pulldown.'),
    ('Novice Full Body, 3 Days', 3, 'Full Body C', 1.0, 'Squat and bench press again, with hinge and row for repetitions.'),
    ('Upper/Lower, 4 Days', 1, 'Upper A', 1.0, 'Heavier pressing and rowing.'),
    ('Upper/Lower, 4 Days', 2, 'Lower A', 1.0, 'Heavier squatting.'),
    ('Upper/Lower, 4 Days', 3, 'Upper B', 0.9, 'More repetitions, more angles.'),
    ('Upper/Lower, 4 Days', 4, 'Lower B', 0.9, 'Deadlift first, then legs for repetitions.'),
    ('Push/Pull/Legs, 6 Days', 1, 'Push A', 0.9, 'Chest first, then shoulders and triceps.'),
    ('Push/Pull/Legs, 6 Days', 2, 'Pull A', 0.9, 'Deadlift and vertical pulling.'),
    ('Push/Pull/Legs, 6 Days', 3, 'Legs A', 0.9, 'Squat first.'),
    ('Push/Pull/Legs, 6 Days', 4, 'Push B', 0.9, 'Shoulders first, then upper chest and triceps.'),
    ('Push/Pull/Legs, 6 Days', 5, 'Pull B', 0.9, 'Rowing first.'),
    ('Push/Pull/Legs, 6 Days', 6, 'Legs B', 0.9, 'Front squat, glutes and repetitions.'),
    ('Wave Loading Strength, 4 Days', 1, 'Press Day', 1.0, 'Overhead press in waves, then chest and back for repetitions.'),
    ('Wave Loading Strength, 4 Days', 2, 'Deadlift Day', 1.0, 'Deadlift in waves, then legs and trunk.'),
    ('Wave Loading Strength, 4 Days', 3, 'Bench Day', 1.0, 'Bench press in waves, then rows and shoulders.'),
    ('Wave Loading Strength, 4 Days', 4, 'Squat Day', 1.0, 'Squat in waves, then hinge and single leg.'),
    ('Dumbbells at Home, 3 Days', 1, 'Home A', 0.9, 'Squat, press and row.'),
    ('Dumbbells at Home, 3 Days', 2, 'Home B', 0.9, 'Hinge, overhead press and split squat.'),
    ('Dumbbells at Home, 3 Days', 3, 'Home C', 0.9, 'Lunge, press and row with more repetitions.'),
    ('Minimal, 2 Days', 1, 'Squat and Bench', 1.0, 'Under forty-five minutes.'),
    ('Minimal, 2 Days', 2, 'Deadlift and Press', 1.0, 'Under forty-five minutes.'),
    ('Intermediate Full Body, 3 Days', 1, 'Volume Day', 1.0, 'Five sets of five at about nine tenths of the heavy day.'),
    ('Intermediate Full Body, 3 Days', 2, 'Recovery Day', 1.0, 'Lighter variants; leave the gym fresher than you came.'),
    ('Intermediate Full Body, 3 Days', 3, 'Intensity Day', 1.0, 'Few heavy sets for a new best.'),
    ('Body Weight Basics, 3 Days', 1, 'Basics A', 0.9, 'Push-ups, rows and legs.'),
    ('Body Weight Basics, 3 Days', 2, 'Basics B', 0.9, 'Pull-ups, overhead pressing and hamstrings.'),
    ('Body Weight Basics, 3 Days', 3, 'Basics C', 0.9, 'Dips, chin-ups and steps.')
),
-- The day of the plan, the place in the day, the exercise; sets x repetitions, rest, increment in grams.
prescription (plan, day, place, exercise, sets, reps, rest, step, description) as (
  values
    ('Novice Full Body, 3 Days', 1, 1, 'Barbell Back Squat', 3, 5, '3 min', 5000, null),
    ('Novice Full Body, 3 Days', 1, 2, 'Barbell Bench Press', 3, 5, '3 min', 2500, null),
    ('Novice Full Body, 3 Days', 1, 3, 'Barbell Row', 3, 8, '2 min', 2500, null),
    ('Novice Full Body, 3 Days', 1, 4, 'Dumbbell Lateral Raise', 2, 12, '1 min', 2500, null),
    ('Novice Full Body, 3 Days', 1, 5, 'Cable Crunch', 2, 12, '1 min', 5000, null),
    ('Novice Full Body, 3 Days', 2, 1, 'Barbell Deadlift', 2, 5, '3 min', 5000, null),
    ('Novice Full Body, 3 Days', 2, 2, 'Overhead Press', 3, 5, '3 min', 2500, 'When 2.5 kg is too much, add 1 kg at a time.'),
    ('Novice Full Body, 3 Days', 2, 3, 'Lat Pulldown', 3, 10, '90 s', 5000, null),
    ('Novice Full Body, 3 Days', 2, 4, 'Leg Press', 2, 10, '2 min', 5000, null),
    ('Novice Full Body, 3 Days', 2, 5, 'Dumbbell Curl', 2, 12, '1 min', 2500, null),
    ('Novice Full Body, 3 Days', 2, 6, 'Push-Up', 3, 10, '90 s', 0, null),
    ('Novice Full Body, 3 Days', 3, 1, 'Barbell Back Squat', 3, 5, '3 min', 5000, null),
    ('Novice Full Body, 3 Days', 3, 2, 'Barbell Bench Press', 3, 5, '3 min', 2500, null),
    ('Novice Full Body, 3 Days', 3, 3, 'Romanian Deadlift', 3, 8, '2 min', 5000, null),
    ('Novice Full Body, 3 Days', 3, 4, 'Seated Cable Row', 3, 10, '90 s', 5000, null),
    ('Novice Full Body, 3 Days', 3, 5, 'Triceps Pushdown', 2, 12, '1 min', 5000, null),

    ('Upper/Lower, 4 Days', 1, 1, 'Barbell Bench Press', 4, 5, '3 min', 2500, null),
    ('Upper/Lower, 4 Days', 1, 2, 'Barbell Row', 4, 6, '150 s', 2500, null),
    ('Upper/Lower, 4 Days', 1, 3, 'Overhead Press', 3, 8, '2 min', 2500, null),
    ('Upper/Lower, 4 Days', 1, 4, 'Lat Pulldown', 3, 10, '90 s', 5000, null),
    ('Upper/Lower, 4 Days', 1, 5, 'Dumbbell Curl', 3, 10, '1 min', 2500, null),
    ('Upper/Lower, 4 Days', 1, 6, 'Skullcrusher', 3, 10, '1 min', 2500, null),
    ('Upper/Lower, 4 Days', 2, 1, 'Barbell Back Squat', 4, 5, '3 min', 5000, null),
    ('Upper/Lower, 4 Days', 2, 2, 'Romanian Deadlift', 3, 8, '150 s', 5000, null),
    ('Upper/Lower, 4 Days', 2, 3, 'Leg Press', 3, 10, '2 min', 5000, null),
    ('Upper/Lower, 4 Days', 2, 4, 'Lying Leg Curl', 3, 10, '90 s', 5000, null),
    ('Upper/Lower, 4 Days', 2, 5, 'Standing Calf Raise', 4, 10, '1 min', 5000, null),
    ('Upper/Lower, 4 Days', 2, 6, 'Cable Crunch', 3, 12, '1 min', 5000, null),
    ('Upper/Lower, 4 Days', 3, 1, 'Incline Dumbbell Bench Press', 4, 8, '2 min', 2500, null),
    ('Upper/Lower, 4 Days', 3, 2, 'Pull-Up', 4, 6, '150 s', 2500, 'Use the assisted machine until six repetitions are there.'),
    ('Upper/Lower, 4 Days', 3, 3, 'Cable Crossover', 3, 12, '1 min', 5000, null),
    ('Upper/Lower, 4 Days', 3, 4, 'Seated Cable Row', 3, 10, '90 s', 5000, null),
    ('Upper/Lower, 4 Days', 3, 5, 'Dumbbell Lateral Raise', 4, 12, '1 min', 2500, null),
    ('Upper/Lower, 4 Days', 3, 6, 'Face Pull', 3, 15, '1 min', 5000, null),
    ('Upper/Lower, 4 Days', 3, 7, 'Hammer Curl', 2, 12, '1 min', 2500, null),
    ('Upper/Lower, 4 Days', 3, 8, 'Rope Pushdown', 2, 12, '1 min', 5000, null),
    ('Upper/Lower, 4 Days', 4, 1, 'Barbell Deadlift', 3, 5, '3 min', 5000, null),
    ('Upper/Lower, 4 Days', 4, 2, 'Barbell Front Squat', 3, 6, '150 s', 2500, null),
    ('Upper/Lower, 4 Days', 4, 3, 'Bulgarian Split Squat', 3, 10, '90 s', 2500, 'Repetitions are per leg.'),
    ('Upper/Lower, 4 Days', 4, 4, 'Seated Leg Curl', 3, 12, '90 s', 5000, null),
    ('Upper/Lower, 4 Days', 4, 5, 'Seated Calf Raise', 4, 12, '1 min', 5000, null),
    ('Upper/Lower, 4 Days', 4, 6, 'Hanging Knee Raise', 3, 12, '1 min', 0, null),

    ('Push/Pull/Legs, 6 Days', 1, 1, 'Barbell Bench Press', 4, 6, '3 min', 2500, null),
    ('Push/Pull/Legs, 6 Days', 1, 2, 'Dumbbell Shoulder Press', 3, 8, '2 min', 2500, null),
    ('Push/Pull/Legs, 6 Days', 1, 3, 'Incline Dumbbell Bench Press', 3, 10, '2 min', 2500, null),
    ('Push/Pull/Legs, 6 Days', 1, 4, 'Dumbbell Lateral Raise', 4, 12, '1 min', 2500, null),
    ('Push/Pull/Legs, 6 Days', 1, 5, 'Triceps Pushdown', 3, 12, '1 min', 5000, null),
    ('Push/Pull/Legs, 6 Days', 1, 6, 'Overhead Cable Triceps Extension', 2, 12, '1 min', 5000, null),
    ('Push/Pull/Legs, 6 Days', 2, 1, 'Barbell Deadlift', 3, 5, '3 min', 5000, null),
    ('Push/Pull/Legs, 6 Days', 2, 2, 'Lat Pulldown', 4, 10, '90 s', 5000, null),
    ('Push/Pull/Legs, 6 Days', 2, 3, 'Seated Cable Row', 3, 10, '90 s', 5000, null),
    ('Push/Pull/Legs, 6 Days', 2, 4, 'Face Pull', 3, 15, '1 min', 5000, null),
    ('Push/Pull/Legs, 6 Days', 2, 5, 'EZ-Bar Curl', 3, 10, '1 min', 2500, null),
    ('Push/Pull/Legs, 6 Days', 3, 1, 'Barbell Back Squat', 4, 6, '3 min', 5000, null),
    ('Push/Pull/Legs, 6 Days', 3, 2, 'Romanian Deadlift', 3, 8, '2 min', 5000, null),
    ('Push/Pull/Legs, 6 Days', 3, 3, 'Leg Extension', 3, 12, '90 s', 5000, null),
    ('Push/Pull/Legs, 6 Days', 3, 4, 'Lying Leg Curl', 3, 12, '90 s', 5000, null),
    ('Push/Pull/Legs, 6 Days', 3, 5, 'Standing Calf Raise', 4, 10, '1 min', 5000, null),
    ('Push/Pull/Legs, 6 Days', 3, 6, 'Cable Crunch', 3, 12, '1 min', 5000, null),
    ('Push/Pull/Legs, 6 Days', 4, 1, 'Overhead Press', 4, 6, '3 min', 2500, null),
    ('Push/Pull/Legs, 6 Days', 4, 2, 'Incline Barbell Bench Press', 4, 8, '2 min', 2500, null),
    ('Push/Pull/Legs, 6 Days', 4, 3, 'Pec Deck', 3, 12, '90 s', 5000, null),
    ('Push/Pull/Legs, 6 Days', 4, 4, 'Cable Lateral Raise', 4, 15, '1 min', 5000, null),
    ('Push/Pull/Legs, 6 Days', 4, 5, 'Skullcrusher', 3, 10, '90 s', 2500, null),
    ('Push/Pull/Legs, 6 Days', 5, 1, 'Barbell Row', 4, 8, '2 min', 2500, null),
    ('Push/Pull/Legs, 6 Days', 5, 2, 'Pull-Up', 3, 8, '2 min', 2500, 'Use the assisted machine until eight repetitions are there.'),
    ('Push/Pull/Legs, 6 Days', 5, 3, 'Chest-Supported Dumbbell Row', 3, 10, '90 s', 2500, null),
    ('Push/Pull/Legs, 6 Days', 5, 4, 'Machine Reverse Fly', 3, 15, '1 min', 5000, null),
    ('Push/Pull/Legs, 6 Days', 5, 5, 'Incline Dumbbell Curl', 3, 10, '1 min', 2500, null),
    ('Push/Pull/Legs, 6 Days', 5, 6, 'Hammer Curl', 2, 12, '1 min', 2500, null),
    ('Push/Pull/Legs, 6 Days', 6, 1, 'Barbell Front Squat', 3, 8, '150 s', 2500, null),
    ('Push/Pull/Legs, 6 Days', 6, 2, 'Barbell Hip Thrust', 3, 10, '2 min', 5000, null),
    ('Push/Pull/Legs, 6 Days', 6, 3, 'Leg Press', 3, 12, '2 min', 5000, null),
    ('Push/Pull/Legs, 6 Days', 6, 4, 'Seated Leg Curl', 3, 12, '90 s', 5000, null),
    ('Push/Pull/Legs, 6 Days', 6, 5, 'Seated Calf Raise', 4, 15, '1 min', 5000, null),
    ('Push/Pull/Legs, 6 Days', 6, 6, 'Hanging Leg Raise', 3, 10, '1 min', 0, null),

    ('Wave Loading Strength, 4 Days', 1, 1, 'Overhead Press', 3, 5, '3 min', 2500, 'Loads by percentage; the increment is for the training maximum, once a wave.'),
    ('Wave Loading Strength, 4 Days', 1, 2, 'Dumbbell Bench Press', 4, 10, '90 s', 2500, null),
    ('Wave Loading Strength, 4 Days', 1, 3, 'Chin-Up', 4, 8, '2 min', 2500, null),
    ('Wave Loading Strength, 4 Days', 1, 4, 'Face Pull', 3, 15, '1 min', 5000, null),
    ('Wave Loading Strength, 4 Days', 1, 5, 'Triceps Pushdown', 3, 12, '1 min', 5000, null),
    ('Wave Loading Strength, 4 Days', 2, 1, 'Barbell Deadlift', 3, 5, '4 min', 5000, 'Loads by percentage; the increment is for the training maximum, once a wave.'),
    ('Wave Loading Strength, 4 Days', 2, 2, 'Leg Press', 4, 10, '2 min', 5000, null),
    ('Wave Loading Strength, 4 Days', 2, 3, 'Lying Leg Curl', 3, 12, '90 s', 5000, null),
    ('Wave Loading Strength, 4 Days', 2, 4, 'Hanging Leg Raise', 3, 10, '1 min', 0, null),
    ('Wave Loading Strength, 4 Days', 2, 5, 'Standing Calf Raise', 4, 12, '1 min', 5000, null),
    ('Wave Loading Strength, 4 Days', 3, 1, 'Barbell Bench Press', 3, 5, '3 min', 2500, 'Loads by percentage; the increment is for the training maximum, once a wave.'),
    ('Wave Loading Strength, 4 Days', 3, 2, 'Incline Dumbbell Bench Press', 3, 10, '90 s', 2500, null),
    ('Wave Loading Strength, 4 Days', 3, 3, 'Dumbbell Row', 4, 10, '90 s', 2500, null),
    ('Wave Loading Strength, 4 Days', 3, 4, 'Dumbbell Lateral Raise', 3, 15, '1 min', 2500, null),
    ('Wave Loading Strength, 4 Days', 3, 5, 'Dumbbell Curl', 3, 12, '1 min', 2500, null),
    ('Wave Loading Strength, 4 Days', 4, 1, 'Barbell Back Squat', 3, 5, '4 min', 5000, 'Loads by percentage; the increment is for the training maximum, once a wave.'),
    ('Wave Loading Strength, 4 Days', 4, 2, 'Romanian Deadlift', 3, 10, '2 min', 5000, null),
    ('Wave Loading Strength, 4 Days', 4, 3, 'Bulgarian Split Squat', 3, 10, '90 s', 2500, 'Repetitions are per leg.'),
    ('Wave Loading Strength, 4 Days', 4, 4, 'Ab Wheel Rollout', 3, 10, '1 min', 0, null),
    ('Wave Loading Strength, 4 Days', 4, 5, 'Seated Calf Raise', 3, 15, '1 min', 5000, null),

    ('Dumbbells at Home, 3 Days', 1, 1, 'Goblet Squat', 4, 10, '90 s', 2500, null),
    ('Dumbbells at Home, 3 Days', 1, 2, 'Dumbbell Bench Press', 4, 8, '2 min', 2500, null),
    ('Dumbbells at Home, 3 Days', 1, 3, 'Dumbbell Row', 4, 10, '90 s', 2500, 'Repetitions are per arm.'),
    ('Dumbbells at Home, 3 Days', 1, 4, 'Dumbbell Lateral Raise', 3, 12, '1 min', 2500, null),
    ('Dumbbells at Home, 3 Days', 1, 5, 'Dumbbell Curl', 3, 12, '1 min', 2500, null),
    ('Dumbbells at Home, 3 Days', 2, 1, 'Dumbbell Romanian Deadlift', 4, 10, '2 min', 2500, null),
    ('Dumbbells at Home, 3 Days', 2, 2, 'Dumbbell Shoulder Press', 3, 8, '2 min', 2500, null),
    ('Dumbbells at Home, 3 Days', 2, 3, 'Bulgarian Split Squat', 3, 10, '90 s', 2500, 'Repetitions are per leg.'),
    ('Dumbbells at Home, 3 Days', 2, 4, 'Bent-Over Dumbbell Row', 3, 10, '90 s', 2500, null),
    ('Dumbbells at Home, 3 Days', 2, 5, 'Push-Up', 3, 12, '90 s', 0, null),
    ('Dumbbells at Home, 3 Days', 2, 6, 'Dumbbell Overhead Triceps Extension', 3, 12, '1 min', 2500, null),
    ('Dumbbells at Home, 3 Days', 3, 1, 'Dumbbell Reverse Lunge', 4, 10, '90 s', 2500, 'Repetitions are per leg.'),
    ('Dumbbells at Home, 3 Days', 3, 2, 'Dumbbell Bench Press', 3, 12, '90 s', 2500, null),
    ('Dumbbells at Home, 3 Days', 3, 3, 'Dumbbell Row', 3, 12, '90 s', 2500, 'Repetitions are per arm.'),
    ('Dumbbells at Home, 3 Days', 3, 4, 'Dumbbell Romanian Deadlift', 3, 12, '90 s', 2500, null),
    ('Dumbbells at Home, 3 Days', 3, 5, 'Dumbbell Reverse Fly', 3, 15, '1 min', 2500, null),
    ('Dumbbells at Home, 3 Days', 3, 6, 'Hammer Curl', 2, 12, '1 min', 2500, null),
    ('Dumbbells at Home, 3 Days', 3, 7, 'Dumbbell Calf Raise', 3, 15, '1 min', 2500, null),

    ('Minimal, 2 Days', 1, 1, 'Barbell Back Squat', 4, 5, '3 min', 2500, null),
    ('Minimal, 2 Days', 1, 2, 'Barbell Bench Press', 4, 6, '150 s', 2500, null),
    ('Minimal, 2 Days', 1, 3, 'Barbell Row', 4, 8, '2 min', 2500, null),
    ('Minimal, 2 Days', 2, 1, 'Barbell Deadlift', 4, 5, '3 min', 2500, null),
    ('Minimal, 2 Days', 2, 2, 'Overhead Press', 3, 6, '150 s', 2500, null),
    ('Minimal, 2 Days', 2, 3, 'Lat Pulldown', 4, 10, '75 s', 5000, null),
    ('Minimal, 2 Days', 2, 4, 'Dumbbell Split Squat', 2, 10, '90 s', 2500, 'Repetitions are per leg.'),
    ('Minimal, 2 Days', 2, 5, 'Push-Up', 4, 15, '1 min', 0, null),

    ('Intermediate Full Body, 3 Days', 1, 1, 'Barbell Back Squat', 5, 5, '3 min', 2500, null),
    ('Intermediate Full Body, 3 Days', 1, 2, 'Barbell Bench Press', 5, 5, '3 min', 2500, null),
    ('Intermediate Full Body, 3 Days', 1, 3, 'Barbell Row', 4, 8, '2 min', 2500, null),
    ('Intermediate Full Body, 3 Days', 1, 4, 'Lying Leg Curl', 3, 10, '90 s', 5000, null),
    ('Intermediate Full Body, 3 Days', 2, 1, 'Barbell Front Squat', 3, 6, '2 min', 2500, null),
    ('Intermediate Full Body, 3 Days', 2, 2, 'Overhead Press', 4, 6, '2 min', 2500, null),
    ('Intermediate Full Body, 3 Days', 2, 3, 'Chin-Up', 4, 8, '2 min', 2500, null),
    ('Intermediate Full Body, 3 Days', 2, 4, 'Dumbbell Bench Press', 3, 10, '90 s', 2500, null),
    ('Intermediate Full Body, 3 Days', 2, 5, 'Hanging Leg Raise', 3, 10, '1 min', 0, null),
    ('Intermediate Full Body, 3 Days', 3, 1, 'Barbell Back Squat', 2, 3, '4 min', 2500, null),
    ('Intermediate Full Body, 3 Days', 3, 2, 'Barbell Bench Press', 2, 3, '4 min', 2500, null),
    ('Intermediate Full Body, 3 Days', 3, 3, 'Barbell Deadlift', 2, 4, '4 min', 5000, null),
    ('Intermediate Full Body, 3 Days', 3, 4, 'Lat Pulldown', 3, 10, '90 s', 5000, null),
    ('Intermediate Full Body, 3 Days', 3, 5, 'EZ-Bar Curl', 3, 10, '1 min', 2500, null),

    ('Body Weight Basics, 3 Days', 1, 1, 'Push-Up', 4, 12, '90 s', 0, null),
    ('Body Weight Basics, 3 Days', 1, 2, 'Inverted Row', 4, 10, '90 s', 0, null),
    ('Body Weight Basics, 3 Days', 1, 3, 'Bodyweight Bulgarian Split Squat', 4, 10, '90 s', 0, 'Repetitions are per leg.'),
    ('Body Weight Basics, 3 Days', 1, 4, 'Single-Leg Glute Bridge', 3, 12, '1 min', 0, 'Repetitions are per leg.'),
    ('Body Weight Basics, 3 Days', 1, 5, 'Lying Leg Raise', 3, 12, '1 min', 0, null),
    ('Body Weight Basics, 3 Days', 2, 1, 'Pull-Up', 4, 5, '2 min', 0, 'Slow negatives until five repetitions are there.'),
    ('Body Weight Basics, 3 Days', 2, 2, 'Pike Push-Up', 4, 8, '90 s', 0, null),
    ('Body Weight Basics, 3 Days', 2, 3, 'Bodyweight Walking Lunge', 4, 12, '90 s', 0, 'Repetitions are per leg.'),
    ('Body Weight Basics, 3 Days', 2, 4, 'Nordic Hamstring Curl', 3, 5, '2 min', 0, 'Lower slowly and push back up with the hands.'),
    ('Body Weight Basics, 3 Days', 2, 5, 'Bodyweight Calf Raise', 3, 15, '1 min', 0, null),
    ('Body Weight Basics, 3 Days', 2, 6, 'Decline Push-Up', 3, 10, '90 s', 0, null),
    ('Body Weight Basics, 3 Days', 3, 1, 'Parallel Bar Dip', 4, 8, '2 min', 0, null),
    ('Body Weight Basics, 3 Days', 3, 2, 'Chin-Up', 4, 6, '2 min', 0, null),
    ('Body Weight Basics, 3 Days', 3, 3, 'Bodyweight Step-Up', 3, 12, '90 s', 0, 'Repetitions are per leg.'),
    ('Body Weight Basics, 3 Days', 3, 4, 'Sliding Leg Curl', 3, 10, '90 s', 0, 'Heels on a towel or socks on a smooth floor.'),
    ('Body Weight Basics, 3 Days', 3, 5, 'Reverse Crunch', 3, 12, '1 min', 0, null)
),
-- What an earlier edition had otherwise: sets and rest where they were other than now (null), the increment, the lines
-- as day.place. Sets of 0 are lines that it did not have.
older (plan, sets, rest, step, lines) as (
  values
    ('Novice Full Body, 3 Days', null::int, null, 1000, '{1.4,2.5}'::text[]),
    ('Novice Full Body, 3 Days', null, null, 2500, '{1.5,2.3,3.4,3.5}'),
    ('Novice Full Body, 3 Days', 0, null, 0, '{2.6}'),
    ('Upper/Lower, 4 Days', null, null, 1000, '{1.5,3.5,3.7}'),
    ('Upper/Lower, 4 Days', null, null, 2000, '{3.1,4.3}'),
    ('Upper/Lower, 4 Days', null, null, 2500, '{1.4,2.4,2.6,3.3,3.4,3.6,3.8,4.4,4.5}'),
    ('Push/Pull/Legs, 6 Days', null, null, 1000, '{1.4,4.4,5.5,5.6}'),
    ('Push/Pull/Legs, 6 Days', null, null, 2000, '{1.2,1.3,5.3}'),
    ('Push/Pull/Legs, 6 Days', null, null, 2500, '{1.5,1.6,2.2,2.3,2.4,3.3,3.4,3.6,4.3,5.4,6.4,6.5}'),
    ('Wave Loading Strength, 4 Days', null, null, 1000, '{3.4,3.5}'),
    ('Wave Loading Strength, 4 Days', null, null, 2000, '{1.2,3.2,3.3,4.3}'),
    ('Wave Loading Strength, 4 Days', null, null, 2500, '{1.4,1.5,2.3,4.5}'),
    ('Dumbbells at Home, 3 Days', null, null, 1000, '{1.4,1.5,2.6,3.5,3.6}'),
    ('Dumbbells at Home, 3 Days', null, null, 2000, '{1.1,1.2,1.3,2.1,2.2,2.3,2.4,3.1,3.2,3.3,3.4,3.7}'),
    ('Minimal, 2 Days', 2, null, 0, '{2.5}'),
    ('Minimal, 2 Days', 3, null, 2500, '{1.1,1.2,1.3,2.1}'),
    ('Minimal, 2 Days', 3, '90 s', 2500, '{2.3}'),
    ('Minimal, 2 Days', null, null, 2000, '{2.4}'),
    ('Intermediate Full Body, 3 Days', null, null, 2000, '{2.4}'),
    ('Intermediate Full Body, 3 Days', null, null, 2500, '{1.4,3.4}'),
    ('Body Weight Basics, 3 Days', 0, null, 0, '{2.6}')
),
wanted as (
  select r.*, o.sets as old_sets, o.rest as old_rest, o.step as old_step,
         md5('coach:prescription:' || r.plan || ':' || r.day || ':' || r.place)::uuid as line,
         md5('coach:day:' || r.plan || ':' || r.day)::uuid as session_schedule_id,
         -- Casting the complaint to uuid fails and shows it: a misspelt exercise must not go missing.
         coalesce(
           (select b.base_exercise_id
            from public.base_exercise b
            where b.app_user_id is null and lower(b.name) = lower(r.exercise)
            order by b.base_exercise_id <> md5('coach:exercise:' || r.exercise)::uuid
            limit 1)::text,
           'no exercise named ' || r.exercise)::uuid as base_exercise_id
  from prescription r
  left join older o on o.plan = r.plan and r.day || '.' || r.place = any (o.lines)
),
mended as (
  update public.exercise e set sets = w.sets, rest = w.rest::interval, step_increment = w.step
  from wanted w
  where e.exercise_id = w.line and e.base_exercise_id = w.base_exercise_id and e.reps = w.reps
    and e.sets = coalesce(w.old_sets, w.sets) and e.rest = coalesce(w.old_rest, w.rest)::interval
    and e.step_increment = w.old_step and w.old_sets is distinct from 0
  returning e.exercise_id
),
added_plan as (
  insert into public.plan (plan_id, name, description, data, is_system)
  select md5('coach:plan:' || name)::uuid, name, description, data, true
  from plan_entry
  on conflict do nothing
  returning plan_id, name
),
added_day as (
  insert into public.session_schedule (
    session_schedule_id, plan_id, name, description, progression_limit, data)
  select md5('coach:day:' || d.plan || ':' || d.day)::uuid,
         p.plan_id,
         d.name,
         d.description,
         d.progression_limit,
         jsonb_build_object('day', d.day)
  from day_entry d
  join added_plan p on p.name = d.plan
  on conflict do nothing
  returning session_schedule_id, plan_id, (data ->> 'day')::int as day
)
insert into public.exercise (
  exercise_id, session_schedule_id, base_exercise_id, sets, reps, rest, step_increment, sort_order,
  description, data)
select w.line,
       w.session_schedule_id,
       w.base_exercise_id,
       w.sets,
       w.reps,
       w.rest::interval,
       w.step,
       w.place * 1000,
       w.description,
       case when w.plan = 'Wave Loading Strength, 4 Days' and w.place = 1 then
         '{"percent_of_training_max": [[65, 75, 85], [70, 80, 90], [75, 85, 95], [40, 50, 60]],
           "reps_by_week": [[5, 5, 5], [3, 3, 3], [5, 3, 1], [5, 5, 5]],
           "last_set_amrap_weeks": [1, 2, 3]}'::jsonb
       end
from wanted w
where w.session_schedule_id in (select session_schedule_id from added_day)
   or w.old_sets = 0 and exists (select from mended)
     and exists (select from public.session_schedule d where d.session_schedule_id = w.session_schedule_id)
on conflict do nothing;
