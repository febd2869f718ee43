"""Does a source carry a sentence? Checked without a language model, as the sentence is written.

Hard rules come first: the markers exist, every number, date, code, name and quotation stands in
what is cited, nothing is denied or turned round that the source does not, the language is the
asker's. What rules cannot see (a word that was added, a fact that belongs to another name) is
weighed from signals of the built-in embedding model against a bound calibrated on the ``dev``
part of ``eval/grounding.jsonl``.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Final, Literal, TypeAlias

import numpy as np

from twinbot.answering.concepts import text_concepts, word_concepts
from twinbot.answering.names import NameFinder
from twinbot.answering.numbers import Figures, Moment, Quantity, figures
from twinbot.answering.polarity import contradicts, negations, poles, scope
from twinbot.answering.sources import (
    Grounds,
    Source,
    TokenEmbedder,
    Unit,
    Vectors,
    normalised,
    prepare_grounds,
)
from twinbot.glossary import Glossary
from twinbot.language import content_words, detect_language, matching_form
from twinbot.language.scripts import HIRAGANA, KATAKANA, LATIN_WORD
from twinbot.language.words import LATIN
from twinbot.types import Language, Span

Fault: TypeAlias = Literal[
    "marker", "language", "number", "date", "code", "name", "quotation", "negation", "meaning"
]

MAX_UNITS: Final = 3
"""Sentences of the sources that together may carry one sentence."""


@dataclass(frozen=True, slots=True)
class Signals:
    """What is weighed when no rule was broken; shares are 0 to 1.

    Attributes:
        foreign: 1.0 where none of the cited passages is in the sentence's language.
        uncovered: Share of the weight of the sentence's words that match nothing in its support.
        worst: Weight of the worst matched word, times how little it matches.
        strange: Nouns and names of the sentence that its support knows nothing of.
        odd: Other words likewise.
        closeness: Cosine of the sentence and its support.
        unbound: Pairs of names and figures that no unit holds together.
        contradicted: Those of them whose parts stand in other pairs.
        rival: How much better the rest of the sentence fits a unit of another name.
        denied: 1.0 where the support denies something and the sentence does not.
        spread: Units of the support beyond the first.
        brevity: 1 / number of words weighed.
    """

    foreign: float
    uncovered: float
    worst: float
    strange: float
    odd: float
    closeness: float
    unbound: float
    contradicted: float
    rival: float
    denied: float
    spread: float
    brevity: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a sentence may be shown.

    Attributes:
        faults: Why not; empty for a sentence that its sources carry.
        support: Where its sources carry it: markers and spans of the sources' texts, by marker
            and place; only of markers that carry something.
        signals: What was weighed; ``None`` where a rule had already decided.
        doubt: Weighed signals; the sentence fails above 0.
    """

    faults: tuple[Fault, ...]
    support: tuple[tuple[int, Span], ...] = ()
    signals: Signals | None = None
    doubt: float = 0.0

    @property
    def passed(self) -> bool:
        """Tell whether the sentence may be shown."""
        return not self.faults


@dataclass(frozen=True, slots=True)
class _Word:
    """A content word of a sentence."""

    text: str
    form: str
    entries: frozenset[int]
    concepts: frozenset[int]
    telling: bool


@dataclass(frozen=True, slots=True)
class _Claims:
    """What a sentence asserts, taken apart."""

    form: str
    names: tuple[frozenset[int], ...]
    terms: tuple[frozenset[int], ...]
    figures: Figures
    words: tuple[_Word, ...]
    quotations: tuple[str, ...]
    negations: tuple[int, ...]
    poles: frozenset[str]


