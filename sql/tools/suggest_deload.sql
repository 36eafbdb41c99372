-- Every work set of the last weeks with its muscles, the sessions of the look-back, and the targets of the plan.
-- params: weeks int
with training as materialized (select coach.training(coach.since(365), coach.start_of_weeks(:weeks)) as log)
select json_build_object(
  'training', log, 'targets', coalesce((select json_object_agg(t.exercise_id, t.target) from coach.targets() t), '{}'))
from training
