-- Takes back the last change of thirty days; the work is coach.undo_last_change.
-- params: body jsonb, idempotency_key text, dry_run boolean, expected text
-- may take: 120s
select coach.write('undo_last_change', :body, :idempotency_key, :dry_run, :expected)
