"""Plain text, in whatever encoding old programs left it."""

from __future__ import annotations

import re

from twinbot.errors import UnreadableDocumentError
from twinbot.language import detect_language
from twinbot.language.scripts import HIRAGANA, KANJI, KATAKANA
from twinbot.reading.cleaning import clean, join_lines, words_inside
from twinbot.types import Page

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_ISO_2022_JP = b"\x1b$"
_JAPANESE = ("iso2022_jp", "cp932", "euc_jp")
_MAX_CONTROL_SHARE = 0.01
_WRAPPED_CHARS = {"ja": 25, "other": 50}
_MAX_TITLE_CHARS = 80
_ENDED = re.compile(r"[.。．,、;；:：]$")
_STRUCTURED = re.compile(r"^(?:[-*•・●]|\d{1,3}[.)])\s|\s\|\s|^\S+:\s")
_KANA = re.compile(rf"[{HIRAGANA}{KATAKANA}]")
_JAPANESE_TEXT = re.compile(rf"[{HIRAGANA}{KATAKANA}{KANJI}、。「」（）・ー\s\x20-\x7e０-９]")


def decode(content: bytes, place: str) -> str:
    """Return the text of bytes in UTF-8, UTF-16, a Japanese encoding or Windows-1252.

    Raises:
        UnreadableDocumentError: If they are no text.
    """
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return _checked(content.decode(encoding, "replace"), place)
    if _ISO_2022_JP not in content:  # which is ASCII to the eye, and so valid UTF-8
        try:
            return _checked(content.decode("utf-8"), place)
        except UnicodeDecodeError:
            pass
    for encoding in _JAPANESE:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _KANA.search(text) and len(_JAPANESE_TEXT.findall(text)) > 0.9 * len(text):
            return _checked(text, place)
    return _checked(content.decode("cp1252", "replace"), place)


def read_text(text: str) -> Page:
    """Return plain text as one page: paragraphs at blank lines, wrapped lines joined."""
    blocks = [block.split("\n") for block in re.split(r"\n{2,}", clean(text)) if block.strip()]
    language = detect_language(text[:2_000])
    attested = words_inside([line for lines in blocks for line in lines])
    limit = _WRAPPED_CHARS.get(language, _WRAPPED_CHARS["other"])
    paragraphs = [
        join_lines(lines, language, attested) if _is_wrapped(lines, limit) else "\n".join(lines)
        for lines in blocks
    ]
    return Page(1, "\n\n".join(paragraphs))


def title_of_text(text: str) -> str | None:
    """Return the first line of a plain text if it stands alone above others, as titles do."""
    blocks = re.split(r"\n{2,}", clean(text), maxsplit=1)
    line = blocks[0].strip()
    alone = len(blocks) > 1 and "\n" not in line and 0 < len(line) <= _MAX_TITLE_CHARS
    return line if alone and not (_ENDED.search(line) or _STRUCTURED.search(line)) else None


def _is_wrapped(lines: list[str], limit: int) -> bool:
    """Tell a paragraph wrapped at a column from lines that mean something."""
    if len(lines) == 1 or any(_STRUCTURED.search(line) for line in lines):
        return False
    return sum(len(line) >= limit for line in lines[:-1]) >= 0.6 * (len(lines) - 1)


def _checked(text: str, place: str) -> str:
    control = sum((c < " " and c not in "\t\n\r\x0c\x1b") or c == "\ufffd" for c in text)
    if "\0" in text or control > _MAX_CONTROL_SHARE * len(text) + 1:
        message = f"{place}: this is no text in an encoding known here; save it as UTF-8"
        raise UnreadableDocumentError(message)
    return text
