"""Questions that ask two things at once, and those that only sound so."""

import re

import pytest

from twinbot.answering.understanding.dividing.parts import split_question
from twinbot.glossary import parse_glossary
from twinbot.types import Query

GLOSSARY = parse_glossary(
    "id,de,en,ja\nnord,Nordstadt,North Town,北市\nsued,Südstadt,South Town,南市\n"
    "mia,Mia Nord,Mia North,北川美亜\nole,Ole Süd,Ole South,南野央礼\n"
    "hall,Altes Haus,Old House,旧館\nhouse,Neues Haus,New House,新館\n".encode(),
    "glossary.csv",
)


def parts(text, language):
    return [(p.carried, p.text) for p in split_question(Query(text, language), GLOSSARY)]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "Wer unterzeichnete den Vertrag, und wann begann die Zusammenarbeit?",
            "de",
            [
                ("", "Wer unterzeichnete den Vertrag"),
                ("unterzeichnete den Vertrag", "wann begann die Zusammenarbeit?"),
            ],
        ),
        (
            "Where do founders find support in North Town, and where in South Town?",
            "en",
            [
                ("", "Where do founders find support in North Town"),
                ("do founders find support in", "where in South Town?"),
            ],
        ),
        (
            "調印式には何人が出席し、訪問団は何人でしたか",
            "ja",
            [("", "調印式には何人が出席し"), ("調印式に", "訪問団は何人でしたか")],
        ),
        (
            "北川美亜の相手は誰でしたか。得票率も教えてください。",
            "ja",
            [("", "北川美亜の相手は誰でしたか"), ("北川美亜の相手", "得票率も教えてください。")],
        ),
        (
            "北市に住む外国人って何人くらい？　何か国から来てるの？",
            "ja",
            [
                ("", "北市に住む外国人って何人くらい"),
                ("北市に住む外国人", "何か国から来てるの？"),
            ],
        ),
        (
            "北市の市長は誰ですか？とくに有名な場所はどこですか？",
            "ja",
            [("", "北市の市長は誰ですか"), ("", "とくに有名な場所はどこですか？")],
        ),
        (
            "北市の市長は誰ですか。何か名物はありますか。",
            "ja",
            [("", "北市の市長は誰ですか"), ("北市の市長", "何か名物はありますか。")],
        ),
        (
            "山の高さを教えてください。あと、北市は東京からどのくらい離れていますか？",
            "ja",
            [("", "山の高さを教えてください"), ("", "北市は東京からどのくらい離れていますか？")],
        ),
        (
            "せんきょで かったのは だれですか。とくひょうりつは なん％でしたか。",
            "ja",
            [
                ("", "せんきょで かったのは だれですか"),
                ("せんきょで かったの", "とくひょうりつは なん％でしたか。"),
            ],
        ),
        (
            "Welche Stadt ist schöner, Nordstadt oder Südstadt?",
            "de",
            [
                ("", "Welche Stadt ist schöner, Nordstadt?"),
                ("", "Welche Stadt ist schöner, Südstadt?"),
            ],
        ),
    ],
)
def test_two_things_asked_are_two_parts(text, language, expected):
    assert parts(text, language) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Wie weit ist es zwischen Nordstadt und Südstadt?", "de"),
        ("When did North Town and South Town sign the agreement?", "en"),
        ("北市と南市の距離はどのくらいですか", "ja"),
        ("Ist Nordstadt eine ältere Partnerstadt als Südstadt?", "de"),
        ("Is North Town an older partner than South Town?", "en"),
        ("北市は南市より古い姉妹都市ですか", "ja"),
        ("Wer ist Bürgermeister?", "de"),
    ],
)
def test_one_thing_asked_of_two_names_stays_whole(text, language):
    assert parts(text, language) == []