class GroundingChecker:
    """Checks sentences against sources; pure, and safe to share between threads."""

    def __init__(self, embedder: TokenEmbedder, glossary: Glossary) -> None:
        """Check with the vectors of ``embedder`` and the names of ``glossary``."""
        self._embedder = embedder
        self._finder = NameFinder(glossary)

    def prepare(self, sources: Sequence[Source]) -> Grounds:
        """Take apart what the markers 1, 2, … of an answer stand for."""
        return prepare_grounds(sources, self._embedder, self._finder)

    def check(
        self, sentence: str, markers: Sequence[int], language: Language, grounds: Grounds
    ) -> Verdict:
        """Judge one sentence.

        Args:
            sentence: Its words without markers.
            markers: The markers that it cites.
            language: The language it has to be in.
            grounds: The sources.
        """
        known = sorted({marker for marker in markers if 0 < marker <= len(grounds.sources)})
        if not known or len(known) < len(set(markers)):
            return Verdict(("marker",))
        if not _speaks(sentence, language):
            return Verdict(("language",))
        claims = self._claims(sentence, language)
        places = [i for i, unit in enumerate(grounds.units) if unit.owner in known]
        faults = self._broken_rules(claims, [grounds.units[i] for i in places])
        if faults:
            return Verdict(faults)
        return self._weigh(claims, sentence, language, grounds, places)

    def _claims(self, sentence: str, language: Language) -> _Claims:
        mentions = self._finder.find(sentence)
        form = matching_form(sentence)
        found = set(mentions.found)
        names = tuple(entries for entries in found if entries & self._finder.names)
        return _Claims(
            form=form,
            names=names,
            terms=tuple(found - set(names)),
            figures=figures(mentions.rest, language),
            words=tuple(self._words(sentence, mentions.rest, language)),
            quotations=tuple(_quotations(sentence)),
            negations=tuple(negations(form, language)),
            poles=poles(form),
        )

    def _words(self, sentence: str, rest: str, language: Language) -> Iterable[_Word]:
        """Yield the words that say something beyond names and figures."""
        if language == "ja":
            for word in content_words(rest, "ja"):
                if word not in _EMPTY_JAPANESE and not any(map(str.isdigit, word)):
                    telling = len(word) > 1
                    yield _Word(word, word, self._entries(word), word_concepts(word), telling)
            return
        seen = set()
        for found in re.finditer(LATIN_WORD, unicodedata.normalize("NFKC", sentence)):
            word = found.group()
            form = matching_form(word)
            if form in seen or form not in rest or not _tells(form):
                continue
            seen.add(form)
            telling = word[0].isupper() and (found.start() > 0 or word.isupper())
            yield _Word(word, form, self._entries(form), word_concepts(form), telling)

    def _entries(self, form: str) -> frozenset[int]:
        return frozenset[int]().union(*self._finder.find(form).found)

    def _broken_rules(self, claims: _Claims, units: Sequence[Unit]) -> tuple[Fault, ...]:
        """Return which claims stand nowhere in the cited units."""
        faults: list[Fault] = []
        text = "\n".join(unit.form for unit in units)
        carried = [unit.figures for unit in units]
        if not all(_says_moment(moment, carried) for moment in claims.figures.moments):
            faults.append("date")
        if not all(_says_quantity(number, carried) for number in claims.figures.quantities):
            faults.append("number")
        if not all(_says_code(code, text) for code in claims.figures.codes):
            faults.append("code")
        if not all(self._names(entries, units, text) for entries in claims.names):
            faults.append("name")
        if not all(self._quotes(quotation, text) for quotation in claims.quotations):
            faults.append("quotation")
        if contradicts(claims.poles, frozenset[str]().union(*(unit.poles for unit in units))):
            faults.append("negation")
        return tuple(faults)

    def _names(self, entries: frozenset[int], units: Sequence[Unit], text: str) -> bool:
        if any(entries & unit.own_names for unit in units):
            return True
        return self._finder.stands_in(entries, text)

    def _quotes(self, quotation: str, text: str) -> bool:
        """Tell whether quoted words stand in the source, or name the same by the glossary."""
        if _squeezed(quotation) in _squeezed(text):
            return True
        mentions = self._finder.find(quotation)
        return bool(mentions.found) and not mentions.rest.strip(" 　「」『』") and all(
            self._finder.stands_in(entries, text) for entries in mentions.found
        )

    def _weigh(
        self,
        claims: _Claims,
        sentence: str,
        language: Language,
        grounds: Grounds,
        places: Sequence[int],
    ) -> Verdict:
        """Judge a sentence that breaks no rule by how well its support carries it."""
        tokens = self._embedder.embed_tokens([sentence, *(word.text for word in claims.words)])
        sums = _sums_of(tokens.vectors, tokens.lengths)
        matches = self._matches(claims.words, sums[1:], grounds)
        weights = _weights(claims.words, sums[1:])
        support = _support(claims, matches, weights, grounds, places, self._finder)
        faults = _flipped(
            claims, language, [grounds.units[place] for place in support], grounds, self._finder
        )
        if faults:
            return Verdict(faults)
        signals = _signals(claims, language, sums[0], matches, weights, grounds, places, support, self._finder)
        doubt = doubt_of(signals)
        kept = [place for place in support if grounds.units[place].marker]
        spans = tuple(
            sorted((grounds.units[place].marker, grounds.units[place].span) for place in kept)
        )
        faults = () if doubt <= 0 and spans else ("meaning",)
        return Verdict(faults, spans, signals, doubt)

    def _matches(self, words: Sequence[_Word], vectors: Vectors, grounds: Grounds) -> Vectors:
        """Return how well each unit matches each word, 0 to 1, shape (words, units)."""
        if not words:
            return np.zeros((0, len(grounds.units)), np.float32)
        cosines = normalised(vectors) @ grounds.windows.T
        found: Vectors = np.maximum.reduceat(cosines, grounds.starts, axis=1).clip(min=0.0)
        for row, word in enumerate(words):
            for place, unit in enumerate(grounds.units):
                literal = 1.0 if word.entries & unit.own_names else _stands_in(word.form, unit.form)
                if not literal and word.concepts & unit.concepts:
                    literal = 0.8
                found[row, place] = max(found[row, place], literal)
        return found


