-- Permissive policies throughout, the forbidding ones included.
do $$
declare
  shared text;
begin
  foreach shared in array array['base_exercise', 'exercise', 'exercise_set_type', 'plan',
                                'session_schedule'] loop
    execute format('create policy "Everyone reads" on public.%I for select to anon, authenticated'
                   ' using (true)', shared);
    execute format('create policy "Nobody adds" on public.%I for insert to anon, authenticated'
                   ' with check (false)', shared);
    execute format('create policy "Nobody changes" on public.%I for update to anon, authenticated'
                   ' using (false)', shared);
    execute format('create policy "Nobody deletes" on public.%I for delete to anon, authenticated'
                   ' using (false)', shared);
  end loop;
  foreach shared in array array['base_exercise', 'base_exercise_primary_muscle',
                                'base_exercise_secondary_muscle', 'equipment_type',
                                'exercise_category', 'muscle_group'] loop
    execute format('create policy "Catalogue is read" on public.%I for select using (true)', shared);
    execute format('create policy "Catalogue gains nothing" on public.%I for insert'
                   ' with check (false)', shared);
    execute format('create policy "Catalogue stays" on public.%I for update using (false)', shared);
    execute format('create policy "Catalogue loses nothing" on public.%I for delete using (false)',
                   shared);
  end loop;
  foreach shared in array array[
    'admin_users', 'app_user', 'base_exercise', 'base_exercise_primary_muscle',
    'base_exercise_secondary_muscle', 'equipment_type', 'exercise', 'exercise_category',
    'exercise_set_type', 'impersonation_audit', 'muscle_group', 'performed_exercise',
    'performed_exercise_set', 'performed_session', 'plan', 'session_schedule'] loop
    execute format('alter table public.%I enable row level security', shared);
  end loop;
end
$$;

create policy "Users read their own row" on public.app_user
  for select to authenticated using ((select auth.uid()) = app_user_id);
create policy "Users change their own row" on public.app_user
  for update to authenticated using ((select auth.uid()) = app_user_id);
create policy "Nobody adds users" on public.app_user
  for insert to anon, authenticated with check (false);
create policy "Users come by signing up" on public.app_user
  for insert to anon, authenticated with check (false);
create policy "Nobody deletes users" on public.app_user
  for delete to anon, authenticated using (false);

create policy "Users see their sessions" on public.performed_session
  for select to authenticated using (app_user_id = (select auth.uid()));
create policy "Users add their sessions" on public.performed_session
  for insert to authenticated with check (app_user_id = (select auth.uid()));
create policy "Users change their sessions" on public.performed_session
  for update to authenticated using (app_user_id = (select auth.uid()));
create policy "Users delete their sessions" on public.performed_session
  for delete to authenticated using (app_user_id = (select auth.uid()));

do $$
declare
  own text;
begin
  own := '(exists (select from public.performed_session ps'
    ' where ps.performed_session_id = performed_exercise.performed_session_id'
    ' and ps.app_user_id = (select auth.uid())))';
  execute 'create policy "Own exercises are seen" on public.performed_exercise'
    ' for select to authenticated using ' || own;
  execute 'create policy "Own exercises are added" on public.performed_exercise'
    ' for insert to authenticated with check ' || own;
  execute 'create policy "Own exercises are changed" on public.performed_exercise'
    ' for update to authenticated using ' || own;
  execute 'create policy "Own exercises are deleted" on public.performed_exercise'
    ' for delete to authenticated using ' || own;

  own := '(exists (select from public.performed_exercise pe'
    ' join public.performed_session ps on ps.performed_session_id = pe.performed_session_id'
    ' where pe.performed_exercise_id = performed_exercise_set.performed_exercise_id'
    ' and ps.app_user_id = (select auth.uid())))';
  execute 'create policy "Own sets are seen" on public.performed_exercise_set'
    ' for select to authenticated using ' || own;
  execute 'create policy "Own sets are added" on public.performed_exercise_set'
    ' for insert to authenticated with check ' || own;
  execute 'create policy "Own sets are changed" on public.performed_exercise_set'
    ' for update to authenticated using ' || own;
  execute 'create policy "Own sets are deleted" on public.performed_exercise_set'
    ' for delete to authenticated using ' || own;
end
$$;

create policy "Admins see their own grant" on public.admin_users
  for select to authenticated using (admin_user_id = (select auth.uid()));
create policy "Superadmins manage grants" on public.admin_users
  for all to authenticated
  using (public.get_admin_role((select auth.uid())) = 'superadmin')
  with check (public.get_admin_role((select auth.uid())) = 'superadmin');
create policy "Users see who acted as them" on public.impersonation_audit
  for select to authenticated using ((select auth.uid()) in (admin_user_id, target_user_id));
create policy "Admins keep the audit" on public.impersonation_audit
  for all to authenticated
  using (public.is_admin((select auth.uid()))) with check (public.is_admin((select auth.uid())));
