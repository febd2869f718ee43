"""Which words the page needs; their tables stand beside this file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias, get_args

from twinbot.types import Language

PageName: TypeAlias = Literal["imprint", "privacy", "accessibility"]
PAGES: tuple[PageName, ...] = get_args(PageName)


@dataclass(frozen=True, slots=True)
class Texts:
    """The words of the page in one language; ``{}`` is filled in.

    Attributes:
        own_name: The language, in itself.
        title: Heading where the city gives none.
        notice: That a machine answers, and asks for no personal data.
        suggestions: Heading of what can be asked after an answer.
        answerable: The same after an answer that quotes nothing.
        dated: From when a document is; filled in with a date in words.
        day: A date in words, of ``day``, ``month`` and ``year``.
        months: The twelve names of the months, separated by blanks.
        pages: What the footer calls its pages.
        script: Words that only the page's script needs.
        errors: What went wrong, by the code that the JSON API gives too.
        widget: Words of the button and dialog on the city's own page.
        ask_here: Leads to the page where one asks.
        previous: Leads to what this tab showed before.
        other_tab: Where a conversation is that this tab does not hold.
    """

    own_name: str
    title: str
    notice: str
    skip: str
    languages: str
    conversation: str
    question: str
    placeholder: str
    send: str
    stop: str
    clear: str
    examples: str
    welcome: str
    searching: str
    stopped: str
    sources: str
    suggestions: str
    answerable: str
    page: str
    dated: str
    day: str
    months: str
    open_original: str
    show_in_document: str
    back: str
    more: str
    in_language: Mapping[Language, str]
    only_in_language: str
    no_script: str
    pages: Mapping[PageName, str]
    script: Mapping[str, str]
    errors: Mapping[str, str]
    widget: Mapping[str, str]
    ask_here: str
    previous: str
    other_tab: str

    def dated_on(self, day: date) -> str:
        """Return from when a document is, in words."""
        month = self.months.split()[day.month - 1]
        return self.dated.format(self.day.format(day=day.day, month=month, year=day.year))
