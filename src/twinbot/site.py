"""What a city says of itself on the page: ``corpus/site.yaml``, edited by staff."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import yaml

from twinbot.errors import CorpusError
from twinbot.types import LANGUAGES, Language

SITE_FILE: Final = "site.yaml"
_TEXTS: Final = ("title", "welcome", "placeholder", "contact")
_NAMES: Final = (*_TEXTS, "examples")


@dataclass(frozen=True, slots=True)
class Site:
    """The city's words in one language; what is ``None`` is left to the page.

    Attributes:
        title: Heading of the page.
        welcome: Shown while nothing was asked.
        placeholder: Shown in the empty question field.
        contact: Whom to ask when the documents do not answer.
        examples: Questions that the page offers, and that the corpus can answer.
    """

    title: str | None = None
    welcome: str | None = None
    placeholder: str | None = None
    contact: str | None = None
    examples: tuple[str, ...] = ()


def parse_site(content: bytes, place: str) -> Mapping[Language, Site]:
    """Read the city's words; a language that is not there has none of its own.

    Args:
        content: The file; may be empty.
        place: Where it stands, for errors.

    Raises:
        CorpusError: If it is no YAML of that form; the message says what is wanted.
    """
    try:
        record = yaml.safe_load(content.decode("utf-8-sig")) or {}
    except (yaml.YAMLError, ValueError) as error:
        message = f"{place}: not readable as UTF-8 YAML ({error}); correct it"
        raise CorpusError(message) from error
    if not isinstance(record, Mapping) or not set(record) <= set(LANGUAGES):
        message = f"{place}: wanted are sections {', '.join(LANGUAGES)} at the top level"
        raise CorpusError(message)
    return {
        language: _site(record[language] or {}, f"{place}, section {language}")
        if language in record
        else Site()
        for language in LANGUAGES
    }


def _site(section: object, place: str) -> Site:
    if not isinstance(section, Mapping) or not set(section) <= set(_NAMES):
        message = f"{place}: allowed are {', '.join(_NAMES)}; correct or remove the others"
        raise CorpusError(message)
    examples = section.get("examples") or []
    if not isinstance(examples, list) or not all(isinstance(text, str) for text in examples):
        message = f"{place}: examples is wanted as a list of questions, each behind a dash"
        raise CorpusError(message)
    texts = {name: section.get(name) for name in _TEXTS}
    for name, text in texts.items():
        if text is not None and not isinstance(text, str):
            message = f"{place}: {name} is wanted as a text, found {text!r}"
            raise CorpusError(message)
    return Site(examples=tuple(examples), **texts)
