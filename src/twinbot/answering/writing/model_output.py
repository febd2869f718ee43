"""What a language model writes, cut into sentences with markers while it is being written.

A model is asked for sentences with the numbers of their sources before the full stop, but may
write anything: thoughts, lists, markup, HTML, tool calls, nothing that ends. Whatever has no
usable form is told apart here; whether a sentence is true is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from twinbot.language import sentence_spans
from twinbot.types import Language

LONGEST_SENTENCE_CHARS: Final = 600
"""More without an end is raving."""
LONGEST_THOUGHT_CHARS: Final = 6_000
"""More than a server writes that keeps to `ModelLimits.answer_tokens`; one that does not is not
waited for."""

_MARKER: Final = r"\[\s*\d{1,3}(?:\s*[,;、]\s*\d{1,3})*\s*\]"
_MARKERS: Final = re.compile(_MARKER)
_CLOSING: Final = '"“”»」』)）'
_END: Final = re.compile(
    rf"(?:{_MARKER}\s*)+[.!?。！？][{_CLOSING}]*"  # marker, full stop
    rf"|[.!?。！？][{_CLOSING}]*\s*(?:{_MARKER}\s*)+(?=[^\s\[])"  # full stop, markers, then more
    r"|\n+"
)
_ENDED: Final = re.compile(rf"[.!?。！？][{_CLOSING}]*\s*(?:{_MARKER}\s*)+$")
_CITES_AT_END: Final = re.compile(rf"{_MARKER}\s*[.!?。！？]?[{_CLOSING}]*\s*$")
_CLOSED_THOUGHT: Final = re.compile(
    r"<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL | re.IGNORECASE
)
_OPEN_THOUGHT: Final = re.compile(r"<think(?:ing)?>.*", re.DOTALL | re.IGNORECASE)
_TAG_BEGUN: Final = re.compile(r"<[/a-z]{0,9}$", re.IGNORECASE)
_THOUGHT_ENDS: Final = re.compile(r"</think(?:ing)?>", re.IGNORECASE)
_HTML: Final = re.compile(r"<[a-zA-Z/!|][^>]*>?|&#?\w+;|```|\]\(|https?://|javascript:|<\|")
_CALL: Final = re.compile(r"[{}]|\"(?:name|arguments|tool_calls?|function)\"\s*:|\bfunctions?\.\w+")
_LEADING: Final = re.compile(r"^\s*(?:[-*•・>]+\s+|#{1,6}\s+|\d{1,2}[.)]\s+)+")
_EMPHASIS: Final = re.compile(r"\*\*|__|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)|`")
_NO_ANSWER: Final = re.compile(r"^\W*(?:KEINE ANTWORT|NO ANSWER|回答なし)\W*$")


@dataclass(frozen=True, slots=True)
class WrittenSentence:
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
    """Takes pieces of a model's answer and gives sentences as soon as each has ended.

    Some models write the end of a thought without its beginning, as their chat template has
    written that. So all is held back until a sentence cites behind its words, which thoughts seldom
    do, until a thought or the answer has ended, or until there is more than any thought. A thought
    without a beginning that cites like an answer is not told apart: what it says before its end is
    read, and only the check of each sentence stands before a visitor.
    """

    def __init__(self, language: Language) -> None:
        """Read an answer that should be in ``language``."""
        self._language = language
        self._held = ""
        self._answers = False
        self._perhaps_thought: list[WrittenSentence] = []

    def take(self, piece: str) -> Iterator[WrittenSentence]:
        """Yield the sentences that ``piece`` ends."""
        self._held += piece
        self._drop_thoughts()
        if "<think" in self._held.lower():
            return
        while match := _END.search(self._held):
            part, self._held = self._held[: match.end()], self._held[match.end() :]
            sentences = list(self._sentences(part))
            if sentences and _CITES_AT_END.search(part):
                self._answers = True
            yield from self._released(sentences)
        if len(self._held) > LONGEST_SENTENCE_CHARS:
            begun = _TAG_BEGUN.search(self._held)
            end = begun.start() if begun else len(self._held)
            part, self._held = self._held[:end], self._held[end:]
            yield from self._released([WrittenSentence(part.strip(), (), formed=False)])

    def finish(self) -> Iterator[WrittenSentence]:
        """Yield what is left when the answer has ended."""
        part, self._held = _OPEN_THOUGHT.sub("", self._held), ""
        self._answers = True
        yield from self._released(self._sentences(part))

    def break_off(self) -> Iterator[WrittenSentence]:
        """Yield what has ended when the answer goes no further; half a sentence is none."""
        if "<think" in self._held.lower():
            return
        if not _ENDED.search(self._held):
            self._held = ""
        yield from self.finish()

    def _drop_thoughts(self) -> None:
        """Drop thoughts that have ended; where no beginning was written, all that came before."""
        if "</think" not in self._held.lower():
            return
        self._held = _CLOSED_THOUGHT.sub("", self._held)
        *thoughts, answer = _THOUGHT_ENDS.split(self._held)
        if thoughts:
            self._held = answer
            self._perhaps_thought.clear()
            self._answers = True

    def _released(self, sentences: Iterable[WrittenSentence]) -> Iterator[WrittenSentence]:
        """Yield sentences and those held back, unless all may yet turn out to be a thought."""
        self._perhaps_thought += sentences
        held_chars = sum(len(sentence.text) for sentence in self._perhaps_thought)
        if self._answers or held_chars > LONGEST_THOUGHT_CHARS:
            self._answers = True
            released, self._perhaps_thought = self._perhaps_thought, []
            yield from released

    def _sentences(self, part: str) -> Iterator[WrittenSentence]:
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
        plain = re.sub(r"(?<=\s)[^\S\n]+", "", plain)
        if _NO_ANSWER.match(plain):
            return
        formed = not _HTML.search(part) and not _CALL.search(plain)
        for span in sentence_spans(plain, self._language):
            text = span.of(plain).strip()
            if text.strip(" .!?。！？"):
                yield WrittenSentence(text, markers, formed)
