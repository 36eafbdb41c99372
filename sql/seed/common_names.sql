-- Short names that people type, for a catalogue that coach did not bring, unless the catalogue itself
-- gives that name to something: each means the one of its exercises that the lifter trains, else the
-- first that is there.
insert into coach.exercise_label (label, base_exercise_id, rank)
select k.label, b.base_exercise_id,
       1 + row_number() over (partition by k.label order by min(wanted.place), b.base_exercise_id)
from (values
  ('bench', array['Barbell Bench Press - Medium Grip', 'Barbell Bench Press', 'Bench Press',
                   'Dumbbell Bench Press', 'DB Bench Press']),
  ('bench press', array['Barbell Bench Press - Medium Grip', 'Barbell Bench Press']),
  ('barbell bench press', array['Barbell Bench Press - Medium Grip']),
  ('flat bench', array['Barbell Bench Press - Medium Grip', 'Barbell Bench Press']),
  ('db bench', array['Dumbbell Bench Press', 'DB Bench Press']),
  ('dumbbell press', array['Dumbbell Bench Press']),
  ('incline bench', array['Barbell Incline Bench Press - Medium Grip', 'Incline Bench Press']),
  ('incline bench press', array['Barbell Incline Bench Press - Medium Grip']),
  ('incline db press', array['Incline Dumbbell Press']),
  ('decline bench', array['Decline Barbell Bench Press']),
  ('close grip bench', array['Close-Grip Barbell Bench Press']),
  ('cgbp', array['Close-Grip Barbell Bench Press', 'Close Grip Bench']),
  ('squat', array['Barbell Squat', 'Barbell Full Squat', 'Back Squat']),
  ('back squat', array['Barbell Squat', 'Barbell Full Squat', 'Back Squat']),
  ('front squat', array['Front Barbell Squat', 'Front Squat (Clean Grip)']),
  ('box squat', array['Box Squat']),
  ('bulgarian split squat', array['Split Squat with Dumbbells', 'Split Squats']),
  ('split squat', array['Split Squat with Dumbbells', 'Split Squats']),
  ('deadlift', array['Barbell Deadlift']),
  ('dl', array['Barbell Deadlift']),
  ('conventional deadlift', array['Barbell Deadlift']),
  ('sumo', array['Sumo Deadlift']),
  ('rdl', array['Romanian Deadlift', 'Stiff-Legged Barbell Deadlift', 'Romanian DL']),
  ('sldl', array['Stiff-Legged Barbell Deadlift', 'Romanian Deadlift', 'Stiff Legged DL']),
  ('stiff leg deadlift', array['Stiff-Legged Barbell Deadlift']),
  ('trap bar deadlift', array['Trap Bar Deadlift']),
  ('ohp', array['Standing Military Press', 'Barbell Shoulder Press', 'Overhead Press']),
  ('overhead press', array['Standing Military Press', 'Barbell Shoulder Press', 'Overhead Press']),
  ('military press', array['Standing Military Press']),
  ('press', array['Standing Military Press', 'Overhead Press']),
  ('shoulder press', array['Barbell Shoulder Press', 'Dumbbell Shoulder Press',
                           'Standing Military Press']),
  ('db shoulder press', array['Dumbbell Shoulder Press']),
  ('arnold press', array['Arnold Dumbbell Press']),
  ('row', array['Bent Over Barbell Row', 'Bent Over Row']),
  ('barbell row', array['Bent Over Barbell Row', 'Bent Over Row']),
  ('bent over row', array['Bent Over Barbell Row']),
  ('db row', array['One-Arm Dumbbell Row']),
  ('dumbbell row', array['One-Arm Dumbbell Row']),
  ('cable row', array['Seated Cable Rows']),
  ('seated row', array['Seated Cable Rows']),
  ('t bar row', array['T-Bar Row with Handle', 'Lying T-Bar Row']),
  ('upright row', array['Upright Barbell Row']),
  ('pull up', array['Pullups', 'Wide-Grip Rear Pull-Up', 'Pull-ups']),
  ('chin up', array['Chin-Up', 'Chin-ups']),
  ('chinup', array['Chin-Up']),
  ('lat pulldown', array['Wide-Grip Lat Pulldown', 'Full Range-Of-Motion Lat Pulldown', 'Lat Pull Down']),
  ('pulldown', array['Wide-Grip Lat Pulldown']),
  ('curl', array['Barbell Curl', 'Dumbbell Bicep Curl', 'Biceps Curl', 'DB Curl']),
  ('bicep curl', array['Dumbbell Bicep Curl', 'Barbell Curl']),
  ('db curl', array['Dumbbell Bicep Curl']),
  ('hammer curl', array['Hammer Curls']),
  ('preacher curl', array['Preacher Curl']),
  ('ez bar curl', array['EZ-Bar Curl']),
  ('dips', array['Dips - Triceps Version', 'Dips - Chest Version', 'Parallel Bar Dip']),
  ('chest dips', array['Dips - Chest Version']),
  ('tricep dips', array['Dips - Triceps Version']),
  ('pushdown', array['Triceps Pushdown']),
  ('tricep pushdown', array['Triceps Pushdown', 'Triceps Push Down']),
  ('skull crusher', array['EZ-Bar Skullcrusher', 'Lying Triceps Press']),
  ('leg press', array['Leg Press']),
  ('leg extension', array['Leg Extensions']),
  ('leg curl', array['Lying Leg Curls', 'Seated Leg Curl', 'Hamstring Curl']),
  ('hamstring curl', array['Lying Leg Curls', 'Seated Leg Curl']),
  ('lunge', array['Barbell Lunge', 'Dumbbell Lunges', 'Walking Lunge']),
  ('walking lunge', array['Barbell Walking Lunge', 'Bodyweight Walking Lunge']),
  ('hip thrust', array['Barbell Hip Thrust']),
  ('glute bridge', array['Barbell Glute Bridge']),
  ('calf raise', array['Standing Calf Raises', 'Calf Press', 'Calf Raise Standing']),
  ('lateral raise', array['Side Lateral Raise', 'Lateral Raises']),
  ('side raise', array['Side Lateral Raise']),
  ('front raise', array['Front Dumbbell Raise']),
  ('rear delt fly', array['Reverse Flyes', 'Reverse Machine Flyes']),
  ('fly', array['Dumbbell Flyes']),
  ('pec deck', array['Butterfly']),
  ('shrug', array['Barbell Shrug', 'Dumbbell Shrug']),
  ('push up', array['Pushups']),
  ('hanging leg raise', array['Hanging Leg Raise']),
  ('back extension', array['Hyperextensions (Back Extensions)']),
  ('kettlebell swing', array['One-Arm Kettlebell Swings']),
  ('farmers walk', array['Farmer''s Walk'])
) common (name, exercises)
cross join lateral coach.normalize_label(common.name) k (label)
cross join lateral unnest(common.exercises) with ordinality wanted (name, place)
join public.base_exercise b
  on coach.normalize_label(b.name) = coach.normalize_label(wanted.name) and b.app_user_id is null
where not exists (
  select from coach.exercise_label l
  where l.label = k.label and l.app_user_id is null)
group by k.label, b.base_exercise_id;

select coach.choose_labels(array(
  select label
  from coach.exercise_label
  where app_user_id is null
  group by label
  having not bool_or(chosen)), null);
