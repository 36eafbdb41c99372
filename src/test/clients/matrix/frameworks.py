"""Asks coach through the tool objects of a Python framework, without a model: frameworks.py '{"way", …, "framework"}'."""

import asyncio
import contextlib
import json
import sys

import signing
import steps

wanted = json.loads(sys.argv[1])
STDIO = wanted["way"] == "stdio"
AUTH = signing.provider(wanted) if wanted["way"] == "oauth" else None


class LangChain:
    """langchain-mcp-adapters: each tool is a StructuredTool that opens a session of its own."""

    @contextlib.asynccontextmanager
    async def session(self):
        from langchain_mcp_adapters.client import MultiServerMCPClient

        if STDIO:
            command, *words = wanted["command"]
            way = {"transport": "stdio", "command": command, "args": words, "env": wanted["env"]}
        else:
            way = {"transport": "streamable_http", "url": wanted["url"]} | ({"auth": AUTH} if AUTH else {})
        self.tools = {tool.name: tool for tool in await MultiServerMCPClient({"coach": way}).get_tools()}
        yield self

    async def list(self):
        return list(self.tools)

    async def call(self, name, arguments):
        answer = await self.tools[name].ainvoke(arguments)
        return answer if isinstance(answer, str) else "".join(block.get("text", "") for block in answer)


class OpenAiAgents:
    """openai-agents: each tool is a FunctionTool, run as the agent's loop would."""

    @contextlib.asynccontextmanager
    async def session(self):
        from agents.mcp import MCPServerStdio, MCPServerStreamableHttp, MCPUtil

        if STDIO:
            command, *words = wanted["command"]
            server = MCPServerStdio(
                params={"command": command, "args": words, "env": wanted["env"]}, client_session_timeout_seconds=60)
        else:
            server = MCPServerStreamableHttp(
                params={"url": wanted["url"]} | ({"auth": AUTH} if AUTH else {}), client_session_timeout_seconds=60)
        async with server:
            self.tools = {tool.name: MCPUtil.to_function_tool(tool, server, False) for tool in await server.list_tools()}
            yield self

    async def list(self):
        return list(self.tools)

    async def call(self, name, arguments):
        from agents.tool_context import ToolContext

        words = json.dumps(arguments)
        context = ToolContext(context=None, tool_name=name, tool_call_id="1", tool_arguments=words)
        return str(await self.tools[name].on_invoke_tool(context, words))


class PydanticAi:
    """pydantic-ai: the server is a toolset."""

    @contextlib.asynccontextmanager
    async def session(self):
        from pydantic_ai import RunContext
        from pydantic_ai.mcp import MCPToolset
        from pydantic_ai.models.test import TestModel
        from pydantic_ai.usage import RunUsage

        self.context = RunContext(deps=None, model=TestModel(), usage=RunUsage())
        async with MCPToolset(self.transport(), init_timeout=60) as self.toolset:
            self.tools = await self.toolset.get_tools(self.context)
            yield self

    def transport(self):
        from fastmcp.client.transports import StdioTransport, StreamableHttpTransport

        if STDIO:
            command, *words = wanted["command"]
            return StdioTransport(command=command, args=words, env=wanted["env"])
        return StreamableHttpTransport(wanted["url"], auth=AUTH)

    async def list(self):
        return list(self.tools)

    async def call(self, name, arguments):
        return str(await self.toolset.call_tool(name, arguments, self.context, self.tools[name]))


async def main():
    await steps.run(
        {"langchain": LangChain, "openai-agents": OpenAiAgents, "pydantic-ai": PydanticAi}[wanted["framework"]]().session(),
        tools=lambda client: client.list(),
        call=lambda client, name, arguments: client.call(name, arguments),
        text=lambda result: result,
        export=None)


asyncio.run(main())
