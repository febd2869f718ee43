"""Which questions of a conversation stand alone, and which go on from the turn before."""

import time

import pytest

from twinbot.answering.understanding.following.leaning import tell_leaning
from twinbot.glossary import parse_glossary

GLOSSARY = parse_glossary(
    "id,de,en,ja\nnord,Nordstadt,North Town,北市\nsued,Südstadt,South Town,南市\n"
    "anzug,Roboteranzug HAL | HAL,HAL,HAL\nmiller,Anna Müller,Anna Miller,アンナ・ミュラー\n"
    "vertrag,Vertrag,agreement,協定\n".encode(),
    "glossary.csv",
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Was ist HAL?", "de"),
        ("Warum war es möglich, Nordstadt zu gewinnen?", "de"),
        ("Wie viele Museen hat es in Nordstadt gegeben?", "de"),
        ("Welche Partnerstädte hat Nordstadt?", "de"),
        ("Wie heißen Anna Müllers Stellvertreter?", "de"),
        ("Was ist das neue städtische Museum in der Altstadt?", "de"),
        ("Wann ist das nächste große Fest in der Altstadt?", "de"),
        ("Was macht Anna Müller, seit sie nicht mehr Bürgermeisterin ist?", "de"),
        ("Was kostet ein Japanischkurs?", "de"),
        ("Wer hat dafür gesorgt, dass Nordstadt eine Partnerstadt bekam?", "de"),
        ("Wie viele Kilometer liegen zwischen den beiden Rathäusern?", "de"),
        ("What is HAL?", "en"),
        ("When did North Town and South Town sign their agreement?", "en"),
        ("Is there a direct bus from the airport to North Town?", "en"),
        ("Is Anna Miller still in her first term?", "en"),
        ("It's noon in North Town in July. What time is it in South Town?", "en"),
        ("How long does it take to get from the station to South Town?", "en"),
        ("Which software helps the visitors that come to the city hall?", "en"),
        ("HALとは何ですか。", "ja"),
        ("北市と南市はそれぞれいつできましたか。", "ja"),
        ("北市の姉妹都市を教えて", "ja"),
        ("これまでに何人がHALの訓練を受けましたか。", "ja"),
        ("あのう、北市の人口はどのくらいですか", "ja"),
        ("Is it safe to walk in the park at night?", "en"),
        ("What does it mean to be a sister city?", "en"),
        ("18歳であれば市長選挙で投票できますか", "ja"),
        ("北市できのこの栽培体験はありますか", "ja"),
        ("この市の図書館の開館時間と場所を教えて", "ja"),
        ("北市では大雨のおそれがあるときはどうすればいいですか", "ja"),
    ],
)
def test_a_question_that_names_what_it_asks_about_stands_alone(text, language):
    assert tell_leaning(text, language, GLOSSARY) == "alone"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Und wann war das?", "de"),
        ("Seit wann?", "de"),
        ("War er schon einmal in Nordstadt?", "de"),
        ("Was kostet so eine Stunde?", "de"),
        ("Ist das auch möglich?", "de"),
        ("Gilt das auch für Studenten?", "de"),
        ("Danach kam wer?", "de"),
        ("Wann wird es eröffnet?", "de"),
        ("Wann wurden sie gegründet?", "de"),
        ("Worum geht es darin?", "de"),
        ("Wo liegt sie?", "de"),
        ("Welchen Notenschnitt brauche ich dafür?", "de"),
        ("And in July?", "en"),
        ("When was she born?", "en"),
        ("How long has it been running?", "en"),
        ("Is it free?", "en"),
        ("Which subject does that cover?", "en"),
        ("それはいつですか", "ja"),
        ("その前はどなたでしたか。", "ja"),
        ("彼は何歳ですか。", "ja"),
        ("では、何人ですか。", "ja"),
        ("誰が署名した？", "ja"),
        ("Wer hat unterschrieben?", "de"),
        ("料金はいくらですか。", "ja"),
        ("いつ発表された？", "ja"),
        ("料金は？", "ja"),
        ("北市に来たことはありますか", "ja"),
        ("What is the price?", "en"),
        ("Wie ist der Preis?", "de"),
    ],
)
def test_a_question_that_points_back_goes_on_from_the_turn_before(text, language):
    assert tell_leaning(text, language, GLOSSARY) == "follow-up"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("What does the hour cost?", "en"),
        ("What sort of grades do they expect?", "en"),
        ("Wer hat diesen Roboteranzug HAL erfunden?", "de"),
        ("Was sagt Anna Müller dazu?", "de"),
        ("Did North Town like it?", "en"),
        ("Is it in Germany?", "en"),
        ("How many Germans live there?", "en"),
        ("北市ではそれを何と呼びますか", "ja"),
        ("チケットはいくらですか", "ja"),
        ("was ist das rathaus", "de"),
        ("南市に来ましたか？", "ja"),
        ("南市では何をしましたか", "ja"),
    ],
)
def test_a_question_that_may_be_either_is_told_apart_by_the_documents(text, language):
    assert tell_leaning(text, language, GLOSSARY) == "unsure"


def test_a_second_clause_means_whom_the_first_asks_for():
    for text, language in (
        ("Wer ist der Bürgermeister und wie alt ist er?", "de"),
        ("Who is the mayor, and what did he do before that?", "en"),
    ):
        assert tell_leaning(text, language, GLOSSARY) != "follow-up"


@pytest.mark.parametrize(
    "text", ["", "?", "\n" * 2_000, "it take " * 250, "この" * 1_000, "das " * 500]
)
def test_no_text_takes_long_to_tell(text):
    begun = time.process_time()
    for language in ("de", "en", "ja"):
        tell_leaning(text, language, GLOSSARY)
    assert time.process_time() - begun < 1.0


def test_full_width_letters_and_spelled_out_umlauts_read_the_same():
    assert tell_leaning("Ｗｈａｔ ｉｓ ＨＡＬ？", "en", GLOSSARY) == "alone"
    assert tell_leaning("Was brauche ich dafuer?", "de", GLOSSARY) == "follow-up"
    assert tell_leaning("Wer regiert in Suedstadt?", "de", GLOSSARY) == "alone"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("seit wann?", "de"),
        ("seit wann Nordstadt?", "de"),
        ("mit wie viel Prozent?", "de"),
        ("für wie lange?", "de"),
        ("wie groß ist das?", "de"),
        ("wie lange dauert das?", "de"),
        ("seit wann ist Nordstadt dabei?", "de"),
        ("since when?", "en"),
        ("how many people?", "en"),
        ("how many went along?", "en"),
        ("what subjects?", "en"),
        ("what's included?", "en"),
        ("since when is North Town in it?", "en"),
        ("お金は？", "ja"),
        ("今何期目？", "ja"),
        ("今は何部？", "ja"),
        ("今開いてる？", "ja"),
    ],
)
def test_what_says_no_more_than_what_it_asks_for_goes_on(text, language):
    assert tell_leaning(text, language, GLOSSARY) == "follow-up"
