-- Stores a plan of the lifter's own; the work is coach.create_workout_plan.
-- params: body jsonb, idempotency_key text, dry_run boolean
select coach.write('create_workout_plan', :body, :idempotency_key, :dry_run)
