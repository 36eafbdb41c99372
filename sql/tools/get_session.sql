-- One session in full. The selector is an id, "last", "today" or a local date.
-- params: session text
with meant as materialized (
  select s.performed_session_id as id,
         row_number() over (order by coalesce(s.completed_at, s.started_at) desc, s.performed_session_id) as place
  from coach.sessions_meant(:session) s
  where coach.as_uuid(:session) is not null or coalesce(s.completed_at, s.started_at) >= coach.since(36500)
)
select jsonb_build_object(
  'near', (
    select jsonb_agg(x.day order by x.day) from (
      select distinct e.session_date as day, abs(e.session_date - (:session)::date)
      from coach.entries(coach.since(36500)) e
      where not e.is_draft and :session ~ '^\d{4}-\d\d-' and not exists (select from meant) order by 2 limit 2) x),
  'others', coalesce((
    select jsonb_agg(id order by place) from meant where place between 2 and 20 and lower(:session) <> 'last'), '[]'),
  'view', (select coach.session_view(id) from meant where place = 1))
