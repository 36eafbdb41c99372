-- A one-time link with which a person chooses a new password; earlier ones are void.
-- params: email text, token_hash text
delete from coach_auth.invitation i using public.app_user u
where i.purpose = 'reset' and i.app_user_id = u.app_user_id and lower(u.email) = lower(:email);
with link as (
  insert into coach_auth.invitation (token_hash, purpose, app_user_id, expires_at)
  select :token_hash, 'reset', a.app_user_id, now() + interval '1 day'
  from public.app_user u join coach_auth.account a using (app_user_id)
  where lower(u.email) = lower(:email) order by u.email = :email desc limit 1 returning token_hash
)
select jsonb_build_object('found', exists (select from link))
