"""What kind of fact a question asks for."""

import pytest

from twinbot.answering.questions import can_hold, question_kind


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
        ("Gibt es ein Büro?", "de", "yes_no"),
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
    ],
)
def test_a_sentence_can_hold_a_kind_of_fact_or_not(kind, question, sentence, expected):
    assert can_hold(kind, question, sentence) is expected
