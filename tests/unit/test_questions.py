"""What kind of fact a question asks for."""

import pytest

from twinbot.answering.extraction.facts import tells_reason
from twinbot.answering.extraction.persons import tells_only_of_deputy
from twinbot.answering.extraction.statements import find_statements
from twinbot.answering.extraction.tense import (
    asks_of_event,
    asks_of_next,
    asks_of_now,
    is_over,
)
from twinbot.answering.understanding.particulars.kinds import question_kind
from twinbot.answering.understanding.particulars.quantities import asks_certain_measure
from twinbot.answering.understanding.particulars.questions import adds_kind, can_hold


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("Wer ist Oberbürgermeister?", "de", "who"),
        ("Seit wann besteht das?", "de", "when"),
        ("Wie viele Gäste kamen?", "de", "count"),
        ("Wie gross ist die Stadt?", "de", "count"),
        ("Wo liegt Tsukuba?", "de", "where"),
        ("Warum Tsukuba?", "de", "why"),
        ("Welche Felder gibt es?", "de", "list"),
        ("Auf welchen Feldern liegt das Gewicht?", "de", "list"),
        ("Wie hoch ist das Gewicht?", "de", "count"),
        ("Welches Gewicht hat der Stein, der im Park liegt?", "de", "count"),
        ("What area does the cooperation focus on?", "en", "other"),
        ("全長2キロの並木では何が見られますか。", "ja", "list"),
        ("Gibt es ein Büro?", "de", "yes_no"),
        ("What fields of cooperation were planned?", "en", "list"),
        ("Who signed it?", "en", "who"),
        ("How many people live there?", "en", "count"),
        ("How do I apply?", "en", "how"),
        ("Is there an office?", "en", "yes_no"),
        ("市長は誰ですか。", "ja", "who"),
        ("協定はいつですか", "ja", "when"),
        ("何人が参加しましたか", "ja", "count"),
        ("どこにありますか", "ja", "where"),
        ("なぜ選ばれたのですか", "ja", "why"),
        ("事務所はありますか", "ja", "yes_no"),
        ("ＨＯＷ ＭＡＮＹ?", "en", "count"),
        ("HAL", "de", "other"),
        ("What share of the vote did she get?", "en", "count"),
        ("Who pays the costs?", "en", "who"),
        ("Von wo wird das Modul gesteuert?", "de", "where"),
        ("What time does the last train leave?", "en", "count"),
        ("What time of year is the fair?", "en", "when"),
        ("Which season is the fair in?", "en", "when"),
        ("Which season ticket is the cheapest?", "en", "which"),
        ("Zu welcher Jahreszeit ist das Fest?", "de", "when"),
        ("How young was she when she took office?", "en", "count"),
        ("In welchem Alter wurde sie gewählt?", "de", "count"),
        ("終電は何時ですか", "ja", "count"),
        ("しゅうでんはなんじですか", "ja", "count"),
        ("ｗｈａｔ ｔｉｍｅ does it open?", "en", "count"),
        ("Zeitverschiebung?", "de", "count"),
        ("When was the area first visited?", "en", "when"),
        ("Wie bekommt der Verein Geld?", "de", "how"),
        ("何時代の文学者ですか", "ja", "when"),
        ("面積は何平方キロメートルですか", "ja", "count"),
        ("病院は何か所ありますか", "ja", "count"),
        ("何度も訪れたのはなぜですか", "ja", "why"),
        ("それは何ですか", "ja", "other"),
        ("Wie ist der Name des jetzigen Oberbürgermeisters?", "de", "who"),
        ("What is the name of the lord mayor?", "en", "who"),
        ("Wie heißen die Bürgermeister?", "de", "who"),
        ("Wie hieß der erste Rektor?", "de", "who"),
        ("Wie heißt der Zug nach Tsukuba?", "de", "how"),
        ("Wann hat das Rathaus auf?", "de", "count"),
        ("Wann ist das Museum geoeffnet?", "de", "count"),
        ("Wann wurde das Museum eröffnet?", "de", "when"),
        ("When is the city hall open?", "en", "count"),
        ("When was the hall opened?", "en", "when"),
        ("いつ開いていますか", "ja", "count"),
        ("Tell me about the mayor.", "en", "who"),
        ("Wie kam es dazu, dass Tsukuba Partnerstadt wurde?", "de", "why"),
        ("What made them pick Tsukuba?", "en", "why"),
        ("市長の名前は？", "ja", "who"),
        ("事業の名前は？", "ja", "other"),
        ("つくば市の姉妹都市はどこですか", "ja", "list"),
        ("Alle Partnerstädte von Bochum?", "de", "list"),
        ("Mit welchen Staedten ist Tsukuba verschwistert?", "de", "list"),
        ("Mit welcher Linie fahre ich?", "de", "other"),
        ("Can you name every twin town?", "en", "list"),
        ("What were all the areas they planned?", "en", "list"),
        ("姉妹都市をすべて挙げて", "ja", "list"),
        ("料金を教えてください", "ja", "count"),
        ("Welche Firma baute die Halle?", "de", "which"),
        ("Welche Firmen bauten die Halle?", "de", "list"),
        ("Wer kann den Raum nutzen?", "de", "which"),
        ("Which company built the hall?", "en", "which"),
        ("Which companies built the hall?", "en", "list"),
        ("Who can use the room?", "en", "which"),
        ("誰がその部屋を使えますか", "ja", "which"),
        ("Seit welchem Jahrhundert gibt es die Burg?", "de", "when"),
        ("市長の誕生日を教えて", "ja", "when"),
        ("北市の市長は？", "ja", "who"),
        ("市役所の住所を知りたい", "ja", "where"),
        ("協力の分野を列挙せよ", "ja", "list"),
    ],
)
def test_the_kind_of_a_question_is_told_by_its_words(text, language, kind):
    assert question_kind(text, language) == kind


