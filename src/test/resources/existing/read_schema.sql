-- What is in schema public, a line each, in the words of schema.json.
with relations as (
  select c.oid, c.relname, c.relkind, c.relrowsecurity, c.reloptions
  from pg_class c where c.relnamespace = 'public'::regnamespace),
columns as (
  select c.relkind, c.relname, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod) as type,
         case when a.attnotnull then ' not null' else '' end
           || case when a.attgenerated <> '' then ' generated'
                   else coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') end as rest
  from relations c
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum)
select format('table %s, row security: %s', relname, relrowsecurity::text)
from relations where relkind = 'r'
union all
select format('table %s, column %s: %s', relname, attname, type || rest)
from columns where relkind = 'r'
union all
select format('table %s, order of columns: %s', relname, string_agg(attname, ', ' order by attnum))
from columns where relkind = 'r' group by relname
union all
-- Since PostgreSQL 18 "not null" is a constraint too: it stands with its column.
select format('table %s, constraint: %s', c.relname, pg_get_constraintdef(k.oid))
from relations c join pg_constraint k on k.conrelid = c.oid and k.contype not in ('n', 't')
union all
select format('table %s, index: %s%s', c.relname, case when i.indisunique then 'unique ' else '' end,
              split_part(pg_get_indexdef(i.indexrelid), ' USING ', 2))
from relations c
join pg_index i on i.indrelid = c.oid
where not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))
union all
select format('table %s, policy: %s to {%s} %s', tablename, cmd, array_to_string(roles, ','),
              lower(permissive))
from pg_policies where schemaname = 'public'
union all
select format('table %s, trigger: %s', c.relname,
              regexp_replace(pg_get_triggerdef(t.oid), '^CREATE (CONSTRAINT )?TRIGGER \S+ ', '\1'))
from relations c join pg_trigger t on t.tgrelid = c.oid and not t.tgisinternal
union all
select format('view %s, security_invoker: %s', relname,
              coalesce(reloptions && array['security_invoker=true', 'security_invoker=on'], false)::text)
from relations where relkind = 'v'
union all
select format('view %s, column: %s %s', relname, attname, type)
from columns where relkind = 'v'
union all
select format('view %s, order of columns: %s', relname, string_agg(attname, ', ' order by attnum))
from columns where relkind = 'v' group by relname
union all
select format('function: %s(%s) returns %s%s', proname, pg_get_function_identity_arguments(oid),
              pg_get_function_result(oid), case when prosecdef then ' security definer' else '' end)
from pg_proc where pronamespace = 'public'::regnamespace
union all
select format('domain: %s %s %s', t.typname, format_type(t.typbasetype, t.typtypmod),
              string_agg(pg_get_constraintdef(k.oid), ' ' order by k.conname))
from pg_type t join pg_constraint k on k.contypid = t.oid
where t.typnamespace = 'public'::regnamespace and t.typtype = 'd'
group by t.oid
union all
select format('enum: %s', typname)
from pg_type where typnamespace = 'public'::regnamespace and typtype = 'e'
union all
select format('%s: %s', case relkind when 'm' then 'materialized view' when 'S' then 'sequence'
                                     when 'p' then 'partitioned table' else 'foreign table' end, relname)
from relations where relkind in ('m', 'S', 'p', 'f')