def _support(  # noqa: PLR0913, PLR0917 - the parts of one computation
    claims: _Claims,
    matches: Vectors,
    weights: Vectors,
    grounds: Grounds,
    places: Sequence[int],
    finder: NameFinder,
) -> list[int]:
    """Choose the fewest units that together hold the claims and match the words best."""
    chosen: list[int] = []
    covered = np.zeros(len(weights), np.float32)
    missing: set[object] = {*claims.names, *claims.figures.moments, *claims.figures.quantities}
    while len(chosen) < MAX_UNITS:
        best, best_gain = -1, 0.05
        for place in places:
            if place in chosen:
                continue
            unit = grounds.units[place]
            held = sum(_holds(unit, claim, finder) for claim in missing)
            gain = float(weights @ np.maximum(covered, matches[:, place]) - weights @ covered)
            gain += 0.3 * held - (0.1 if not unit.marker else 0.0)
            if chosen:
                near = any(abs(place - other) == 1 for other in chosen)
                gain -= 0.12 if near else 0.2
            if gain > best_gain:
                best, best_gain = place, gain
        if best < 0:
            break
        chosen.append(best)
        covered = np.maximum(covered, matches[:, best])
        missing = {claim for claim in missing if not _holds(grounds.units[best], claim, finder)}
    return chosen


def _holds(unit: Unit, claim: object, finder: NameFinder) -> bool:
    if isinstance(claim, Moment):
        return _says_moment(claim, [unit.figures])
    if isinstance(claim, Quantity):
        return _says_quantity(claim, [unit.figures])
    assert isinstance(claim, frozenset)  # noqa: S101
    return bool(claim & unit.names) or finder.stands_in(claim, unit.form)


def _flipped(
    claims: _Claims, language: Language, support: Sequence[Unit], grounds: Grounds, finder: NameFinder
) -> tuple[Fault, ...]:
    """Tell whether the sentence denies what its support does not, or asserts what it denies."""
    denied = [
        scope(unit.form, place, grounds.sources[unit.owner - 1].language)
        for unit in support
        for place in unit.negations
    ]
    if claims.negations:
        mine = [scope(claims.form, place, language) for place in claims.negations]
        if not denied or not any(_share(one, other, finder) for one in mine for other in denied):
            return ("negation",)
        return ()
    asserted = finder.find(claims.form).found
    for text in denied:
        if any(entries & other for entries in finder.find(text).found for other in asserted):
            return ("negation",)
    return ()