@pytest.mark.parametrize(
    ("kind", "question", "sentence", "expected"),
    [
        ("when", "", "Das war am 25. November.", True),
        ("when", "", "調印は２０１９年１１月でした。", True),
        ("when", "", "Das war schön.", False),
        ("when", "", "Laut einem Artikel von 2019 war das schön (Stand: 2019).", False),
        ("when", "", "According to an article published in 2019 it was nice.", False),
        ("when", "", "２０１９年の記事によると、それは大切です。", False),
        ("when", "", "Nach dem Artikel von 2019 war es im Mai 1998.", True),
        ("count", "", "There were twelve guests.", True),
        ("count", "", "There were guests.", False),
        ("who", "", "Das Amt hat Jörg Lukat.", True),
        ("who", "", "市長は五十嵐氏です。", True),
        ("who", "", "Das ist schön.", False),
        ("yes_no", "", "Das ist schön.", None),
        ("count", "Wie weit ist es?", "Es sind 40 Kilometer.", True),
        ("count", "How far is it?", "距離は40キロです。", True),
        ("count", "距離はどのくらいですか", "参加者は40人です。", False),
        ("count", "What does it cost?", "The ride takes 45 minutes.", False),
        ("count", "運賃はいくらですか", "Die Fahrt kostet 12 Euro.", True),
        ("count", "Wie lange dauert die Fahrt?", "Die Fahrt dauert 45 Minuten.", True),
        ("where", "", "Es liegt 50 km nordöstlich des Zentrums von Tokio.", True),
        ("where", "", "成田空港から約40キロのところにあります。", True),
        ("where", "", "Das ist schön.", False),
        ("where", "", "Es liegt östlich von Essen.", True),
        ("where", "", "Es liegt noerdlich von Hagen.", True),
        ("count", "何時から開いていますか", "客は40人でした。", False),
        ("count", "なんじに閉まりますか", "閉館は１８時です。", True),
        ("count", "おもさはどれくらいですか", "１４キログラムです。", True),
        ("count", "Wie gross ist die Flaeche?", "２８３,７２ km²", True),
        ("count", "Wie schwer ist der Anzug?", "Der Anzug wiegt 14 kg.", True),
        ("count", "How heavy is the suit?", "The suit was shown to 40 guests.", False),
        ("count", "スーツの重さは何キロですか", "距離は9250キロメートルです。", False),
        ("count", "スーツの重さは何キロですか", "重さは14キログラムです。", True),
        ("count", "What time does it close?", "It closes at 6 p.m.", True),
        ("count", "何時に閉まりますか", "閉館は18時です。", True),
        ("count", "Um wie viel Uhr beginnt es?", "Es kamen 50 Gäste.", False),
        ("count", "Wie viele Quadratkilometer?", "Die Fläche umfasst 284 km².", True),
        ("count", "How many square kilometres?", "It has 259,018 inhabitants.", False),
        ("count", "What share of the vote was it?", "He won a third term.", False),
        ("count", "What share of the vote was it?", "It was two thirds of the votes.", True),
        ("count", "得票率はどのくらいですか", "市長の役割は大きいです。", False),
        ("count", "得票率はどのくらいですか", "３分の２の票でした。", True),
        ("count", "Wie groß ist Tsukuba?", "Tsukuba liegt 50 km von Tokio.", False),
        ("count", "Wie groß ist Tsukuba?", "Tsukuba umfasst 284 km².", True),
        ("count", "How large is the city?", "It has 259,018 inhabitants.", True),
        ("count", "How big is the suit?", "The suit is 1.8 m high.", True),
        ("count", "Was kostet das?", "Das bezahlt der Ingenieur.", False),
        ("count", "was hat so eine Stunde mal gekostet", "Es dauerte drei Monate.", False),
        ("count", "Wie lange war sie dort?", "Sie war vom 22. bis 24. April 2025 dort.", True),
        ("count", "Wie viele Tage blieb er?", "Er kam am 10. und 11. November 2022.", True),
        ("count", "Wie viele Jahre war er im Amt?", "Er war von 2015 bis 2025 im Amt.", True),
        ("count", "Wie lange besteht das?", "Es besteht seit dem 25. November 2019.", True),
        ("count", "Wie lange war sie dort?", "Sie reiste am 22. April 2025 ab.", False),
        ("count", "How long did they stay?", "They stayed from 22 to 24 April 2025.", True),
        ("count", "How many years was he in office?", "He left office in 2025.", False),
        ("count", "How long have they been partners?", "Partners since 2019.", True),
        ("count", "何日間滞在しましたか", "2025年4月22日から24日まで滞在しました。", True),
        ("count", "何年間市長でしたか", "2015年から2025年10月31日まで市長でした。", True),
        ("count", "何日間滞在しましたか", "2025年4月22日に出発しました。", False),
        ("count", "Wie viele Gäste kamen?", "Sie war vom 22. bis 24. April 2025 dort.", False),
        ("count", "Wie lange besteht der Vertrag?", "Orte und Partner: Vertrag von 2019.", False),
        ("count", "Wie lange dauert die Fahrt?", "Der Zug fährt seit 2005.", False),
        ("count", "How long is the bridge?", "It was built from 1990 to 1995.", False),
        ("count", "An welchem Wochentag war es?", "Das war ein Montag.", True),
        ("count", "An welchem Wochentag war es?", "Das war am 25. November 2019.", False),
        ("count", "On which day of the week was it?", "It was signed on a Monday.", True),
        ("count", "何曜日でしたか", "11月25日の月曜日でした。", True),
        ("count", "何曜日でしたか", "11月25日でした。", False),
        ("count", "何曜日でしたか", "2019年11月25日（月）に行われました。", True),
        ("count", "何曜日でしたか", "駐日大使（日）が出席しました。", False),
        ("count", "Wie viele Leute kamen?", "Es kam eine zwölfköpfige Gruppe.", True),
        ("count", "How long is that cycling road?", "It is 40 km long.", True),
        ("count", "How long is that cycling road?", "12 guests used the road.", False),
        ("count", "Wie lang ist die Brücke?", "Die Brücke misst 120 Meter.", True),
        ("count", "What area does it cover?", "It has 259,018 inhabitants.", False),
        ("count", "Wie lang ist die Brücke?", "Sie misst 80 cm.", True),
        ("count", "橋の全長は何メートルですか", "橋の全長は120mです。", True),
        ("count", "Wie lang ist die Ausbildung?", "Sie dauert drei Jahre.", True),
        ("count", "How long is the bridge closed?", "It is closed for three weeks.", True),
        ("count", "How long did it last?", "From 10 to 12 May, a group visited.", True),
        ("count", "How long did it last?", "It went from 3 May – 5 May 2019.", True),
        ("count", "任期は何年間でしたか", "2015~2025年に市長を務めました。", True),
        ("count", "How long did it last?", "A group from Kalmar came to Arendal in 2019.", False),
        ("count", "何年間続きましたか", "2019年に市長がつくばから来日しました。", False),
    ],
)
def test_a_sentence_can_hold_a_kind_of_fact_or_not(kind, question, sentence, expected):
    assert can_hold(kind, question, sentence) is expected


