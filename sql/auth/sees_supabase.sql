-- Whether bans, deletions, sign-outs and new passwords at Supabase are seen here.
-- returns: one
select coach_auth.sees_supabase() as people, coach_auth.reads('sessions') as sessions
