-- Whose data the person at this machine sees: the account they name (an e-mail or id), else the local lifter, or the
-- demo until that one's own log begins: a workout, a measurement, an exercise, a plan. "owner" is whose data a write
-- changes, which is never the demo's; "settled" says that nothing that is logged can change the answer.
-- params: wanted text
-- returns: one
with named as (
  select u.app_user_id from public.app_user u
  where lower(u.email) = lower(:wanted) or u.app_user_id = coach.as_uuid(:wanted)
  order by u.email = :wanted desc limit 1
), kept as (
  select t.name, u.app_user_id,
         exists (select from public.performed_session s where s.app_user_id = u.app_user_id)
         or exists (select from coach.body_measurement m where m.app_user_id = u.app_user_id)
         or exists (select from public.base_exercise b where b.app_user_id = u.app_user_id)
         or exists (select from public.user_plan p where p.app_user_id = u.app_user_id and p.data ->> 'kind' is null) as begun
  from coach.setting t join public.app_user u on u.app_user_id = t.value::uuid
  where t.name in ('local_lifter', 'demo_lifter')
),
own as (select * from kept where name = 'local_lifter'),
demo as (select * from kept where name = 'demo_lifter')
select case
         when :wanted is not null then (select app_user_id from named)
         when (select begun from own) then (select app_user_id from own)
         else coalesce((select app_user_id from demo), (select app_user_id from own))
       end as app_user_id,
       case when :wanted is not null then (select app_user_id from named)
            else (select app_user_id from own) end as owner,
       :wanted is not null or coalesce((select begun from own), false) as settled;
