"""The server of one run. It needs the extra `web`; whoever imports this module has it."""

from __future__ import annotations

import hmac
import secrets
import shlex
import socket
from collections.abc import Callable, Sequence
from pathlib import Path

import aiohttp_jinja2
import jinja2
from aiohttp import web
from aiohttp.typedefs import Handler, Middleware
from textual_serve.server import Server

from assistant.errors import UsageProblem

LOOPBACK = "127.0.0.1"
PAGE = Path(__file__).parent
_HEADERS = {
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Loopback(Server):
    """One address with a token of its own; `run` serves until it is stopped."""

    def __init__(self, command: Sequence[str], port: int, announce: Callable[[str], None]) -> None:
        """`command` starts the UI; `port` 0: any that is free. Raises `UsageProblem` if it is taken."""
        self.socket = _listening(port)
        self.token = secrets.token_urlsafe(24)
        self.announce = announce
        super().__init__(
            shlex.join(command),
            host=LOOPBACK,
            port=self.socket.getsockname()[1],
            title="Regulator assistant",
            templates_path=PAGE,
        )

    @property
    def address(self) -> str:
        return f"{self.public_url}/{self.token}/"

    def run(self) -> None:
        web.run_app(self._make_app(), sock=self.socket, print=None)

    async def _make_app(self) -> web.Application:
        app = web.Application(middlewares=[self._guard()])
        aiohttp_jinja2.setup(app, loader=jinja2.FileSystemLoader(self.templates_path), autoescape=True)
        app.add_routes(
            [
                web.get(f"/{self.token}/", self.handle_index, name="index"),
                web.get(f"/{self.token}/ws", self.handle_websocket, name="websocket"),
                web.get(f"/{self.token}/download/{{key}}", self.handle_download, name="download"),
                web.static(f"/{self.token}/static", self.statics_path, name="static"),
            ]
        )
        app.on_startup.append(self.on_startup)
        app.on_shutdown.append(self.on_shutdown)
        app.on_response_prepare.append(self.on_response_prepare)
        return app

    async def on_startup(self, app: web.Application) -> None:
        self.announce(self.address)

    def _guard(self) -> Middleware:
        """403 for whoever does not know the token, or comes by another name or from another page."""
        hosts = {f"{LOOPBACK}:{self.port}", f"localhost:{self.port}"}

        @web.middleware
        async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
            given = request.path.split("/")[1]
            known = hmac.compare_digest(given.encode(), self.token.encode())
            origin = request.headers.get("Origin", f"http://{request.host}").removeprefix("http://")
            if not (known and request.host in hosts and origin in hosts):
                return web.Response(status=403, text="The whole address is needed, with its token.\n")
            return await handler(request)

        return guard

    async def on_response_prepare(self, request: web.Request, response: web.StreamResponse) -> None:
        """Nothing that is shown may call elsewhere, be kept by the browser, or tell the address to others."""
        own = f"'self' 'unsafe-inline' data: ws://{request.host}"
        response.headers.update({**_HEADERS, "Content-Security-Policy": f"default-src {own}; frame-ancestors 'none'"})


def _listening(port: int) -> socket.socket:
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((LOOPBACK, port))
        found.listen()  # from here on nobody is turned away, though the first answer takes a moment
    except (OSError, OverflowError) as error:
        found.close()
        raise UsageProblem(f"port {port} cannot be used: {error}", hint="Leave out --port for any free one.") from error
    return found
