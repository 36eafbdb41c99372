-- What is kept for a time goes when that is over, whether or not anybody comes by: of changes, their
-- words and what undoes them after 30 days and the rest after 400, as sign-ins; answers to repeated
-- writes after 30; apps after 90 idle ones; parts of an import that never ended after an hour. At
-- most a thousand rows of each at once; says whether there may be more.
-- returns: json
-- First, because only this one waits for others' rows, and should hold none of theirs meanwhile.
delete from coach_auth.client
where ctid = any (array(
  select ctid from coach_auth.client
  where coalesce(last_used_at, created_at) < now() - interval '90 days' limit 1000
  for update skip locked));
with cleared as (
  update coach.change_log set reverse = '[]', summary = '', body_hash = null
  where ctid = any (array(
    select ctid from coach.change_log
    where changed_at < now() - interval '30 days'
      and changed_at >= now() - interval '400 days'
      and summary <> ''
    limit 1000
    for update skip locked))
  returning 1
),
changes as (
  delete from coach.change_log
  where ctid = any (array(
    select ctid from coach.change_log
    where changed_at < now() - interval '400 days' limit 1000
    for update skip locked))
  returning 1
),
keys as (
  delete from coach.idempotency_key
  where ctid = any (array(
    select ctid from coach.idempotency_key
    where created_at < now() - interval '30 days' limit 1000
    for update skip locked))
  returning 1
),
parts as (
  delete from coach.staged_part
  where ctid = any (array(
    select ctid from coach.staged_part
    where staged_at < now() - interval '1 hour' limit 1000
    for update skip locked))
  returning 1
),
events as (
  delete from coach_auth.event
  where ctid = any (array(
    select ctid from coach_auth.event
    where at < now() - interval '400 days' limit 1000
    for update skip locked))
  returning 1
)
select jsonb_build_object('more', 1000 in (
  (select count(*) from cleared), (select count(*) from changes), (select count(*) from keys),
  (select count(*) from parts), (select count(*) from events)))
