-- The one-time link for the first account; the ones before it are void.
-- params: token_hash text
-- returns: json
delete from coach_auth.invitation
where purpose = 'first' or expires_at < now() - interval '30 days';
with link as (
  insert into coach_auth.invitation (token_hash, purpose, expires_at)
  select :token_hash, 'first', now() + interval '1 day'
  where not exists (
    select from coach_auth.account a where a.password_hash is not null)
  returning token_hash
)
select jsonb_build_object('needed', exists (select from link))