def _share(one: str, other: str, finder: NameFinder) -> bool:
    """Tell whether two denials deny the same: a name, a concept or a word."""
    names = [frozenset[int]().union(*finder.find(text).found) for text in (one, other)]
    if names[0] or names[1]:
        return bool(names[0] & names[1])
    if text_concepts(one) & text_concepts(other):
        return True
    return any(_stands_in(word, other) for word in re.findall(r"[a-z]{3,}|[^\W\da-z]{2,}", one))


def _signals(  # noqa: PLR0913, PLR0917 - the parts of one computation
    claims: _Claims,
    language: Language,
    vector: Vectors,
    matches: Vectors,
    weights: Vectors,
    grounds: Grounds,
    places: Sequence[int],
    support: Sequence[int],
    finder: NameFinder,
) -> Signals:
    chosen = list(support)
    best = matches[:, chosen].max(axis=1) if chosen and len(weights) else np.zeros(len(weights))
    matched = list(zip(best, claims.words, strict=True))
    lacking = 1.0 - np.minimum(1.0, best / 0.6)
    sums = grounds.sums[chosen].sum(axis=0) if chosen else np.zeros_like(vector)
    whole = grounds.sums[list(places)]
    own = vector / max(float(np.linalg.norm(vector)), 1e-9)
    closeness = float(own @ sums / max(float(np.linalg.norm(sums)), 1e-9))
    closeness = max(closeness, float((whole @ own).max(initial=0.0)))
    languages = {grounds.sources[grounds.units[place].owner - 1].language for place in places}
    units = [grounds.units[place] for place in places]
    unbound, contradicted = _bindings(claims, units)
    return Signals(
        foreign=0.0 if language in languages else 1.0,
        uncovered=float(weights @ lacking),
        worst=float((lacking * weights * len(weights)).max(initial=0.0)),
        strange=float(sum(b < _STRANGE for b, w in matched if w.telling)),
        odd=float(sum(b < _ODD for b, w in matched if not w.telling)),
        closeness=closeness,
        unbound=float(unbound),
        contradicted=float(contradicted),
        rival=_rival(claims, matches, weights, grounds, places, finder),
        denied=float(
            not claims.negations and bool(chosen) and bool(grounds.units[chosen[0]].negations)
        ),
        spread=float(max(0, len(chosen) - 1)),
        brevity=1.0 / max(1, len(weights)),
    )


def _bindings(claims: _Claims, units: Sequence[Unit]) -> tuple[int, int]:
    """Count pairs of a name and a name or figure that no unit holds together.

    Returns:
        All of them, and those whose parts both stand beside others of their kind instead.
    """
    marked = [unit for unit in units if unit.marker]
    facts: list[Moment | Quantity] = [*claims.figures.moments, *claims.figures.quantities]
    unbound = contradicted = 0
    for name in claims.names:
        mine = [unit for unit in marked if name & unit.names]
        if not mine:
            continue  # named by the title, or word by word
        for fact in facts:
            theirs = [unit for unit in marked if _says(fact, unit.figures)]
            if not theirs or any(_says(fact, unit.figures) for unit in mine):
                continue
            unbound += 1
            contradicted += all(_has_other(fact, unit.figures) for unit in mine) and all(
                unit.own_names - name for unit in theirs
            )
        for other in claims.names:
            if other is name or id(other) < id(name):
                continue
            theirs = [unit for unit in marked if other & unit.names]
            if not theirs or any(other & unit.names for unit in mine):
                continue
            unbound += 1
            contradicted += all(unit.own_names - name - other for unit in mine + theirs)
    return unbound, contradicted


def _says(fact: Moment | Quantity, told: Figures) -> bool:
    if isinstance(fact, Moment):
        return _says_moment(fact, [told])
    return _says_quantity(fact, [told])


def _has_other(fact: Moment | Quantity, told: Figures) -> bool:
    if isinstance(fact, Moment):
        return bool(told.moments)
    return bool(told.quantities)