def test_a_follow_up_is_not_taken_apart():
    query = Query("Who came, and when did they leave?", "en", topic="They came in May.")
    assert split_question(query, GLOSSARY) == ()


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "Ist die Nordstadt größer als die Südstadt?",
            "de",
            ["Wie viele Menschen leben in Nordstadt?", "Wie viele Menschen leben in Südstadt?"],
        ),
        (
            "Was ist hoeher, Nordstadt oder Suedstadt?",
            "de",
            ["Wie hoch ist Nordstadt?", "Wie hoch ist Südstadt?"],
        ),
        (
            "Ist Nordstadt älter als Südstadt?",
            "de",
            ["Wie alt ist die Stadt Nordstadt?", "Wie alt ist die Stadt Südstadt?"],
        ),
        (
            "Which city is older, North Town or South Town?",
            "en",
            [
                "When was the city of North Town founded?",
                "When was the city of South Town founded?",
            ],
        ),
        (
            "北市と南市では、どちらの歴史が長いですか",
            "ja",
            [f"{name}はいつできましたか" for name in ("北市", "南市")],
        ),
        (
            "Hat Nordstadt mehr Einwohner als Südstadt?",
            "de",
            ["Wie viele Menschen leben in Nordstadt?", "Wie viele Menschen leben in Südstadt?"],
        ),
        (
            "Which has more inhabitants, North Town or South Town?",
            "en",
            [
                "How many inhabitants does North Town have?",
                "How many inhabitants does South Town have?",
            ],
        ),
        (
            "Is North Town larger than South Town?",
            "en",
            ["What is the population of North Town?", "What is the population of South Town?"],
        ),
        ("北市と南市、人口が多いのはどちらですか。", "ja", ["北市の人口は？", "南市の人口は？"]),
        (
            "北市より南市が大きいですか",
            "ja",
            ["北市の人口は？", "南市の人口は？"],
        ),
        (
            "北市は南市より大きいですか",
            "ja",
            ["北市の人口は？", "南市の人口は？"],
        ),
        (
            "Welche Stadt hat mehr Fläche, Nordstadt oder Südstadt?",
            "de",
            ["Welche Fläche hat Nordstadt?", "Welche Fläche hat Südstadt?"],
        ),
        (
            "Which city is bigger in area, North Town or South Town?",
            "en",
            ["What is the area of North Town?", "What is the area of South Town?"],
        ),
        ("面積は北市と南市のどちらが広いですか。", "ja", ["北市の面積は？", "南市の面積は？"]),
        ("北市と南市、広いのはどちらですか。", "ja", ["北市の面積は？", "南市の面積は？"]),
        (
            "North Town or South Town - which one is the older town?",
            "en",
            [
                "When was the city of North Town founded?",
                "When was the city of South Town founded?",
            ],
        ),
        (
            "Welche der beiden ist älter, Nordstadt oder Südstadt, und um wieviel ist sie älter?",
            "de",
            ["Wie alt ist die Stadt Nordstadt?", "Wie alt ist die Stadt Südstadt?"],
        ),
        (
            "Does North Town have more sister cities than South Town does?",
            "en",
            [
                "How many sister cities does North Town have?",
                "How many sister cities does South Town have?",
            ],
        ),
    ],
)
def test_what_two_names_are_compared_in_is_asked_of_each(text, language, expected):
    assert [text for _, text in parts(text, language)] == expected


OFFICES = parse_glossary(
    "id,de,en,ja\n"
    "a,Anna Berg|Berg,Anna Berg|Berg,アンナ・ベルク|ベルク\n"
    "b,Jun Mori|Mori,Jun Mori|Mori,森純|森市長\n"
    "c,Bürgermeister,Lord Mayor|mayor,市長\n".encode(),
    "glossary.csv",
)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "Wer kam zuerst ins Amt, Berg oder Mori?",
            "de",
            ["Seit wann war Anna Berg im Amt?", "Seit wann war Jun Mori im Amt?"],
        ),
        (
            "Which mayor has been in office longer, Berg or Mori?",
            "en",
            ["When did Anna Berg take office?", "When did Jun Mori take office?"],
        ),
        (
            "who got into office first, berg or mori",
            "en",
            ["When did Anna Berg take office?", "When did Jun Mori take office?"],
        ),
        (
            "ベルク前市長と森市長、先に市長になったのはどちらですか。",
            "ja",
            ["アンナ・ベルクはいつ就任しましたか", "森純はいつ就任しましたか"],
        ),
    ],
)
def test_who_of_two_came_to_office_first_is_asked_of_each(text, language, expected):
    assert [p.text for p in split_question(Query(text, language), OFFICES)] == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Which of the two cities has had its mayor in office longer?", "en"),
        ("In welcher der beiden Städte ist der Bürgermeister länger im Amt?", "de"),
        ("どちらの市の市長が先に就任しましたか", "ja"),
        ("北市と南市、市長が先に就任したのはどちらですか", "ja"),
    ],
)
def test_no_town_takes_office(text, language):
    asked = split_question(Query(text, language), GLOSSARY, GLOSSARY.entries[:2])
    town = re.compile("did (North|South) Town take|war (Nord|Süd)stadt im Amt|[北南]市はいつ就任")
    assert not any(town.search(part.text) for part in asked)


