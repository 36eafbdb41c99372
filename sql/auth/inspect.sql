-- What the doctor looks at; it reads the catalogue only, so it answers on any PostgreSQL.
-- returns: one
select current_setting('server_version') as version,
       current_setting('server_version_num')::int as version_number, current_user as role,
       extract(epoch from clock_timestamp()) as clock,
       (select coalesce(array_agg(x.extname order by x.extname), '{}') from pg_extension x) as extensions,
       (select coalesce(array_agg(r.rolname order by r.rolname), '{}')
        from pg_roles r
        where r.rolname in ('anon', 'authenticated', 'service_role')
          and pg_has_role(current_user, r.oid, 'MEMBER')) as member_of,
       to_regclass('coach.setting') is not null as has_coach,
       to_regclass('public.performed_session') is not null as has_workouts;
