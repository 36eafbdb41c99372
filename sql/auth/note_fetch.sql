-- Somebody at this address is about to have a document fetched.
-- params: address_key text
-- returns: json
insert into coach_auth.attempt (key) values (:address_key);
select 'true'::jsonb
