-- An app by its id, and how often somebody at this address, and in the network it lies in, had
-- documents fetched in the last hour.
-- params: client_id text, address_key text, network_key text
-- returns: json
select jsonb_build_object(
  'client', (
    select jsonb_build_object(
      'client_id', c.client_id, 'name', c.name, 'redirect_uris', c.redirect_uris,
      'source', c.source, 'is_fresh', c.expires_at is null or c.expires_at > now())
    from coach_auth.client c where c.client_id = :client_id),
  'fetches', (
    select count(*) from coach_auth.attempt a
    where a.key = :address_key and a.at > clock_timestamp() - interval '1 hour'),
  'fetches_of_network', (
    select count(*) from coach_auth.attempt a
    where a.key = :network_key and a.at > clock_timestamp() - interval '1 hour'))
