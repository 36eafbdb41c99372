-- The newest migration in the database and the checksum of its functions; fails where coach has never migrated it.
-- returns: one
select value as version, coalesce((select f.value from coach.setting f where f.name = 'functions'), '') as functions
from coach.setting where name = 'schema_version';
