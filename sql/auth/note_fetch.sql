-- Somebody at this address is about to have a document fetched.
-- params: address_key text, network_key text
insert into coach_auth.attempt (key)
select k.key from (values (:address_key), (:network_key)) as k (key) where k.key is not null;
select 'true'::jsonb
