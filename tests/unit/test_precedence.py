"""Which of two was first: it is asked when each was."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twinbot.answering.understanding.dividing.parts import split_question
from twinbot.answering.understanding.dividing.precedence import ask_when_each, complete_second
from twinbot.glossary import parse_glossary
from twinbot.types import LANGUAGES, Query

GLOSSARY = parse_glossary(
    "id,de,en,ja\nnord,Nordstadt,North Town,北市\nsued,Südstadt,South Town,南市\n"
    "uni-n,Universität Nordstadt,University of North Town,北大学 | 北市大学\n"
    "uni-s,Uni Südstadt | Universität Südstadt,South Town University,南大学 | 南市大学\n"
    "berg,Anna Berg | Berg,Anna Berg | Berg,アンナ・ベルク | ベルク\n"
    "mori,Jun Mori | Mori,Jun Mori | Mori,森純 | 森さん\n".encode(),
    "glossary.csv",
)
TOWNS = [entry for entry in GLOSSARY.entries if entry.entry_id in ("nord", "sued")]


def parts(text, language):
    return [part.text for part in split_question(Query(text, language), GLOSSARY, TOWNS)]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "Wer war zuerst zu Besuch: Berg in Südstadt oder Mori in Nordstadt?",
            "de",
            ["Wann war Berg in Südstadt zu Besuch?", "Wann war Mori in Nordstadt zu Besuch?"],
        ),
        (
            "Wer war zuerst in der anderen Stadt, Berg in Südstadt oder Mori in Nordstadt?",
            "de",
            ["Wann war Berg in Südstadt?", "Wann war Mori in Nordstadt?"],
        ),
        (
            "Was gab es zuerst: die Brücke oder den Tunnel?",
            "de",
            ["Seit wann gibt es die Brücke?", "Seit wann gibt es den Tunnel?"],
        ),
        (
            "Was kam zuerst: der Vertrag der Vereine oder der der Schulen?",
            "de",
            ["Wann war der Vertrag der Vereine?", "Wann war der Vertrag der Schulen?"],
        ),
        (
            "Welches Büro der Firma ist älter, das in Bonn oder das in Essen?",
            "de",
            [
                "Seit wann gibt es das Büro der Firma in Bonn?",
                "Seit wann gibt es das Büro der Firma in Essen?",
            ],
        ),
        (
            "welches buero der firma ist aelter, das in Bonn oder das in Essen?",
            "de",
            [
                "Seit wann gibt es das buero der firma in Bonn?",
                "Seit wann gibt es das buero der firma in Essen?",
            ],
        ),
        (
            "Was gab es frueher, den Vertrag oder die Partnerschaft？",
            "de",
            ["Seit wann gibt es den Vertrag?", "Seit wann gibt es die Partnerschaft?"],
        ),
        (
            "Who paid the first visit, Berg to South Town or Mori to North Town?",
            "en",
            [
                "When was the visit of Berg to South Town?",
                "When was the visit of Mori to North Town?",
            ],
        ),
        (
            "Which came first, the link between the schools or the one between the clubs?",
            "en",
            ["When was the link between the schools?", "When was the link between the clubs?"],
        ),
        (
            "Which school is older: the one in North Town or the one in South Town?",
            "en",
            [
                "When was the school in North Town founded or created?",
                "When was the school in South Town founded or created?",
            ],
        ),
        (
            "駅のパネルと橋の開通、どちらが早かったですか。",
            "ja",
            ["駅のパネルはいつですか", "橋の開通はいつですか"],
        ),
        (
            "会社のドイツ法人と合弁会社、先にできたのはどちらですか",
            "ja",
            ["会社のドイツ法人はいつできたか", "合弁会社はいつできたか"],
        ),
    ],
)
def test_when_each_of_two_was_is_asked_where_one_asks_which_was_first(text, language, expected):
    assert parts(text, language) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "Wurde die Tafel vor oder nach dem Besuch von Mori enthüllt?",
            "de",
            ["Wann wurde die Tafel enthüllt?", "Wann war Besuch von Mori?"],
        ),
        (
            "Kam Mori vor oder nach der Wahl nach Nordstadt?",
            "de",
            ["Wann kam Mori nach Nordstadt?", "Wann war Wahl?"],
        ),
        (
            "Hing das Bild schon, als Mori nach Nordstadt kam, oder kam es erst danach?",
            "de",
            ["Wann hing das Bild?", "Wann kam Mori nach Nordstadt?"],
        ),
        (
            "Was the panel put up before or after Mori's visit in 2022?",
            "en",
            ["When was the panel put up?", "When was Mori's visit in 2022?"],
        ),
        (
            "パネルの除幕は森さんの訪問の前ですか、後ですか",
            "ja",
            ["パネルの除幕はいつですか", "森さんの訪問はいつですか"],
        ),
    ],
)
def test_of_an_event_before_or_after_another_it_is_asked_when_both_were(text, language, expected):
    assert parts(text, language) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Wer war schon da, als Mori nach Nordstadt kam?", "de"),
        ("Wann war Mori zuerst in Nordstadt?", "de"),
        ("Was war das erste Treffen?", "de"),
        ("When was the first visit of Mori?", "en"),
        ("Who came to North Town first?", "en"),
        ("最初の訪問はいつでしたか", "ja"),
        ("北市に先に来たのは誰ですか", "ja"),
        ("Ist Nordstadt schon länger Partner, als ich dachte?", "de"),
        ("Kann ich mich schon bewerben, als Schüler oder Student?", "de"),
        ("Gibt es schon Kurse, als Anfänger zu lernen?", "de"),
        ("Muss ich mich vor oder nach der Reise anmelden?", "de"),
        ("Liegt Nordstadt vor oder nach Südstadt?", "de"),
        ("War das vor oder nach dem Fest?", "de"),
        ("Wurde der Vertrag vor oder nach 2000 geschlossen?", "de"),
        ("Wer zahlt eher: die Stadt oder die Gäste?", "de"),
        ("Wer lebte früher in Nordstadt, Bauern oder Fischer?", "de"),
        ("Welcher Bürgermeister ist älter, der in Nordstadt oder der in Südstadt?", "de"),
        ("Is the name written before or after the first name?", "en"),
        ("Was it signed before or after he took office?", "en"),
        ("Was that before or after the visit?", "en"),
        ("Which mayor is older, the one in North Town or the one in South Town?", "en"),
        ("電車とバス、どちらが早いですか", "ja"),
        ("レストランは駅の前ですか、後ですか", "ja"),
        ("それは訪問の前ですか、後ですか", "ja"),
    ],
)
def test_what_asks_of_one_thing_alone_stays_whole(text, language):
    assert ask_when_each(text, language) == ()


@pytest.mark.parametrize(
    ("one", "other", "language", "expected"),
    [
        ("the company's Bonn office", "the Essen one", "en", "the company's Essen office"),
        ("the club of the town", "that of the village", "en", "the club of the village"),
        ("das Amt in Nordstadt", "das in Südstadt", "de", "das Amt in Südstadt"),
        ("会社のボンオフィス", "エッセンオフィス", "ja", "会社のエッセンオフィス"),
        ("北市の大学", "南大学", "ja", "南大学"),
        ("北市の森市長", "ベルク市長", "ja", "ベルク市長"),
        ("the new office", "the second one", "en", "the second one"),
        ("the bridge", "the tunnel", "en", "the tunnel"),
        ("die Brücke", "der Tunnel", "de", "der Tunnel"),
    ],
)
def test_the_second_of_two_gets_what_it_leaves_out_of_the_first(one, other, language, expected):
    assert complete_second(one, other, language) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "Welche der beiden Unis ist älter?",
            "de",
            [
                "Wann entstand oder wurde Universität Nordstadt gegründet?",
                "Wann entstand oder wurde Uni Südstadt gegründet?",
            ],
        ),
        (
            "Which of the two universities is older?",
            "en",
            [
                "When was University of North Town founded or created?",
                "When was South Town University founded or created?",
            ],
        ),
        (
            "両大学のうち、どちらが古いですか",
            "ja",
            ["北大学はいつできましたか", "南大学はいつできましたか"],
        ),
    ],
)
def test_two_of_a_kind_are_called_by_what_the_glossary_has_of_it_in_each_town(
    text, language, expected
):
    assert parts(text, language) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Welches der beiden Theater ist älter?", "de"),
        ("Welcher der beiden Verträge ist älter?", "de"),
        ("Welcher Verein ist älter?", "de"),
        ("Which of the two versions is older?", "en"),
    ],
)
def test_of_a_kind_that_no_town_has_nothing_is_compared(text, language):
    assert parts(text, language) == []


WORDS = [
    "War", "Wurde", "der Besuch", "das", "schon", "vor oder nach", ", als", "kam", "Wer war zuerst",
    ":", "oder", "die Brücke", "was", "before or after", "Which came first,", "or", "the one in",
    "の", "と", "、", "どちらが先", "ですか", "は", "前ですか", "後ですか", "訪問", "できた",
]  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join), st.sampled_from(LANGUAGES))
def test_of_any_words_either_nothing_or_two_things_are_asked(text, language):
    asked = ask_when_each(text, language)
    assert len(asked) in (0, 2)
    assert all(part.strip() for part in asked)


@pytest.mark.parametrize("language", LANGUAGES)
def test_long_questions_take_no_time_out_of_proportion(language):
    for words in ("War der Besuch schon ", "was x before or after ", "の訪問は前", "welche a "):
        started = time.perf_counter()
        ask_when_each(words * (2_000 // len(words)), language)
        assert time.perf_counter() - started < 1.0, words
