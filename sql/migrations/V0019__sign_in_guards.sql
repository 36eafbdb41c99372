-- The wait before a sign-in counts the site's network too, in a function with more arguments; refreshes
-- are counted by grant and hour.

drop function if exists coach_auth.sign_in_wait(int, int, int, int, int, boolean, boolean);

create index if not exists refresh_token_grant on coach_auth.refresh_token (family, created_at);
drop index if exists coach_auth.refresh_token_family;
