"""What a language model writes, cut into sentences with markers while it is being written.

A model is asked for sentences with the numbers of their sources before the full stop, but may
write anything: thoughts, lists, markup, HTML, tool calls, nothing that ends. Whatever has no
usable form is told apart here; whether a sentence is true is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from twinbot.language import sentence_spans
from twinbot.types import Language

LONGEST_SENTENCE_CHARS: Final = 600
"""More without an end is raving."""

_MARKER: Final = r"\[\s*\d{1,3}(?:\s*[,;、]\s*\d{1,3})*\s*\]"
_MARKERS: Final = re.compile(_MARKER)
_CLOSING: Final = '"“”»」』)）'
_END: Final = re.compile(
    rf"(?:{_MARKER}\s*)+[.!?。！？][{_CLOSING}]*"  # marker, full stop
    rf"|[.!?。！？][{_CLOSING}]*\s*(?:{_MARKER}\s*)+(?=[^\s\[])"  # full stop, markers, then more
    r"|\n+"
)
_THOUGHT: Final = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|$)", re.DOTALL | re.IGNORECASE)
_HTML: Final = re.compile(r"<[a-zA-Z/!|][^>]*>?|&#?\w+;|```|\]\(|https?://|javascript:|<\|")
_CALL: Final = re.compile(r"[{}]|\"(?:name|arguments|tool_calls?|function)\"\s*:|\bfunctions?\.\w+")
_LEADING: Final = re.compile(r"^\s*(?:[-*•・>]+\s+|#{1,6}\s+|\d{1,2}[.)]\s+)+")
_EMPHASIS: Final = re.compile(r"\*\*|__|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)|`")
_NO_ANSWER: Final = re.compile(r"^\W*(?:KEINE ANTWORT|NO ANSWER|回答なし)\W*$")


@dataclass(frozen=True, slots=True)
class Draft:
    """A sentence as the model wrote it.

    Attributes:
        text: Its words without markers and emphasis.
        markers: The numbers it cites, each once, in order.
        formed: Whether it is plain text: no HTML, link, code or tool call.
    """

    text: str
    markers: tuple[int, ...]
    formed: bool


class SentenceReader:
    """Takes pieces of a model's answer and gives sentences as soon as each has ended."""

    def __init__(self, language: Language) -> None:
        """Read an answer that should be in ``language``."""
        self._language = language
        self._held = ""

    def take(self, piece: str) -> Iterator[Draft]:
        """Yield the sentences that ``piece`` ends."""
        self._held += piece
        if "<think" in self._held.lower():
            self._held = _closed_thoughts(self._held)
            if "<think" in self._held.lower():
                return
        while match := _END.search(self._held):
            part, self._held = self._held[: match.end()], self._held[match.end() :]
            yield from self._drafts(part)
        if len(self._held) > LONGEST_SENTENCE_CHARS:
            part, self._held = self._held, ""
            yield Draft(part.strip(), (), formed=False)

    def finish(self) -> Iterator[Draft]:
        """Yield what is left when the answer has ended."""
        part, self._held = _THOUGHT.sub("", self._held), ""
        yield from self._drafts(part)

    def _drafts(self, part: str) -> Iterator[Draft]:
        """Yield the sentences of a part; those before share the markers behind the last."""
        markers = tuple(
            dict.fromkeys(
                int(number)
                for group in _MARKERS.findall(part)
                for number in re.findall(r"\d+", group)
            )
        )
        plain = _EMPHASIS.sub("", _LEADING.sub("", _MARKERS.sub("", part))).strip()
        plain = re.sub(r"\s+(?=[.!?。！？,;])", "", plain)
        if _NO_ANSWER.match(plain):
            return
        formed = not _HTML.search(part) and not _CALL.search(plain)
        for span in sentence_spans(plain, self._language):
            text = span.of(plain).strip()
            if text.strip(" .!?。！？"):
                yield Draft(text, markers, formed)


def _closed_thoughts(text: str) -> str:
    """Drop thoughts that have ended."""
    return re.sub(r"<think(?:ing)?>.*?</think(?:ing)?>", "", text, flags=re.DOTALL | re.IGNORECASE)
