import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twinbot.errors import CorpusError
from twinbot.glossary import Glossary, parse_glossary
from twinbot.types import LANGUAGES

CSV = """\
id,de,en,ja
bochum,Bochum,Bochum,ボーフム | ボーフム市
tsukuba,Tsukuba,Tsukuba,つくば | つくば市
rub,Ruhr-Universität Bochum | RUB,Ruhr University Bochum,ルール大学ボーフム
igarashi,Tatsuo Igarashi | Igarashi,Tatsuo Igarashi | Igarashi,五十嵐立青 | 五十嵐
twin,Städtepartnerschaft | Partnerstadt,"twin town | sister city, twinned city",姉妹都市 | 友好都市
art,Kunst,art,芸術
kind,Art,kind,
"""


@pytest.fixture(scope="module")
def glossary():
    return parse_glossary(CSV.encode(), "glossary.csv")


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("Wo liegt Bochum?", "de", ["ボーフム", "ボーフム市"]),
        ("Bochums Rathaus", "de", ["ボーフム", "ボーフム市"]),
        ("Bochum’s town hall", "en", ["ボーフム", "ボーフム市"]),
        ("ボーフムはどこ？", "ja", ["Bochum", "ボーフム市"]),
        ("ﾎﾞｰﾌﾑはどこ？", "ja", ["Bochum", "ボーフム市"]),
        ("茨城県つくば市に住む", "ja", ["Tsukuba", "つくば"]),
        ("Ｂｏｃｈｕｍとは", "ja", ["ボーフム", "ボーフム市"]),
        ("Was heißt 友好都市?", "de", ["Städtepartnerschaft", "Partnerstadt", "twin town"]),
        ("Die Staedtepartnerschaft", "de", ["Partnerstadt", "twin town"]),
        ("Die Bochumer und das Bochumlied", "de", []),
        ("nichts", "de", []),
        ("", "ja", []),
    ],
)
def test_a_name_brings_its_other_names_in_all_languages(glossary, text, language, names):
    expanded = glossary.expand(text, language)
    assert expanded[: len(names)] == names
    assert bool(expanded) == bool(names)


def test_the_longest_name_wins_over_those_inside_it(glossary):
    entries = glossary.names_in("Die Ruhr-Universität Bochum und Tsukuba", "de")
    assert [entry.entry_id for entry in entries] == ["rub", "tsukuba"]
    assert glossary.expand("Die Ruhr Universitaet Bochum", "de") == [
        "RUB",
        "Ruhr University Bochum",
        "ルール大学ボーフム",
    ]
    entries = glossary.names_in("五十嵐立青市長とボーフム市", "ja")
    assert [entry.entry_id for entry in entries] == ["igarashi", "bochum"]


def test_a_word_of_two_languages_means_what_it_means_in_the_asker_s(glossary):
    assert [entry.entry_id for entry in glossary.names_in("Art", "de")] == ["kind"]
    assert [entry.entry_id for entry in glossary.names_in("art", "en")] == ["art"]
    assert [entry.entry_id for entry in glossary.names_in("Artと芸術", "ja")] == ["art", "kind"]


def test_each_name_comes_once_and_none_that_the_text_already_holds(glossary):
    names = glossary.expand("Bochum, Bochum, ボーフム und つくば", "de")
    assert names == ["ボーフム市", "Tsukuba", "つくば市"]


