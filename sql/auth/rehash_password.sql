-- The same password stored with today's parameters.
-- params: app_user_id uuid, old_hash text, password_hash text
with account as (
  update coach_auth.account set password_hash = :password_hash
  where app_user_id = :app_user_id and password_hash = :old_hash returning app_user_id
)
select jsonb_build_object('changed', exists (select from account))
