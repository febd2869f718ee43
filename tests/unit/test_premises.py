"""A year or name of the question that the quoted pages do not hold."""

import pytest

from twinbot.answering.quoting.premises import find_unfounded, names_year
from twinbot.answering.understanding.particulars.kinds import question_kind
from twinbot.glossary import parse_glossary
from twinbot.types import Query

GLOSSARY = parse_glossary(
    "id,de,en,ja\nT1,Radio Bochum,Radio Bochum,ラジオ・ボーフム\n"
    "T2,Austauschfest,International Exchange Fair,国際交流フェア\n".encode(),
    "glossary.csv",
)


@pytest.mark.parametrize(
    ("question", "language", "page", "unfounded"),
    [
        ("Warum wurde 1995 unterzeichnet?", "de", "Unterzeichnet wurde 2019.", "1995"),
        ("Why was it signed in 1995?", "en", "It was signed in 2019.", "1995"),
        ("なぜ１９９５年に調印されたのですか", "ja", "2019年に調印されました。", "1995"),
        ("Warum wurde 2019 unterzeichnet?", "de", "Unterzeichnet wurde 2019.", None),
        ("Who was mayor in 2018?", "en", "Mayor from 2015 to 2025.", None),
        ("Who was mayor in 1950?", "en", "Mayor from 2015 to 2025.", "1950"),
        ("Warum kam Peter Petersen?", "de", "Es kam Anna Müller.", "Peter Petersen"),
        ("Warum kam Frau Müller?", "de", "Es kam Anna Müller.", None),
        ("Seit wann gibt es das Arendaler Rathaus?", "de", "Arendal's town hall of 1813", None),
        ("Warum trat Hans Richter zurück?", "de", "Der Bericht lag vor.", "Hans Richter"),
        ("Wo war der Arendaler Kai Olsen?", "de", "Kalmar has a town hall.", "Arendaler Kai"),
        ("Hat sie mit anderen Unis Austausch?", "de", "Der Ort hat Gäste.", None),
        ("Warum kam der ehemalige Rat Peter Petersen?", "de", "Es kam Anna.", "Rat Peter"),
        ("Warum kam vor allem Peter Petersen?", "de", "Es kam Anna.", "Peter Petersen"),
        ("Warum kam der ehemalige Peter Petersen?", "de", "Es kam Anna.", "Peter Petersen"),
        ("Kurz gefragt: Welchen Rang hatte sie?", "de", "Anna Müller war Hauptmann.", None),
        ("For school. Which Rank did she have?", "en", "Anna Müller was a captain.", None),
        (
            "なぜピーター・ピーターセンが来ましたか",
            "ja",
            "アンナ・ミュラー氏が来ました。",
            "ピーター・ピーターセン",
        ),
        ("How many of the 5000 came?", "en", "In 2019 many came.", None),
        ("What was built in the Second World War?", "en", "It was built in 1942.", None),
        ("Who gave it rights in the Middle Ages?", "en", "It got its rights in 1321.", None),
        (
            "Wer war Bürgermeister, als 1995 unterzeichnet wurde?",
            "de",
            "Bürgermeister von 1990 bis 2025",
            "1995",
        ),
        ("Who was mayor when they signed in 1995?", "en", "Mayor from 1990 to 2025.", "1995"),
        (
            "1995年に結んだそうですが、市長は誰でしたか。",
            "ja",
            "1990年から2025年までの市長",
            "1995",
        ),
        ("1995年の市長は誰でしたか。", "ja", "1990年から2025年までの市長", None),
        ("Wer war 1995 Bürgermeister?", "de", "Bürgermeister von 1990 bis 2025", None),
        ("Wer war 1995 als Bürgermeister im Amt?", "de", "Im Amt von 1990 bis 2025", None),
        ("Who was mayor after 1995?", "en", "Mayor from 1990 to 2025.", None),
        ("1995年の市長を知りたいのですが、誰ですか", "ja", "1990年から2025年までの市長", None),
    ],
)
def test_what_the_pages_do_not_hold_is_named(question, language, page, unfounded):
    kind = question_kind(question, language)
    query = Query(question, language)
    assert find_unfounded(query, kind, [page], language, GLOSSARY) == unfounded


@pytest.mark.parametrize(
    ("question", "language", "page", "told_in"),
    [
        ("Was sendete Radio Bochum?", "de", "ラジオ・ボーフムは茶道を取り上げました。", "ja"),
        ("When is the International Exchange Fair?", "en", "国際交流フェアは5月です。", "ja"),
        ("「ラジオ・ボーフム」は何を放送しましたか", "ja", "Radio Bochum sendete täglich.", "de"),
        ("Seit wann gehört der Ort Neuried dazu?", "de", "ノイリートは2002年からです。", "ja"),
        ("ハンス・シュミットさんは誰ですか", "ja", "Hans Schmidt war Bäcker (パン屋).", "de"),
    ],
)
def test_a_name_that_a_page_calls_otherwise_is_not_called_unfounded(
    question, language, page, told_in
):
    query = Query(question, language)
    kind = question_kind(question, language)
    assert find_unfounded(query, kind, [page], told_in, GLOSSARY) is None


@pytest.mark.parametrize(
    ("question", "language", "page", "told_in", "unfounded"),
    [
        ("Was sendete die Radio Bochum?", "de", "茶道を取り上げました。", "ja", "Radio Bochum"),
        ("昨日「ラジオ・ボーフム」は何を？", "ja", "Der Sender spielte.", "de", "ラジオ・ボーフム"),
    ],
)
def test_a_name_whose_spelling_there_the_glossary_tells_is_missed_in_the_other_script_too(
    question, language, page, told_in, unfounded
):
    kind = question_kind(question, language)
    assert find_unfounded(Query(question, language), kind, [page], told_in, GLOSSARY) == unfounded


@pytest.mark.parametrize(
    ("question", "names"),
    [("Wer war 2019 im Amt?", True), ("２０１９年の市長は誰", True), ("Who is in office?", False)],
)
def test_a_year_of_the_asker_s_choice_is_seen(question, names):
    assert names_year(question) is names
