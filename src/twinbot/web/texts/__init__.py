"""Every word of the page, one table a language; a test finds what is missing."""

from __future__ import annotations

from collections.abc import Mapping

from twinbot.types import Language
from twinbot.web.texts.de import GERMAN
from twinbot.web.texts.en import ENGLISH
from twinbot.web.texts.ja import JAPANESE
from twinbot.web.texts.words import PAGES, PageName, Texts

__all__ = ["PAGES", "TEXTS", "PageName", "Texts"]

TEXTS: Mapping[Language, Texts] = {"de": GERMAN, "en": ENGLISH, "ja": JAPANESE}
