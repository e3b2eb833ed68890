"""The client against a real llama.cpp server."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from assistant.chat.model_client import Patience, Reply, converse
from assistant.chat.refusals import ModelProblem
from assistant.chat.requests import ModelRequest, Turn, model_request
from assistant.settings.model import ModelSettings
from tests.chat.llama import CONTEXT, KEY, LONGEST, Llama, llama


def asking(server: Llama, text: str) -> tuple[ModelRequest, ModelSettings]:
    settings = ModelSettings(server.url, "tiny")
    return model_request(settings, (Turn("user", text),)), settings


async def ask(server: Llama, text: str = "Hello", key: str = KEY, first: float = 20.0) -> tuple[Reply, list[str]]:
    heard: list[str] = []
    request, settings = asking(server, text)
    reply = await converse(request, settings, key, heard.append, Patience(first=first))
    return reply, heard


async def test_its_words_come_as_they_are_made(real: Llama) -> None:
    reply, heard = await ask(real)
    assert (reply.text, reply.finish) == ("".join(heard), "length")
    assert LONGEST / 2 < len(heard) <= LONGEST


async def test_without_its_key_it_says_so_in_plain_words(real: Llama) -> None:
    with pytest.raises(ModelProblem, match="wants a key, or does not know this one") as problem:
        await ask(real, key="open")
    assert "key_env" in problem.value.hint


async def test_what_does_not_fit_it_is_told_as_that(real: Llama) -> None:
    with pytest.raises(ModelProblem, match="finds the question and its passages too long"):
        await ask(real, "a" * (CONTEXT + 1))


async def test_a_request_that_it_cannot_read_is_told_as_that(real: Llama) -> None:
    request, settings = asking(real, "Hello")
    wrong = ModelRequest(request.url, b'{"messages": "none", "stream": true}')
    with pytest.raises(ModelProblem, match="could not make sense of the request"):
        await converse(wrong, settings, KEY, print, Patience())


async def test_a_path_that_it_does_not_have_is_told_as_that(real: Llama) -> None:
    request, settings = asking(real, "Hello")
    with pytest.raises(ModelProblem, match="nothing at that path"):
        await converse(ModelRequest(f"{request.url}/x", request.body), settings, KEY, print, Patience())


async def test_a_first_word_that_does_not_come_is_waited_for_no_longer_than_said(real: Llama) -> None:
    with pytest.raises(ModelProblem, match=r"said nothing for 0\.01 seconds"):
        await ask(real, "a" * 3000, first=0.01)


async def test_it_can_be_cancelled_at_any_word_and_is_free_at_once(real: Llama) -> None:
    spoke = asyncio.Event()
    request, settings = asking(real, "Hello")
    task = asyncio.create_task(converse(request, settings, KEY, lambda _: spoke.set(), Patience()))
    await spoke.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await ask(real, "Again")


async def test_a_server_that_dies_in_mid_stream_is_told_as_that(tiny_model: Path, tmp_path: Path) -> None:
    with llama(tiny_model, tmp_path) as server:
        request, settings = asking(server, "Hello")
        with pytest.raises(ModelProblem, match="broke off in the middle of its answer"):
            await converse(request, settings, KEY, lambda _: server.process.kill(), Patience())
        server.process.wait()
        with pytest.raises(ModelProblem, match="nothing listens there"):
            await converse(request, settings, KEY, print, Patience())
