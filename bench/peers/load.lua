-- wrk's part: one call again and again, and at the end what wrk measured as one line of JSON.
-- Arguments: the file of the body; the mean pause of a connection between two calls in ms; the file of bearer tokens
-- that take turns, one a line, or nothing.
local requests, turn = {}, 0

function init(args)
  local headers = { ["Content-Type"] = "application/json", ["Accept"] = "application/json, text/event-stream" }
  local body = io.open(args[1]):read("*a")
  local pause = tonumber(args[2])
  if args[3] then
    for token in io.lines(args[3]) do
      headers["Authorization"] = "Bearer " .. token
      requests[#requests + 1] = wrk.format("POST", nil, headers, body)
    end
  else
    requests[1] = wrk.format("POST", nil, headers, body)
  end
  if pause > 0 then
    delay = function() return math.random(0, 2 * pause) end
  end
end

function request()
  turn = turn % #requests + 1
  return requests[turn]
end

function done(summary, latency)
  local errors = summary.errors
  print(string.format(
    '{"calls": %d, "seconds": %f, "bytes": %d, "p50": %f, "p99": %f, "failed": %d}',
    summary.requests, summary.duration / 1e6, summary.bytes, latency:percentile(50) / 1000,
    latency:percentile(99) / 1000, errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
