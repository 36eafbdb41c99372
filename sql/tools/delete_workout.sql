-- Takes a session away; the work is coach.delete_workout.
-- params: body jsonb, idempotency_key text, dry_run boolean, expected text
select coach.write('delete_workout', :body, :idempotency_key, :dry_run, :expected)
