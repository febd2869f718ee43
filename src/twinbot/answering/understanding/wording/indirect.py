"""Questions asked by the way: "Can you tell me when it began?" asks "When did it begin?".

Who asks politely wraps the question in a request, and says of it nothing more. The words of the
request stand in no document, and what tells questions apart by their first words finds others.
"""

from __future__ import annotations

import unicodedata

from twinbot.answering.understanding.wording import indirect_words as words
from twinbot.language import sentence_spans
from twinbot.types import Language


def ask_directly(text: str, language: Language) -> str:
    """Return a turn with the questions that its sentences wrap in a request; others as they are.

    Args:
        text: The turn.
        language: Its language.
    """
    parts: list[str] = []
    end = 0
    for span in sentence_spans(text, language):
        parts += [text[end : span.start], _ask_directly(text[span.start : span.end], language)]
        end = span.end
    return "".join([*parts, text[end:]])


def _ask_directly(sentence: str, language: Language) -> str:
    form = unicodedata.normalize("NFKC", sentence).strip()
    if language == "de" and (listed := words.LISTED_DE.fullmatch(form)):
        what = listed["what"] or listed["what_too"]
        return f"Welche {what.rstrip(' ,')}{',' * (', ' in what)} gibt es?"
    found = words.REQUEST[language].fullmatch(form)
    if found is None:
        return sentence
    asked = found["asked"].rstrip(" ?？!.。")
    if language == "ja":
        if words.INDEFINITE_JA.search(asked):
            return sentence
        return words.WHAT_IS_JA.sub(r"は\g<what>ですか", asked) + "？"
    turn = _as_main_clause_de if language == "de" else _as_main_clause_en
    clauses = words.CLAUSES.split(asked)  # every other one is what joins two
    clauses[::2] = map(turn, clauses[::2])
    asked = "".join(clauses)
    return asked[:1].upper() + asked[1:] + "?"


def _as_main_clause_de(clause: str) -> str:
    """Return a clause with its verb, which stands at the end, where a question has it.

    Where that is not sure it stays.
    """
    found = words.ORDERED_DE.fullmatch(clause)
    if (
        found is None
        or words.VERB_FIRST_DE.match(found["rest"])  # "Sag mal, was kostet das Bad?"
        or words.MORE_ASKED_DE.search(found["rest"])
        or not words.VERB_DE.fullmatch(found["verb"])
    ):
        return clause
    what = "" if found["what"].casefold() == "ob" else f"{found['what']} "
    if apart := words.SEPARABLE_DE.fullmatch(found["verb"]):
        return f"{what}{apart['verb']} {found['rest']} {apart['prefix']}"
    return f"{what}{found['verb']} {found['rest']}"


def _as_main_clause_en(clause: str) -> str:
    """Return a clause with a form of "be" or "can" where a question has it."""
    if whether := words.WHETHER_EN.fullmatch(clause):
        verb, subject = whether["be"] or whether["may"], whether["there"] or whether["who"]
        return f"{verb} {subject} {whether['rest']}"
    if found := words.ORDERED_EN.fullmatch(clause):
        what, rest, verb = (
            found[name] or found[f"{name}_too"] for name in ("what", "rest", "verb")
        )
        return f"{what} {verb} {rest}"
    return clause
