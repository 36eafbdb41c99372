-- Everything that belongs to the lifter but the sessions, and what these rows refer to by name so that another database
-- can find it again. The sessions follow page by page: export_sessions.
with days as materialized (
  select d.session_schedule_id, d.user_plan_id, d.name, d.description, d.progression_limit, d.links,
         d.data, d.archived_at, p.name as plan
  from (
    select d.session_schedule_id from public.user_plan u join public.session_schedule d using (user_plan_id)
    where u.app_user_id = (select auth.uid())
    union
    select session_schedule_id from public.performed_session where app_user_id = (select auth.uid())
  ) mine
  join public.session_schedule d using (session_schedule_id) left join public.plan p using (plan_id)
), exercises as materialized (
  select e.* from days d
  cross join lateral (select x.* from public.exercise x where x.session_schedule_id = d.session_schedule_id offset 0) e
  where d.user_plan_id is not null
)
select jsonb_build_object(
  'account', (
    select jsonb_build_object('id', app_user_id, 'name', name)
    from public.app_user where app_user_id = (select auth.uid())),
  'settings', (
    select coalesce(data -> 'mcp_settings', '{}') from public.app_user where app_user_id = (select auth.uid())),
  'sessions', (select count(*) from public.performed_session where app_user_id = (select auth.uid())),
  'base_exercise', coalesce((
    select jsonb_agg(to_jsonb(b) - 'app_user_id' - 'links' order by b.base_exercise_id)
    from coach.catalog() b where b.app_user_id = (select auth.uid())), '[]'),
  'import_mapping', coalesce((
    select jsonb_agg(jsonb_build_object('name', m.label, 'base_exercise_id', m.base_exercise_id) order by m.label)
    from coach.import_mapping m where m.app_user_id = (select auth.uid())), '[]'),
  'user_plan', coalesce((
    select jsonb_agg(to_jsonb(p) - 'app_user_id' - 'updated_at' order by p.user_plan_id)
    from public.user_plan p where p.app_user_id = (select auth.uid())), '[]'),
  'session_schedule', coalesce((select jsonb_agg(to_jsonb(d) order by d.session_schedule_id) from days d), '[]'),
  'exercise', coalesce((select jsonb_agg(to_jsonb(e) order by e.exercise_id) from exercises e), '[]'),
  'body_measurement', coalesce((
    select jsonb_agg(
      jsonb_build_object('body_measurement_id', m.body_measurement_id, 'kind', m.kind,
                         'measured_on', m.measured_on, 'value', m.value, 'note', m.note)
      order by m.measured_on, m.kind) from coach.body_measurement m where m.app_user_id = (select auth.uid())), '[]'),
  'names', coalesce((
    select jsonb_object_agg(b.base_exercise_id, b.name) from public.base_exercise b where b.app_user_id is null
      and (b.base_exercise_id in (select base_exercise_id from exercises)
           or b.base_exercise_id in (select base_exercise_id from coach.entries(null))
           or b.base_exercise_id in (
             select base_exercise_id from coach.import_mapping where app_user_id = (select auth.uid())))), '{}'))
