-- How many workouts were finished.
-- params: days int
-- returns: one
select count(distinct session) as sessions
from coach.sets(coach.since(:days))
where number is not null
