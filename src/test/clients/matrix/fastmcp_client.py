"""Asks coach through FastMCP's client, which opens the browser itself: fastmcp_client.py '{"way", "url" | "command", "env"}'."""

import asyncio
import contextlib
import json
import sys

import steps
from fastmcp import Client
from fastmcp.client.transports import StdioTransport, StreamableHttpTransport

wanted = json.loads(sys.argv[1])
TOLD = []


async def progress(done, total, message=None):
    TOLD.append(done)


@contextlib.asynccontextmanager
async def session():
    if wanted["way"] == "stdio":
        command, *words = wanted["command"]
        transport = StdioTransport(command=command, args=words, env=wanted["env"], keep_alive=False)
        client = Client(transport)
    else:
        client = Client(
            StreamableHttpTransport(wanted["url"]),
            **({"auth": "oauth"} if wanted["way"] == "oauth" else {}))
    async with client:
        yield client


async def main():
    await steps.run(
        session(),
        tools=lambda client: client.list_tools(),
        call=lambda client, name, arguments: client.call_tool(name, arguments),
        text=lambda result: result.content[0].text,
        export=None)


asyncio.run(main())
