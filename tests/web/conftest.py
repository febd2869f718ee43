"""A real server over the real corpus, and a real Chromium."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import httpx
import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from tests.conftest import REPOSITORY, ingest_sharing_vectors
from tests.web.hostile import write_hostile_documents

from twinbot.assistant import Assistant
from twinbot.embedding import load_embedder
from twinbot.errors import EmbeddingError
from twinbot.index import LiveIndex
from twinbot.settings import Settings
from twinbot.types import SentenceReady
from twinbot.web.serving import KEEP_ALIVE_S, build_app

START_LIMIT_S = 60
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass(frozen=True)
class Server:
    """A running server."""

    address: str
    settings: Settings


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """``twinbot serve`` as a process of its own, on a copy of the corpus."""
    folder = tmp_path_factory.mktemp("served")
    shutil.copytree(REPOSITORY / "corpus", folder / "corpus")
    write_hostile_documents(folder / "corpus")
    settings = Settings(
        corpus=folder / "corpus",
        index=folder / "index",
        port=free_port(),
        feedback=folder / "feedback.sqlite",
    )
    ingest_sharing_vectors(settings, tmp_path_factory)
    log = (folder / "server.log").open("w")
    process = subprocess.Popen(
        [sys.executable, "-c", "from twinbot.cli import main; main()", "serve"],
        cwd=folder,
        env={
            **os.environ,
            "TWINBOT_PORT": str(settings.port),
            "TWINBOT_QUESTIONS_PER_MINUTE": "0",
            "TWINBOT_KEEP_QUESTIONS": "true",
        },
        stderr=log,
        stdout=log,
    )
    address = f"http://127.0.0.1:{settings.port}"
    wait_until_ready(process, address, folder / "server.log")
    yield Server(address, settings)
    process.terminate()
    process.wait(timeout=15)
    log.close()


def free_port() -> int:
    with socket.socket() as chosen:
        chosen.bind(("127.0.0.1", 0))
        return int(chosen.getsockname()[1])


def wait_until_ready(process: subprocess.Popen[bytes], address: str, log: Path) -> None:
    end = time.monotonic() + START_LIMIT_S
    while time.monotonic() < end:
        if process.poll() is not None:
            pytest.fail(f"the server ended:\n{log.read_text()}")
        try:
            if httpx.get(f"{address}/ready").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.2)
    pytest.fail(f"the server was not ready in {START_LIMIT_S} s:\n{log.read_text()}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.fail("the browser tests need Chromium: run make test, or apt-get install chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield chromium
        chromium.close()


@dataclass
class Watched:
    """A page and what it did that it should not."""

    page: Page
    outside: list[str]
    complaints: list[str]


COMPLAINTS_EXPECTED = (
    "net::ERR_INTERNET_DISCONNECTED",
    "status of 429",
    "status of 503",
    "AbortError: signal is aborted",
    "Connection errored out",
)
"""What Chromium's console says by itself of what a test provokes."""


@pytest.fixture
def open_page(browser: Browser, request: pytest.FixtureRequest):
    """Open an address in a fresh context and watch it; checks afterwards that it behaved."""
    watched: list[tuple[Watched, BrowserContext]] = []

    def open_(
        path: str,
        *,
        at: str | None = None,
        width: int = 1280,
        height: int = 900,
        dark: bool = False,
        zoom: float = 1,
    ) -> Watched:
        address = at or request.getfixturevalue("server").address
        context = browser.new_context(
            viewport={"width": int(width / zoom), "height": int(height / zoom)},
            device_scale_factor=zoom,
            color_scheme="dark" if dark else "light",
            locale="fr-FR",
        )
        page = context.new_page()
        seen = Watched(page, [], [])
        watched.append((seen, context))
        page.on("request", lambda r: note_outside(r.url, address, seen))
        page.on("console", lambda m: note_complaint(m.type, m.text, seen))
        page.on("pageerror", lambda error: seen.complaints.append(str(error)))
        page.goto(address + path)
        return seen

    yield open_
    for seen, context in watched:
        assert seen.outside == []
        assert seen.complaints == []
        assert context.cookies() == []
        if not seen.page.is_closed():
            assert stored(seen.page) == [0, 0, 0]
        context.close()


def note_outside(url: str, address: str, seen: Watched) -> None:
    if not url.startswith((address, "data:", "blob:")):
        seen.outside.append(url)


def note_complaint(kind: str, text: str, seen: Watched) -> None:
    if kind == "error" and not any(expected in text for expected in COMPLAINTS_EXPECTED):
        seen.complaints.append(text)


def stored(page: Page) -> list[int]:
    """Return how much the page has put into the browser's stores."""
    return page.evaluate(
        "async () => [localStorage.length, sessionStorage.length,"
        " (await indexedDB.databases()).length]"
    )


class Running:
    """An ASGI app served by a thread of this process, until closed."""

    def __init__(self, app: object, **options: object) -> None:
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        config = uvicorn.Config(
            app, host="127.0.0.1", port=self.port, log_level="error",
            timeout_keep_alive=KEEP_ALIVE_S, timeout_graceful_shutdown=1, **options,
        )  # fmt: skip
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        end = time.monotonic() + START_LIMIT_S
        while not self._server.started and time.monotonic() < end:
            time.sleep(0.05)

    def close(self) -> None:
        self._server.should_exit = True
        self._thread.join(timeout=10)


class SlowedAssistant(Assistant):
    """The assistant, which waits while its gate is closed and fails at ``unlucky``."""

    def __init__(self, *parts) -> None:
        super().__init__(*parts)
        self.gate = threading.Event()
        self.gate.set()
        self.left = threading.Event()

    def status(self):
        """Name a new generation each time, so that no answer is taken from memory."""
        return replace(super().status(), generation=f"gen-{time.monotonic_ns()}")

    def ask(self, question, *arguments, **options):
        if "unlucky" in question:
            message = "/srv/secret/path: not to be shown"
            raise EmbeddingError(message)
        events = super().ask(question, *arguments, **options)
        try:
            for event in events:
                if isinstance(event, SentenceReady):
                    self.gate.wait(20)
                yield event
        finally:
            self.left.set()


@dataclass(frozen=True)
class SlowServer:
    address: str
    assistant: SlowedAssistant


@pytest.fixture
def slow(slow_server: SlowServer) -> Iterator[SlowServer]:
    """A server on the same index that can be made to wait or to fail."""
    slow_server.assistant.left.clear()
    yield slow_server
    slow_server.assistant.gate.set()


@pytest.fixture(scope="session")
def slow_server(server: Server) -> Iterator[SlowServer]:
    """The server of `slow`, once for all tests."""
    embedder = load_embedder(server.settings)
    assistant = SlowedAssistant(
        LiveIndex(server.settings.index, embedder.identity), embedder, server.settings
    )
    settings = replace(server.settings, questions_per_minute=0, feedback=None)
    running = Running(build_app(assistant, settings))
    yield SlowServer(running.address, assistant)
    assistant.gate.set()
    running.close()
    assistant.close()
