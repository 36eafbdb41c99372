-- Deletes an account that coach keeps for this machine, with everything it has.
-- params: setting text
-- may take: 50s
select coach_auth.delete_lifter(value::uuid) from coach.setting where name = :setting;
with gone as (delete from coach.setting where name = :setting returning name)
select jsonb_build_object('removed', exists (select from gone))
