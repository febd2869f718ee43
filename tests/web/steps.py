"""What the browser tests do again and again."""

from __future__ import annotations

QUESTIONS = {
    "de": "Wofür steht die Abkürzung HAL?",
    "en": "What does HAL stand for?",
    "ja": "HALは何の略ですか。",
}
BOX = "#question textarea"
SOURCE = "#conversation details.source"
PATIENCE_MS = 20_000


def ask(page, text, count=1):
    """Ask by keyboard and wait until the page holds ``count`` complete answers."""
    page.wait_for_selector(BOX)
    page.fill(BOX, text)
    send(page, text)
    wait_until(
        page,
        f"document.querySelectorAll('#conversation .answer[id]').length >= {count}"
        f" && document.querySelectorAll('#conversation .tools').length >= {count}",
    )


def send(page, text):
    """Press Enter in the box, again if a page that was just loaded did not listen yet."""
    for _ in range(5):
        page.focus(BOX)
        page.keyboard.press("Enter")
        for _ in range(40):
            if page.input_value(BOX) != text:
                return
            page.wait_for_timeout(50)


def wait_until(page, expression):
    """Wait for a JavaScript expression; Playwright's own way breaks the page's CSP."""
    for _ in range(PATIENCE_MS // 50):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    raise TimeoutError(expression)
