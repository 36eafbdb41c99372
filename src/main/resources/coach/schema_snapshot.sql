-- Everything the structure of a database consists of, one object per row, extensions' own left out.
-- Run it with an empty search_path: names then come out with their schema.
with schemas as materialized (
  select oid, nspname, nspowner, nspacl
  from pg_namespace
  where nspname !~ '^pg_' and nspname <> 'information_schema'
),
of_extension as (
  select classid, objid from pg_depend where deptype = 'e'
),
relations as (
  select c.oid, c.relname, c.relkind, c.relowner, c.relacl, c.reloptions, c.relpersistence,
         c.relrowsecurity, c.relforcerowsecurity, s.nspname,
         format('%I.%I', s.nspname, c.relname) as name
  from pg_class c
  join schemas s on s.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
    and not exists (
      select from of_extension x where x.classid = 'pg_class'::regclass and x.objid = c.oid)
),
functions as (
  select p.oid, p.proowner, p.proacl, p.prokind,
         format('%I.%I(%s)', s.nspname, p.proname, pg_get_function_identity_arguments(p.oid)) as name
  from pg_proc p
  join schemas s on s.oid = p.pronamespace
  where not exists (
    select from of_extension x where x.classid = 'pg_proc'::regclass and x.objid = p.oid)
),
granted as (
  select 'schema ' || quote_ident(nspname) as object, nspowner as owner,
         coalesce(nspacl, acldefault('n', nspowner)) as acl
  from schemas
  union all
  select 'table ' || name, relowner, coalesce(relacl, acldefault('r', relowner)) from relations
  where relkind <> 'S'
  union all
  select 'sequence ' || name, relowner, coalesce(relacl, acldefault('s', relowner)) from relations
  where relkind = 'S'
  union all
  select 'column ' || r.name || '.' || quote_ident(a.attname), r.relowner, a.attacl
  from relations r
  join pg_attribute a on a.attrelid = r.oid
  where a.attacl is not null and not a.attisdropped
  union all
  select 'function ' || name, proowner, coalesce(proacl, acldefault('f', proowner)) from functions
)
select 'role' as kind, quote_ident(rolname) as name, null as parent,
       concat_ws(' ',
         case when rolcanlogin then 'login' end,
         case when rolbypassrls then 'bypassrls' end,
         case when rolsuper then 'superuser' end) as definition
from pg_roles
where rolname in ('anon', 'authenticated', 'authenticator', 'service_role')
union all
select 'extension', quote_ident(x.extname), null, 'in schema ' || quote_ident(n.nspname)
from pg_extension x
join pg_namespace n on n.oid = x.extnamespace
union all
select 'schema', quote_ident(nspname), null, 'owner ' || quote_ident(pg_get_userbyid(nspowner))
from schemas
union all
select 'type', format('%I.%I', s.nspname, t.typname), null,
       case t.typtype
         when 'd' then concat_ws(' ', 'domain over', format_type(t.typbasetype, t.typtypmod),
           case when t.typnotnull then 'not null' end,
           (select string_agg(pg_get_constraintdef(k.oid), ' ' order by k.conname)
            from pg_constraint k where k.contypid = t.oid and k.contype = 'c'))
         else 'enum ' || (select string_agg(quote_literal(e.enumlabel), ', ' order by e.enumsortorder)
                          from pg_enum e where e.enumtypid = t.oid)
       end
from pg_type t
join schemas s on s.oid = t.typnamespace
where t.typtype in ('d', 'e')
  and not exists (
    select from of_extension x where x.classid = 'pg_type'::regclass and x.objid = t.oid)
union all
select case relkind when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence'
                    when 'f' then 'foreign table' else 'table' end,
       name, null,
       concat_ws(' ',
         'owner ' || quote_ident(pg_get_userbyid(relowner)),
         case relpersistence when 'u' then 'unlogged' end,
         case when relrowsecurity then 'row security' end,
         case when relforcerowsecurity then 'forced' end,
         array_to_string(reloptions, ' '),
         case when relkind in ('v', 'm') then pg_get_viewdef(oid) end)
from relations
union all
select 'column', r.name || '.' || quote_ident(a.attname), r.name,
       concat_ws(' ',
         format_type(a.atttypid, a.atttypmod),
         case when a.attnotnull then 'not null' end,
         case when a.attidentity <> '' then 'identity' end,
         case when a.attgenerated <> '' then 'generated' when d.adbin is not null then 'default' end,
         pg_get_expr(d.adbin, d.adrelid),
         'comment ' || quote_literal(col_description(r.oid, a.attnum)))
from relations r
join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
left join pg_attrdef d on d.adrelid = r.oid and d.adnum = a.attnum
where r.relkind in ('r', 'p', 'f')
union all
-- Not-null constraints have rows of their own since PostgreSQL 18; the columns say them already.
select 'constraint', quote_ident(k.conname) || ' on ' || r.name, r.name, pg_get_constraintdef(k.oid)
from pg_constraint k
join relations r on r.oid = k.conrelid
where k.contype <> 'n'
union all
select 'index', format('%I.%I', r.nspname, c.relname), r.name, pg_get_indexdef(i.indexrelid)
from pg_index i
join relations r on r.oid = i.indrelid
join pg_class c on c.oid = i.indexrelid
where not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))
union all
select 'policy', quote_ident(p.polname) || ' on ' || r.name, r.name,
       concat_ws(' ',
         case when p.polpermissive then 'permissive' else 'restrictive' end,
         'for',
         case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update'
                       when 'd' then 'delete' else 'all' end,
         'to',
         (select string_agg(case m.o when 0 then 'public' else quote_ident(pg_get_userbyid(m.o)) end, ', '
                            order by m.o)
          from unnest(p.polroles) m (o)),
         'using (' || pg_get_expr(p.polqual, p.polrelid) || ')',
         'with check (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')')
from pg_policy p
join relations r on r.oid = p.polrelid
union all
select 'trigger', quote_ident(t.tgname) || ' on ' || r.name, r.name,
       pg_get_triggerdef(t.oid) || case when t.tgenabled <> 'O' then ' enabled ' || t.tgenabled::text else '' end
from pg_trigger t
join relations r on r.oid = t.tgrelid
where not t.tgisinternal
union all
select 'function', name, null,
       'owner ' || quote_ident(pg_get_userbyid(proowner)) || ' '
         || case when prokind in ('f', 'p') then pg_get_functiondef(oid) else 'aggregate' end
from functions
union all
select 'grant', g.object || ' to ' || case e.grantee when 0 then 'public'
                                      else quote_ident(pg_get_userbyid(e.grantee)) end,
       null,
       string_agg(lower(e.privilege_type) || case when e.is_grantable then ' with grant option' else '' end,
                  ', ' order by e.privilege_type)
from granted g
cross join lateral aclexplode(g.acl) e
where e.grantee <> g.owner
group by g.object, e.grantee
union all
select 'default grant', concat_ws(' ', 'by', quote_ident(pg_get_userbyid(a.defaclrole)),
                                  'in ' || quote_ident(s.nspname), 'on', a.defaclobjtype::text), null,
       a.defaclacl::text
from pg_default_acl a
left join schemas s on s.oid = a.defaclnamespace
order by 1, 2
