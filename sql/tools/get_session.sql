-- One session in full. The selector is an id, "last", "today" or a local date.
-- params: session text
with meant as materialized (
  select s.performed_session_id as id,
         row_number() over (order by coalesce(s.completed_at, s.started_at) desc, s.performed_session_id) as place
  from coach.sessions_meant(:session) s
  where coach.as_uuid(:session) is not null or coalesce(s.completed_at, s.started_at) >= coach.since(365)
)
select jsonb_build_object(
  'others', coalesce((
    select jsonb_agg(id order by place) from meant where place between 2 and 20 and lower(:session) <> 'last'), '[]'),
  'view', (select coach.session_view(id) from meant where place = 1))
