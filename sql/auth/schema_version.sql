-- The newest migration in the database; fails where coach has never migrated it.
-- returns: one
select value as version
from coach.setting
where name = 'schema_version';