@pytest.mark.parametrize(
    ("kind", "question", "sentence", "adds"),
    [
        ("who", "Who was mayor before Lukat?", "Since 2025 Jörg Lukat (SPD) has it.", False),
        ("who", "Who was mayor before Lukat?", "Until 2025 it was Thomas Eiskirch.", True),
        ("who", "五十嵐市長の前は誰ですか", "五十嵐立青氏が市長です。", False),
        ("who", "ルカート氏の前は誰ですか", "イェルク・ルカート（Jörg Lukat）氏です。", False),
        ("who", "市長は誰ですか", "五十嵐立青氏が市長です。", True),
        ("where", "Wo in Bochum steht es?", "Es steht am Rathaus Nord in Bochum.", True),
        ("where", "Wo in Bochum steht es?", "Es steht in Bochum.", False),
        ("where", "Wo liegt es?", "Es liegt 50 km nordöstlich des Zentrums von Tokio.", True),
        ("where", "Where is it?", "It lies north-east of central Tokyo.", True),
        ("where", "それはどこですか", "東京都心から北東へ50キロのところにあります。", True),
        ("where", "Where is it?", "It was unveiled by the president.", False),
        ("where", "どこで署名されましたか", "つくば市役所で署名されました。", True),
        ("where", "つくば市役所のどこですか", "つくば市役所にあります。", False),
    ],
)
def test_a_sentence_adds_a_person_or_place_that_the_question_does_not_name(
    kind, question, sentence, adds
):
    assert adds_kind(kind, question, sentence) is adds


