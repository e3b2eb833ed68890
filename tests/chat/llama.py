"""A real llama.cpp server on a tiny model of random weights: the protocol as it is, and nonsense for words.

Run as a program it serves: `python -m tests.chat.llama MODEL ADDRESS_FILE`.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

KEY = "sesame"
CONTEXT = 16_384
"""Tokens; with this vocabulary a character each."""
END = 2
"""The token that would end an answer."""
WIDTH, INNER, HEADS, SEED = 32, 64, 2, 7
LONGEST = 1000
"""Tokens of an answer: this model never comes to an end by itself."""
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,[]#\u2581"
TEMPLATE = "{% for m in messages %}{{ m['role'] }}: {{ m['content'] }}\n{% endfor %}assistant:"
PATIENCE = 30.0
"""Seconds for the server to start; it takes a fifth of one."""


def write_model(path: Path) -> None:
    """A model of one layer, the same at each run; some 130 KB."""
    import gguf
    import numpy

    tokens = [b"<unk>", b"<s>", b"</s>", *(f"<0x{i:02X}>".encode() for i in range(256)), *map(str.encode, LETTERS)]
    kinds = [2, 3, 3, *[6] * 256, *[1] * len(LETTERS)]  # unknown, control, byte, normal
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_context_length(CONTEXT)
    writer.add_embedding_length(WIDTH)
    writer.add_block_count(1)
    writer.add_feed_forward_length(INNER)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(WIDTH // HEADS)
    writer.add_vocab_size(len(tokens))
    writer.add_tokenizer_model("llama")
    writer.add_token_list(tokens)
    writer.add_token_types(kinds)
    writer.add_token_scores([0.0] * 3 + [-100.0] * 256 + [-1.0] * len(LETTERS))
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(END)
    writer.add_unk_token_id(0)
    writer.add_chat_template(TEMPLATE)
    numbers = numpy.random.default_rng(SEED)
    shapes = {"token_embd": (len(tokens), WIDTH), "output": (len(tokens), WIDTH)}
    shapes |= {f"blk.0.attn_{part}": (WIDTH, WIDTH) for part in ("q", "k", "v", "output")}
    shapes |= {"blk.0.ffn_gate": (INNER, WIDTH), "blk.0.ffn_up": (INNER, WIDTH), "blk.0.ffn_down": (WIDTH, INNER)}
    for name, shape in shapes.items():
        weights = numbers.normal(0, 0.3, shape).astype(numpy.float32)
        if name == "output":
            weights[END] = 0  # of some 300 tokens one is always likelier
        writer.add_tensor(f"{name}.weight", weights)
    for name in ("output_norm", "blk.0.attn_norm", "blk.0.ffn_norm"):
        writer.add_tensor(f"{name}.weight", numpy.ones(WIDTH, numpy.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


class Llama:
    """A running server."""

    def __init__(self, url: str, process: subprocess.Popen[bytes]) -> None:
        self.url = url
        """What `base_url` is."""
        self.process = process


@contextmanager
def llama(model: Path, folder: Path) -> Iterator[Llama]:
    """The server in a process of its own, so that it can be killed."""
    address = folder / "address"
    address.unlink(missing_ok=True)
    log = (folder / "llama.log").open("wb")
    with log, subprocess.Popen([sys.executable, "-m", __name__, model, address], stdout=log, stderr=log) as process:
        try:
            end = time.monotonic() + PATIENCE
            while not address.exists() or not (found := address.read_text()).endswith("\n"):
                assert process.poll() is None, (folder / "llama.log").read_text()
                assert time.monotonic() < end, "the server does not start"
                time.sleep(0.02)
            yield Llama(f"{found.strip()}/v1", process)
        finally:
            process.kill()


def serve(model: str, address: str) -> None:
    """Serve until killed; the address is written to a file once it can be asked."""
    import xllamacpp  # type: ignore[import-untyped]  # compiled, and without stubs

    params = xllamacpp.CommonParams()
    params.model.path = model
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.n_ctx = CONTEXT
    params.n_predict = LONGEST
    params.n_parallel = 1
    params.api_keys = [KEY]
    params.cpuparams.n_threads = 1
    params.warmup = False
    server = xllamacpp.Server(params)
    Path(address).write_text(f"{server.listening_address}\n")
    while True:
        time.sleep(3600)


if __name__ == "__main__":
    serve(sys.argv[1], sys.argv[2])
