"""Plain text, in whatever encoding old programs left it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from twinbot.errors import UnreadableDocumentError
from twinbot.language import detect_language
from twinbot.language.scripts import HALF_KATAKANA, HIRAGANA, KANJI, KATAKANA
from twinbot.reading.cleaning import clean, join_lines, words_inside
from twinbot.types import Page

_UTF_8_BOM = b"\xef\xbb\xbf"
_UTF_16_BOMS = (b"\xff\xfe", b"\xfe\xff")
BOMS = (_UTF_8_BOM, *_UTF_16_BOMS)
_ISO_2022_JP = b"\x1b$"
_LENIENT_ISO_2022_JP = "iso2022_jp_ext"
_JAPANESE = ("cp932", "euc_jp", "euc_jis_2004")
"""The last is EUC-JP with the signs that Windows adds to it, such as ①."""
_MEANT_SHARE = 2
"""So many times as often as bytes that are no UTF-8 must characters of several bytes be in a text
that is meant as UTF-8. In Windows-1252 there are none, in EUC-JP about as many."""
_KANA_SHARE = 0.2
"""Of what is no ASCII in Japanese text; of other text read as Japanese it is next to nothing."""
_MAX_CONTROL_SHARE = 0.01
_WRAPPED_CHARS = {"ja": 25, "other": 50}
_MAX_TITLE_CHARS = 80
_ENDED = re.compile(r"[.。．,、;；:：]$")
_STRUCTURED = re.compile(r"^(?:[-*•・●]|\d{1,3}[.)])\s|\s\|\s|^\S+:\s")
_KANA = re.compile(rf"[{HIRAGANA}{KATAKANA}]")
_JAPANESE_TEXT = re.compile(
    rf"[{HIRAGANA}{KATAKANA}{HALF_KATAKANA}{KANJI}\s\x20-\x7e"
    "\u2010-\u266f\u3000-\u303f\u30fb\uff01-\uff65\uffe0-\uffe6]"  # signs, full-width letters
)
_ESCAPES_FROM = 0xDC00
_ESCAPED = re.compile("[\udc80-\udcff]")
_OF_SEVERAL_BYTES = re.compile("[^\x00-\x7f\udc80-\udcff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and what a person should know about its encoding."""

    text: str
    warnings: tuple[str, ...] = ()


def decode(content: bytes, place: str) -> Decoded:
    """Return the text of bytes in UTF-8, UTF-16, a Japanese encoding or Windows-1252.

    Raises:
        UnreadableDocumentError: If they are no text.
    """
    if content.startswith(_UTF_16_BOMS):
        return Decoded(_checked(content.decode("utf-16", "replace"), place))
    is_iso_2022_jp = _ISO_2022_JP in content
    text = None if is_iso_2022_jp and content.isascii() else _utf_8(content)
    if text is not None:
        return _without_escapes(text, place)
    encoding = _LENIENT_ISO_2022_JP if is_iso_2022_jp else _japanese_encoding(content)
    if encoding:
        return _with_gaps(content, encoding, place)
    return Decoded(_checked(content.decode("cp1252", "replace"), place))


def _japanese_encoding(content: bytes) -> str | None:
    """Return the encoding in which bytes are Japanese, if need be but for a few of them."""
    for encoding in _JAPANESE:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _KANA.search(text) and len(_JAPANESE_TEXT.findall(text)) > 0.9 * len(text):
            return encoding
    for encoding in _JAPANESE:
        text = content.decode(encoding, "replace")
        if len(_KANA.findall(text)) > _KANA_SHARE * len(_OF_SEVERAL_BYTES.findall(text)):
            return encoding
    return None


def _utf_8(content: bytes) -> str | None:
    """Return what is meant as UTF-8, with a surrogate for each byte that is none."""
    text = content.removeprefix(_UTF_8_BOM).decode("utf-8", "surrogateescape")
    escaped = len(_ESCAPED.findall(text))
    meant = (
        not escaped
        or content.startswith(_UTF_8_BOM)
        or len(_OF_SEVERAL_BYTES.findall(text)) > _MEANT_SHARE * escaped
    )
    return text if meant else None


def _without_escapes(text: str, place: str) -> Decoded:
    """Return UTF-8 whose other bytes are taken for Windows-1252, as in what was pasted into it."""

    def other(escaped: re.Match[str]) -> str:
        return bytes([ord(escaped.group()) - _ESCAPES_FROM]).decode("cp1252", "replace")

    found = [escaped.start() for escaped in _ESCAPED.finditer(text)]
    warnings = _warnings(text, found, "is no UTF-8 and was taken for Windows-1252")
    return Decoded(_checked(_ESCAPED.sub(other, text), place), warnings)


def _with_gaps(content: bytes, encoding: str, place: str) -> Decoded:
    """Return text in an encoding that it is certainly in, with U+FFFD for what is none."""
    text = _checked(content.decode(encoding, "replace"), place)
    found = [gap.start() for gap in re.finditer("\ufffd", text)]
    name = encoding.removesuffix("_ext").replace("_", "-").upper()
    return Decoded(text, _warnings(text, found, f"is no {name} and cannot be read"))


def _warnings(text: str, found: Sequence[int], what: str) -> tuple[str, ...]:
    if not found:
        return ()
    line = text.count("\n", 0, found[0]) + 1
    others = f" (as are {len(found) - 1} more)" if len(found) > 1 else ""
    return (f"line {line}: a character{others} {what}; mend it and save the file as UTF-8",)


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
