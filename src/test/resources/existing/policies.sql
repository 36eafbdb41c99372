-- Permissive policies throughout, the forbidding ones included.
do $$
declare
  shared text;
begin
  foreach shared in array array[
    'plan', 'session_schedule', 'exercise', 'base_exercise', 'muscle_group', 'equipment_type',
    'exercise_category', 'base_exercise_primary_muscle', 'base_exercise_secondary_muscle'] loop
    execute format('alter table public.%I enable row level security', shared);
    execute format('create policy %I on public.%I for select using (true)',
                   'Everyone can read ' || shared, shared);
    execute format('create policy %I on public.%I for insert with check (false)',
                   'Nobody adds ' || shared, shared);
    execute format('create policy %I on public.%I for update using (false)',
                   'Nobody changes ' || shared, shared);
    execute format('create policy %I on public.%I for delete using (false)',
                   'Nobody deletes ' || shared, shared);
  end loop;
end
$$;

alter table public.app_user enable row level security;
create policy "Users can read their own row" on public.app_user
  for select using (auth.uid() = app_user_id);
create policy "Users can update their own row" on public.app_user
  for update using (auth.uid() = app_user_id);
create policy "Nobody adds users" on public.app_user for insert with check (false);
create policy "Nobody deletes users" on public.app_user for delete using (false);

alter table public.performed_session enable row level security;
create policy "Users see their sessions" on public.performed_session
  for select using (app_user_id = auth.uid());
create policy "Users add their sessions" on public.performed_session
  for insert with check (app_user_id = auth.uid());
create policy "Users change their sessions" on public.performed_session
  for update using (app_user_id = auth.uid());
create policy "Users delete their sessions" on public.performed_session
  for delete using (app_user_id = auth.uid());

alter table public.performed_exercise enable row level security;
create policy "Users handle their exercises" on public.performed_exercise
  using (exists (
    select 1 from public.performed_session ps
    where ps.performed_session_id = performed_exercise.performed_session_id
      and ps.app_user_id = auth.uid()));

alter table public.performed_exercise_set enable row level security;
create policy "Users handle their sets" on public.performed_exercise_set
  using (exists (
    select 1
    from public.performed_exercise pe
    join public.performed_session ps on ps.performed_session_id = pe.performed_session_id
    where pe.performed_exercise_id = performed_exercise_set.performed_exercise_id
      and ps.app_user_id = auth.uid()));
