"""A real server over the real corpus, and a real Chromium."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from tests.conftest import REPOSITORY

from twinbot.indexing import ingest
from twinbot.settings import Settings

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
    hostile = '<img src=x onerror="document.title=1"> ![a](http://evil.example/x.png)'
    (folder / "corpus" / "en" / "hostile.md").write_text(
        f"---\ntitle: '{hostile}'\n---\nThe zeppelin hangar was painted green in 1931 "
        "&lt;script&gt;document.title=2&lt;/script&gt; \\[click\\](javascript:alert) "
        "\\*bold\\* www.evil.example.\n",
        "utf-8",
    )
    settings = Settings(corpus=folder / "corpus", index=folder / "index", port=free_port())
    ingest(settings)
    log = (folder / "server.log").open("w")
    process = subprocess.Popen(
        [sys.executable, "-c", "from twinbot.cli import main; main()", "serve"],
        cwd=folder,
        env={**os.environ, "TWINBOT_PORT": str(settings.port)},
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


@pytest.fixture
def open_page(browser: Browser, server: Server):
    """Open an address in a fresh context and watch it; checks afterwards that it behaved."""
    watched: list[Watched] = []
    contexts = []

    def open_(path: str, *, width: int = 1280, height: int = 900, dark: bool = False) -> Watched:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            locale="fr-FR",
        )
        contexts.append(context)
        page = context.new_page()
        seen = Watched(page, [], [])
        watched.append(seen)
        page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith((server.address, "data:", "blob:"))
                else seen.outside.append(request.url)
            ),
        )
        page.on(
            "console",
            lambda message: (
                seen.complaints.append(message.text) if message.type == "error" else None
            ),
        )
        page.on("pageerror", lambda error: seen.complaints.append(str(error)))
        page.goto(server.address + path)
        return seen

    yield open_
    for seen in watched:
        assert seen.outside == []
        assert seen.complaints == []
    for context in contexts:
        assert context.cookies() == []
        context.close()
