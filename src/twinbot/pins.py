"""Answers that staff pin to questions: ``corpus/answers.yaml``.

A pin ties wordings of a question to quotes that must stand in the documents. It is checked when
the corpus is indexed, so a pinned answer is as verbatim as any other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from twinbot.errors import CorpusError
from twinbot.language import matching_form, spell_with_kanji
from twinbot.staff_yaml import load_yaml, unknown_names
from twinbot.types import LANGUAGES, Document, Language, Span

PINS_FILE: Final = "answers.yaml"
_NAMES: Final = ("id", "questions", "quotes")
_QUOTE_NAMES: Final = ("document", "quote")
_FORM: Final = (
    "wanted is a list of entries, each with id, questions (lists by language) and quotes "
    "(document and quote by language)"
)
_SPACE_AND_MARKS: Final = re.compile(r"[\s!?.,;:。、！？「」„“”\"'()-]+")
_ALTERNATIVES: Final = re.compile(r"[(（]([^()（）|｜]*[|｜][^()（）]*)[)）]")


@dataclass(frozen=True, slots=True)
class PinnedQuote:
    """Exact words of a document.

    Attributes:
        document_id: The document.
        quote: Its words, as they stand in one page of it.
    """

    document_id: str
    quote: str


@dataclass(frozen=True, slots=True)
class Pin:
    """One pinned answer.

    Attributes:
        pin_id: Its id in the file.
        questions: Wordings by language; ``*`` stands for anything, ``(a|b)`` for one of these.
        quotes: What is quoted, by language of the reader; at least one.
    """

    pin_id: str
    questions: Mapping[Language, tuple[str, ...]]
    quotes: Mapping[Language, PinnedQuote]

    def quote_for(self, language: Language) -> PinnedQuote:
        """Return the quote for a reader, in another language where theirs has none."""
        return self.quotes.get(language) or next(iter(self.quotes.values()))


@dataclass(frozen=True, slots=True)
class Pins:
    """The pins of a corpus; of several that match, the first in the file wins."""

    pins: tuple[Pin, ...] = ()

    def find(self, question: str) -> Pin | None:
        """Return the pin that a question matches, in whatever language it is worded.

        Width, case, umlauts, blanks and punctuation do not matter, nor whether it is all in kana.
        """
        form = _comparable(spell_with_kanji(question))
        for pin in self.pins:
            for wordings in pin.questions.values():
                if any(_pattern(wording).fullmatch(form) for wording in wordings):
                    return pin
        return None

    def check(self, read: Callable[[str], Document], place: str) -> None:
        """Look for every quote in the documents.

        Args:
            read: Returns a document by id; raises `LookupError` for none.
            place: Where the pins stand, for errors.

        Raises:
            CorpusError: If a document is missing or does not hold the quote.
        """
        for pin in self.pins:
            for pinned in pin.quotes.values():
                where = f"{place}, entry {pin.pin_id!r}"
                try:
                    document = read(pinned.document_id)
                except LookupError:
                    message = (
                        f"{where}: no document {pinned.document_id!r} is indexed; name one by its "
                        "path below the corpus folder, such as de/agreement.md"
                    )
                    raise CorpusError(message) from None
                if find_quote(document, pinned.quote) is None:
                    message = (
                        f"{where}: {pinned.document_id} does not hold the words "
                        f"{pinned.quote!r}; copy them from 'twinbot show {pinned.document_id}'"
                    )
                    raise CorpusError(message)


@lru_cache(maxsize=10_000)
def _pattern(wording: str) -> re.Pattern[str]:
    parts = _ALTERNATIVES.split(spell_with_kanji(wording))
    parts[1::2] = ["|".join(map(_with_wildcards, re.split(r"[|｜]", one))) for one in parts[1::2]]
    parts[0::2] = map(_with_wildcards, parts[0::2])
    return re.compile(
        "".join(part if n % 2 == 0 else f"(?:{part})" for n, part in enumerate(parts))
    )


def _with_wildcards(wording: str) -> str:
    return ".*".join(map(re.escape, _comparable(wording).split("*")))


def find_quote(document: Document, quote: str) -> tuple[int, Span] | None:
    """Return the page number and the span of the first place where a quote stands."""
    for page in document.pages:
        start = page.text.find(quote)
        if start >= 0:
            return page.number, Span(start, start + len(quote))
    return None


def parse_pins(content: bytes, place: str) -> Pins:
    """Read the pins of a corpus.

    Args:
        content: The file; may be empty.
        place: Where it stands, for errors.

    Raises:
        CorpusError: If it is no YAML of that form; the message names the entry and the remedy.
    """
    records = load_yaml(content, place) or []
    if not isinstance(records, list):
        message = f"{place}: {_FORM}"
        raise CorpusError(message)
    pins: dict[str, Pin] = {}
    for number, record in enumerate(records, start=1):
        pin = _parse_pin(record, f"{place}, entry {number}")
        if pin.pin_id in pins:
            message = f"{place}, entry {number}: the id {pin.pin_id!r} stands twice; rename one"
            raise CorpusError(message)
        pins[pin.pin_id] = pin
    _check_wordings(pins.values(), place)
    return Pins(tuple(pins.values()))


def _check_wordings(pins: Iterable[Pin], place: str) -> None:
    """Refuse a question that two pins answer: the second one would never be seen."""
    first: dict[str, str] = {}
    for pin in pins:
        for wording in (one for wordings in pin.questions.values() for one in wordings):
            earlier = first.setdefault(_pattern(wording).pattern, pin.pin_id)
            if earlier != pin.pin_id:
                message = (
                    f"{place}, entries {earlier!r} and {pin.pin_id!r}: both answer the question "
                    f"{wording!r}; remove it from one"
                )
                raise CorpusError(message)


def _parse_pin(record: Any, place: str) -> Pin:  # noqa: ANN401 - any YAML
    if not isinstance(record, Mapping) or set(record) != set(_NAMES):
        unknown = unknown_names(record, _NAMES) if isinstance(record, Mapping) else ""
        message = f"{place}: {unknown + '; ' if unknown else ''}{_FORM}"
        raise CorpusError(message)
    questions = _by_language(record["questions"], f"{place}, questions")
    quotes = _by_language(record["quotes"], f"{place}, quotes")
    return Pin(
        pin_id=str(record["id"]),
        questions={language: _wordings(q, place) for language, q in questions.items()},
        quotes={language: _quote(q, place) for language, q in quotes.items()},
    )


def _by_language(record: Any, place: str) -> dict[Language, Any]:  # noqa: ANN401 - any YAML
    if not isinstance(record, Mapping) or not record or not set(record) <= set(LANGUAGES):
        unknown = unknown_names(record, LANGUAGES) if isinstance(record, Mapping) else ""
        told = f"{unknown}; " if unknown else ""
        message = f"{place}: {told}wanted are entries by language, of {', '.join(LANGUAGES)}"
        raise CorpusError(message)
    return {language: record[language] for language in LANGUAGES if language in record}


def _wordings(record: Any, place: str) -> tuple[str, ...]:  # noqa: ANN401 - any YAML
    wordings: Sequence[Any] = record if isinstance(record, list) else []
    if not wordings or not all(isinstance(w, str) and _comparable(w).strip("*") for w in wordings):
        message = (
            f"{place}: questions are wanted as a list of texts, each of more than '*'; "
            "put one that holds a colon, or begins with *, in quotation marks"
        )
        raise CorpusError(message)
    for wording in wordings:
        if re.search(r"[|｜]", _ALTERNATIVES.sub("", wording)):
            message = (
                f"{place}, question {wording!r}: a bar parts alternatives in round brackets, as in "
                "'Who signed the (agreement|contract)?', and such brackets hold no others"
            )
            raise CorpusError(message)
    return tuple(wordings)


def _quote(record: Any, place: str) -> PinnedQuote:  # noqa: ANN401 - any YAML
    if (
        not isinstance(record, Mapping)
        or set(record) != set(_QUOTE_NAMES)
        or not all(isinstance(value, str) and value.strip() for value in record.values())
    ):
        unknown = unknown_names(record, _QUOTE_NAMES) if isinstance(record, Mapping) else ""
        message = (
            f"{place}: {unknown + '; ' if unknown else ''}a quote is wanted as document (its path) "
            "and quote (its exact words)"
        )
        raise CorpusError(message)
    return PinnedQuote(record["document"], record["quote"].strip())


def _comparable(text: str) -> str:
    """Return the matching form without blanks and punctuation; brackets have no meaning."""
    return _SPACE_AND_MARKS.sub("", matching_form(text)).replace("[", "").replace("]", "")
