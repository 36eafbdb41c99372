-- Everybody who can sign in, or was asked to.
-- returns: many
select u.email, u.name, a.created_at, a.last_sign_in_at,
       case when a.disabled_at is not null then 'disabled' else 'active' end as state
from coach_auth.account a join public.app_user u using (app_user_id)
union all
select i.email, null, i.created_at, null, 'invited' from coach_auth.invitation i
where i.purpose = 'invite' and i.used_at is null and i.expires_at > now() order by created_at, email
