-- Whether there is an account with a password yet, and whether people sign in elsewhere, with Supabase.
-- returns: one
select exists (
         select from coach_auth.account a where a.password_hash is not null) as has_password_account,
       exists (select from auth.users) as people_are_elsewhere