@pytest.mark.parametrize(
    ("text", "language", "kept"),
    [
        ("Are there more choirs in the North Town area or in South Town?", "en", "choirs"),
        ("Does North Town have more people per area than South Town?", "en", "people|population"),
        ("北市と南市、広く知られているのはどちらですか", "ja", "^(?!.*面積)"),
        ("北市と南市、面積あたりの人口が多いのはどちらですか", "ja", "人口"),
    ],
)
def test_an_area_is_asked_for_only_where_it_is_compared(text, language, kept):
    asked = split_question(Query(text, language), GLOSSARY) or (Query(text, language),)
    assert all(re.search(kept, part.text) for part in asked)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Wie groß ist Nordstadt, und um wie viel ist die Stadt seit 1987 gewachsen?", "de"),
        ("How big is North Town, and by how much is it expected to grow?", "en"),
    ],
)
def test_how_much_something_grew_is_a_question_of_its_own(text, language):
    assert any("1987" in text or "grow" in text for _, text in parts(text, language))


@pytest.mark.parametrize(
    "text",
    [
        "北市の市長は誰ですか。とても知りたいです。",
        "北市の市長は誰ですか。ぜひとも教えてください。",
        "北市の市長は誰ですか。英語でも教えてください。",
        "北市の市長は誰ですか。どうしても知りたいです。",
        "「北市ってどんな街？」という催しは何年に始まりましたか",
        "市長は誰？ってどこで聞けますか",
        "北市の市長って誰？何か知ってる？",
        "北市の人口は何人くらい？何でもいいから教えて",
        "人口を教えてください。またはいつ開きますか。",
    ],
)
def test_a_polite_word_behind_a_question_asks_for_nothing(text):
    assert split_question(Query(text, "ja"), GLOSSARY) == ()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ist Nordstadt größer als 2019?", "de"),
        ("Welche Partner haben Nordstadt und Südstadt?", "de"),
        ("How far is North Town from South Town?", "en"),
        ("北市と南市はいつから提携していますか", "ja"),
        ("Kostet das in Nordstadt mehr als in Südstadt?", "de"),
        ("Is North Town more famous than South Town?", "en"),
        ("Ist die Delegation von Nordstadt größer als die aus Südstadt?", "de"),
        ("Ist Nordstadts Rathaus hoeher als Suedstadts?", "de"),
        ("Is North Town's team bigger than South Town's?", "en"),
        ("Is the budget of North Town larger than that of South Town?", "en"),
        ("北市の代表団は南市の代表団より大きいですか", "ja"),
    ],
)
def test_a_question_that_compares_no_two_names_stays_whole(text, language):
    assert parts(text, language) == []


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "Wie groß ist Nordstadt?",
            "de",
            ["Wie viele Menschen leben in Nordstadt?", "Welche Fläche hat Nordstadt?"],
        ),
        (
            "How big is South Town?",
            "en",
            ["What is the population of South Town?", "What is the area of South Town?"],
        ),
        ("北市の大きさは？", "ja", ["北市の人口は？", "北市の面積は？"]),
        ("北市はどのくらいの大きさですか。", "ja", ["北市の人口は？", "北市の面積は？"]),
    ],
)
def test_how_big_a_town_is_asks_for_its_people_and_its_area(text, language, expected):
    assert [text for _, text in parts(text, language)] == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Wie groß ist das Rathaus von Nordstadt?", "de"),
        ("Wie groß ist die Delegation aus Nordstadt?", "de"),
        ("How big is the city hall of North Town?", "en"),
        ("How big is North Town's hall?", "en"),
        ("北市の代表団の大きさは？", "ja"),
        ("Wie groß ist Altes Haus?", "de"),
        ("How big is New House?", "en"),
        ("How big is North Town Station?", "en"),
        ("Wie groß ist Nordstadt Arena?", "de"),
        ("北市の人口は？", "ja"),
        ("旧館の大きさは？", "ja"),
    ],
)
def test_how_big_another_thing_is_stays_whole(text, language):
    assert parts(text, language) == []


