-- Muscles by the words of a name, a plan with days to train, and the plan that holds everything.
insert into public.base_exercise_primary_muscle (base_exercise_id, muscle_group_id, sort_order)
select be.base_exercise_id, mg.muscle_group_id, 1
from public.base_exercise be
join public.muscle_group mg on mg.name = case
  when be.name ~* 'hamstring|romanian|stiff|good morning' then 'hamstrings'
  when be.name ~* 'squat|leg press|leg ext|lunge|step' then 'quadriceps'
  when be.name ~* 'deadlift|trap bar|clean' then 'lower back'
  when be.name ~* 'thrust|bridge|kick back' then 'glutes'
  when be.name ~* 'abduction' then 'abductors'
  when be.name ~* 'adduction' then 'adductors'
  when be.name ~* 'calf' then 'calves'
  when be.name ~* 'pull-up|\mchin|lat pull|pull down|pullover' then 'lats'
  when be.name ~* 'shrug|upright' then 'traps'
  when be.name ~* 'row|face pull|rear' then 'middle back'
  when be.name ~* 'wrist|farmer|carry' then 'forearms'
  when be.name ~* 'curl' then 'biceps'
  when be.name ~* 'triceps|skull|close grip|dips' then 'triceps'
  when be.name ~* 'shoulder|overhead|arnold|push press|lateral|front raise' then 'shoulders'
  when be.name ~* 'plank|sit-up|leg raise|wheel|side bend' then 'abdominals'
  else 'chest' end;
insert into public.base_exercise_secondary_muscle (base_exercise_id, muscle_group_id, sort_order)
select be.base_exercise_id, mg.muscle_group_id, 1
from public.base_exercise be
join public.muscle_group mg on mg.name = case
  when be.name ~* 'bench|press|push-up' then 'triceps'
  when be.name ~* 'row|pull-up|\mchin' then 'biceps'
  when be.name ~* 'squat|deadlift|lunge' then 'glutes' end
where not exists (select from public.base_exercise_primary_muscle p
                  where p.base_exercise_id = be.base_exercise_id
                    and p.muscle_group_id = mg.muscle_group_id);

insert into public.plan (plan_id, name, description, links, data) values
  ('a0000000-0000-0000-0000-000000000001', 'Full Body', 'Three days a week', '{https://example.com/full-body}', null),
  ('a0000000-0000-0000-0000-000000000002', 'Unknown', 'Everything there is', null, null),
  ('a0000000-0000-0000-0000-000000000003', 'Upper and lower', 'Four days a week', null, '{"weeks": 8}');
insert into public.session_schedule (session_schedule_id, plan_id, name, description, progression_limit) values
  ('b0000000-0000-0000-0000-000000000001', 'a0000000-0000-0000-0000-000000000001', 'Day A', null, 0.8),
  ('b0000000-0000-0000-0000-000000000002', 'a0000000-0000-0000-0000-000000000002', 'Unknown', null, 1),
  ('b0000000-0000-0000-0000-000000000003', 'a0000000-0000-0000-0000-000000000003', 'Upper', 'Press and pull', 0.9),
  ('b0000000-0000-0000-0000-000000000004', 'a0000000-0000-0000-0000-000000000003', 'Lower', 'Squat and hinge', 0.9),
  ('b0000000-0000-0000-0000-000000000005', 'a0000000-0000-0000-0000-000000000003', 'Mobility', 'Nothing prescribed yet', 1);
insert into public.exercise
  (exercise_id, base_exercise_id, session_schedule_id, reps, sets, rest, sort_order)
select v.exercise_id, be.base_exercise_id, 'b0000000-0000-0000-0000-000000000001', v.reps, 3,
       interval '3 minutes', v.place
from (values
  ('c0000000-0000-0000-0000-000000000001'::uuid, 'Back squat', 5, 10),
  ('c0000000-0000-0000-0000-000000000002', 'Bench press', 5, 20),
  ('c0000000-0000-0000-0000-000000000003', 'Pull-ups', 8, 30)
) v (exercise_id, name, reps, place)
join public.base_exercise be using (name);
-- Six lines for each day of the other plan: pushing and pulling compounds, in the order of their names.
insert into public.exercise
  (exercise_id, base_exercise_id, session_schedule_id, reps, sets, rest, step_increment, sort_order)
select md5('line ' || d.name || b.n)::uuid, b.base_exercise_id, d.session_schedule_id,
       5 + b.n % 3, 3, interval '2 minutes', 1250 * (1 + b.n % 2), b.n * 10
from (
  select be.base_exercise_id, m.day, row_number() over (partition by m.day order by be.name, be.base_exercise_id) as n
  from public.base_exercise be
  join public.base_exercise_primary_muscle p on p.base_exercise_id = be.base_exercise_id
  join public.muscle_group mg on mg.muscle_group_id = p.muscle_group_id
  join (values ('Upper', 'chest'), ('Upper', 'shoulders'), ('Upper', 'middle back'),
               ('Lower', 'quadriceps'), ('Lower', 'hamstrings'), ('Lower', 'lower back')) m (day, muscle)
    on m.muscle = mg.name
  where be.mechanic = 'compound') b
join public.session_schedule d on d.name = b.day
where b.n <= 6;
insert into public.exercise (base_exercise_id, session_schedule_id, reps, sets)
select base_exercise_id, 'b0000000-0000-0000-0000-000000000002', 10, 3 from public.base_exercise;
