-- Adds an exercise of the lifter's own; the work is coach.create_exercise.
-- params: body jsonb, idempotency_key text, dry_run boolean
select coach.write('create_exercise', :body, :idempotency_key, :dry_run)
