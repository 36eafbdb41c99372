-- Somebody is sent to Supabase and should come back within ten minutes. Nobody had to prove anything
-- to get here, so only so many are remembered.
-- params: state_hash text, verifier text, next text
-- returns: json
delete from coach_auth.pending_sign_in
where expires_at < now();
with pending as (
  insert into coach_auth.pending_sign_in (state_hash, verifier, next, expires_at)
  select :state_hash, :verifier, :next, now() + interval '10 minutes'
  where (select count(*) from coach_auth.pending_sign_in) < 10000
  returning state_hash
)
select jsonb_build_object('added', exists (select from pending))
