"""Which sentences are quoted first, and which only repeat another."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from twinbot.answering.quoting.adding import (
    ADDING_SIGNALS,
    adding_signals,
    estimate_adding,
    find_following,
)
from twinbot.answering.quoting.alike import repeats
from twinbot.answering.quoting.choosing import MAX_QUOTES, choose
from twinbot.answering.quoting.extent import quote_span
from twinbot.answering.quoting.leading import prefer_fitting, prefer_language
from twinbot.answering.scoring.confidence import load_calibration
from twinbot.answering.scoring.likeness import NONE_KNOWN, NOT_TIED
from twinbot.answering.scoring.sentences import ScoredSentence
from twinbot.answering.scoring.signals import Signals
from twinbot.types import Hit, Page, Passage, Span

WEIGHTS = dict.fromkeys(ADDING_SIGNALS, 0.0) | {
    "reader": 3.0, "alike": 3.5, "known": 1.0, "known_better": 1.0, "lacks": -1.0, "next": 1.0,
    "bias": -4.5,
}  # fmt: skip
"""Like those learned, but the same when these are learned anew."""

ALONG, ACROSS = np.array([1.0, 0.0], np.float32), np.array([0.0, 1.0], np.float32)


def sentence(text, language, score, vector=ALONG, *, lacks=0.0, adds=0.0, lift=0.0):
    passage = Passage(
        passage_id=f"{language}-{text}",
        document_id=f"{language}/a.md",
        language=language,
        page=1,
        span=Span(0, len(text)),
        text=text,
        heading="",
        translation_group=f"{language}-a",
    )
    return ScoredSentence(
        hit=Hit(passage, score, 1, similarity=0.5, lexical_score=1.0),
        span=Span(0, len(text)),
        text=text,
        score=score,
        signals=Signals(lacks=lacks, adds=adds),
        vector=vector,
        matched=np.zeros(1, np.float32),
        shares=np.ones(1, np.float32),
        lift=lift,
    )


SIGNED = {
    "de": "Am 25. November 2019 wurde unterschrieben.",
    "en": "It was signed on 25 November 2019.",
    "ja": "2019年11月25日に署名されました。",
}


@pytest.mark.parametrize("reader", ["de", "en", "ja"])
def test_of_two_that_answer_as_well_the_reader_s_language_comes_first(reader):
    foreign = [sentence(SIGNED[other], other, 1.24) for other in SIGNED if other != reader]
    own = sentence(SIGNED[reader], reader, 1.22)
    assert prefer_language([*foreign, own], reader)[0] is own
    assert sorted(s.text for s in prefer_language([*foreign, own], reader)) == sorted(
        SIGNED.values()
    )


@pytest.mark.parametrize(
    "own",
    [
        sentence(SIGNED["de"], "de", 1.0),
        sentence(SIGNED["de"], "de", 1.22, ACROSS),
        sentence(SIGNED["de"], "de", 1.22, lacks=1.0),
    ],
    ids=["worse", "of another matter", "without the kind of fact"],
)
def test_a_foreign_sentence_that_answers_better_stays_first(own):
    foreign = sentence(SIGNED["ja"], "ja", 1.24)
    assert prefer_language([foreign, own], "de")[0] is foreign


def test_a_foreign_sentence_that_adds_the_fact_stays_before_an_own_one_that_does_not():
    foreign = sentence(SIGNED["ja"], "ja", 1.24, adds=1.0)
    vague, telling = (sentence(SIGNED["de"], "de", 1.22, adds=adds) for adds in (0.0, 1.0))
    assert prefer_language([foreign, vague], "de")[0] is foreign
    assert prefer_language([foreign, vague, telling], "de")[0] is telling


def test_a_known_question_lifts_one_sentence_and_hides_no_other():
    lifted = sentence("Der erste Vertrag ist von 2007.", "de", 1.5, lift=0.4)
    other = sentence("Er betraf die Stadtplanung.", "de", 1.0, ACROSS)
    better = sentence("Der erste Vertrag ist von 2007.", "de", 1.5)  # without known questions
    assert quoted([lifted, other]) == [lifted.text, other.text]
    assert quoted([better, other]) == [better.text]


BEST = replace(
    sentence("Der Berg ist 877 Meter hoch.", "de", 1.0), signals=Signals(known=1.0, reader=0.6)
)


def further(*, alike=0.6, merit=0.7, start=0, **signals):
    """Return a sentence beside `BEST`, in its passage if it starts behind it."""
    vector = np.array([alike, np.sqrt(1 - alike**2)], np.float32)
    made = sentence("Er hat zwei Gipfel.", "de", merit, vector)
    made = replace(made, signals=Signals(**signals))
    return replace(made, hit=BEST.hit, span=Span(start, start + 19)) if start else made


def elsewhere(made):
    """Return a sentence as one of an English passage."""
    return replace(made, hit=sentence(made.text, "en", 1.0).hit)


def quoted(scored, dated=False, most=MAX_QUOTES):
    return [s.text for s in choose(scored, WEIGHTS, dated=dated, most=most).sentences]


@pytest.mark.parametrize(
    ("other", "is_quoted"),
    [
        (further(reader=0.7, known=0.5), True),
        (further(reader=0.2, known=0.5), False),
        (further(reader=0.7, known=0.5, alike=0.1), False),
        (further(reader=0.4, known=0.01), False),
        (further(reader=0.7, known=0.5, merit=0.4), False),
        (further(reader=0.7, known=0.5, lacks=1.0), True),
        (further(reader=0.7, known=0.5, astray=1.0), False),
        (further(reader=0.7, known=0.5, rival=1.0), False),
        (further(reader=0.7, known=0.5, beside=1.0), False),
        (further(reader=0.7, known=0.5, beside=1.0, merit=0.95), True),
        (further(reader=0.7, known=0.5, alike=0.9), False),
        (further(reader=0.2, known=0.5, start=29), True),
        (elsewhere(further(reader=0.7, known=0.5)), False),
    ],
    ids=["tells it", "not by the reader", "of another matter", "asked otherwise", "far worse",
         "of another kind", "astray", "of another city", "of a deputy", "of a deputy, but as good",
         "a repetition", "behind it", "in another language"],
)  # fmt: skip
def test_beside_a_sentence_with_known_questions_stands_what_probably_tells_it(other, is_quoted):
    assert quoted([BEST, other]) == [BEST.text, *([other.text] if is_quoted else [])]


def test_of_several_that_tell_it_the_likeliest_are_quoted():
    more = replace(further(reader=0.6, known=0.5), text="more")
    most = replace(further(reader=0.7, known=0.5), text="most", vector=more.vector * (1, -1))
    assert quoted([BEST, more, most], most=3) == [BEST.text, "most", "more"]
    assert quoted([BEST, more, most], most=2) == [BEST.text, "most"]
    assert quoted([BEST, more, most], most=1) == [BEST.text]


def test_the_best_of_a_part_is_quoted_though_others_stand_before_it():
    best = replace(BEST, span=Span(100, 128))
    first = further(reader=0.7, known=0.5, start=10)
    second = replace(further(reader=0.7, known=0.5, start=40), vector=first.vector * (1, -1))
    assert quoted([best, first, second]) == [first.text, second.text, best.text]
    assert best.text in quoted([best, first, second], most=2)


@pytest.mark.parametrize("known", [NONE_KNOWN, NOT_TIED])
@pytest.mark.parametrize(("merit", "is_quoted"), [(0.9, True), (0.7, False)])
def test_without_known_questions_it_has_to_be_nearly_as_good(known, merit, is_quoted):
    best = replace(BEST, signals=Signals(known=known))
    other = further(alike=0.6, merit=merit, reader=0.7, known=known)
    assert len(quoted([best, other])) == 1 + is_quoted


def test_where_nothing_was_learned_it_has_to_be_nearly_as_good():
    other = further(reader=0.7, known=0.5)
    assert [s.text for s in choose([BEST, other], {}, dated=False).sentences] == [BEST.text]


def test_a_follow_up_is_not_judged_by_what_it_leaves_unsaid():
    best = replace(BEST, topical=0.8)
    assert quoted([best, further(reader=0.7, known=0.5)]) == [best.text]
    assert len(quoted([best, further(merit=0.9, known=0.5)])) == 2
    assert quoted([best, further(merit=0.9, known=0.1)]) == [best.text]


DRAWN = ("alike", "merit", "reader", "known", "lacks", "holds")


@given(
    st.lists(
        st.tuples(
            st.tuples(*[st.floats(0.0, 1.0)] * len(DRAWN)),
            st.sampled_from([0, 29, 60]),
            st.sampled_from(
                ["Es hat 9 Gipfel.", "2019 waren es 10 Gäste.", "2025 waren es 12 Gäste."]
            ),
        ).map(
            lambda drawn: replace(
                further(**dict(zip(DRAWN, drawn[0], strict=True)), start=drawn[1]), text=drawn[2]
            )
        ),
        max_size=6,
    ),
    st.booleans(),
    st.integers(1, MAX_QUOTES),
)
def test_the_best_is_always_quoted_and_no_sentence_twice(others, dated, most):
    best = replace(BEST, text="2018 waren es 8 Gäste.") if dated else BEST
    chosen = choose([best, *others], WEIGHTS, dated=dated, most=most).sentences
    assert any(one is best for one in chosen)
    assert len(chosen) <= max(most, 1 + dated)  # the newest statement always
    assert len({id(one) for one in chosen}) == len(chosen)


def test_how_probably_a_sentence_adds_is_a_probability_and_rises_with_the_reader():
    estimates = [
        estimate_adding(adding_signals(further(reader=r), BEST, follows=False), WEIGHTS)
        for r in (0.0, 0.5, 1.0)
    ]
    assert estimates == sorted(estimates)
    assert all(0.0 < estimate < 1.0 for estimate in estimates)


def test_the_weights_shipped_are_those_of_the_signals():
    assert set(load_calibration().adding) == {*ADDING_SIGNALS, "bias"}
    assert load_calibration(encoded=False).adding == {}


def test_the_next_sentence_is_found_in_the_passage_of_the_best_alone():
    later, behind, other = further(start=60), further(start=29), further()
    assert find_following([BEST, later, other, behind], BEST) is behind
    assert find_following([BEST, other], BEST) is None


def test_of_a_known_question_nothing_else_is_quoted():
    known = [
        replace(sentence(text, language, 10.0 - place, vector), known=True)
        for place, (text, language, vector) in enumerate(
            [("Um acht.", "de", ALONG), ("At eight.", "en", ACROSS), ("Am Markt.", "de", ACROSS)]
        )
    ]
    other = sentence("Der Eintritt ist frei.", "de", 1.2, ACROSS)
    assert quoted([*known, other], dated=True) == ["Um acht.", "Am Markt."]


def test_what_is_known_to_answer_stays_before_the_reader_s_language():
    known = replace(sentence(SIGNED["ja"], "ja", 10.9, lift=10.0), known=True)
    own = sentence(SIGNED["de"], "de", 0.89)
    assert prefer_language([known, own], "de")[0] is known
    translation = replace(sentence("Signed in 2019.", "en", 10.1, lift=10.0), known=True)
    assert prefer_language([known, own, translation], "en")[0] is translation


def test_of_two_languages_a_known_question_does_not_decide():
    foreign = sentence(SIGNED["ja"], "ja", 1.5, lift=0.3)
    own = sentence(SIGNED["de"], "de", 1.19)
    assert prefer_language([foreign, own], "de")[0] is own


def test_nothing_is_preferred_where_nothing_was_found():
    assert prefer_language([], "ja") == []


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("Im Sommer sind es sieben Stunden.", "Im Winter sind es acht Stunden.", "de"),
        ("In summer it is 7 hours.", "In winter it is 8 hours.", "en"),
        ("夏は7時間です。", "冬は8時間です。", "ja"),
    ],
)
def test_where_each_part_is_told_its_own_another_number_repeats_nothing(one, other, language):
    said = sentence(one, language, 1.0)
    assert repeats(sentence(one, language, 0.9), [said], counted=True)
    assert not repeats(sentence(other, language, 0.9), [said], counted=True)
    assert repeats(sentence(other, language, 0.9), [said])


@pytest.mark.parametrize(
    ("told", "row", "language"),
    [
        ("Am 1. Juli 2025 waren es 262.006 Einwohner.", "1. Juli 2025 | 262.006", "de"),
        ("On 1 July 2025 it had 262,006 inhabitants.", "1 July 2025 | 262,006", "en"),
        ("2025年7月1日現在の人口は２６２，００６人です。", "2025年7月1日 | 262,006人", "ja"),
    ],
)
def test_a_row_whose_date_and_number_a_sentence_gives_repeats_it(told, row, language):
    known = sentence(told, language, 1.0)
    assert repeats(sentence(row, language, 0.9, ACROSS), [known])
    assert not repeats(sentence(row.replace("1", "2"), language, 0.9, ACROSS), [known])
    assert not repeats(sentence(row.replace("|", ":"), language, 0.9, ACROSS), [known])


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("de", ["Der Ort wurde besetzt.", " Seither ruht der Austausch.", " Briefe gibt es noch."]),
        ("en", ["The town was occupied.", " Exchange has rested since.", " Letters still come."]),
        ("ja", ["町は占拠されました。", "以来、交流は止まっています。", "手紙だけが届きます。"]),
    ],
)
def test_a_quote_may_come_with_its_neighbours_but_not_those_of_another_paragraph(
    language, sentences
):
    above, below = "Anderes steht hier.\n", "\nUnd Anderes dort."
    text = above + "".join(sentences) + below
    page = Page(1, text)
    spans, start = [], len(above)
    for own in sentences:
        spans.append(Span(start + len(own) - len(own.lstrip()), start + len(own)))
        start += len(own)

    def chosen(span):
        found = sentence(text, language, 1.0)
        return replace(found, span=span, text=span.of(text))

    alone = [quote_span(chosen(span), page).of(text) for span in spans]
    around = [quote_span(chosen(span), page, around=True).of(text) for span in spans]
    assert alone == [own.lstrip() for own in sentences]
    whole = "".join(sentences)
    assert around == [
        "".join(sentences[:2]),
        whole,
        "".join(sentences[1:]).lstrip(),
    ]


@pytest.mark.parametrize(
    ("language", "sentences", "place", "expected"),
    [
        ("de", ["Alle Züge halten hier.", " Diese Aussage ist zu allgemein."], 0, (0, 2)),
        ("en", ["All trains stop here.", " However, the express does not."], 0, (0, 2)),
        ("ja", ["全列車が停車します。", "ただし、快速は停車しません。"], 0, (0, 2)),
        ("de", ["Alle Züge halten hier.", " Es gibt zwei Gleise."], 0, (0, 1)),
        ("de", ["Der Rektor fuhr hin.", " Mit ihm reisten zwei Frauen."], 1, (0, 2)),
        ("en", ["The rector went.", " With him travelled two women."], 1, (0, 2)),
        ("de", ["Die Uni ist alt.", " Ihre Wurzeln sind älter.", " Ihr Büro ist neu."], 2, (0, 3)),
        ("en", ["A came.", " He left.", " He wrote.", " He paid.", " He slept."], 4, (2, 5)),
        ("ja", ["大学は古い。", "その起源はもっと古い。", "その事務所は新しい。"], 2, (0, 3)),
    ],
)
def test_a_quote_comes_with_what_it_points_back_at_and_what_qualifies_it(
    language, sentences, place, expected
):
    text = "".join(sentences)
    start = len("".join(sentences[:place]))
    own = sentences[place]
    span = Span(start + len(own) - len(own.lstrip()), start + len(own))
    found = replace(sentence(text, language, 1.0), span=span, text=span.of(text))
    first, last = expected
    assert quote_span(found, Page(1, text)).of(text) == "".join(sentences[first:last]).lstrip()


@pytest.mark.parametrize(
    ("announced", "items", "behind"),
    [
        ("Diese Felder:\n\n", ["1. Bildung", "2. Sport", "3. Kultur"], "\n\nDie Stadt wächst."),
        ("These fields:\n\n", ["- Sport", "- Culture", "- Trade"], "\n\n1. A new list"),
        ("次の分野です。\n\n", ["1) 教育", "2) 文化", "3) スポーツ"], "\n4. 別の一覧"),
        ("次の分野です。\n", ["- 教育", "- 文化", "- スポーツ"], "\n\n-5度でした。"),
        ("Das sind:\n", ["1. A", "2. B", "3. C"], "\n\n4.000 Gäste kamen."),
        ("These:\n", ["9) Nine", "10) Ten", "11) Eleven"], "\n1) One"),
    ],
)
@pytest.mark.parametrize("seen", [1, 2, 3])
def test_a_list_is_quoted_to_its_end_though_its_passage_ends_before(announced, items, behind, seen):
    text = announced + "\n".join(items) + behind
    begun = Span(0, len(announced + "\n".join(items[:seen])))
    found = replace(sentence(text, "ja", 1.0), span=begun, text=begun.of(text))
    assert quote_span(found, Page(1, text)).of(text) == announced + "\n".join(items)


@pytest.mark.parametrize(
    "text",
    [
        "- One item alone.\n- Another item.",
        "A sentence.\n- An item.",
        "These:\n1. One\n3. Three",
        "These:\n- One\n- " + "long " * 200,
    ],
)
def test_what_is_no_list_begun_or_too_long_a_one_is_quoted_as_it_is(text):
    own = Span(0, text.index("\n", len("These:\n")) if text[0] == "T" else text.index("\n"))
    found = replace(sentence(text, "en", 1.0), span=own, text=own.of(text))
    assert quote_span(found, Page(1, text)) == own


def row(text, matched, document="de/a.md", score=1.0):
    made = sentence(text, "de", score)
    passage = replace(made.hit.passage, document_id=document)
    return replace(
        made,
        hit=replace(made.hit, passage=passage),
        vector=ACROSS if matched[1] else ALONG,
        matched=np.array(matched, np.float32),
        shares=np.array([0.5, 0.5], np.float32),
    )


JUDO = row("Judo | Freitag", [1.0, 0.0])


@pytest.mark.parametrize(
    ("other", "beside"),
    [
        (row("Schach | Montag", [0.0, 0.0], score=0.95), False),
        (row("Schach | Freitag", [0.0, 1.0], score=0.95), True),  # both were asked for
        (row("Schach | Montag", [0.0, 0.0], "de/b.md", score=0.95), True),
        (row("Schach ist montags.", [0.0, 0.0], score=0.95), True),
    ],
)
def test_a_row_that_lacks_what_another_row_of_the_page_holds_is_not_quoted_beside_it(other, beside):
    other = replace(other, vector=ACROSS)
    assert quoted([JUDO, other]) == [JUDO.text, *([other.text] if beside else [])]


@pytest.mark.parametrize(("score", "first"), [(1.1, "fits"), (0.9, "misses")])
def test_what_tells_what_is_asked_for_comes_first_where_it_is_near(score, first):
    misses = replace(sentence("misses", "de", 1.24), signals=Signals(astray=1.0))
    rival = replace(sentence("rival", "de", 1.2), signals=Signals(rival=1.0))
    fits = sentence("fits", "de", score)
    assert prefer_fitting([misses, rival, fits])[0].text == first


def test_a_sentence_that_settles_the_question_comes_first():
    near = sentence("Anna Holm, mayor, opened the hall in 2020.", "en", 1.2)
    settling = replace(sentence("Per Berg was mayor from 2015 to 2025.", "en", 0.9), settles=True)

    assert prefer_fitting([near, settling])[0] is settling
