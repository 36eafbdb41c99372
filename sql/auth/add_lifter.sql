-- An account that coach keeps for this machine (local lifter, demo), known by its id, because its e-mail may change.
-- params: setting text, name text, email text, settings jsonb
-- returns: one
-- Two processes may start at once.
select pg_advisory_xact_lock(hashtext('coach ' || :setting));
insert into public.app_user (name, email, data)
select :name, :email, jsonb_build_object('mcp_settings', :settings)
where not exists (
  select from coach.setting t
  join public.app_user u on u.app_user_id = t.value::uuid
  where t.name = :setting)
on conflict (email) do nothing;
insert into coach.setting (name, value)
select :setting, u.app_user_id::text from public.app_user u where u.email = :email
on conflict (name) do update set value = excluded.value
  where not exists (select from public.app_user u where u.app_user_id = coach.setting.value::uuid);
select value as app_user_id from coach.setting where name = :setting;