def test_which_of_two_that_are_no_towns_is_bigger_asks_for_their_size():
    found = parts("Is Old House bigger than New House?", "en")
    assert [text for _, text in found] == ["How big is Old House?", "How big is New House?"]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "Welche der beiden Partnerstädte hat mehr Schulen?",
            "de",
            ["Wie viele Schulen hat Nordstadt?", "Wie viele Schulen hat Südstadt?"],
        ),
        (
            "Which twin town is older?",
            "en",
            [
                "When was the city of North Town founded?",
                "When was the city of South Town founded?",
            ],
        ),
        ("どちらの市が大きいですか", "ja", ["北市の人口は？", "南市の人口は？"]),
        ("両市の面積を教えて", "ja", ["北市の面積は？", "南市の面積は？"]),
        (
            "How many people live in the two cities?",
            "en",
            ["What is the population of North Town?", "What is the population of South Town?"],
        ),
        (
            "Wie heißen die Oberbürgermeister beider Städte?",
            "de",
            ["Wer ist Bürgermeister von Nordstadt?", "Wer ist Bürgermeister von Südstadt?"],
        ),
        (
            "Haben beide Städte ein Gründerzentrum?",
            "de",
            ["Hat Nordstadt ein Gründerzentrum?", "Hat Südstadt ein Gründerzentrum?"],
        ),
        (
            "Are there swimming pools in both cities?",
            "en",
            [
                "Is there swimming pools in North Town?",
                "Is there swimming pools in South Town?",
            ],
        ),
        ("両市に大学はありますか", "ja", ["北市に大学はありますか", "南市に大学はありますか"]),
        (
            "市としての歴史はどちらが長い？",
            "ja",
            ["北市はいつできましたか", "南市はいつできましたか"],
        ),
        ("Haben die beiden Städte einen Vertrag geschlossen?", "de", []),
        ("Do both cities have much in common?", "en", []),
        ("大学はどちらが新しいですか", "ja", []),
        ("Seit wann sind die beiden Städte Partner?", "de", []),
        ("Which city did the guests visit?", "en", []),
        ("両市の大きな祭りは？", "ja", []),
    ],
)
def test_the_two_cities_are_those_that_all_is_about(text, language, expected):
    towns = GLOSSARY.entries[:2]
    assert [p.text for p in split_question(Query(text, language), GLOSSARY, towns)] == expected
    assert split_question(Query(text, language), GLOSSARY) == ()


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "Wann wurden Nordstadt und Südstadt gegründet?",
            "de",
            ["Wie alt ist die Stadt Nordstadt?", "Wie alt ist die Stadt Südstadt?"],
        ),
        (
            "Who are the mayors of South Town and North Town?",
            "en",
            ["Who is the mayor of South Town?", "Who is the mayor of North Town?"],
        ),
        ("北市と南市の人口は？", "ja", ["北市の人口は？", "南市の人口は？"]),
        (
            "Wie viele Einwohner haben Nordstadt bzw. Südstadt?",
            "de",
            ["Wie viele Menschen leben in Nordstadt?", "Wie viele Menschen leben in Südstadt?"],
        ),
        ("Wie weit sind Nordstadt und Südstadt voneinander entfernt?", "de", []),
        ("When were North Town and South Town twinned?", "en", []),
        ("2019年の北市と南市の市長は誰でしたか", "ja", []),
    ],
)
def test_one_fact_of_two_towns_is_asked_of_each(text, language, expected):
    assert [p.text for p in split_question(Query(text, language), GLOSSARY)] == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "In welchem Jahr kam der Vertrag, und in welchem Haus wurde er unterschrieben?",
            "de",
            [
                "In welchem Jahr kam der Vertrag",
                "in welchem Haus wurde er unterschrieben?",
            ],
        ),
        (
            "Nennen Sie mir das Jahr des Vertrags und die Zahl der Gäste bei der Feier.",
            "de",
            ["Nennen Sie mir das Jahr des Vertrags", "Was ist die Zahl der Gäste bei der Feier?"],
        ),
        (
            "Please tell me the name of the mayor and the address of the old town hall.",
            "en",
            [
                "Please tell me the name of the mayor",
                "What is the address of the old town hall?",
            ],
        ),
        (
            "How many came, who spoke, and for how long did they stay in the hall?",
            "en",
            ["How many came, who spoke", "for how long did they stay in the hall?"],
        ),
        (
            "調印式の人数と、訪問団が来た年を教えてください。",
            "ja",
            ["調印式の人数は？", "訪問団が来た年は？"],
        ),
        (
            "What is the area and the population of Tsukuba?",
            "en",
            ["What is the area of Tsukuba?", "What is the population of Tsukuba?"],
        ),
        (
            "What are the name and address of the town hall in Bochum?",
            "en",
            [
                "What is the name of the town hall in Bochum?",
                "What is address of the town hall in Bochum?",
            ],
        ),
        (
            "Was sind Fläche und Einwohnerzahl von Tsukuba?",
            "de",
            ["Was ist Fläche von Tsukuba?", "Was ist Einwohnerzahl von Tsukuba?"],
        ),
        ("つくば市の人口と面積は？", "ja", ["つくば市の人口は？", "つくば市の面積は？"]),
        ("つくば市の市長と人口は何人ですか", "ja", ["つくば市の市長は？", "つくば市の人口は？"]),
        (
            "調印式はいつでしたか。何人が出席しましたか。代表団は誰が率いましたか。",
            "ja",
            ["調印式はいつでしたか", "何人が出席しましたか", "代表団は誰が率いましたか。"],
        ),
    ],
)
def test_facts_asked_for_by_their_nouns_or_after_a_preposition_are_parts(text, language, expected):
    assert [text for _, text in parts(text, language)] == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Welche Zahl steht im Vertrag und im Bericht?", "de"),
        ("Wie heißen die Stadt und das Land?", "de"),
        ("What is the name of the mayor and deputy?", "en"),
        ("姉妹都市と友好都市の関係を教えてください。", "ja"),
    ],
)
def test_an_and_that_joins_no_second_fact_leaves_the_question_whole(text, language):
    assert parts(text, language) == []


