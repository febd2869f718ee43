"""How many readers one server bears: they all ask at once, as the page does.

    python benchmarks/serving/readers.py                      # 50 and 200 readers, own server
    python benchmarks/serving/readers.py --distinct           # no two ask the same
    python benchmarks/serving/readers.py --questions 2000     # memory over 2,000 questions
    python benchmarks/serving/readers.py --address http://chat.city.example --readers 50

Each reader opens the page, sends one question through Gradio's queue and reads the event stream
until the answer is complete. Measured from the question: the first sentence and the whole answer.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import math
import os
import secrets
import socket
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import yaml

ROOT = Path(__file__).parents[2]
TIMEOUT_S = 60.0
WARM_UP = 5
FLOORS_S = {50: 1.0, 200: 5.0}
"""The 95th percentile of the first sentence may not exceed this, for so many readers."""


@dataclass(frozen=True)
class Measured:
    """One reader's waiting, in seconds; infinite where the answer failed."""

    first: float
    whole: float


@dataclass(frozen=True)
class Running:
    """A server and its process, if it is ours."""

    address: str
    process: subprocess.Popen[bytes] | None


async def ask(client: httpx.AsyncClient, language: str, question: str, fn: int) -> Measured:
    """Ask one question as the page does."""
    session = secrets.token_hex(6)
    api = f"/{language}/gradio_api/queue"
    body = {
        "data": [question],
        "fn_index": fn,
        "session_hash": session,
        "event_data": None,
        "trigger_id": None,
    }
    started = time.perf_counter()
    first = math.inf
    try:
        joined = await client.post(f"{api}/join", json=body)
        joined.raise_for_status()
        async with client.stream("GET", f"{api}/data", params={"session_hash": session}) as lines:
            async for line in lines.aiter_lines():
                elapsed = time.perf_counter() - started
                if first == math.inf and ("quote" in line or "frame" in line):
                    first = elapsed
                if '"process_completed"' in line:
                    whole = (
                        elapsed
                        if '"success": true' in line or '"success":true' in line
                        else math.inf
                    )
                    return Measured(min(first, whole), whole)
        print(f"failed: the stream ended after {elapsed:.1f} s with {line[:200]}", file=sys.stderr)
    except (httpx.HTTPError, OSError) as error:
        print(f"failed: {type(error).__name__} {error}", file=sys.stderr)
    return Measured(math.inf, math.inf)


async def measure(address: str, readers: int, questions: list[tuple[str, str]]) -> list[Measured]:
    """Let all readers open the page, then ask at the same moment."""
    async with contextlib.AsyncExitStack() as open_clients:
        encryption = ssl.create_default_context()  # made once: it takes 10 ms a client
        # Each reader has connections of their own, as browsers do: one pool for all of them would
        # look through its whole list at every event, and the benchmark would measure that.
        clients = [
            await open_clients.enter_async_context(
                httpx.AsyncClient(base_url=address, timeout=TIMEOUT_S, verify=encryption)
            )
            for _ in range(readers)
        ]
        functions = {code: await find_function(clients[0], code) for code in ("de", "en", "ja")}
        for language, question in questions[-WARM_UP:]:
            await ask(clients[0], language, question, functions[language])
        asking = [
            (client, *questions[number % len(questions)]) for number, client in enumerate(clients)
        ]
        await asyncio.gather(*(client.get(f"/{language}/") for client, language, _ in asking))
        return await asyncio.gather(
            *(
                ask(client, language, question, functions[language])
                for client, language, question in asking
            )
        )


async def find_function(client: httpx.AsyncClient, language: str) -> int:
    """Return the number under which Gradio lists what the question field triggers."""
    config = (await client.get(f"/{language}/config")).json()
    return next(
        int(function["id"])
        for function in config["dependencies"]
        if any(trigger == "submit" for _, trigger in function["targets"])
    )


async def measure_memory(running: Running, count: int, questions: list[tuple[str, str]]) -> None:
    """Ask many questions, eight at a time, and print the server's memory on the way."""
    limits = httpx.Limits(max_connections=40)
    async with httpx.AsyncClient(
        base_url=running.address, timeout=TIMEOUT_S, limits=limits
    ) as client:
        functions = {code: await find_function(client, code) for code in ("de", "en", "ja")}
        for done in range(0, count + 1, 8):
            if done % 200 == 0:
                print(f"{done:>6} questions  {memory_mb(running.process):7.1f} MB", flush=True)
            batch = [questions[(done + n) % len(questions)] for n in range(8)]
            await asyncio.gather(
                *(ask(client, language, text, functions[language]) for language, text in batch)
            )


