-- What coach was asked lately, as far as the call log goes back: what counts against the hourly limit.
-- returns: one
select count(*) as calls from coach.call_log where called_at > clock_timestamp() - interval '1 hour';
