"""Questions that are wrapped in a request are asked directly."""

from __future__ import annotations

import pytest

from twinbot.answering.understanding.wording.indirect import ask_directly


@pytest.mark.parametrize(
    ("turn", "asked"),
    [
        ("Kannst du mir sagen, wann das Fest begann?", "Wann begann das Fest?"),
        (
            "Könnten Sie mir bitte verraten, welche Partner Nordheim hat?",
            "Welche Partner hat Nordheim?",
        ),
        ("Weißt du, wer Oberbürgermeister ist?", "Wer ist Oberbürgermeister?"),
        ("Ich wüsste gern, wie viele Einwohner Nordheim hat", "Wie viele Einwohner hat Nordheim?"),
        ("Ich hätte gern gewusst, seit wann es das Bad gibt", "Seit wann gibt es das Bad?"),
        ("Ich möchte wissen, ob es einen Zug gibt", "Gibt es einen Zug?"),
        ("Mich würde interessieren, wie lange der Flug dauert", "Wie lange dauert der Flug?"),
        (
            "Sag mir, wo das Rathaus ist und wann es öffnet",
            "Wo ist das Rathaus und wann öffnet es?",
        ),
        ("Erklär mir wie die Pumpe funktioniert", "Wie funktioniert die Pumpe?"),
        ("Ich mag Wasser und würde gern erfahren, wer das Bad baute", "Wer baute das Bad?"),
        ("Für die Zeitung wüssten wir gern, wann das Bad öffnet", "Wann öffnet das Bad?"),
    ],
)
def test_a_german_clause_becomes_a_question(turn, asked):
    assert ask_directly(turn, "de") == asked


@pytest.mark.parametrize(
    ("turn", "asked"),
    [
        ("Nenn mir alle Partnerstädte von Nordheim.", "Welche Partnerstädte von Nordheim gibt es?"),
        ("Zaehl mir saemtliche Partner auf!", "Welche Partner gibt es?"),
        ("Nennen Sie bitte die Orte, die sie sah.", "Welche Orte, die sie sah, gibt es?"),
        ("Kannst du mir alle Vereine nennen?", "Welche Vereine gibt es?"),
        ("Könnten Sie uns bitte die Adressen angeben?", "Welche Adressen gibt es?"),
    ],
)
def test_what_is_to_be_listed_in_german_is_asked_for(turn, asked):
    assert ask_directly(turn, "de") == asked


@pytest.mark.parametrize(
    "turn",
    [
        "Nenn mir die Einwohnerzahl von Nordheim.",
        "Gib mir alle Infos zum Stadtfest",
        "Kannst du mir alles nennen?",
        "Nennen sich die Nordheimer alle Freunde?",
        "Liste aller Partnerstädte",
    ],
)
def test_what_is_no_list_of_things_is_not_asked_for_as_one(turn):
    assert ask_directly(turn, "de") == turn


@pytest.mark.parametrize(
    ("turn", "asked"),
    [
        ("Can you tell me when the fair began?", "When the fair began?"),
        ("do you know who the mayor is", "Who is the mayor?"),
        ("I'd like to know how many people live there", "How many people live there?"),
        ("Could you tell me whether there is a direct train?", "Is there a direct train?"),
        ("I was wondering if I can learn Dutch there", "Can I learn Dutch there?"),
        ("tell me how old he is", "How old is he?"),
        ("Tell me who he is and where the hall is", "Who is he and where is the hall?"),
    ],
)
def test_an_english_clause_becomes_a_question(turn, asked):
    assert ask_directly(turn, "en") == asked


@pytest.mark.parametrize(
    ("turn", "asked"),
    [
        ("祭りがいつ始まったか教えてください", "祭りがいつ始まったか？"),
        ("市長が誰か知りたい", "市長は誰ですか？"),
        ("ポンプは誰が発明したのか教えて", "ポンプは誰が発明したのか？"),
        ("駅までどれくらいか知っていますか", "駅までどれくらいか？"),
        ("日本語を学べるかどうか教えてください", "日本語を学べるか？"),
    ],
)
def test_a_japanese_clause_becomes_a_question(turn, asked):
    assert ask_directly(turn, "ja") == asked


@pytest.mark.parametrize(
    ("turn", "language"),
    [
        ("Wann begann das Fest?", "de"),
        ("Ich will was essen", "de"),
        ("Was möchte Berg gern wissen, wenn er kommt?", "de"),
        ("Ich möchte wie Berg Bürgermeister werden", "de"),
        ("Erzähl mir was über Nordheim", "de"),
        ("I love what the pump is", "en"),
        ("何か教えてください", "ja"),
        ("いつか聞きたい", "ja"),
        ("Was hat der Rat gesagt?", "de"),
        ("Sag mir das Datum der Feier", "de"),
        ("Ich suche das Rathaus", "de"),
        ("Who told the mayor when to come?", "en"),
        ("Tell me about the fair", "en"),
        ("祭りはいつ始まりましたか", "ja"),
        ("市長の名前を教えてください", "ja"),
    ],
)
def test_a_turn_that_asks_by_itself_stays(turn, language):
    assert ask_directly(turn, language) == turn


@pytest.mark.parametrize(
    ("turn", "language", "asked"),
    [
        ("Sag mal, was kostet das Bad?", "de", "Was kostet das Bad?"),
        ("Wissen Sie wo ist das Rathaus?", "de", "Wo ist das Rathaus?"),
        (
            "Weißt du, welche der beiden Städte größer ist",
            "de",
            "Welche der beiden Städte größer ist?",
        ),
        ("Can you tell me what kind of pump it is", "en", "What kind of pump it is?"),
    ],
)
def test_an_order_that_is_not_sure_to_be_wrong_stays(turn, language, asked):
    assert ask_directly(turn, language) == asked


def test_each_sentence_is_asked_by_itself():
    turn = "Können Sie mir sagen, wer Rektorin ist? Wann wurde sie gewählt? Danke!"
    assert ask_directly(turn, "de") == "Wer ist Rektorin? Wann wurde sie gewählt? Danke!"
    assert ask_directly("Ich möchte wissen, wann das Fest stattfindet", "de") == (
        "Wann findet das Fest statt?"
    )


@pytest.mark.parametrize("ending", ["くれる", "くれますか", "お願いします", "もらえますか"])
def test_an_ending_repeated_without_end_takes_no_time(ending):
    turn = f"市長が誰か教えて{ending * 400}x"
    assert ask_directly(turn, "ja") == turn
