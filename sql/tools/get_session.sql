-- One session in full. The selector is an id, "last", "today" or a local date.
-- params: session text
-- returns: json
with mine as materialized (
  select s.*,
         coach.session_date(s.started_at, s.completed_at) as date
  from public.performed_session s
  where s.app_user_id = (select auth.uid())
    and case
          when :session ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
            then s.performed_session_id::text = lower(:session)
          else coalesce(s.completed_at, s.started_at) >= coach.since(365)
        end
),
chosen as materialized (
  select m.*
  from mine m
  where case
          when :session ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then true
          when lower(:session) = 'last' then exists (
            select from public.performed_exercise e
            where e.performed_session_id = m.performed_session_id and e.completed_at is not null)
          when lower(:session) = 'today' then m.date = coach.today()
          when :session ~ '^\d{4}-\d{2}-\d{2}$' then m.date::text = :session
          else false
        end
  order by coalesce(m.completed_at, m.started_at) desc, m.performed_session_id
  limit 20
),
one as materialized (
  select * from chosen limit 1
)
select jsonb_build_object(
  'others', coalesce((
    select jsonb_agg(performed_session_id)
    from chosen
    where performed_session_id <> (select performed_session_id from one)
      and lower(:session) <> 'last'), '[]'),
  'view', (select coach.session_view(performed_session_id) from one))
