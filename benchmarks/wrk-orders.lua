-- What wrk sends for benchmarks/wrk-orders: market orders of the agents whose keys are in the file KEYS, which buy and sell in turn, or
-- the same bytes to the path of a constant. TARGET_PATH says which.
local path = os.getenv("TARGET_PATH")
local requests = {}
local count = 0

local function post(key, side)
    local body = '{"symbol":"BTCUSDT","side":"' .. side .. '","type":"market","quantity":"0.001"}'
    return wrk.format("POST", path, {["Content-Type"] = "application/json", ["X-API-Key"] = key}, body)
end

function init()
    local keys = {}
    for key in io.lines(os.getenv("KEYS")) do
        keys[#keys + 1] = key
    end
    for _, side in ipairs({"buy", "sell"}) do
        for _, key in ipairs(keys) do
            requests[#requests + 1] = post(key, side)
        end
    end
end

function request()
    count = count + 1
    return requests[(count - 1) % #requests + 1]
end
