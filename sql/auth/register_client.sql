-- An app introduces itself. One address may do so only so often in an hour, and so may the network
-- it lies in; what nobody has used for 90 days goes, and of what nobody ever used only the newest
-- 2000 stay. What is younger than an hour stays in any case, because somebody may be signing in;
-- where that is more than 10000, nobody else is taken.
-- params: client_id text, name text, redirect_uris jsonb, metadata jsonb, address_key text, most int, network_key text, most_of_network int
-- returns: json
delete from coach_auth.client
where random() < 0.05 and coalesce(last_used_at, created_at) < now() - interval '90 days';
delete from coach_auth.attempt
where random() < 0.01 and at < clock_timestamp() - interval '1 day';
delete from coach_auth.client
where client_id in (
  select client_id from coach_auth.client
  where last_used_at is null order by created_at desc
  offset 1999)
  and created_at < now() - interval '1 hour';
with tries as (
  select key, count(*) as made, min(at) as first from coach_auth.attempt
  where key in (:address_key, :network_key) and at > clock_timestamp() - interval '1 hour'
  group by key
),
over as (
  select first from tries
  where key = :address_key and made >= :most or key = :network_key and made >= :most_of_network
),
fits as (
  select
  where not exists (select from over)
    and (select count(*) from coach_auth.client where last_used_at is null) < 10000
),
noted as (
  insert into coach_auth.attempt (key)
  select k.key from fits, (values (:address_key), (:network_key)) as k (key) where k.key is not null
),
added as (
  insert into coach_auth.client (client_id, name, redirect_uris, metadata)
  select :client_id, :name, array(select jsonb_array_elements_text(:redirect_uris)), :metadata
  from fits
  returning client_id
)
select jsonb_build_object(
  'added', exists (select from added), 'issued_at', floor(extract(epoch from now())),
  'wait', (
    select greatest(1, coalesce(
      ceil(extract(epoch from max(first) + interval '1 hour' - clock_timestamp())), 600))
    from over))
