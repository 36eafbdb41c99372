-- A new signing key, which signs after the delay and then retires the others; none where another instance was faster.
-- params: key_id text, public_key text, private_key text, is_encrypted boolean, newest text, delay_seconds int
select pg_advisory_xact_lock(hashtext('coach signing key'));
insert into coach_auth.signing_key (key_id, public_key, private_key, is_encrypted, created_at, not_before)
select :key_id, :public_key, :private_key, :is_encrypted, clock_timestamp(),
       now() + make_interval(secs => :delay_seconds)
where :newest is not distinct from (
  select key_id from coach_auth.signing_key where retired_at is null or retired_at > now() - interval '2 hours'
  order by created_at desc, key_id limit 1);
update coach_auth.signing_key
set retired_at = now() + make_interval(secs => :delay_seconds)
where key_id <> :key_id
  and (retired_at is null or retired_at > now() + make_interval(secs => :delay_seconds))
  and exists (select from coach_auth.signing_key where key_id = :key_id);
delete from coach_auth.signing_key where retired_at < now() - interval '1 day';
select to_jsonb(exists (select from coach_auth.signing_key where key_id = :key_id))
