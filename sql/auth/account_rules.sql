-- Whether there is an account with a password yet, and whether people sign in elsewhere: a database whose people are
-- Supabase's gets no second set of them.
-- returns: one
select exists (
         select from coach_auth.account a where a.password_hash is not null) as has_password_account,
       exists (select from auth.users) as people_are_elsewhere
