-- Stores measured values of one day; the work is coach.log_body_measurement.
-- params: body jsonb, idempotency_key text, dry_run boolean
select coach.write('log_body_measurement', :body, :idempotency_key, :dry_run)
