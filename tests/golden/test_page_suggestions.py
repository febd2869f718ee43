"""The first questions that anybody asks: those that the page and the README put forward."""

from pathlib import Path

import pytest

from twinbot.site import SITE_FILE, parse_site
from twinbot.types import LANGUAGES, Turn

pytestmark = pytest.mark.xdist_group("eval-dev")  # which has an index of the corpus too

REPOSITORY = Path(__file__).parents[2]
SITES = parse_site((REPOSITORY / "corpus" / SITE_FILE).read_bytes(), SITE_FILE)
EXAMPLES = [(language, text) for language in LANGUAGES for text in SITES[language].examples]

FACTS = {
    "Seit wann besteht die Partnerschaft?": "25. November 2019",
    "Wann wurde die Partnerschaft zwischen Bochum und Tsukuba besiegelt?": "25. November 2019",
    "Wer ist heute Oberbürgermeister von Bochum?": "Jörg Lukat",
    "Was macht der Roboteranzug HAL in Bochum?": "Bergmannsheil",
    "Wie groß ist der Zeitunterschied zu Tsukuba?": "acht Stunden",
    "Since when have the cities been partners?": "25 November 2019",
    "When did Bochum and Tsukuba sign their agreement?": "25 November 2019",
    "What is the HAL robot suit used for in Bochum?": "therapy",
    "How can start-ups work in the partner city?": "co-working space",
    "How many people live in Tsukuba?": "262,006",
    "両市の連携はいつ始まりましたか。": "2019年11月25日",
    "ボーフム市とつくば市の連携合意書はいつ調印されましたか。": "2019年11月25日",
    "ボーフム市の現在の市長は誰ですか。": "ルカート",
    "ロボットスーツHALはボーフムでどのように使われていますか。": "訓練センター",
    "ボーフムとつくばの時差はどのくらいですか。": "7時間",
}


def _hint(language):
    """Return the question that the empty field shows as an example."""
    return SITES[language].placeholder.partition(":" if language != "ja" else "：")[2].strip()


@pytest.mark.parametrize(
    ("language", "question"), [*EXAMPLES, *((one, _hint(one)) for one in LANGUAGES)]
)
def test_what_the_page_puts_forward_is_answered_surely_in_its_language(
    assistant, language, question
):
    answer = assistant.answer(question)
    assert answer.query.language == language
    assert answer.outcome == "grounded"
    assert FACTS[question] in answer.text
    assert {citation.language for citation in answer.citations} == {language}


@pytest.mark.parametrize(("language", "question"), EXAMPLES)
def test_an_example_is_answered_the_same_after_any_other(assistant, language, question):
    alone = assistant.answer(question, language).citations
    for other_language, before in EXAMPLES:
        if other_language == language and before != question:
            told = assistant.answer(before, language).text
            after = assistant.answer(question, language, [Turn(before, told)])
            assert after.citations == alone


@pytest.mark.parametrize(
    ("question", "mayors"),
    [
        ("Wer ist der Bürgermeister?", ("Lukat", "Igarashi")),
        ("Who is the mayor?", ("Lukat", "Igarashi")),
        ("市長は誰ですか？", ("ルカート", "五十嵐")),
    ],
)
def test_the_mayor_of_no_named_town_is_told_of_each(assistant, question, mayors):
    answer = assistant.answer(question)
    assert all(mayor in answer.text for mayor in mayors)
