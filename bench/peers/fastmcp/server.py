"""The peer in Python: FastMCP over stateless HTTP, asyncpg's pool, which keeps prepared statements by itself."""

import json
import os
from pathlib import Path

import asyncpg
from fastmcp import Context, FastMCP
from fastmcp.server.lifespan import lifespan

QUERY = (Path(__file__).parent.parent / "history.sql").read_text()
CLAIMS = json.dumps({"sub": os.environ["LIFTER"], "role": "authenticated"})
AS_LIFTER = "select set_config('role', 'authenticated', true), set_config('request.jwt.claims', $1, true)"


@lifespan
async def database(server):
    async with asyncpg.create_pool(os.environ["DATABASE_URL"], min_size=1, max_size=8) as pool:
        yield {"pool": pool}


mcp = FastMCP("peer", lifespan=database)


@mcp.tool
async def get_exercise_history(exercise: str, days: int, ctx: Context) -> list[dict]:
    """Sets of one exercise, newest first."""
    async with ctx.lifespan_context["pool"].acquire() as connection, connection.transaction():
        await connection.execute(AS_LIFTER, CLAIMS)
        return [dict(row) for row in await connection.fetch(QUERY, exercise, days)]


mcp.run(
    transport="http",
    port=int(os.environ["PORT"]),
    stateless_http=True,
    json_response=True,
    show_banner=False,
    log_level="WARNING",
)
