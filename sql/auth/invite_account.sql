-- A one-time link for a person without an account; earlier ones for the same e-mail are void.
-- params: email text, token_hash text
delete from coach_auth.invitation where purpose = 'invite' and lower(email) = lower(:email);
with link as (
  insert into coach_auth.invitation (token_hash, purpose, email, expires_at)
  select :token_hash, 'invite', :email, now() + interval '7 days'
  where not exists (
    select from public.app_user u
    join coach_auth.account a using (app_user_id)
    where lower(u.email) = lower(:email))
  returning token_hash
)
select jsonb_build_object('invited', exists (select from link))