@pytest.mark.parametrize(
    "content",
    [
        "id,de,en,ja\nbochum,Bochum,Bochum,ボーフム\n".encode(),
        "id,de,en,ja\r\nbochum,Bochum,Bochum,ボーフム\r\n".encode("utf-8-sig"),
        "ID; DE; EN; JA\r\nbochum;Bochum;Bochum;ボーフム\r\n;;;\r\n\r\n".encode("utf-8-sig"),
        'id,de,en,ja\n"bochum","Bochum | Bochum",Bochum,ボーフム'.encode(),
    ],
)
def test_what_spreadsheets_write_is_read(content):
    [entry] = parse_glossary(content, "glossary.csv").entries
    assert entry.entry_id == "bochum"
    assert entry.names == {"de": ("Bochum",), "en": ("Bochum",), "ja": ("ボーフム",)}


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\n\n", b"id,de,en,ja\n"])
def test_no_lines_make_an_empty_glossary(content):
    glossary = parse_glossary(content, "glossary.csv")
    assert glossary == Glossary()
    assert glossary.expand("Bochum", "de") == []
    assert glossary.names_in("Bochum", "de") == []


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"de,en,ja\n", ["line 1", "id,de,en,ja"]),
        (b"id,de,en,ja\na,b\n", ["line 2", "2 cells", "wanted are 4"]),
        (b"id,de,en,ja\na,bb,cc,dd\na,ee,ff,gg\n", ["line 3", "'a'", "twice"]),
        (b"id,de,en,ja\n,bb,cc,dd\n", ["line 2", "id is empty"]),
        (b"id,de,en,ja\na,,,\n", ["line 2", "'a' has no name"]),
        (b"id,de,en,ja\na,bb | x,cc,dd\n", ["line 2", "column de", "'x'", "one character"]),
        ("id,de,en,ja\na,bb,cc,市\n".encode(), ["line 2", "column ja", "'市'"]),
        (b'id,de,en,ja\na,"b"b,cc,dd\n', ["line 2", "quotation marks"]),
        ("id,de,en,ja\na,Köln,cc,dd\n".encode("latin-1"), ["not UTF-8", "0xf6", "CSV UTF-8"]),
    ],
)
def test_a_wrong_line_is_named_with_what_to_do(content, words):
    with pytest.raises(CorpusError) as caught:
        parse_glossary(content, "corpus/glossary.csv")
    message = str(caught.value)
    assert message.startswith("corpus/glossary.csv")
    assert all(word in message for word in words), message


@given(st.binary(max_size=200))
def test_no_bytes_raise_anything_but_our_error(content):
    with suppress(CorpusError):
        parse_glossary(b"id,de,en,ja\n" + content, "glossary.csv")


@given(st.text(max_size=80), st.sampled_from(LANGUAGES))
def test_expanding_any_text_gives_names_of_the_entries_in_it(text, language):
    glossary = parse_glossary(CSV.encode(), "glossary.csv")
    known = {name for e in glossary.names_in(text, language) for _, name in e.all_names()}
    assert set(glossary.expand(text, language)) <= known


def test_names_may_be_divided_by_the_bar_of_japanese_keyboards():
    content = "id,de,en,ja\nt,Tsukuba,Tsukuba,つくば｜つくば市 ｜ 筑波\n".encode()
    (entry,) = parse_glossary(content, "glossary.csv").names_in("つくば市", "ja")
    assert [name for language, name in entry.all_names() if language == "ja"] == [
        "つくば",
        "つくば市",
        "筑波",
    ]


def test_a_hundred_entries_cost_next_to_nothing():
    lines = [f"e{n},Haus {n} | Hof {n},House {n},家屋{n}号" for n in range(100)]
    glossary = parse_glossary("\n".join(["id,de,en,ja", *lines]).encode(), "glossary.csv")
    question = "Was hat das Haus 17 mit dem Hof 99 in der Stadt zu tun?"
    timings = []
    for _ in range(50):
        start = time.perf_counter()
        glossary.expand(question, "de")
        timings.append(time.perf_counter() - start)
    assert min(timings) < 0.002  # 0.0001 to 0.0002 s


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Ruhr-Universität Bochum?", "de", True),
        ("ruhr university bochum", "en", True),
        ("Ruhr-Universität Bochum", "ja", False),
        ("ルール大学ボーフム。", "ja", True),
        ("Wo ist die RUB?", "de", False),
        ("Städtepartnerschaft", "en", False),
        ("Stadt", "de", False),
        ("«Bochum»", "de", True),
        ("Bo.chum", "de", False),
        ("?", "de", False),
        ("", "ja", False),
    ],
)
def test_a_text_may_be_nothing_but_a_name_in_a_language(glossary, text, language, expected):
    assert glossary.is_called_so(text, language) is expected
