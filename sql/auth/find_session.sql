-- Whose browser this is, for 30 days and as long as it is used once a week.
-- params: session_hash text
select coach_auth.follow_supabase((
  select app_user_id from coach_auth.browser_session where session_hash = :session_hash));
with found as (
  select s.session_hash, s.created_at, s.last_used_at, u.app_user_id, u.name, u.email,
         a.password_hash is not null as has_password
  from coach_auth.browser_session s join public.app_user u using (app_user_id)
  left join coach_auth.account a using (app_user_id)
  where s.session_hash = :session_hash and s.expires_at > now()
    and s.last_used_at > now() - interval '7 days' and a.disabled_at is null
), used as (
  -- Not at every request: a page is read far more often than anybody needs to know.
  update coach_auth.browser_session s set last_used_at = now()
  from found where s.session_hash = found.session_hash and found.last_used_at < now() - interval '5 minutes'
)
select jsonb_build_object(
  'app_user_id', app_user_id, 'name', name, 'email', email, 'has_password', has_password,
  'is_fresh', created_at > now() - interval '10 minutes')
from found
