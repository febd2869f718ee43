"""Two things compared in one respect: the respect is asked of each by itself.

"Is Bochum bigger than Tsukuba?" is rarely answered by one sentence; how big each is stands in two.
The documents' words for each are quoted, and the asker sees which is more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from twinbot.answering.understanding.dividing import comparing_words as words
from twinbot.answering.understanding.dividing.precedence import complete_second
from twinbot.language import content_words, matching_form
from twinbot.types import Language

_PAIR = "@"
"""Stands for two towns in the question that is asked of each."""


def ask_of_size(text: str, language: Language, names: Sequence[str]) -> tuple[str, ...]:
    """Return what it means to ask how big a town is: its people and its area; empty for others.

    Args:
        text: The question.
        language: Its language.
        names: All names of the town that it names in the question's language, preferred first.
    """
    called = "|".join(re.escape(matching_form(name)) for name in names)
    if not re.search(words.SIZE[language].format(name=f"(?:{called})"), matching_form(text)):
        return ()
    name = names[0]
    return words.PEOPLE[language].format(name=name), words.AREA[language].format(name=name)


def ask_of_office(text: str, language: Language, town: str) -> str:
    """Return "Who is the mayor?" asked of a town; empty for any other question.

    Args:
        text: The question, which names no town.
        language: Its language.
        town: The town's name, as the question's language writes it.
    """
    found = words.OFFICE_ALONE[language].fullmatch(matching_form(text))
    return words.OFFICE_OF[language].format(town=town, **found.groupdict()) if found else ""


def names_partner(text: str, language: Language) -> bool:
    """Tell whether a question speaks of a town's partner without its name."""
    return bool(words.PARTNER[language].search(matching_form(text)))


def names_both_towns(text: str, language: Language) -> bool:
    """Tell whether a question speaks of "the two cities", or asks which of them."""
    return bool(words.BOTH_TOWNS[language].search(matching_form(text)))


def ask_of_both(text: str, language: Language, names: Sequence[str]) -> tuple[str, ...]:
    """Return a question for each of "the two cities"; empty where it is not asked of each.

    Args:
        text: A question of which `names_both_towns` holds.
        language: Its language.
        names: The towns' names, as the question's language writes them.
    """
    form = matching_form(text)
    for pattern, question in words.RULES[language] if words.COMPARES[language].search(form) else ():
        found = pattern.search(form)
        of = found.groupdict().get("of") or "" if found else ""
        if question == words.TOOK_OFFICE[language]:
            continue
        if found and not words.BOTH_TOWNS[language].search(of):
            return _ask(_of_town(question, language), names, of, text)
    rest = words.BOTH_TOWNS[language].sub(_PAIR, form)
    if paired := _ask_of_paired(rest, language, names, text) or _ask_what_each_has(
        rest, language, names, text
    ):
        return paired
    return (
        tuple(rest.replace(_PAIR, n) for n in names) if words.OF_BOTH[language].search(form) else ()
    )


