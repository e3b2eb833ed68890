"""The UI in a browser: only on this machine, only with the token, nothing from elsewhere, and nothing written if so."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import re
import select
import shutil
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("textual_serve")

import aiohttp

from assistant.demo import write_demo
from tests.conftest import Copied

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)
BINARY = 2
"""The opcode of a WebSocket's frame of bytes (RFC 6455 §5.2)."""


@pytest.fixture
def address(tmp_path: Path, copied: Copied) -> Iterator[str]:
    """Where the demo record is served, for reading only."""
    record = tmp_path / "demo"
    copied("demo", write_demo, record)
    words = ["--record", str(record), "--config", str(record / "assistant.toml"), "--as-of", "2020-10-18"]
    server = subprocess.Popen(
        [sys.executable, "-m", "assistant", "serve", *words, "--read-only"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env={**os.environ, "PYTHONUNBUFFERED": ""},
    )  # fmt: skip
    assert server.stdout is not None
    try:
        ready, _, _ = select.select([server.stdout], [], [], 60)
        assert ready, "no address within a minute"
        yield server.stdout.readline().strip()
    finally:
        server.terminate()
        server.wait(30)
        server.stdout.close()


def asked(url: str, **headers: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=20) as answer:  # noqa: S310
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_the_page_needs_its_token_and_names_no_other_host(address: str) -> None:
    found = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/([\w-]{32})/", address)
    assert found
    home = f"http://127.0.0.1:{found[1]}"
    status, page = asked(address)
    assert status == 200
    assert set(re.findall(r"(?:https?|wss?)://([^/\"']+)", page)) == {f"127.0.0.1:{found[1]}"}
    assert asked(f"{address}static/js/textual.js")[0] == 200
    for path in ("/", "/ws", "/static/js/textual.js", f"/{'x' * 32}/", f"/{'x' * 32}/ws", "/download/x", "/ä/"):
        assert asked(home + urllib.parse.quote(path))[0] == 403, path
    assert asked(address, Host="evil.example")[0] == 403  # a name that was made to point here
    assert asked(f"{address}ws", Origin="http://evil.example")[0] == 403


class Browser:
    """A page of headless Chromium over its debugging socket."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket, self.asked, self.hosts = socket, 0, set[str]()
        self.drawn = b""
        """All that the program has sent to the page's terminal."""

    async def does(self, method: str, **given: object) -> dict[str, Any]:
        self.asked += 1
        await self.socket.send_json({"id": self.asked, "method": method, "params": given})
        while True:
            told = await self.socket.receive_json(timeout=30)
            url = told.get("params", {}).get("request", {}).get("url", "") or told.get("params", {}).get("url", "")
            if told.get("method") in {"Network.requestWillBeSent", "Network.webSocketCreated"} and "//" in url:
                self.hosts.add(url.split("/")[2])
            if told.get("method") == "Network.webSocketFrameReceived":
                frame = told["params"]["response"]
                self.drawn += base64.b64decode(frame["payloadData"]) if frame["opcode"] == BINARY else b""
            if told.get("id") == self.asked:
                found: dict[str, Any] = told["result"]
                return found

    async def until(self, expression: str) -> None:
        for _ in range(200):
            found = await self.does("Runtime.evaluate", expression=expression)
            if found["result"].get("value"):
                return
            await asyncio.sleep(0.1)
        raise AssertionError(expression)

    async def shows(self, sign: bytes) -> None:
        """Return once the terminal was sent `sign`; what it was sent before counts, too."""
        for _ in range(300):
            await self.does("Runtime.evaluate", expression="0")  # brings what came meanwhile
            if sign in self.drawn:
                return
            await asyncio.sleep(0.1)
        raise AssertionError(self.drawn[-2_000:])


@asynccontextmanager
async def browser(profile: Path) -> AsyncIterator[Browser]:
    assert CHROMIUM
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--remote-debugging-port=0"]
    process = await asyncio.create_subprocess_exec(
        CHROMIUM, *flags, f"--user-data-dir={profile}", "--window-size=1200,800", "about:blank",
        stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stderr is not None
    try:
        while not (found := re.search(rb"ws://([^/]+)/", await asyncio.wait_for(process.stderr.readline(), 30))):
            pass
        reading = asyncio.create_task(process.stderr.read())  # else its pipe fills
        async with aiohttp.ClientSession() as session:
            async with session.get(f"http://{found[1].decode()}/json/list") as pages:
                (page,) = [one for one in await pages.json() if one["type"] == "page"]
            async with session.ws_connect(page["webSocketDebuggerUrl"], max_msg_size=0) as socket:
                yield Browser(socket)
    finally:
        process.terminate()
        await process.wait()
        await reading


@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here")
async def test_a_browser_shows_the_screen_asks_nobody_else_and_writes_nothing(address: str, tmp_path: Path) -> None:
    (file,) = (tmp_path / "demo").glob("record/PTA/*.jsonl")
    before = file.read_bytes()
    async with browser(tmp_path / "profile") as page:
        await page.does("Network.enable")
        await page.does("Page.navigate", url=address)
        await page.until("document.body.classList.contains('-first-byte')")
        await page.shows(b"They owe")
        await page.until("document.activeElement.classList.contains('xterm-helper-textarea')")
        await page.does("Input.dispatchKeyEvent", type="keyDown", text="l", key="l")
        await page.shows(b"logs it")
        for key in "hi you":
            await page.does("Input.dispatchKeyEvent", type="keyDown", text=key, key=key)
        await page.does(
            "Input.dispatchKeyEvent", type="keyDown", key="s", code="KeyS", modifiers=2, windowsVirtualKeyCode=83
        )
        kept = Path(os.environ["XDG_STATE_HOME"]) / "regulator-assistant" / "unlogged"
        for _ in range(400):
            await asyncio.sleep(0.1)
            texts = [json.loads(one.read_text())["texts"] for one in kept.rglob("*.json")]
            if texts == [{"text": "hi you"}]:
                break
        else:
            raise AssertionError(texts)  # what is refused is not lost
        await page.shows(b"reading only")
    assert page.hosts == {address.split("/")[2]}
    assert file.read_bytes() == before
