-- Removes what belongs to an account that coach keeps for this machine, and with "account" the
-- account itself. Sessions go before the days they were planned on, and plans before the exercises
-- in them.
-- params: setting text, account boolean
-- returns: json
delete from public.performed_session s
using coach.setting t
where t.name = :setting and s.app_user_id = t.value::uuid;
delete from public.user_plan p
using coach.setting t
where t.name = :setting and p.app_user_id = t.value::uuid;
delete from public.base_exercise b
using coach.setting t
where t.name = :setting and b.app_user_id = t.value::uuid;
delete from coach.body_measurement m
using coach.setting t
where t.name = :setting and m.app_user_id = t.value::uuid;
delete from coach.import_mapping m
using coach.setting t
where t.name = :setting and m.app_user_id = t.value::uuid;
delete from coach.change_log c
using coach.setting t
where t.name = :setting and c.app_user_id = t.value::uuid;
delete from coach.idempotency_key k
using coach.setting t
where t.name = :setting and k.app_user_id = t.value::uuid;
update public.app_user u
set data = null
from coach.setting t
where t.name = :setting and u.app_user_id = t.value::uuid;
delete from public.app_user u
using coach.setting t
where :account and t.name = :setting and u.app_user_id = t.value::uuid;
with gone as (
  delete from coach.setting t
  where :account and t.name = :setting
  returning t.name
)
select jsonb_build_object('removed', exists (select from gone))
