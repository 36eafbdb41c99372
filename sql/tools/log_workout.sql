-- Stores a workout, new or appended to one that is there; the work is coach.log_workout.
-- params: body jsonb, idempotency_key text, dry_run boolean
select coach.write('log_workout', :body, :idempotency_key, :dry_run)
