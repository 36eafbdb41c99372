-- Changes a plan of the lifter's own; the work is coach.modify_user_plan.
-- params: body jsonb, idempotency_key text, dry_run boolean
select coach.write('modify_user_plan', :body, :idempotency_key, :dry_run)
