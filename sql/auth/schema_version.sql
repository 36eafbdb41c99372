-- The newest migration in the database and the checksums of its functions and of coach_api; fails where coach has never
-- migrated it.
-- returns: one
select value as version, coalesce((select f.value from coach.setting f where f.name = 'functions'), '') as functions,
       coalesce((select f.value from coach.setting f where f.name = 'api'), '') as api
from coach.setting where name = 'schema_version';
