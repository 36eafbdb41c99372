-- Done by Supabase's own sign-up; the trigger makes the app's account.
create trigger on_auth_user_created after insert on auth.users
  for each row execute function public.handle_new_user();
insert into auth.users (id, email, raw_user_meta_data) values
  ('00000000-0000-0000-0000-0000000000a1', 'anna@example.com', '{"name": "Anna"}'),
  ('00000000-0000-0000-0000-0000000000b2', 'ben@example.com', '{"name": "Ben", "username": "ben.lifts"}');