def ask_of_pair(text: str, language: Language, names: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return a question for each of two towns named side by side of which one fact is asked.

    "When were A and B founded?" has two answers; "How far are A and B apart?" has one.

    Args:
        text: The question.
        language: Its language.
        names: All names of each town in the question's language, preferred first.
    """
    form = matching_form(text)
    one, other = ("|".join(re.escape(matching_form(name)) for name in own) for own in names)
    for first, second in ((one, other), (other, one)):
        pair = words.PAIRED[language].format(one=f"(?:{first})", other=f"(?:{second})")
        if found := re.search(pair, form):
            rest = f"{form[: found.start()]}{_PAIR}{form[found.end() :]}"
            called = [own[0] for own in names]
            if paired := _ask_of_paired(rest, language, called, text):
                return paired
            each = words.SAYS_EACH[language].search(form)
            return _ask_what_each_has(rest, language, called, text) if each else ()
    return ()


def _ask_of_paired(
    rest: str, language: Language, names: Sequence[str], text: str
) -> tuple[str, ...]:
    """Return a question for each town.

    Args:
        rest: The question in matching form, in which a sign stands for the two.
        language: Its language.
        names: The towns' names.
        text: The question as it was asked.
    """
    if len(content_words(rest, language)) > words.MOST_PAIRED_WORDS or re.search(r"\d{4}", rest):
        return ()  # asks for something particular, or of another time
    return _ask_by_rules(words.OF_PAIR[language], rest, names, text)


def _ask_what_each_has(
    rest: str, language: Language, names: Sequence[str], text: str
) -> tuple[str, ...]:
    """Return whether each of two towns has what is asked of both, see `_ask_of_paired`."""
    return _ask_by_rules(words.HAVE_EACH[language], rest, names, text)


def _ask_by_rules(
    rules: Sequence[words.Rule], rest: str, names: Sequence[str], text: str
) -> tuple[str, ...]:
    """Return a question for each town by the first rule that the rest of the question fits."""
    for pattern, question in rules:
        if found := pattern.search(rest):
            named = found.groupdict()
            of = named.get("of") or named.get("of_too") or ""
            return _ask(question, names, of, text)
    return ()


def ask_of_each(
    text: str,
    language: Language,
    names: Sequence[str],
    *,
    towns: bool = False,
    persons: bool = False,
    of_two: bool = False,
) -> tuple[str, ...]:
    """Return a question for each of two compared names; empty where nothing is compared.

    Args:
        text: The question.
        language: Its language.
        names: The two names, as the question's language writes them.
        towns: Whether both are towns, whose size is told by their people.
        persons: Whether both are persons, whose age is told by their birth.
        of_two: Whether these two are what it compares, though it says so by no "or" or "than".
    """
    form = matching_form(text)
    forms = [re.escape(matching_form(name)) for name in names]
    owned = any(re.search(words.OWNED[language].format(name=name), form) for name in forms)
    if owned or not (of_two or words.COMPARES[language].search(form)):
        return ()
    for pattern, question in words.RULES[language]:
        found = pattern.search(form)
        of = found.groupdict().get("of") or "" if found else ""
        if question == words.LIVING[language] and not towns:
            continue
        if question == words.TOOK_OFFICE[language] and towns:
            continue
        if found and not any(of and matching_form(name) in of for name in names):
            kind = words.KIND[language].search(form) if towns else None
            if kind:
                what = _as_written(kind["kind"], text)
                called = [words.OF_KIND[language].format(kind=what, name=name) for name in names]
                return _ask(question, called, of, text)
            fitting = _of_town(question, language) if towns else question
            if persons and question == words.AGE_OF[language]:
                fitting = words.BORN[language]
            return _ask(fitting, names, of, text)
    return ()


def ask_of_alternatives(text: str, language: Language) -> tuple[str, ...]:
    """Return a question for each of two things between which a question lets choose, else nothing.

    "Which group was bigger: that of April or that of May?" names its alternatives itself.
    """
    first = words.ALTERNATIVES_FIRST[language].match(text)
    if first and language == "ja":
        return tuple(f"{first['head']}{first[name]}ですか" for name in ("one", "other"))
    found = words.ALTERNATIVES[language].match(text) or first
    if not found or not words.CHOOSES[language].search(matching_form(found["head"])):
        return ()
    kind = words.KIND[language].search(matching_form(found["head"]))
    what = f"{_as_written(kind['kind'], text)} " if kind and language != "ja" else ""
    one = found["one"].strip()
    other = complete_second(one, found["other"], language)
    alternatives = [f"{what}{one}", f"{what}{other}"]
    if language == "ja" and found["of"]:
        alternatives = [f"{name}の{found['of']}" for name in alternatives]
    asked = ask_of_each(text, language, alternatives)
    if asked:
        return asked
    when = words.WAS_FIRST[language].fullmatch(matching_form(found["head"]))
    question = words.WHEN_WAS[language] if when else "{head}, {name}?"
    return tuple(question.format(head=found["head"], name=name) for name in alternatives)


def ask_of_unlike(text: str, language: Language) -> tuple[str, ...]:
    """Return a question for each of two things that are to be told apart, else nothing.

    "What is the difference between the memorandum of 2020 and that of 2025?" asks what each is.
    """
    found = words.UNLIKE[language].match(text)
    if not found:
        return ()
    one = found["one"] or found["subject"]
    other = next(filter(None, [found["other"], found["object"], found.groupdict().get("from")]))
    each = words.EACH_ASKED.match(text) if language == "ja" and found["subject"] else None
    if each:
        return tuple(f"{name}は{each['asked']}" for name in (one, other))
    elliptic = words.THAT_OF[language].fullmatch(other)
    if elliptic and language != "ja":
        other = f"{re.split(r' (?:von|aus|in|vom|im|of|from|with) ', one)[0]} {elliptic['of']}"
    return tuple(words.TELL_OF[language].format(name=name) for name in (one, other))


def is_difference(text: str, language: Language) -> bool:
    """Tell whether a clause only asks how far apart two things are that were compared before it."""
    return bool(words.DIFFERENCE[language].fullmatch(matching_form(text).strip(" ?？。.")))


def kind_in_town(text: str, language: Language, town: str) -> str | None:
    """Return what a town stands for where its university or the like is compared, if it does.

    Args:
        text: The question, such as "Which university is older: the RUB or the one in Tsukuba?".
        language: Its language.
        town: The town's name, as the question's language writes it.
    """
    kind = words.KIND[language].search(matching_form(text))
    return (
        words.OF_KIND[language].format(kind=_as_written(kind["kind"], text), name=town)
        if kind
        else None
    )


def kind_of_two(text: str, language: Language) -> str:
    """Return how a word of the names of two compared things of a kind begins; else empty.

    "unive" of "Which of the two universities is older?"; names bend, and are shortened.
    """
    form = matching_form(text)
    found = words.TWO_OF_KIND[language].search(form) or words.KIND[language].search(form)
    if not found:
        return ""
    short = words.SHORT_KIND.fullmatch(found["kind"])
    return short[1] if short else found["kind"][: None if language == "ja" else words.STEM_CHARS]


def ask_of_seasons(text: str, language: Language) -> tuple[str, ...]:
    """Return a question for each of summer and winter where one fact is asked of both."""
    pair = words.TWO_SEASONS[language].search(text)
    if not pair or pair["one"].casefold() == pair["other"].casefold():
        return ()
    before, after = text[: pair.start()], text[pair.end() :]
    if language == "ja":
        after = f"の{after}"
    elif language == "de" and pair["than"]:
        after = f" {pair['than']}{after}"
    return tuple(f"{before}{pair[season]}{after}" for season in ("one", "other"))


def ask_of_years(text: str, language: Language) -> tuple[str, ...]:
    """Return a question for each of two years that one compares, else nothing."""
    pair = words.TWO_YEARS[language].search(text)
    if not pair or not words.DIFFERS[language].search(matching_form(text)):
        return ()
    before, after = text[: pair.start()], text[pair.end() :]
    return tuple(f"{before}{pair[year]}{after}" for year in ("one", "other"))


def _of_town(question: str, language: Language) -> str:
    """Return how it is asked of a town: how big it is tell its people, how old its documents."""
    of_town = {
        words.SIZE_OF[language]: words.PEOPLE[language],
        words.AGE_OF[language]: words.AGE_OF_TOWN[language],
    }
    return of_town.get(question, question)


def _ask(question: str, names: Sequence[str], of: str, text: str) -> tuple[str, ...]:
    """Return a question for each name.

    Args:
        question: With places for a name and for what is asked about.
        names: The names.
        of: What is asked about, in matching form.
        text: The question as it was asked, which writes that otherwise.
    """
    written = re.sub(r"\w+", lambda word: _as_written(word.group(), text), of)
    return tuple(question.format(name=name, of=written) for name in names)


def _as_written(form: str, text: str) -> str:
    """Return a word in matching form as a text writes it."""
    return next((word for word in re.findall(r"\w+", text) if matching_form(word) == form), form)
