-- Every work set of the look-back with the muscles of its exercise, and the length of each session: the period, the one
-- before it, streaks and new records are all counted from these.
select coach.training(coach.since(36500), coach.since(36500))
