"""What a question means: with what it leaves unsaid, without what is only told, and its parts.

What the words alone settle is in `twinbot.answering.understanding`. Where they do not, a question
is asked both ways, and the documents tell which of the two they answer.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from twinbot.answering.extraction.names import NameFinder, is_town
from twinbot.answering.extraction.tense import without_latest
from twinbot.answering.quoting.judging import Decision, Judgement
from twinbot.answering.scoring.meaning import MeaningComparer
from twinbot.answering.understanding.dividing.parts import PAIR, is_proper, split_question
from twinbot.answering.understanding.dividing.precedence import ask_when_each
from twinbot.answering.understanding.following.conversation import name_person, resolve
from twinbot.answering.understanding.following.leaning import names_itself, tell_leaning
from twinbot.answering.understanding.particulars.overviews import name_subject
from twinbot.answering.understanding.wording.background import set_apart
from twinbot.answering.understanding.wording.indirect import ask_directly
from twinbot.answering.understanding.wording.japanese_names import JapaneseNameSpeller
from twinbot.answering.understanding.wording.own_town import name_own_town
from twinbot.answering.understanding.wording.shared import name_owners
from twinbot.answering.understanding.wording.spelling import NameSpeller
from twinbot.glossary import Glossary, GlossaryEntry
from twinbot.language import detect_language
from twinbot.site import Site
from twinbot.types import Evidence, Language, Query, Turn

if TYPE_CHECKING:
    from twinbot.language_model import LanguageModel

LEAST_LIKELY = 0.1
"""What is less likely answered than this is not asked again with the names of the two towns:
whatever says "the partnership between A and B" then looks like an answer."""

ALIKE_ALONE = 0.9
"""A question that may go on from the last answer, and names nothing, stands alone only if it is so
like a known one. Of 52 that went on, and could have stood alone, none was; of 10 that changed the
subject eight were."""

UNLIKE_ALONE = 0.8
"""One that seems to stand alone and names nothing may go on all the same if less like any."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A question with what is found for it, and what that allows to answer if it was judged."""

    query: Query
    evidence: Evidence
    decision: Decision | None = None


