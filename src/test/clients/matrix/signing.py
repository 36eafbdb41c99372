"""How a client of the Python SDK signs in: the person of person.py answers for it."""

import asyncio
import importlib.metadata
import sys
import urllib.parse

NEW = importlib.metadata.version("mcp").startswith("2")


class Store:
    tokens = client = None

    async def get_tokens(self):
        return self.tokens

    async def set_tokens(self, tokens):
        self.tokens = tokens

    async def get_client_info(self):
        return self.client

    async def set_client_info(self, client):
        self.client = client


def provider(wanted):
    """What the SDK asks for tokens; the person's answer comes back by the redirect's address."""
    from mcp.client.auth import OAuthClientProvider
    from mcp.shared.auth import OAuthClientMetadata

    led = {}

    async def redirect(url):
        program = await asyncio.create_subprocess_exec(
            sys.executable, wanted["person"], url, stdout=asyncio.subprocess.PIPE)
        out, _ = await program.communicate()
        led.update(urllib.parse.parse_qsl(urllib.parse.urlparse(out.decode().strip()).query))

    async def callback():
        if NEW:
            from mcp.shared.auth import AuthorizationCodeResult
            return AuthorizationCodeResult(code=led["code"], state=led.get("state"), iss=led.get("iss"))
        return led["code"], led.get("state")

    metadata = OAuthClientMetadata(
        client_name="Python", redirect_uris=["http://localhost:9/callback"], scope="read write",
        token_endpoint_auth_method="none")
    return OAuthClientProvider(wanted["url"], metadata, Store(), redirect, callback)
