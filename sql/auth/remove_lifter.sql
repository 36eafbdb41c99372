-- Deletes an account that coach keeps for this machine, with everything it has.
-- params: setting text
-- returns: json
-- may take: 50s
delete from public.app_user u
using coach.setting t
where t.name = :setting and u.app_user_id = t.value::uuid;
with gone as (
  delete from coach.setting
  where name = :setting
  returning name
)
select jsonb_build_object('removed', exists (select from gone))