@pytest.mark.parametrize(
    ("question", "language", "tells", "tells_not"),
    [
        (
            "Wofür stehen die drei Buchstaben LSI?",
            "de",
            "Das Landesspracheninstitut (LSI) gehört zur Ruhr-Universität.",
            "Das LSI unterrichtet Japanisch seit 1981.",
        ),
        (
            "What is HAL short for?",
            "en",
            "HAL stands for Hybrid Assistive Limb.",
            "HAL (ロボットスーツ) is worn on the body.",
        ),
        (
            "ＲＵＢって何の略？",
            "ja",
            "ルール大学ボーフム（略称RUB）は協定を結んでいます。",
            "RUBの学生が参加しました。",
        ),
    ],
)
def test_an_abbreviation_is_told_by_its_long_form(question, language, tells, tells_not):
    kind = question_kind(question, language)
    assert kind == "abbreviation"
    assert can_hold(kind, question, tells) is True
    assert can_hold(kind, question, tells_not) is False


@pytest.mark.parametrize(
    ("question", "is_event"),
    [
        ("Who signed the agreement?", True),
        ("Wer hat die Vereinbarung unterschrieben?", True),
        ("Wer unterzeichnete den Vertrag?", True),
        ("合意書に署名したのは誰ですか。", True),
        ("何人が参加しましたか。", True),
        ("How many guests came to the ceremony?", True),
        ("Who is mayor of the town?", False),
        ("Wer ist heute Bürgermeister?", False),
        ("Wie viele Einwohner hat die Stadt?", False),
        ("Wie viele Menschen arbeiten dort?", False),
        ("市長は誰ですか。", False),
        ("人口は何人になりましたか。", False),
        ("Was ist die Einwohnerzahl der Stadt?", False),
        ("Was kostet der Eintritt?", False),
        ("What was the population?", True),
    ],
)
def test_what_happened_once_is_told_from_what_changes(question, is_event):
    assert asks_of_event(question) is is_event


@pytest.mark.parametrize(
    ("question", "of_now"),
    [
        ("Wie viele Einwohner hat die Stadt heute?", True),
        ("Wie viele Mitglieder hat der Rat?", True),
        ("Was ist die Einwohnerzahl?", True),
        ("How many members has it today?", True),
        ("市長は誰ですか", True),
        ("Wer hat den Vertrag unterschrieben?", False),
        ("Wie viele Leute haben teilgenommen?", False),
        ("Wer war damals Bürgermeister?", False),
        ("Who was mayor then?", False),
        ("前の市長は誰ですか", False),
    ],
)
def test_what_is_so_now_is_told_from_what_was_so_once(question, of_now):
    assert asks_of_now(question) is of_now


def test_the_rest_of_a_sentence_begun_on_the_page_before_is_not_quoted():
    text = "(五十嵐立青), who was born there, leads the city. The city hall was opened in 2010."
    quoted = [span.of(text) for span in find_statements(text, "en")]
    assert quoted == ["The city hall was opened in 2010."]


@pytest.mark.parametrize(
    ("question", "language", "is_next"),
    [
        ("Wann ist der nächste Besuch?", "de", True),
        ("Wann findet das naechste Treffen statt?", "de", True),
        ("When is the next visit?", "en", True),
        ("次の訪問はいつですか。", "ja", True),
        ("次回はいつ開かれますか", "ja", True),
        ("Wann kam die nächste dazu?", "de", False),
        ("When did the next delegation arrive?", "en", False),
        ("次の訪問はいつでしたか。", "ja", False),
        ("Wo ist der nächste Bahnhof?", "de", False),
        ("When was the next to last visit?", "en", False),
    ],
)
def test_what_is_to_come_is_told_from_what_came_next(question, language, is_next):
    assert (question_kind(question, language) == "when" and asks_of_next(question)) is is_next