def memory_mb(process: subprocess.Popen[bytes] | None) -> float:
    """Return the resident memory of a process of this machine."""
    if process is None:
        return math.nan
    status = Path(f"/proc/{process.pid}/status").read_text("ascii")
    kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))
    return int(kilobytes) / 1024


@contextlib.contextmanager
def own_server() -> Iterator[Running]:
    """Serve the repository's corpus from an index of its own."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as chosen:
        chosen.bind(("127.0.0.1", 0))
        port = chosen.getsockname()[1]
        chosen.close()
        environment = {
            **os.environ,
            "TWINBOT_CORPUS": str(ROOT / "corpus"),
            "TWINBOT_INDEX": f"{folder}/index",
            "TWINBOT_FEEDBACK": "",
            "TWINBOT_PORT": str(port),
            "TWINBOT_QUESTIONS_PER_MINUTE": "0",
        }
        command = [sys.executable, "-c", "from twinbot.cli import main; main()"]
        subprocess.run([*command, "ingest", "--quiet"], env=environment, check=True)
        started = time.perf_counter()
        process = subprocess.Popen([*command, "serve"], env=environment)
        address = f"http://127.0.0.1:{port}"
        try:
            wait_until_ready(address)
            print(f"ready after {time.perf_counter() - started:.1f} s")
            yield Running(address, process)
        finally:
            process.terminate()
            process.wait(timeout=20)


def wait_until_ready(address: str) -> None:
    """Wait for the server to answer."""
    for _ in range(600):
        with contextlib.suppress(httpx.TransportError):
            if httpx.get(f"{address}/ready").is_success:
                return
        time.sleep(0.1)
    message = f"{address} was not ready in 60 s"
    raise TimeoutError(message)


def read_questions(*, distinct: bool) -> list[tuple[str, str]]:
    """Return the page's examples in all languages, or the questions of the dev split."""
    if distinct:
        records = map(json.loads, (ROOT / "eval" / "questions.jsonl").open(encoding="utf-8"))
        return [
            (language, text)
            for record in records
            if record["split"] == "dev"
            for language, text in record["questions"].items()
        ]
    site = yaml.safe_load((ROOT / "corpus" / "site.yaml").read_text("utf-8"))
    return [(language, text) for language in site for text in site[language]["examples"]]


def percentile(values: list[float], share: float) -> float:
    """Return the smallest value that a share of all does not exceed."""
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def report(readers: int, measured: list[Measured]) -> dict[str, float]:
    """Return the figures of one run."""
    failed = sum(m.whole == math.inf for m in measured)
    first = [m.first for m in measured if m.whole < math.inf] or [math.inf]
    whole = [m.whole for m in measured if m.whole < math.inf] or [math.inf]
    return {
        "readers": readers,
        "failed": failed,
        "first_p50_s": round(percentile(first, 0.5), 3),
        "first_p95_s": round(percentile(first, 0.95), 3),
        "whole_p50_s": round(percentile(whole, 0.5), 3),
        "whole_p95_s": round(percentile(whole, 0.95), 3),
    }


def main() -> int:
    """Measure and print; exit code 1 where a floor is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readers", type=int, nargs="*", default=list(FLOORS_S))
    parser.add_argument("--questions", type=int, default=0)
    parser.add_argument("--address", help="A server that runs already; without rate limit.")
    parser.add_argument("--distinct", action="store_true", help="No two readers ask the same.")
    options = parser.parse_args()
    questions = read_questions(distinct=options.distinct or bool(options.questions))
    missed = False
    server = (
        contextlib.nullcontext(Running(options.address, None)) if options.address else own_server()
    )
    with server as running:
        if options.questions:
            asyncio.run(measure_memory(running, options.questions, questions))
            return 0
        for readers in options.readers:
            figures = report(readers, asyncio.run(measure(running.address, readers, questions)))
            print(json.dumps(figures))
            floor_s = FLOORS_S.get(readers, math.inf)
            missed = missed or figures["failed"] > 0 or figures["first_p95_s"] > floor_s
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
