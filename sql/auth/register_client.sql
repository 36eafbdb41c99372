-- An app introduces itself, so many times an hour from one address and from the network it lies in. Of apps that were
-- never used only the newest 2000 stay, and those of the last hour, which may be signing in; beyond 10000 no new app is
-- taken.
-- params: client_id text, name text, redirect_uris jsonb, metadata jsonb, address_key text, most int, network_key text, most_of_network int
delete from coach_auth.client
where client_id in (
  select client_id from coach_auth.client where last_used_at is null order by created_at desc
  offset 1999)
  and created_at < now() - interval '1 hour';
with tries as (
  select key, count(*) as made, min(at) as first from coach_auth.attempt
  where key in (:address_key, :network_key) and at > clock_timestamp() - interval '1 hour' group by key
), over as (
  select first from tries where key = :address_key and made >= :most or key = :network_key and made >= :most_of_network
), fits as (
  select
  where not exists (select from over) and (select count(*) from coach_auth.client where last_used_at is null) < 10000
), noted as (
  insert into coach_auth.attempt (key)
  select k.key from fits, (values (:address_key), (:network_key)) as k (key) where k.key is not null
), added as (
  insert into coach_auth.client (client_id, name, redirect_uris, metadata)
  select :client_id, :name, array(select jsonb_array_elements_text(:redirect_uris)), :metadata from fits
  returning client_id
)
select jsonb_build_object(
  'added', exists (select from added), 'issued_at', floor(extract(epoch from now())),
  'wait', (
    select greatest(1, coalesce(ceil(extract(epoch from max(first) + interval '1 hour' - clock_timestamp())), 600))
    from over))
