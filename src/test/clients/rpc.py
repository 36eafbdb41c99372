# The same as rpc.mjs through Supabase's client for Python.
import json
import sys

from postgrest import APIError, SyncPostgrestClient

task = json.loads(sys.argv[1])


def said(bearer, function, arguments=None, schema="coach_api"):
    headers = {"apikey": task["key"], "Authorization": "Bearer " + bearer}
    client = SyncPostgrestClient(task["url"] + "/rest/v1", schema=schema, headers=headers)
    try:
        answer = client.rpc(function, arguments or {}).execute()
        return {"code": None, "details": None, "data": answer.data}
    except APIError as error:
        return {"code": error.code, "details": error.details, "data": None}


token, key = task["token"], task["key"]
print(json.dumps({
    "answered": said(token, "get_exercise_history", task["arguments"]),
    "missing": said(token, "no_such_function"),
    "unknown": said(token, "get_profile", {"surprise": 1}),
    "hidden": said(token, "today", schema="coach"),
    "forbidden": said(token, "load_keys"),
    "expired": said(task["expired"], "get_profile"),
    "anonymous": said(key, "get_profile"),
    "limited": said(token, "get_profile"),
}))