def _rival(
    claims: _Claims,
    matches: Vectors,
    weights: Vectors,
    grounds: Grounds,
    places: Sequence[int],
    finder: NameFinder,
) -> float:
    """Return by how much units without one of the anchors fit the rest better than those with it.

    An anchor is a name or figure of the sentence; only units with another one in its place count.
    """
    anchors: list[object] = [*claims.names, *claims.figures.moments, *claims.figures.quantities]
    marked = [place for place in places if grounds.units[place].marker]
    if not anchors or not marked:
        return 0.0
    words = (weights @ matches[:, marked]) if len(weights) else np.zeros(len(marked))
    held = np.array(
        [[_holds(grounds.units[place], anchor, finder) for place in marked] for anchor in anchors],
        np.float32,
    )
    quoted = np.array(
        [
            sum(_squeezed(q) in _squeezed(grounds.units[place].form) for q in claims.quotations)
            for place in marked
        ],
        np.float32,
    )
    worst = 0.0
    for row, anchor in enumerate(anchors):
        others = held.sum(axis=0) - held[row]
        fit = words + 0.4 * others + 0.6 * quoted
        own = float(fit[held[row] > 0].max(initial=0.0))
        rivals = [
            float(fit[i])
            for i, place in enumerate(marked)
            if not held[row, i] and _has_rival(grounds.units[place], anchor)
        ]
        if held[row].any():
            worst = max(worst, max(rivals, default=0.0) - own)
    return worst


def _has_rival(unit: Unit, anchor: object) -> bool:
    """Tell whether a unit holds something of the anchor's kind."""
    if isinstance(anchor, Moment):
        return bool(unit.figures.moments)
    if isinstance(anchor, Quantity):
        return bool(unit.figures.quantities)
    return bool(unit.own_names)


def doubt_of(signals: Signals) -> float:
    """Return the weighed signals; above 0 a sentence is not believed."""
    weights = _FOREIGN if signals.foreign else _DOMESTIC
    return weights["bias"] + math.fsum(
        weights.get(field.name, 0.0) * float(getattr(signals, field.name))
        for field in fields(signals)
    )


_DOMESTIC: Final[Mapping[str, float]] = {"bias": -1.0}
_FOREIGN: Final[Mapping[str, float]] = {"bias": -1.0}


def _says_moment(moment: Moment, told: Sequence[Figures]) -> bool:
    """Tell whether a date stands in the sources; a day without year may take it from elsewhere."""
    moments = [other for one in told for other in one.moments]
    if any(moment.within(other) for other in moments):
        return True
    if moment.day is None or moment.year is None:
        return False
    dayless = Moment(None, moment.month, moment.day)
    return any(
        other.year is None and dayless.within(other) for other in moments
    ) and any(other.year == moment.year for other in moments)


def _says_quantity(quantity: Quantity, told: Sequence[Figures]) -> bool:
    return any(quantity.matches(other) for one in told for other in one.quantities)


def _says_code(code: str, text: str) -> bool:
    dashed = re.sub("[‐-―〜～−]", "-", text)
    return re.search(rf"(?<![a-z0-9]){re.escape(code)}(?![0-9])", dashed) is not None


_QUOTATION: Final = re.compile(r"[„“«\"](.{2,200}?)[“”»\"]|[「『](.{2,200}?)[」』]|‚(.{2,200}?)‘")


def _quotations(sentence: str) -> list[str]:
    return [next(filter(None, groups)) for groups in _QUOTATION.findall(sentence)]


def _squeezed(text: str) -> str:
    """Return the letters and digits of a text in matching form."""
    return re.sub(r"[\W_]+", "", matching_form(text))


_GERMAN_OR_ENGLISH_CHARS: Final = 24
"""Shorter Latin text is not told apart."""


