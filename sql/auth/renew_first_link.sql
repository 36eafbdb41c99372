-- A one-time link for the first account, beside those of the last day: each instance prints its own. The newest stay.
-- params: token_hash text
delete from coach_auth.invitation
where (purpose = 'first' and expires_at < now()) or expires_at < now() - interval '30 days';
delete from coach_auth.invitation
where token_hash in (
  select token_hash from coach_auth.invitation where purpose = 'first' order by created_at desc
  offset 9);
with link as (
  insert into coach_auth.invitation (token_hash, purpose, expires_at)
  select :token_hash, 'first', now() + interval '1 day'
  where not exists (select from coach_auth.account a where a.password_hash is not null) returning token_hash
)
select jsonb_build_object('needed', exists (select from link))
