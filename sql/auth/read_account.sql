-- What a person sees about their account: the apps that may ask now, the browsers, what happened, changes of data
-- beside sign-ins. "events" holds one more than a page shows, where there is one.
-- params: app_user_id uuid, skip int
select jsonb_build_object(
  'time_zone', (
    select u.data -> 'mcp_settings' ->> 'time_zone' from public.app_user u where u.app_user_id = :app_user_id),
  'apps', coalesce((
    select jsonb_agg(to_jsonb(app) order by app.last_used_at desc)
    from (
      select f.client_id, c.name, c.source, c.redirect_uris, min(f.created_at) as since,
             max(f.last_used_at) as last_used_at, bool_or('write' = any (f.scopes)) as may_write
      from coach_auth.token_family f join coach_auth.client c using (client_id)
      where f.app_user_id = :app_user_id and f.revoked_at is null
        and exists (
          select from coach_auth.refresh_token t
          where t.family = f.family and t.used_at is null and t.revoked_at is null and t.expires_at > now())
      group by f.client_id, c.name, c.source, c.redirect_uris
    ) app), '[]'),
  'browsers', (
    select count(*) from coach_auth.browser_session s
    where s.app_user_id = :app_user_id and s.expires_at > now() and s.last_used_at > now() - interval '7 days'),
  'events', coalesce((
    select jsonb_agg(to_jsonb(happened) order by happened.at desc)
    from (
      select e.at, e.kind, coalesce(c.name, e.client_id) as client, e.detail ->> 'way' as way, null as summary
      from coach_auth.event e left join coach_auth.client c using (client_id) where e.app_user_id = :app_user_id
        -- An app in use renews its token every hour; the last time of a day says as much.
        and (e.kind <> 'token_refreshed' or e.event_id in (
          select max(r.event_id) from coach_auth.event r
          where r.app_user_id = :app_user_id and r.kind = 'token_refreshed'
          group by r.client_id, date_trunc('day', r.at)))
      union all
      select l.changed_at, 'change', coalesce(c.name, l.client), null, l.tool
      from coach.change_log l left join coach_auth.client c on c.client_id = l.client
      where l.app_user_id = :app_user_id order by 1 desc limit 51 offset :skip
    ) happened), '[]'))
