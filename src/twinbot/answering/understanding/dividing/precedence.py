"""Which of two things or events was first: it is asked when each was.

"Who came first, Eiskirch to Tsukuba or Kezuka to Bochum?" is answered by two dates, which mostly
stand in two documents. What is compared may be a phrase and need not be a name.
"""

from __future__ import annotations

from twinbot.answering.understanding.dividing import precedence_words as words
from twinbot.answering.understanding.dividing.comparing_words import WHEN_WAS
from twinbot.types import Language

LEAST_SHARED = 2
"""Two Japanese nouns are of one kind if they end in so many letters alike."""


def ask_when_each(text: str, language: Language) -> tuple[str, ...]:
    """Return when each of two was, asked by itself; empty where the question is another.

    Args:
        text: The question.
        language: Its language.
    """
    text = text.strip().rstrip("?？ ")
    return (
        _ask_of_kind(text, language)
        or _ask_of_two(text, language)
        or _ask_before_or_after(text, language)
    )


def complete_second(one: str, other: str, language: Language) -> str:
    """Return the second of two things with what it leaves out of the first.

    "the Bochum one" beside "the university's Bonn office" is "the university's Bochum office", and
    "that of the cities" beside "the contract of the universities" their contract.
    """
    stands = words.THAT_OF[language].fullmatch(other.strip())
    before = words.BEFORE_OF[language].fullmatch(one.strip())
    if stands and before:
        return f"{before['what']} {stands['of']}"
    elliptic = words.ELLIPTIC[language].fullmatch(other.strip())
    whole = words.WHOSE[language].fullmatch(one.strip())
    if not elliptic or not whole:
        return other
    if language == "ja":
        alike = other[-LEAST_SHARED:] == whole["noun"][-LEAST_SHARED:]
        return f"{whole['owner']}{other}" if alike else other
    return f"{whole['owner']}{elliptic['of']} {whole['noun']}"


def _ask_of_kind(text: str, language: Language) -> tuple[str, ...]:
    """Return when each of two of a kind began: "Which office is older, that in A or in B?"."""
    found = words.BY_PLACE[language].fullmatch(text) if language != "ja" else None
    if not found:
        return ()
    article = words.ARTICLES[found["ending"].casefold()] if language == "de" else ""
    question = words.OF_KIND_IN[language]
    return tuple(
        question.format(article=article, kind=found["kind"], place=found[name].strip())
        for name in ("one", "other")
    )


def _ask_of_two(text: str, language: Language) -> tuple[str, ...]:
    for pattern, question in words.FIRST_OF_TWO[language]:
        if found := pattern.fullmatch(text):
            named = {key: value or "" for key, value in found.groupdict().items()}
            one = named.pop("one").strip()
            other = complete_second(one, named.pop("other").strip(), language)
            return tuple(question.format(name=name, **named) for name in (one, other))
    return ()


def _ask_before_or_after(text: str, language: Language) -> tuple[str, ...]:
    """Return when an event was and when another, of which it is asked whether it came before."""
    for pattern in words.BEFORE_OR_AFTER[language]:
        if found := pattern.fullmatch(text):
            named = {"end": ""} | {key: value or "" for key, value in found.groupdict().items()}
            named["did"] = named.get("did", "").lower()
            return words.WHEN_DID[language].format(**named), _ask_when(named, language)
    return ()


def _ask_when(named: dict[str, str], language: Language) -> str:
    """Return when the other event was; a German clause has its verb last."""
    clause = named.get("clause", "")
    if not clause:
        return WHEN_WAS[language].format(name=named["when"])
    *rest, verb = clause.split()
    return f"Wann {verb} {' '.join(rest)}?"
