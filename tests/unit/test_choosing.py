"""Which sentences are quoted first, and which only repeat another."""

from dataclasses import replace

import numpy as np
import pytest

from twinbot.answering.quoting.choosing import choose, prefer_language, quote_span, repeats
from twinbot.answering.scoring.sentences import ScoredSentence
from twinbot.answering.scoring.signals import Signals
from twinbot.types import Hit, Page, Passage, Span

ALONG, ACROSS = np.array([1.0, 0.0], np.float32), np.array([0.0, 1.0], np.float32)


def sentence(text, language, score, vector=ALONG, *, lacks=0.0, lift=0.0):
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
        signals=Signals(lacks=lacks),
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


def test_a_known_question_lifts_one_sentence_and_hides_no_other():
    lifted = sentence("Der erste Vertrag ist von 2007.", "de", 1.5, lift=0.4)
    other = sentence("Er betraf die Stadtplanung.", "de", 1.0, ACROSS)
    better = sentence("Der erste Vertrag ist von 2007.", "de", 1.5)
    assert [s.text for s in choose([lifted, other], dated=False).sentences] == [
        lifted.text,
        other.text,
    ]
    assert [s.text for s in choose([better, other], dated=False).sentences] == [better.text]


@pytest.mark.parametrize(("known", "quoted"), [(0.1, 1), (0.2, 2)])
def test_what_answers_questions_unlike_the_one_asked_is_not_added(known, quoted):
    best, other = (
        replace(sentence(text, "de", 1.0, vector), signals=Signals(known=likeness))
        for text, vector, likeness in [
            ("Der Berg ist 877 Meter hoch.", ALONG, 1.0),
            ("Die Stadt hat 250.000 Einwohner.", ACROSS, known),
        ]
    )
    assert len(choose([best, other], dated=False).sentences) == quoted


def test_of_a_known_question_nothing_else_is_quoted():
    known = [
        replace(sentence(text, language, 10.0 - place, vector), known=True)
        for place, (text, language, vector) in enumerate(
            [("Um acht.", "de", ALONG), ("At eight.", "en", ACROSS), ("Am Markt.", "de", ACROSS)]
        )
    ]
    other = sentence("Der Eintritt ist frei.", "de", 1.2, ACROSS)
    chosen = choose([*known, other], dated=True).sentences
    assert [s.text for s in chosen] == ["Um acht.", "Am Markt."]


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
