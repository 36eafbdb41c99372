-- The secret that authenticates request state, made by the instance that needs it first.
-- params: fresh text
-- returns: one
insert into coach.setting (name, value) values ('request_state_key', :fresh)
on conflict (name) do nothing;
select value as secret from coach.setting where name = 'request_state_key';
