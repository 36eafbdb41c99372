-- What a one-time link is for; nothing where it is used, void or too old.
-- params: token_hash text
-- returns: one
select i.purpose, coalesce(u.email, i.email) as email,
       coalesce(u.name, (
         select l.name from coach.setting t
         join public.app_user l on l.app_user_id::text = t.value
         where t.name = 'local_lifter' and i.purpose = 'first' and l.name <> 'Lifter')) as name
from coach_auth.invitation i left join public.app_user u using (app_user_id)
where i.token_hash = :token_hash and i.used_at is null and i.expires_at > now()
