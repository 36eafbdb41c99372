-- What is kept for a time goes when that is over, a thousand rows of each at once: of changes, their words and what
-- undoes them after 30 days and the rest after 400, as sign-ins; answers to repeated writes after 30; apps after 90
-- idle ones; unfinished imports after an hour. Says whether there may be more. Apps come first, because only they wait
-- for others' rows and should hold none meanwhile.
select coach_auth.purge('coach_auth.client', 'coalesce(last_used_at, created_at)', '90 days', 1000);
with cleared as (
  update coach.change_log set reverse = '[]', summary = '', body_hash = null
  where ctid = any (array(
    select ctid from coach.change_log
    where changed_at < now() - interval '30 days' and changed_at >= now() - interval '400 days' and summary <> ''
    limit 1000 for update skip locked))
  returning 1
)
select jsonb_build_object('more', 1000 = greatest(
  (select count(*) from cleared), coach_auth.purge('coach.change_log', 'changed_at', '400 days', 1000),
  coach_auth.purge('coach.idempotency_key', 'created_at', '30 days', 1000),
  coach_auth.purge('coach.staged_part', 'staged_at', '1 hour', 1000),
  coach_auth.purge('coach_auth.event', 'at', '400 days', 1000),
  coach_auth.purge('coach_auth.attempt', 'at', '2 hours', 1000),
  coach_auth.purge('coach_auth.refresh_token', 'expires_at', '1 day', 1000)))
