-- An app introduces itself. One address may do so only so often in an hour; what nobody has used for
-- 90 days goes, and of what nobody ever used only the newest 2000 stay.
-- params: client_id text, name text, redirect_uris jsonb, metadata jsonb, address_key text, most int
-- returns: json
delete from coach_auth.client
where random() < 0.05 and coalesce(last_used_at, created_at) < now() - interval '90 days';
delete from coach_auth.attempt
where random() < 0.01 and at < clock_timestamp() - interval '1 day';
delete from coach_auth.client
where client_id in (
  select client_id
  from coach_auth.client
  where last_used_at is null
  order by created_at desc
  offset 1999);
with tries as (
  select count(*) as made, min(at) as first
  from coach_auth.attempt
  where key = :address_key and at > clock_timestamp() - interval '1 hour'
),
noted as (
  insert into coach_auth.attempt (key)
  select :address_key from tries where made < :most
),
added as (
  insert into coach_auth.client (client_id, name, redirect_uris, metadata)
  select :client_id, :name, array(select jsonb_array_elements_text(:redirect_uris)), :metadata
  from tries
  where made < :most
  returning client_id
)
select jsonb_build_object(
  'added', exists (select from added),
  'issued_at', floor(extract(epoch from now())),
  'wait', (
    select greatest(1, ceil(extract(epoch from first + interval '1 hour' - clock_timestamp())))
    from tries))
