-- The structure of a database as text that a person reads; run it with an empty search_path.
with relations as (
  select c.oid, c.relkind, c.relpersistence, c.reloptions, c.relacl, c.relowner, n.nspname, c.relname,
         format('%I.%I', n.nspname, c.relname) as name
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  where n.nspname in ('public', 'coach', 'coach_auth', 'auth')
    and c.relkind in ('r', 'v')
    and c.relname <> 'flyway_schema_history'
    and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
),
parts as (
  select r.oid, 1 as place, a.attnum::text as rank,
         concat_ws(' ', quote_ident(a.attname), format_type(a.atttypid, a.atttypmod),
           case when a.attidentity <> '' then 'generated always as identity' end,
           case when a.attgenerated <> '' then 'generated always as (' || pg_get_expr(d.adbin, d.adrelid) || ') stored'
                when d.adbin is not null then 'default ' || pg_get_expr(d.adbin, d.adrelid) end,
           case when a.attnotnull then 'not null' end) as line
  from relations r
  join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
  left join pg_attrdef d on d.adrelid = r.oid and d.adnum = a.attnum
  where r.relkind = 'r'
  union all
  select r.oid, 2, k.contype::text || k.conname,
         pg_get_constraintdef(k.oid)
  from relations r
  join pg_constraint k on k.conrelid = r.oid and k.contype <> 'n'
),
after as (
  select i.indrelid as oid, 1 as place, c.relname::text as rank, pg_get_indexdef(i.indexrelid) || ';' as line
  from pg_index i
  join pg_class c on c.oid = i.indexrelid
  where not exists (select from pg_constraint k where k.conindid = i.indexrelid)
  union all
  select tgrelid, 2, tgname, pg_get_triggerdef(oid) || ';' from pg_trigger where not tgisinternal
  union all
  select polrelid, 3, polname,
         concat_ws(' ', 'create policy', quote_ident(polname),
           case when not polpermissive then 'as restrictive' end,
           'for ' || case polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update'
                                 when 'd' then 'delete' else 'all' end,
           'to ' || (select string_agg(quote_ident(pg_get_userbyid(o)), ', ' order by pg_get_userbyid(o))
                     from unnest(polroles) o),
           E'\n  using (' || pg_get_expr(polqual, polrelid) || ')',
           E'\n  with check (' || pg_get_expr(polwithcheck, polrelid) || ')') || ';'
  from pg_policy
  union all
  select r.oid, 4, pg_get_userbyid(e.grantee)::text,
         'grant ' || string_agg(lower(e.privilege_type), ', ' order by e.privilege_type)
           || ' to ' || pg_get_userbyid(e.grantee) || ';'
  from relations r
  cross join lateral aclexplode(r.relacl) e
  where e.grantee <> r.relowner and pg_get_userbyid(e.grantee) in ('anon', 'authenticated')
  group by r.oid, e.grantee
),
texts as (
  select case relkind when 'r' then 1 else 3 end as kind, nspname || ' ' || relname as rank,
         case relkind
           when 'r' then 'create ' || case relpersistence when 'u' then 'unlogged ' else '' end || 'table '
             || name || E' (\n  '
             || (select string_agg(p.line, E',\n  ' order by p.place, length(p.rank), p.rank) from parts p
                 where p.oid = r.oid) || E'\n);'
           else 'create view ' || name || ' with (' || array_to_string(reloptions, ', ') || E') as\n'
             || pg_get_viewdef(oid)
         end
         || coalesce(E'\n' || (select string_agg(a.line, E'\n' order by a.place, a.rank) from after a
                               where a.oid = r.oid), '') as line
  from relations r
  union all
  select 2, p.proname, btrim(pg_get_functiondef(p.oid), E'\n') || ';'
  from pg_proc p
  join pg_namespace n on n.oid = p.pronamespace
  where (n.nspname in ('coach', 'coach_auth', 'auth') or p.proname in ('fill_username', 'touch_user_plan'))
)
select line from texts order by kind, rank, length(line), line
