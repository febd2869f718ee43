"""Answers that staff pin to questions."""

import pytest

from twinbot.errors import CorpusError
from twinbot.pins import PinnedQuote, parse_pins
from twinbot.types import Document, Page

PINS = """
- id: hours
  questions:
    de: ["Wann ist geöffnet?", "*Öffnungszeit*"]
    ja: [開館時間は]
  quotes:
    de: {document: de/hall.md, quote: Geöffnet ist von 8 bis 12 Uhr.}
    ja: {document: ja/hall.md, quote: 8時から開いています。}
"""


def document(text):
    pages = (Page(1, "Vorwort."), Page(2, text))
    return Document("de/hall.md", "Halle", "de", pages, (), "hall", "0" * 64)


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("wann ist geoeffnet", True),
        ("WANN IST GEÖFFNET ?!", True),
        ("Sagen Sie mir die Öffnungszeiten!", True),
        ("開館時間は？", True),
        ("かいかんじかんは？", True),
        ("Wann ist geschlossen?", False),
        ("", False),
    ],
)
def test_a_question_is_matched_whatever_its_punctuation(question, found):
    assert (parse_pins(PINS.encode(), "answers.yaml").find(question) is not None) == found


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("Wer leitet die Halle?", True),
        ("Wer leitet das Bad der Stadt?", True),
        ("Wer leitet das Bad in Essen?", False),
        ("誰が会館を開きますか", True),
        ("誰が市場を開きますか", False),
    ],
)
def test_round_brackets_hold_alternatives(question, found):
    questions = (
        'de: ["Wer leitet (die Halle|das Bad)(| der Stadt)?"]\n    ja: [誰が（会館｜公園）を*]'
    )
    content = PINS.replace(
        'de: ["Wann ist geöffnet?", "*Öffnungszeit*"]\n    ja: [開館時間は]', questions
    )
    assert (parse_pins(content.encode(), "answers.yaml").find(question) is not None) == found


def test_a_reader_gets_the_quote_in_their_language_and_else_the_first():
    (pin,) = parse_pins(PINS.encode(), "answers.yaml").pins
    assert pin.quote_for("ja") == PinnedQuote("ja/hall.md", "8時から開いています。")
    assert pin.quote_for("en").document_id == "de/hall.md"


def test_quotes_are_looked_for_in_every_page():
    pins = parse_pins(PINS.split("    ja: {", maxsplit=1)[0].encode(), "answers.yaml")
    pins.check(lambda _: document("Geöffnet ist von 8 bis 12 Uhr."), "answers.yaml")
    with pytest.raises(CorpusError, match=r"'hours': de/hall.md does not hold .*twinbot show"):
        pins.check(lambda _: document("Geöffnet ist von 9 bis 12 Uhr."), "answers.yaml")


def test_a_document_that_is_not_there_is_named():
    def none(document_id):
        raise LookupError(document_id)

    with pytest.raises(CorpusError, match=r"no document 'de/hall\.md'"):
        parse_pins(PINS.encode(), "answers.yaml").check(none, "answers.yaml")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("id: x", "id, questions"),
        ("- id: a", "entry 1: wanted is a list"),
        (PINS + PINS, "stands twice"),
        (PINS.replace("    ja: [", "    fr: ["), "questions: .fr. is unknown; wanted are entries"),
        (PINS.replace('["Wann ist geöffnet?", "*Öffnungszeit*"]', "['*']"), "more than"),
        (PINS.replace("document: de/hall.md, ", ""), "document .its path. and quote"),
        ("- [", "not readable as UTF-8 YAML"),
        (PINS.replace("quotes:", "quote:"), "'quote' is unknown, perhaps 'quotes' is meant"),
        (PINS.replace("document: de", "documnet: de"), "perhaps 'document' is meant"),
        (PINS.replace("ja: [開館時間は]", "ja: [*開館]"), "line 5: .*quotation marks"),
        (PINS.replace("Wann ist", "Wann (ist|war (da|dort))"), "such brackets hold no others"),
        (PINS + PINS.replace("id: hours", "id: times"), "'hours' and 'times': both answer"),
    ],
)
def test_a_wrong_entry_is_named(content, words):
    with pytest.raises(CorpusError, match=words):
        parse_pins(content.encode(), "corpus/answers.yaml")


def test_nothing_is_pinned_by_an_empty_file():
    assert parse_pins(b"", "answers.yaml").find("Wann?") is None
