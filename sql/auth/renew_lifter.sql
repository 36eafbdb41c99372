-- An account that coach keeps for this machine, emptied under the same id, which servers have read.
-- params: setting text, name text, email text
-- returns: one
-- may take: 50s
select pg_advisory_xact_lock(hashtext('coach ' || :setting));
select coach_auth.delete_lifter(value::uuid) from coach.setting where name = :setting;
insert into coach.setting (name, value) values (:setting, gen_random_uuid()::text)
on conflict (name) do nothing;
insert into public.app_user (app_user_id, name, email)
select value::uuid, :name, :email from coach.setting where name = :setting;
select value as app_user_id from coach.setting where name = :setting;