@dataclass(frozen=True, slots=True)
class QuestionResolver:
    """Finds what one question means, given what an index generation holds.

    Attributes:
        glossary: Names.
        finder: Finds them.
        towns: The two that all is about, or none, see `find_towns`.
        sites: The city's words, by language.
        speller: Spells names.
        japanese_speller: Spells them in Japanese questions.
        meanings: Knows questions that staff know, if there is what tells their meanings.
        model: A language model, which rewrites follow-ups, if there is one.
        weigh: Tells what is found for a question, and what that allows to answer.
        weighed: What was weighed so far; the question that is settled on may be among it.
    """

    glossary: Glossary
    finder: NameFinder
    towns: Sequence[GlossaryEntry]
    sites: Mapping[Language, Site]
    speller: NameSpeller
    japanese_speller: JapaneseNameSpeller
    meanings: MeaningComparer | None
    model: LanguageModel | None
    weigh: Callable[[Query], tuple[Evidence, Decision]]
    weighed: list[Weighed] = field(default_factory=list)

    def resolve(self, query: Query, question: str) -> Query:
        """Return a question with what it leaves unsaid, and with its parts.

        One that staff know stays as it was asked.

        Args:
            query: The question.
            question: What the asker wrote.
        """
        query = replace(query, history=_asked_directly(query.history, query.language))
        if query.language == "ja":
            query = self._with_japanese_names(query)
        if self.meanings:
            query = self.meanings.recall(query, question)
        if query.known:
            text = unicodedata.normalize("NFC", question).strip()
            return replace(query, text=text, intent=None, redacted=False)
        if query.intent not in (None, "advice"):
            return query
        query = self._reworded(query, self._with_names(query))
        resolved = self._without_background(resolve(query, self.glossary))
        self._begin(resolved)
        if self.meanings and resolved.text != query.text:
            resolved = self.meanings.recall(resolved, resolved.text)
        resolved = self._alone(resolved) or self._going_on(resolved) or self._take_apart(resolved)
        resolved = self._of_person(query, resolved) or self._of_towns(resolved) or resolved
        return self._rewritten(resolved)

    def _begin(self, query: Query) -> None:
        if self.meanings:
            self.meanings.begin(query)

    def _with_japanese_names(self, query: Query) -> Query:
        """Return a question, and those before it, with names as Japanese documents write them."""
        spell = self.japanese_speller.spell
        turns = tuple(replace(turn, question=spell(turn.question)) for turn in query.history)
        return replace(query, text=spell(query.text), history=turns)

    def _with_names(self, query: Query) -> str:
        """Return a question with names for "our city" and "here", and none misspelled.

        What it is wrapped in as a request is left out. Of one for whatever is told of something the
        subject is left, of a person who that is.
        """
        language = query.language
        text = ask_directly(self.speller.spell(query.text), language)
        text = name_subject(text, language, self.finder, follows=bool(query.history))
        spoken = self.glossary.names_in(self.sites[language].contact or "", language)
        own = [town for town in self.towns if town in spoken]
        if len(own) != 1:
            return text
        names = {town.entry_id: town.called(language) for town in self.towns}
        called = names.pop(own[0].entry_id)
        named = any(map(is_town, self.glossary.names_in(text, language)))
        (partner,) = names.values()
        return name_own_town(
            text, language, called, partner, named=named, follows=bool(query.history)
        )

    def _reworded(self, query: Query, text: str) -> Query:
        """Return a question in other words, which staff may know."""
        if text == query.text:
            return query
        query = replace(query, text=text)
        return self.meanings.recall(query, text) if self.meanings else query

    def _rewritten(self, query: Query) -> Query:
        """Return a follow-up as a language model writes it, if there is one."""
        if self.model is None or not query.carried:
            return query
        from twinbot.answering.writing.rewriting import rewrite

        return rewrite(query, self.model, self.finder)

    def _take_apart(self, query: Query) -> Query:
        """Return a question with its parts, without the word that asks for the last of several."""
        text = without_latest(query.text)
        if text != query.text:
            query = replace(query, text=text, latest=True)
        parts = split_question(query, self.glossary, self.towns)
        if ask_when_each(query.text, query.language):  # "the partnership" or another thing
            parts = tuple(map(self._with_towns, parts))
        if self.meanings:
            parts = tuple(self.meanings.recall(part, part.text) for part in parts)
        for part in parts:
            self._begin(part)
        return replace(query, parts=parts)

    def _alone(self, query: Query) -> Query | None:
        """Return a question without what it may leave unsaid, if it surely is one of its own.

        "What does an hour cost?" may go on from the last answer or not. If it names something or is
        like a known one (or none are known), and the documents surely answer it as it is, it is not
        mixed with what went before.
        """
        if not query.carried or tell_leaning(query.text, query.language, self.glossary) != "unsure":
            return None
        if not self._names_itself(query) and self._likeness(query) < ALIKE_ALONE:
            return None
        alone = self._take_apart(replace(query, carried="", topic="", about=()))
        return alone if self._is_sure(alone) else None

    def _going_on(self, query: Query) -> Query | None:
        """Return a question with what it may leave unsaid though nothing in it says that it does.

        "When was the foundation stone laid?" names nothing; if it is unlike any known question, and
        the documents surely answer it as one that goes on from the last answer, it is taken so.
        """
        if query.carried or not query.history or self._names_itself(query):
            return None
        if self._likeness(query) >= UNLIKE_ALONE:
            return None
        gone_on = self._take_apart(resolve(query, self.glossary, goes_on=True))
        return gone_on if gone_on.topic and self._is_sure(gone_on) else None

    def _likeness(self, query: Query) -> float:
        """Return how like a question is to known ones, 1 where none are known."""
        likeness = self.meanings.likeness_alone(query) if self.meanings else None
        return 1.0 if likeness is None else likeness

    def _names_itself(self, query: Query) -> bool:
        return names_itself(query.text, query.language, self.glossary)

    def _of_person(self, query: Query, resolved: Query) -> Query | None:
        """Return a follow-up with the name for "he", if the documents answer it as surely so.

        With the name it can be compared with what else is asked of that person.

        Args:
            query: The question as it was asked.
            resolved: The same with what the turns before told.
        """
        named = name_person(query, self.glossary) if resolved.carried else ""
        if not named:
            return None
        asked = self._take_apart(self._reworded(query, named))
        outcome = self._judge(asked).outcome
        if outcome == "abstained":
            return None
        return asked if outcome == "grounded" or not self._is_sure(resolved) else None

    def _of_towns(self, query: Query) -> Query | None:
        """Return a question with the two towns' names, if only that is answered, and surely.

        "How did the pandemic affect the exchange?" leaves out whose exchange it is.
        """
        parts = tuple(map(self._with_towns, query.parts))
        named = replace(self._with_towns(query), parts=parts)
        if named == query:
            return None
        judged = self._judge(query)
        if judged.outcome != "abstained" or judged.confidence < LEAST_LIKELY:
            return None
        return named if self._is_sure(named) else None

    def _with_towns(self, query: Query) -> Query:
        """Return a question that names nothing with the two towns, if it is of what they share."""
        language = query.language
        named = self.glossary.names_in(query.search_text, language)
        if not self.towns or query.known or query.topic or any(map(is_proper, named)):
            return query
        towns = [town.called(language) for town in self.towns]
        return replace(query, text=name_owners(query.text, language, towns))

    def _without_background(self, query: Query) -> Query:
        """Return a question without what is only told around it.

        One that may leave something unsaid stands without it if the documents surely answer it so.
        """
        asked = set_apart(query.text, query.language, self.glossary)
        if asked == query.text:
            return query
        bare = replace(query, text=ask_directly(asked, query.language))
        if query.carried or tell_leaning(asked, query.language, self.glossary) == "alone":
            return bare
        return bare if self._is_sure(self._take_apart(bare)) else query

    def _is_sure(self, query: Query) -> bool:
        """Tell whether the documents surely answer a question."""
        return self._judge(query).outcome == "grounded"

    def _judge(self, query: Query) -> Judgement:
        """Return what the documents allow to answer to a question, and keep it."""
        kept = next((one for one in self.weighed if one.query == query), None)
        if kept and kept.decision:
            return kept.decision.judged
        evidence, decision = self.weigh(query)
        self.weighed.append(Weighed(query, evidence, decision))
        return decision.judged


def _asked_directly(history: Sequence[Turn], language: Language) -> tuple[Turn, ...]:
    """Return turns without the requests that their questions may be wrapped in."""
    return tuple(
        replace(
            turn, question=ask_directly(turn.question, detect_language(turn.question, language))
        )
        for turn in history
    )


def find_towns(sites: Mapping[Language, Site], glossary: Glossary) -> Sequence[GlossaryEntry]:
    """Return the two towns that the page's title names, in any language; else none."""
    for language, site in sites.items():
        named = glossary.names_in(site.title or "", language)
        if len(towns := [entry for entry in named if is_town(entry)]) == PAIR:
            return towns
    return ()
