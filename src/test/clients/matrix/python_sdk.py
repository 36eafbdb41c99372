"""Asks coach through the Python SDK, release 2 or 1: python_sdk.py '{"way", "url" | "command", "env", "person"}'."""

import asyncio
import contextlib
import json
import sys

import signing
import steps

wanted = json.loads(sys.argv[1])
NEW = signing.NEW


def stdio():
    from mcp.client.stdio import StdioServerParameters, stdio_client

    command, *words = wanted["command"]
    return stdio_client(StdioServerParameters(command=command, args=words, env=wanted["env"]))


@contextlib.asynccontextmanager
async def session():
    async with contextlib.AsyncExitStack() as stack:
        if wanted["way"] == "stdio":
            transport = stdio()
        elif NEW:
            import httpx2
            from mcp.client.streamable_http import streamable_http_client
            http = await stack.enter_async_context(
                httpx2.AsyncClient(auth=signing.provider(wanted) if wanted["way"] == "oauth" else None, timeout=60))
            transport = streamable_http_client(wanted["url"], http_client=http)
        else:
            from mcp.client.streamable_http import streamablehttp_client
            transport = streamablehttp_client(
                wanted["url"], **({"auth": signing.provider(wanted)} if wanted["way"] == "oauth" else {}))
        if NEW:
            from mcp.client.client import Client
            client = await stack.enter_async_context(Client(transport))
            yield client.session
            return
        from mcp import ClientSession
        read, write, *_ = await stack.enter_async_context(transport)
        client = await stack.enter_async_context(ClientSession(read, write))
        await client.initialize()
        yield client


async def export(client, told):
    """By the session's own request, because reading has no parameter for progress."""
    async def progress(done, total, message=None):
        told.append(done)

    if NEW:
        from mcp_types import ReadResourceRequest, ReadResourceRequestParams, ReadResourceResult
        await client.send_request(
            ReadResourceRequest(params=ReadResourceRequestParams(uri=steps.EXPORT)),
            ReadResourceResult, progress_callback=progress)
    else:
        from mcp.types import ClientRequest, ReadResourceRequest, ReadResourceRequestParams, ReadResourceResult
        request = ReadResourceRequest(method="resources/read", params=ReadResourceRequestParams(uri=steps.EXPORT))
        try:
            request = ClientRequest(request)
        except TypeError:
            pass
        await client.send_request(request, ReadResourceResult, progress_callback=progress)


def text(result):
    return result.content[0].text


async def main():
    await steps.run(
        session(),
        tools=lambda client: client.list_tools(),
        call=lambda client, name, arguments: client.call_tool(name, arguments),
        text=text,
        export=export)


asyncio.run(main())
