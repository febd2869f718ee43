"""Make the screenshots of README.md: docs/images/*.png, in three languages.

    python scripts/screenshots.py

Serves the repository's corpus from a temporary index and photographs it with the system's
Chromium. Colours are reduced to a palette, so that the files stay small; needs the packages of
the dependency group ``test``.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "docs" / "images"
COLOURS = 64
READY_LIMIT_S = 60


@dataclass(frozen=True)
class Picture:
    """One screenshot: which page, how large, what was asked."""

    name: str
    language: str
    width: int
    height: int
    question: str = ""
    dark: bool = False


PICTURES = (
    Picture("answer-de", "de", 960, 760, "Wie groß ist der Zeitunterschied zu Tsukuba?"),
    Picture("answer-en", "en", 960, 760, "When did Bochum and Tsukuba sign their agreement?"),
    Picture("answer-ja", "ja", 960, 760, "ボーフムとつくばの時差はどのくらいですか。"),
    Picture("start-de", "de", 960, 560),
    Picture("phone-en", "en", 390, 780, "What is the HAL robot suit used for in Bochum?"),
    Picture("phone-dark-ja", "ja", 390, 780, "ボーフム市の現在の市長は誰ですか。", dark=True),
)


def main() -> None:
    """Serve, photograph, end."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        environment = {
            **os.environ,
            "TWINBOT_CORPUS": str(ROOT / "corpus"),
            "TWINBOT_INDEX": f"{folder}/index",
            "TWINBOT_FEEDBACK": f"{folder}/feedback.sqlite",
            "TWINBOT_PORT": str(port),
        }
        command = [sys.executable, "-c", "from twinbot.cli import main; main()"]
        subprocess.run([*command, "ingest", "--quiet"], env=environment, check=True)
        server = subprocess.Popen([*command, "serve"], env=environment)
        try:
            address = f"http://127.0.0.1:{port}"
            wait_until_ready(address)
            photograph_all(address)
        finally:
            server.terminate()
            server.wait(timeout=20)


def photograph_all(address: str) -> None:
    """Make every picture with one browser."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        sys.exit("screenshots need Chromium: run make install-test, or apt-get install chromium")
    flags = ["--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        for picture in PICTURES:
            size = save(photograph(browser, address, picture), TARGET / f"{picture.name}.png")
            print(f"{picture.name}.png  {size / 1000:.0f} kB")
        browser.close()


def photograph(browser: Browser, address: str, picture: Picture) -> bytes:
    """Return one screenshot as PNG."""
    context = browser.new_context(
        viewport={"width": picture.width, "height": picture.height},
        color_scheme="dark" if picture.dark else "light",
    )
    page = context.new_page()
    page.goto(f"{address}/{picture.language}/")
    page.wait_for_selector("#question textarea")
    if picture.question:
        ask(page, picture.question)
    page.wait_for_timeout(500)
    image: bytes = page.screenshot()
    context.close()
    return image


def ask(page: Page, question: str) -> None:
    """Ask, open the first source and leave the focus nowhere."""
    page.fill("#question textarea", question)
    page.keyboard.press("Enter")
    page.wait_for_selector("#conversation .tools")
    page.click("a.marker >> nth=0")
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")


def save(png: bytes, path: Path) -> int:
    """Write a picture with few colours and return its size in bytes."""
    picture = Image.open(BytesIO(png)).convert("RGB")
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    return path.stat().st_size


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as chosen:
        chosen.bind(("127.0.0.1", 0))
        return int(chosen.getsockname()[1])


def wait_until_ready(address: str) -> None:
    """Wait for the server to answer."""
    end = time.monotonic() + READY_LIMIT_S
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"{address}/ready"):  # noqa: S310 - our own server
                return
        except urllib.error.URLError:
            time.sleep(0.2)
    sys.exit(f"the server was not ready in {READY_LIMIT_S} s")


if __name__ == "__main__":
    main()
