-- Whether one set of 37 reps breaks the statistics of this database's workout app.
select to_json(coach.breaks_at_37_reps()) where (select auth.uid()) is not null
