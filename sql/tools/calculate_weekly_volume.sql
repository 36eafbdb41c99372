-- Every work set of the last weeks with the muscles of its exercise.
-- params: weeks int
select coach.training(coach.start_of_weeks(:weeks), coach.start_of_weeks(:weeks))
