-- Deletes an account with everything it has, unless the session that asks for it has been ended meanwhile.
-- params: app_user_id uuid, session_hash text
-- may take: 50s
-- In the order in which others lock: a call that notes its app's use may wait for the writer's lock.
select app_user_id from coach_auth.account where app_user_id = :app_user_id for update;
select family from coach_auth.token_family where app_user_id = :app_user_id for update;
select pg_advisory_xact_lock(hashtextextended('coach.writer ' || :app_user_id, 0));
select jsonb_build_object('deleted', coalesce(bool_or(d), false)) from coach_auth.browser_session s
join public.app_user u using (app_user_id)
cross join lateral coach_auth.delete_account(s.app_user_id, 'sign_in account ' || coach_auth.attempted(u.email)) d
where s.session_hash = :session_hash and s.app_user_id = :app_user_id
