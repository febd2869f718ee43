"""The table of questions whose answer staff know."""

import pytest

from twinbot.errors import CorpusError
from twinbot.known_questions import MAX_KNOWN_QUESTION_CHARS, parse_known_questions

HEADER = "document,quote,questions,near_misses\n"


def parse(rows):
    return parse_known_questions((HEADER + rows).encode(), "corpus/questions.csv")


def test_a_line_ties_questions_in_any_language_to_words_of_a_document():
    (known,) = parse(
        'de/hall.md,"Offen ist von 8 bis 12, außer sonntags.",Wann offen? | 何時から？ |When?,\n'
    )
    assert known.document_id == "de/hall.md"
    assert known.quote == "Offen ist von 8 bis 12, außer sonntags."
    assert known.questions == ("Wann offen?", "何時から？", "When?")
    assert known.place == "corpus/questions.csv, line 2"


def test_a_line_may_tell_what_the_words_do_not_answer_alone_or_besides():
    besides, alone = parse("de/a.md,Ja.,Ist es so?,Warum? | なぜ？\nde/a.md,Nein.,,Why?\n")
    assert (besides.questions, besides.near_misses) == (("Ist es so?",), ("Warum?", "なぜ？"))
    assert (alone.questions, alone.near_misses) == ((), ("Why?",))


def test_a_quote_may_hold_lines_and_bars_as_tables_do():
    (known,) = parse('ja/a.md,"市 | 人口\r\nつくば | ２５万人",人口は？,\n')
    assert known.quote == "市 | 人口\nつくば | ２５万人"


def test_text_is_brought_to_the_form_that_documents_are_stored_in():
    (known,) = parse("de/a.md,Die Bru\u0308cke.,Was\u00a0ist u\u0308ber dem Fluß?,\n")
    assert known.quote == "Die Brücke."
    assert known.questions == ("Was\u00a0ist über dem Fluß?",)


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf\n", HEADER.encode()])
def test_a_table_may_be_empty(content):
    assert parse_known_questions(content, "questions.csv") == ()


def test_spreadsheets_that_divide_by_semicolons_are_read():
    content = "\ufeffdocument;quote;questions;near_misses\r\nde/a.md;Ja, so ist es.;Ist es so?;\r\n"
    (known,) = parse_known_questions(content.encode(), "questions.csv")
    assert known.quote == "Ja, so ist es."


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (",Ja.,Ist es so?,\n", "line 2: the column document is empty"),
        ("de/a.md, ,Ist es so?,\n", "line 2: the column quote is empty"),
        ("de/a.md,Ja.,,\n", "line 2: the columns questions and near_misses are empty"),
        ("de/a.md,Ja., | ,\n", "'' is no question"),
        ("de/a.md,Ja.,Wirklich? | ??,\n", "'??' is no question"),
        ("de/a.md,Ja.,,Wirklich? | ??\n", "'??' is no question"),
        ("de/a.md,Ja.,Warum? | Wann?,Wo? | Wann?\n", "'Wann?' stands in both columns"),
        ("de/a.md,Ja.,Ist es so?\n", "line 2: 3 cells, wanted are 4"),
        (f"de/a.md,Ja.,,{'a' * (MAX_KNOWN_QUESTION_CHARS + 1)}\n", "divide questions by"),
        ('de/a.md,"Ja.,Ist es so?,\n', "correct the quotation marks"),
    ],
)
def test_a_wrong_line_is_named_with_what_is_wanted(rows, words):
    with pytest.raises(CorpusError) as error:
        parse(rows)
    assert str(error.value).startswith("corpus/questions.csv")
    assert words in str(error.value)


def test_another_header_is_refused():
    with pytest.raises(CorpusError, match="wanted is 'document,quote,questions,near_misses'"):
        parse_known_questions(b"question,answer\n", "questions.csv")


def test_a_question_wholly_in_kana_is_spelled_as_those_of_readers_are():
    (known,) = parse("ja/a.md,人口。,つくばしの じんこうは なんにんですか | 人口は？,\n")
    assert known.questions == ("つくば市の 人口は 何人ですか", "人口は？")
