-- Calls per lifter and hour over HTTP, 0 for no limit, where every instance reads them.
-- params: calls int
-- returns: one
insert into coach.setting (name, value) values ('rate_limit_per_hour', :calls::text)
on conflict (name) do update set value = excluded.value where coach.setting.value <> excluded.value;
select value as calls from coach.setting where name = 'rate_limit_per_hour';
