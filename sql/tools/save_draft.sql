-- Stores a session that was drafted; the work is coach.save_draft.
-- params: body jsonb, idempotency_key text, dry_run boolean, expected text
select coach.write('save_draft', :body, :idempotency_key, :dry_run, :expected)
