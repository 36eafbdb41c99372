-- Changes sets, exercises or fields of one session; the work is coach.edit_workout.
-- params: body jsonb, idempotency_key text, dry_run boolean, expected text
select coach.write('edit_workout', :body, :idempotency_key, :dry_run, :expected)
