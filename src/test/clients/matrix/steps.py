"""What every client of Python is asked to do; prints one JSON object of true, an error or null for no way."""

import asyncio
import json

EXPORT = "workout://export/json"
WEIGHT = {"measurements": [{"kind": "body_weight", "value": 81.5}]}


async def run(session, tools, call, text, export):
    done = {}

    async def step(name, action):
        try:
            async with asyncio.timeout(90):
                await action()
            done[name] = True
        except asyncio.CancelledError:
            raise
        except BaseException as failed:
            done[name] = first(failed)

    async def list_all():
        listed = await tools(client)
        assert len(getattr(listed, "tools", listed)) > 20

    async def ask():
        said = text(await call(client, "get_exercise_history", {"exercise": "squat"}))
        assert "Squat" in said, said

    async def write():
        assert "81.5" in text(await call(client, "log_body_measurement", WEIGHT))
        assert "81.5" in text(await call(client, "list_body_measurements", {}))
        await call(client, "undo_last_change", {})
        assert "81.5" not in text(await call(client, "list_body_measurements", {}))

    async def progress():
        told = []
        await export(client, told)
        await asyncio.sleep(0.2)
        assert told, "no progress was told"

    async def cancel():
        asking = asyncio.ensure_future(call(client, "get_training_summary", {"weeks": 52}))
        await asyncio.sleep(0.005)
        asking.cancel()
        try:
            await asking
        except asyncio.CancelledError:
            pass
        await ask()

    try:
        async with session as client:
            done["connect"] = True
            await step("list", list_all)
            await step("call", ask)
            await step("write and undo", write)
            if export is None:
                done["progress"] = None
            else:
                await step("progress", progress)
            await step("cancel", cancel)
    except BaseException as failed:
        done.setdefault("connect", first(failed))
    print(json.dumps(done))


def first(failed):
    while getattr(failed, "exceptions", None):
        failed = failed.exceptions[0]
    return ("%s: %s" % (type(failed).__name__, failed))[:300]
