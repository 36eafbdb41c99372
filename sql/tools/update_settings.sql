-- Changes the lifter's settings; the work is coach.update_settings.
-- params: body jsonb, idempotency_key text, dry_run boolean
select coach.write('update_settings', :body, :idempotency_key, :dry_run)
