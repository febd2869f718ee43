"""What a city says of itself on the page."""

import ast

import pytest
from tests.conftest import REPOSITORY

from twinbot.errors import CorpusError
from twinbot.site import SITE_FILE, Site, parse_site, silent_languages
from twinbot.types import LANGUAGES

CITIES = ("bochum", "tsukuba", "つくば", "ボーフム")


def test_each_language_has_its_own_words_and_what_is_not_said_is_none():
    sites = parse_site("ja:\n  title: 市\n  examples: [いつ？]\nde:\n".encode(), "site.yaml")
    assert sites == {"ja": Site(title="市", examples=("いつ？",)), "de": Site(), "en": Site()}
    assert parse_site(b"", "site.yaml") == dict.fromkeys(LANGUAGES, Site())


def test_the_city_of_this_repository_speaks_every_language():
    sites = parse_site((REPOSITORY / "corpus" / SITE_FILE).read_bytes(), SITE_FILE)
    for language in LANGUAGES:
        assert sites[language].title
        assert len(sites[language].examples) >= 3


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"fr: {}", "de, en, ja"),
        (b"de: {titel: x}", "title, welcome"),
        (b"de: {examples: x}", "a list of questions"),
        (b"de: {title: 3}", "title is wanted as a text"),
        (b"de: [", "YAML"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"de:\n  title: x\n  contact: Rathaus: 02347100", "line 3: .*quotation marks"),
        (b"de:\n  contact: 02347100", "found 642624, .*octal.*quotation marks"),
        (b"de: {contact: no}", "found False, .*quotation marks"),
        (b"de:\n  title: *stern", "line 2: .*quotation marks"),
        (b"de:\n\ttitle: x", "line 2: .*tab"),
        (b'de:\n  title: "x\n', "quotation mark is not closed"),
        (b"de: {contcat: x}", "'contcat' is unknown, perhaps 'contact' is meant"),
        (b"jp: {}", "perhaps 'ja' is meant"),
        (b"de:\n  examples:\n    - Was: wann?", "a colon in quotation marks"),
    ],
)
def test_a_wrong_line_is_named(content, words):
    with pytest.raises(CorpusError, match=words):
        parse_site(content, "corpus/site.yaml")


def test_a_language_in_which_the_city_says_nothing_is_told_unless_it_says_nothing_at_all():
    assert silent_languages(parse_site(b"de: {title: x}\nen:", "site.yaml")) == ["en", "ja"]
    assert silent_languages(parse_site(b"", "site.yaml")) == []


def test_no_code_knows_the_cities():
    """What is particular to them stands in the corpus; comments may take them as examples."""
    for path in (REPOSITORY / "src" / "twinbot").rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and id(node) not in told
            ):
                text = node.value.casefold()
                assert not any(city in text for city in CITIES), (path, node.lineno)
