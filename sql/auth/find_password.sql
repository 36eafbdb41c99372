-- The stored password of an account, for one who is signed in and must prove it again.
-- params: app_user_id uuid
-- returns: one
select a.password_hash
from coach_auth.account a
where a.app_user_id = :app_user_id