def _speaks(sentence: str, language: Language) -> bool:
    """Tell whether a sentence is in a language; quotations and brackets may be in another."""
    bare = _QUOTATION.sub(" ", re.sub(r"[(（][^)）]*[)）]", " ", sentence))
    japanese = len(re.findall(rf"[{HIRAGANA}]", bare))
    if language == "ja":
        return japanese > 0 or bool(re.search(rf"[{KATAKANA}]", bare))
    letters = sum(character.isalpha() for character in bare)
    if japanese or letters < 2:  # noqa: PLR2004 - a word
        return letters >= 2 and not japanese  # noqa: PLR2004
    if letters < _GERMAN_OR_ENGLISH_CHARS:
        return True
    return detect_language(bare, language) == language


_EMPTY: Final = frozenset(
    "etwa rund ungefaehr circa ca damals damalig damalige heute derzeit aktuell sowie ausserdem "
    "zudem dabei dort hier bereits schon jeweils insgesamt unter anderem laut gemaess angaben "
    "around approximately roughly then today currently well already total according there "
    "january february march april may june july august september october november december "
    "januar februar maerz mai juni juli oktober dezember jahr jahre jahren year years "
    "kilometer kilometern kilometre kilometres kilometers km meter metern metre metres meters "
    "prozent percent per cent uhr euro minuten minutes stunden stunde hours hour woche week "
    "begann ende anfang early late lautet lauten gilt gelten liegt liegen lies wirken wirkt dagegen "
    "hinzu machten machte included include includes another still goes went back time times mal "
    "joined during special gehoerten gehoerte zaehlen betraegt stark very dazu example beispiel "
    "etwa kam saw told besuchte known bekannt nach wie vor jaehriges jaehrige themselves "
    "lasted dauerte becoming became wurde ab statt since seit selbst own eigene eigenen".split()
)
"""Latin words that say nothing beyond the name or figure beside them."""

_EMPTY_JAPANESE: Final = frozenset(
    "氏 約 一 例 前 目 間 部 同 各 等 他 後 中 上 内 平成 昭和 令和 大正 明治 現在 当時 "
    "始 終 行 述 挙 書 取 組 合 込 申 決 置 打 結 携 進 開 受 見 言 持 出 入".split()
)
"""Likewise, and the first characters of verbs that fit anywhere."""


def _tells(form: str) -> bool:
    """Tell whether a Latin word says something of its own."""
    if len(form) < 2 or any(character.isdigit() for character in form):  # noqa: PLR2004
        return False
    return form not in LATIN["de"] and form not in LATIN["en"] and form not in _EMPTY


_STRANGE: Final = 0.42
"""A noun or name that matches nothing this well is not in the support."""
_ODD: Final = 0.30
"""Likewise for other words, which vectors know less well."""
_STEM_CHARS: Final = 4


def _stands_in(word: str, form: str) -> float:
    """Tell how far a word stands in a text: 1, 0.9 for a form or a part of it, or 0."""
    if not word.isascii():
        return 1.0 if word in form else 0.0
    if re.search(rf"(?<![a-z]){re.escape(word)}(?![a-z])", form):
        return 1.0
    stem = word[: max(_STEM_CHARS, math.ceil(0.65 * len(word)))]
    if len(word) > _STEM_CHARS and re.search(rf"(?<![a-z]){re.escape(stem)}", form):
        return 0.9
    if len(word) > _STEM_CHARS + 1 and word in form:
        return 0.9
    parts = (part for part in re.findall(r"[a-z]{6,}", form) if part in word)
    return 0.8 if any(parts) else 0.0


def _sums_of(vectors: Vectors, lengths: np.ndarray) -> Vectors:
    sums = np.zeros((len(lengths), vectors.shape[1]), np.float32)
    place = 0
    for row, length in enumerate(lengths.tolist()):
        sums[row] = vectors[place : place + length].sum(axis=0)
        place += length
    return sums


def _weights(words: Sequence[_Word], sums: Vectors) -> Vectors:
    """Return the share of each word in the sentence, by how telling its vector is."""
    if not words:
        return np.zeros(0, np.float32)
    lengths = np.linalg.norm(sums, axis=1)
    single = np.array([0.4 if len(word.form) == 1 else 1.0 for word in words], np.float32)
    weighed: Vectors = np.sqrt(lengths) * single + 1e-6
    shares: Vectors = (weighed / weighed.sum()).astype(np.float32)
    return shares
