-- Names of days for what has been typed so far: of the active plan, then of the lifter's other plans.
-- params: typed text
with names as materialized (
  select d.name, min(case when u.is_active then coalesce(coach.as_int(d.data ->> 'day'), 0) else 100 end) as place
  from public.user_plan u join public.session_schedule d on d.user_plan_id = u.user_plan_id
  where u.app_user_id = (select auth.uid()) and u.archived_at is null and u.data ->> 'kind' is null
    and d.archived_at is null and position(lower(:typed) in lower(d.name)) > 0 group by d.name
)
select coalesce(jsonb_agg(n.name order by n.place, n.name), '[]')
from (select * from names order by place, name limit 100) n