def test_a_short_part_keeps_the_names_of_the_first_unless_it_names_others():
    kept = split_question(Query("Who built Old House, and when?", "en"), GLOSSARY)
    assert kept[1].carried == "built Old House"
    other = split_question(Query("Who built Old House, and who New House?", "en"), GLOSSARY)
    assert other[1].carried == "built"


@pytest.mark.parametrize(
    ("text", "language", "carried"),
    [
        (
            "When did Mia North plan New House and on what day was she there for the summer fair?",
            "en",
            "Mia North",
        ),
        ("Wann plante Ole Süd Altes Haus und wo hat er zuvor gewohnt damals?", "de", "Ole Süd"),
        (
            "When did Mia North open Old House, and is it still open on Sundays?",
            "en",
            "Mia North Old House",
        ),
    ],
)
def test_he_and_she_stand_for_the_person_that_the_first_part_names(text, language, carried):
    assert split_question(Query(text, language), GLOSSARY)[1].carried == carried


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "What is North Town's motto, and is it old?",
            "en",
            ["What is North Town's motto", "is it old?"],
        ),
        (
            "Wieviele kamen zum Fest, und gab es auch Musik?",
            "de",
            ["Wieviele kamen zum Fest", "gab es auch Musik?"],
        ),
        ("Einwohner Nordstadt? Und ungefähr wie viele Häuser?", "de", []),
        (
            "When was the fair, and roughly how many came?",
            "en",
            ["When was the fair", "how many came?"],
        ),
        (
            "祭りはいつ始まりましたか。また、代表はどなたですか。",
            "ja",
            ["祭りはいつ始まりましたか", "代表はどなたですか。"],
        ),
        (
            "北市の最新の人口は？あと県内で何番目ですか。",
            "ja",
            ["北市の最新の人口は", "県内で何番目ですか。"],
        ),
        (
            "2019年の祭りの代表と、2025年に来た団の団長は、それぞれ誰ですか。",
            "ja",
            ["2019年の祭りの代表は誰ですか。", "2025年に来た団の団長は誰ですか。"],
        ),
        (
            "Von wem stammt der Text? Kam der von der Stadt selbst?",
            "de",
            ["Von wem stammt der Text", "Kam der von der Stadt selbst?"],
        ),
        (
            "Who wrote the text? Is it an official one?",
            "en",
            ["Who wrote the text", "Is it an official one?"],
        ),
        (
            "この記事は誰が出したものですか。市の公式な文章でしょうか。",
            "ja",
            ["この記事は誰が出したものですか", "市の公式な文章でしょうか。"],
        ),
        (
            "工場が閉まったのは何年？それと跡地の広さも教えて",
            "ja",
            ["工場が閉まったのは何年", "それと跡地の広さも教えて"],
        ),
        (
            "調印式は市役所のどの部屋で行われ、何人くらい出席しましたか？",
            "ja",
            ["調印式は市役所のどの部屋で行われ", "何人くらい出席しましたか？"],
        ),
        (
            "申し込みの締切と必要な成績を教えてください！",
            "ja",
            ["申し込みの締切は？", "申し込みの必要な成績は？"],
        ),
        ("この祭りは有名ですか。市の公式な祭りですか。", "ja", []),
        ("Is the fair free? Is it in the hall?", "en", []),
    ],
)
def test_a_second_question_may_be_one_of_yes_or_no_or_begin_with_about(text, language, expected):
    assert [text for _, text in parts(text, language)] == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "Welche hat mehr Einwohner, Nordstadt oder Südstadt, und um wie viel?",
            "de",
            ["Wie viele Menschen leben in Nordstadt?", "Wie viele Menschen leben in Südstadt?"],
        ),
        (
            "North Town vs South Town: which is bigger?",
            "en",
            ["What is the population of North Town?", "What is the population of South Town?"],
        ),
        (
            "Which has more people, North Town or South Town, and by how much?",
            "en",
            ["How many people live in North Town?", "How many people live in South Town?"],
        ),
        (
            "Chor oder Verein - mit wem arbeitet die Stadt länger?",
            "de",
            [
                "mit wem arbeitet die Stadt länger, Chor?",
                "mit wem arbeitet die Stadt länger, Verein?",
            ],
        ),
        (
            "市が先に契約したのは、合唱団とチームのどちらですか？",
            "ja",
            ["市が先に契約したのは合唱団ですか", "市が先に契約したのはチームですか"],
        ),
        (
            "Was ist der Unterschied zwischen dem Vertrag von 2007 und dem von 2016?",
            "de",
            [
                "Was besagt oder ist: dem Vertrag von 2007?",
                "Was besagt oder ist: dem Vertrag von 2016?",
            ],
        ),
        (
            "What is the difference between the choir and the team?",
            "en",
            ["What is or says the choir?", "What is or says the team?"],
        ),
        (
            "2007年の契約と2016年の契約は何が違いますか",
            "ja",
            ["2007年の契約とは何ですか", "2016年の契約とは何ですか"],
        ),
        (
            "Welche Uni ist älter: Altes Haus oder die in Nordstadt?",
            "de",
            [
                "Wann entstand oder wurde Altes Haus gegründet?",
                "Wann entstand oder wurde Uni in Nordstadt gegründet?",
            ],
        ),
    ],
)
def test_what_is_compared_is_asked_of_each_and_the_difference_left_to_the_reader(
    text, language, expected
):
    assert sorted(text for _, text in parts(text, language)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "Which university is older, the one in North Town or the one in South Town?",
            "en",
            [
                "When was the university in North Town founded or created?",
                "When was the university in South Town founded or created?",
            ],
        ),
        (
            "Was wurde zuerst gegründet, Altes Haus oder Neues Haus?",
            "de",
            [
                "Wann entstand oder wurde Altes Haus gegründet?",
                "Wann entstand oder wurde Neues Haus gegründet?",
            ],
        ),
        (
            "旧館と新館では、どちらが先にできましたか",
            "ja",
            ["旧館はいつできましたか", "新館はいつできましたか"],
        ),
    ],
)
def test_what_was_there_first_asks_when_each_began(text, language, expected):
    assert [text for _, text in parts(text, language)] == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "Ist Nordstadt größer als seine Partnerstadt?",
            "de",
            ["Wie viele Menschen leben in Nordstadt?", "Wie viele Menschen leben in Südstadt?"],
        ),
        (
            "Which is bigger by population, South Town or its partner?",
            "en",
            ["What is the population of North Town?", "What is the population of South Town?"],
        ),
        ("北市と相手の都市では、どちらの人口が多い？", "ja", ["北市の人口は？", "南市の人口は？"]),
        ("Is North Town bigger than its other partners' halls?", "en", []),
        ("Seit wann ist Nordstadt älter als die Partnerschaft?", "de", []),
    ],
)
def test_the_partner_of_a_town_is_the_other_of_the_two(text, language, expected):
    towns = GLOSSARY.entries[:2]
    assert [p.text for p in split_question(Query(text, language), GLOSSARY, towns)] == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "Welche Gruppe war früher da: die vom Mai oder die aus dem Norden?",
            "de",
            [
                "Wann war Gruppe die vom Mai?",
                "Wann war Gruppe die aus dem Norden?",
            ],
        ),
        (
            "Who came first, the choir or the team?",
            "en",
            ["When was the choir?", "When was the team?"],
        ),
        (
            "合唱団とチームでは、どちらが先に来ましたか。",
            "ja",
            ["合唱団はいつ来ましたか", "チームはいつ来ましたか"],
        ),
        (
            "What is dearer, the bus or the train?",
            "en",
            ["How much does the bus cost?", "How much does the train cost?"],
        ),
        (
            "Worin unterscheiden sich die Verträge von 2007 und 2016?",
            "de",
            [
                "Worin unterscheiden sich die Verträge von 2007?",
                "Worin unterscheiden sich die Verträge von 2016?",
            ],
        ),
        (
            "2019年と2025年の訪問団の違いは何ですか",
            "ja",
            ["2019年の訪問団の違いは何ですか", "2025年の訪問団の違いは何ですか"],
        ),
        ("Wie lange dauerte der Bau von 2007 bis 2016?", "de", []),
    ],
)
def test_two_alternatives_or_years_are_asked_of_by_themselves(text, language, expected):
    assert [text for _, text in parts(text, language)] == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "Ist Mia Nord älter als Ole Süd?",
            "de",
            ["Wann wurde Mia Nord geboren?", "Wann wurde Ole Süd geboren?"],
        ),
        (
            "Who is younger, Mia North or Ole South?",
            "en",
            ["When was Mia North born?", "When was Ole South born?"],
        ),
        (
            "北川美亜と南野央礼では、どちらが年上ですか",
            "ja",
            ["北川美亜の生年月日は？", "南野央礼の生年月日は？"],
        ),
    ],
)
def test_which_of_two_persons_is_older_asks_when_each_was_born(text, language, expected):
    assert [text for _, text in parts(text, language)] == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Wo kann ich mich melden, wenn ich Fragen habe oder mitmachen will?", "de"),
        ("Was muss ich tun, um eine Partnerschaft oder einen Austausch zu gründen?", "de"),
        ("Who can I ask, if I am a student or a researcher?", "en"),
        ("Wer entscheidet, wann die Delegation reist?", "de"),
        ("Wer legt fest, wie viele Schüler mitfahren dürfen?", "de"),
        ("Warum ist die Zahl der Gäste und die Dauer der Reise begrenzt?", "de"),
        ("Where does the name of the city and the name of the river come from?", "en"),
        ("Where and when was the agreement signed?", "en"),
        ("Wann und wo findet das Fest statt?", "de"),
        ("Ich habe wenig Zeit. Wie komme ich zum Rathaus?", "de"),
        ("My name is Anna. Where can I learn the language?", "en"),
        ("I visited Japan when I was young. How far is it?", "en"),
        ("War Mia Nord in der Nordstadt oder nicht?", "de"),
        ("Was hat sich von 2007 bis 2017 verändert?", "de"),
        ("What changed between 2019 and 2023?", "en"),
        ("日本人とドイツ人は何人参加しましたか", "ja"),
        ("平日と休日はいつ開いていますか", "ja"),
        ("友人と行ける場所はどこですか", "ja"),
        ("2019年から2023年までに何が変わりましたか", "ja"),
    ],
)
def test_what_asks_one_thing_stays_whole(text, language):
    assert parts(text, language) == []


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "Who was rector earlier, Anna Berg or Max Tal?",
            "en",
            ["Who was rector earlier, Anna Berg?", "Who was rector earlier, Max Tal?"],
        ),
        (
            "How many people work in Old House and New House respectively?",
            "en",
            [
                "How many people work in Old House respectively?",
                "How many people work in New House respectively?",
            ],
        ),
        (
            "Wie viele Leute kamen jeweils aus Nordstadt und Südstadt?",
            "de",
            [
                "Wie viele Leute kamen jeweils aus Nordstadt?",
                "Wie viele Leute kamen jeweils aus Südstadt?",
            ],
        ),
        (
            "北川美亜と南野央礼はそれぞれ何人と会いましたか",
            "ja",
            ["北川美亜はそれぞれ何人と会いましたか", "南野央礼はそれぞれ何人と会いましたか"],
        ),
        (
            "Ich fahre bald hin. Wie weit ist es, und was kostet die Fahrt?",
            "de",
            ["Wie weit ist es", "was kostet die Fahrt?"],
        ),
        (
            "Fuer wie viele Gäste ist Platz, und fuer wie lange?",
            "de",
            ["Fuer wie viele Gäste ist Platz", "fuer wie lange?"],
        ),
    ],
)
def test_a_part_keeps_what_is_asked_of_it(text, language, expected):
    assert [text for _, text in parts(text, language)] == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("How do North Town and its partner work together?", "en"),
        ("How do I register my marriage and my child?", "en"),
        ("What is the time difference between the choir and the team?", "en"),
        ("Wie groß ist der Altersunterschied zwischen dem Chor und dem Verein?", "de"),
        ("市長と会ったのは間違いですか", "ja"),
        ("ドイツと日本は文化が異なりますか", "ja"),
        ("去年と今年で行事はどう違いますか", "ja"),
        ("Ich möchte Deutsch oder Japanisch lernen, wo gibt es mehr Kurse?", "de"),
        ("Gibt es Kurse oder Treffen, wo mehrere Leute mitmachen?", "de"),
        ("Are there courses or events, where can I find more information?", "en"),
    ],
)
def test_what_only_sounds_like_a_comparison_is_left_whole(text, language):
    assert parts(text, language) == []


