-- An app by its id, and how often documents were fetched in the last hour for this address and network.
-- params: client_id text, address_key text, network_key text
select jsonb_build_object(
  'client', (
    select jsonb_build_object(
      'client_id', c.client_id, 'name', c.name, 'redirect_uris', c.redirect_uris,
      'source', c.source, 'is_fresh', c.expires_at is null or c.expires_at > now())
    from coach_auth.client c where c.client_id = :client_id),
  'fetches', count(*) filter (where a.key = :address_key),
  'fetches_of_network', count(*) filter (where a.key = :network_key))
from coach_auth.attempt a where a.key in (:address_key, :network_key) and a.at > clock_timestamp() - interval '1 hour'
