-- An account that coach keeps for this machine, empty as on its first day. One that is there keeps
-- its id, so that whoever serves it need not look again.
-- params: setting text, name text, email text
-- returns: one
-- may take: 50s
-- Two processes may do this at once.
select pg_advisory_xact_lock(hashtext('coach ' || :setting));
select coach_auth.delete_lifter(value::uuid) from coach.setting where name = :setting;
insert into coach.setting (name, value) values (:setting, gen_random_uuid()::text)
on conflict (name) do nothing;
insert into public.app_user (app_user_id, name, email)
select value::uuid, :name, :email from coach.setting
where name = :setting;
select value as app_user_id from coach.setting where name = :setting;