@pytest.mark.parametrize(
    ("sentence", "over"),
    [
        ("Für Mai ist ein Besuch geplant.", False),
        ("Das Treffen wird im Mai 2031 stattfinden.", False),
        ("Im Mai 2031 reist eine Delegation nach Tsukuba.", False),
        ("The delegation will come in May.", False),
        ("A delegation travels to Tsukuba in May 2031.", False),
        ("次回の訪問は5月の予定です。", False),
        ("訪問は2031年5月に行われます。", False),
        ("Im Mai 2019 kam eine Delegation.", True),
        ("Eine Delegation besuchte die Stadt.", True),
        ("22 April 2025 | A delegation visits Tsukuba.", True),
        ("A delegation came in May 2019.", True),
        ("代表団は2019年5月に訪れました。", True),
        ("Die Gäste wohnen im Rathaus.", False),
    ],
)
def test_a_sentence_speaks_of_what_is_over_or_may_be_to_come(sentence, over):
    assert is_over(sentence, 2026) is over


@pytest.mark.parametrize(
    ("question", "sentence", "only"),
    [
        ("War der Bürgermeister da?", "Der stellvertretende Bürgermeister reiste an.", True),
        (
            "War der Bürgermeister da?",
            "Bürgermeister Berg und die Vizebürgermeisterin kamen.",
            False,
        ),
        ("War der Vizebürgermeister da?", "Der stellvertretende Bürgermeister reiste an.", False),
        ("Did the mayor come?", "The vice mayor came in May.", True),
        ("Did the mayor come?", "The mayor came with the deputy mayor.", False),
        ("Did the guests come?", "The vice mayor came in May.", False),
        ("市長は来ましたか。", "副市長は5月に訪れました。", True),
        ("市長は来ましたか。", "市長と副市長は5月に訪れました。", False),
    ],
)
def test_a_deputy_alone_is_not_who_holds_the_office(question, sentence, only):
    assert tells_only_of_deputy(question, sentence) is only


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("What do they charge for a guided tour?", "en"),
        ("What did visitors pay for an hour?", "en"),
        ("What would a family pay?", "en"),
        ("What do visitors pay per hour?", "en"),
        ("What would I have to pay for a ticket?", "en"),
        ("Was zahlt man für einen Rundgang?", "de"),
        ("Was verlangt das Museum für eine Führung?", "de"),
        ("Was wird fuer eine Stadtfuehrung verlangt?", "de"),
    ],
)
def test_what_one_pays_is_a_price(question, language):
    kind = question_kind(question, language)
    assert kind == "count"
    assert can_hold(kind, question, "Es sind 4 Euro.") is True
    assert can_hold(kind, question, "Guided tours have to be booked and cost money.") is False


@pytest.mark.parametrize(
    "question",
    [
        "Was verlangt die Universität für ein Studium?",
        "Was verlangen die Behörden für ein Visum?",
        "Was verlangt der Vertrag für beide Städte?",
        "Was bezahlt die Stadt für die Austauschschüler?",
        "What did the city pay for?",
        "What will the scholarship pay for?",
        "What does an electric bus need to charge?",
        "What did the robot do to charge?",
        "What do the students do, and who will pay?",
        "What does the mayor do when guests do not pay?",
        "What does it do for people who cannot pay?",
    ],
)
def test_what_is_asked_of_somebody_or_paid_for_is_no_price(question):
    assert not asks_certain_measure(question)


@pytest.mark.parametrize(
    ("question", "language", "tells", "tells_not"),
    [
        (
            "Was kostet der Eintritt?",
            "de",
            "Die Halle kostet keinen Eintritt.",
            "Die Halle hat 3 Tore.",
        ),
        ("How much is the entrance fee?", "en", "Admission is free.", "In her free time she ran."),
        ("入場料はいくらですか。", "ja", "入場料はかかりません。", "門が3つあります。"),
    ],
)
def test_that_something_is_free_is_a_price_without_a_number(question, language, tells, tells_not):
    kind = question_kind(question, language)
    assert can_hold(kind, question, tells) is True
    assert adds_kind(kind, question, tells) is True
    assert can_hold(kind, question, tells_not) is False


@pytest.mark.parametrize(
    ("sentence", "tells"),
    [
        ("Seit Fremde den Hafen besetzten, ruht der Verkehr.", True),
        ("Aufgrund der Pandemie fiel das Fest aus.", True),
        ("The journey was put off owing to the storm.", True),
        ("感染症の流行により、祭りは中止されました。", True),
        ("Seit 2016 ist Anna Holm im Amt.", False),
        ("The hall opened in 2016.", False),
    ],
)
def test_a_cause_is_told_in_many_words(sentence, tells):
    assert tells_reason(sentence) is tells
