-- Every work set of the last weeks with the muscles of its exercise.
-- params: weeks int
-- returns: json
-- fast by: performed_session_of_user
select coach.sets_with_muscles(
  coach.start_of(greatest(
    (date_trunc('week', coach.today()::timestamp))::date - 7 * :weeks,
    coach.local_date(coach.since(365)))))
