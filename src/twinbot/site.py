"""What a city says of itself on the page: ``corpus/site.yaml``, edited by staff."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from twinbot.errors import CorpusError
from twinbot.staff_yaml import load_yaml, no_text, unknown_names
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
    record = load_yaml(content, place) or {}
    unknown = unknown_names(record, LANGUAGES) if isinstance(record, Mapping) else ""
    if unknown or not isinstance(record, Mapping):
        told = f"{unknown}; " if unknown else ""
        message = f"{place}: {told}wanted are sections {', '.join(LANGUAGES)} at the top level"
        raise CorpusError(message)
    return {
        language: _site(record[language] or {}, f"{place}, section {language}")
        if language in record
        else Site()
        for language in LANGUAGES
    }


def silent_languages(sites: Mapping[Language, Site]) -> list[Language]:
    """Return the languages in which a city that speaks in another says nothing."""
    silent = [language for language, site in sites.items() if site == Site()]
    return silent if len(silent) < len(sites) else []


def _site(section: object, place: str) -> Site:
    unknown = unknown_names(section, _NAMES) if isinstance(section, Mapping) else ""
    if unknown or not isinstance(section, Mapping):
        told = f"{unknown}; " if unknown else ""
        message = f"{place}: {told}allowed are {', '.join(_NAMES)}; correct or remove the others"
        raise CorpusError(message)
    examples = section.get("examples") or []
    if not isinstance(examples, list) or not all(isinstance(text, str) for text in examples):
        message = (
            f"{place}: examples is wanted as a list of questions, each behind a dash; "
            "put one that holds a colon in quotation marks"
        )
        raise CorpusError(message)
    texts = {name: section.get(name) for name in _TEXTS}
    for name, text in texts.items():
        if text is not None and not isinstance(text, str):
            message = f"{place}: {name} is wanted as a text, {no_text(text)}"
            raise CorpusError(message)
    return Site(examples=tuple(examples), **texts)
