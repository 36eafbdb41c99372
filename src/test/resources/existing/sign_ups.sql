-- Done by Supabase's own sign-up; the trigger makes the app's account. Anna, Ben and sixty others,
-- four of whom share the first part of their address with somebody.
create trigger on_auth_user_created after insert on auth.users
  for each row execute function public.handle_new_user();
insert into auth.users (id, email, raw_user_meta_data) values
  ('00000000-0000-0000-0000-0000000000a1', 'anna@example.com', '{"name": "Anna"}'),
  ('00000000-0000-0000-0000-0000000000b2', 'ben@example.com', '{"name": "Ben", "username": "ben.lifts"}');
insert into auth.users (id, email, raw_user_meta_data)
select ('f0000000-0000-0000-0000-' || lpad(u::text, 12, '0'))::uuid,
       case when u % 15 = 0 then 'lifter' || u - 1 || '@example.org' else 'lifter' || u || '@example.com' end,
       case when u % 2 = 0 then jsonb_build_object('full_name', 'Lifter ' || u) end
from generate_series(1, 60) u
order by u;