def test_a_count_behind_what_is_no_comparison_is_still_asked():
    assert [text for _, text in parts("Wo treffen sich Schulen, und wie viele?", "de")] == [
        "Wo treffen sich Schulen",
        "wie viele?",
    ]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "Wie groß ist der Unterschied im Sommer und im Winter?",
            "de",
            ["Wie groß ist der Unterschied im Sommer?", "Wie groß ist der Unterschied im Winter?"],
        ),
        (
            "Is it colder in winter than in summer?",
            "en",
            ["Is it colder in winter?", "Is it colder in summer?"],
        ),
        (
            "夏と冬で時差はどう違いますか",
            "ja",
            ["夏の時差はどう違いますか", "冬の時差はどう違いますか"],
        ),
        ("Gibt es im Sommer ein Fest?", "de", []),
    ],
)
def test_what_is_asked_of_summer_and_winter_is_asked_of_each(text, language, expected):
    assert [p.text for p in split_question(Query(text, language), GLOSSARY)] == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "Unterschied zwischen Nordstadt und Südstadt beim Stadtmotto?",
            "de",
            ["Stadtmotto von Nordstadt?", "Stadtmotto von Südstadt?"],
        ),
        (
            "What is the difference between North Town and South Town in their motto?",
            "en",
            ["What is the motto of North Town?", "What is the motto of South Town?"],
        ),
        ("What is the time difference between North Town and South Town in summer?", "en", []),
        ("Haben Nordstadt und Südstadt eine Partnerschaft?", "de", []),
        (
            "Haben Nordstadt und Südstadt beide ein Schwimmbad?",
            "de",
            ["Hat Nordstadt ein Schwimmbad?", "Hat Südstadt ein Schwimmbad?"],
        ),
        ("北市と南市の標語の違いは？", "ja", ["北市の標語は？", "南市の標語は？"]),
        (
            "Worin unterscheiden sich der Vertrag von 2020 und der von 2025?",
            "de",
            [
                "Was besagt oder ist: der Vertrag von 2020?",
                "Was besagt oder ist: der Vertrag von 2025?",
            ],
        ),
    ],
)
def test_the_respect_in_which_two_differ_is_asked_of_each(text, language, expected):
    assert [p.text for p in split_question(Query(text, language), GLOSSARY)] == expected


@pytest.mark.parametrize(
    ("text", "language", "second"),
    [
        ("Was kostet das Bad und muss ich mich anmelden?", "de", "muss ich mich anmelden?"),
        ("How much is the pool and do I have to register?", "en", "do I have to register?"),
        ("訪問団は誰が率いて何人来たの？", "ja", "何人来たの？"),
    ],
)
def test_a_second_question_may_follow_without_a_comma(text, language, second):
    assert parts(text, language)[1][1] == second
