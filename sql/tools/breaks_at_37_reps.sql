-- Whether one set of 37 reps breaks the statistics of this database's workout app.
select to_json(current_setting('coach.exercise_stats', true) is not distinct from 'own')
where (select auth.uid()) is not null
