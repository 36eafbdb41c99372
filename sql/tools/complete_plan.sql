-- Names of own plans, public ones and templates for what has been typed so far.
-- params: typed text
with names as materialized (
  select u.name, case when u.app_user_id = (select auth.uid()) then 0 else 2 end as place from public.user_plan u
  where (u.app_user_id = (select auth.uid()) or u.visibility = 'public')
    and u.archived_at is null and u.data ->> 'kind' is null
  union all
  select p.name, 1 from public.plan p where p.name <> 'Unknown' and p.visibility = 'public'
), best as (
  select name, row_number() over (order by min(place), name) as place from names
  where position(lower(:typed) in lower(name)) > 0 group by name
)
select coalesce(jsonb_agg(name order by place), '[]') from best where place <= 100
