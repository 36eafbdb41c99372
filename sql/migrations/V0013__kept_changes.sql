-- Who changed what through which app is known as long as who signed in; what it takes to undo it, and
-- every word of its contents, for 30 days as before.

comment on table coach.change_log is
  'who changed what through which app, kept 400 days; what undoes it, kept 30';
create index change_log_to_forget on coach.change_log (app_user_id, changed_at)
  where reverse <> '[]';

-- As before, but what is older than 30 days is stripped and not deleted.
create or replace function coach.begin_change(tool_name text, hash text) returns void language plpgsql as $$
declare
  change bigint;
begin
  update coach.change_log
  set summary = '', reverse = '[]', body_hash = null
  where app_user_id = (select auth.uid())
    and changed_at < now() - interval '30 days'
    and reverse <> '[]';
  delete from coach.change_log
  where app_user_id = (select auth.uid()) and changed_at < now() - interval '400 days';
  delete from coach.idempotency_key
  where app_user_id = (select auth.uid()) and created_at < now() - interval '30 days';
  insert into coach.change_log (app_user_id, tool, summary, reverse, body_hash)
  values ((select auth.uid()), tool_name, '', '[]', hash)
  returning change_id into change;
  perform set_config('coach.change', change::text, true);
end
$$;

-- As before, but of the last 30 days by its own condition.
create or replace function coach.undo_last_change(body jsonb) returns jsonb language plpgsql as $$
declare
  last coach.change_log;
  doc record;
  names text[];
begin
  select * into last
  from coach.change_log
  where app_user_id = (select auth.uid())
    and undone_at is null
    and changed_at >= now() - interval '30 days'
    and change_id <> coach.this_change()
  order by change_id desc
  limit 1;
  if not found then
    perform coach.refuse('There is no change of the last 30 days to take back.');
  end if;
  perform coach.lock_sessions(array(
    select (d ->> 'id')::uuid from jsonb_array_elements(last.reverse) d
    where d ->> 'kind' = 'session'));
  names := coach.refuse_later_changes(last);
  -- The many sessions of an import go at once.
  delete from public.performed_session
  where app_user_id = (select auth.uid())
    and performed_session_id in (
      select (d ->> 'id')::uuid from jsonb_array_elements(last.reverse) d
      where d ->> 'kind' = 'session' and d ->> 'before' is null);
  for doc in
    select x.d ->> 'kind' as kind, (x.d ->> 'id')::uuid as id,
           nullif(x.d -> 'before', 'null') as before
    from jsonb_array_elements(last.reverse) with ordinality x (d, place)
    where x.d ->> 'kind' <> 'session' or x.d ->> 'before' is not null
    order by x.place desc
  loop
    perform coach.restore(doc.kind, doc.id, doc.before);
  end loop;
  update coach.change_log set undone_at = now() where change_id = last.change_id;
  update coach.change_log
  set undone_at = now(), summary = left('Took back: ' || last.summary, 300)
  where change_id = coach.this_change();
  return jsonb_build_object(
    'summary', last.summary,
    'undone', jsonb_build_object('change', last.change_id, 'tool', last.tool,
                                 'changed_at', to_char(last.changed_at at time zone coach.zone(),
                                                       'YYYY-MM-DD"T"HH24:MI'),
                                 'by', coach.this_change()),
    'touched', to_jsonb(names[:20]),
    'touched_total', cardinality(names));
end
$$;
