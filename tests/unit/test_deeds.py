"""What was asked to have been done is told by statements of that alone."""

from __future__ import annotations

import pytest

from twinbot.answering.understanding.particulars.deeds import asked_deed
from twinbot.language import matching_form


@pytest.mark.parametrize(
    ("question", "answers", "leaves"),
    [
        (
            "Wann hat Kalmar die Partnerschaft gekündigt?",
            "Kalmar beendete die Partnerschaft 1998.",
            "Kalmar und Arendal haben 1990 in einer Ankündigung ein Abkommen geschlossen.",
        ),
        (
            "When did Kalmar end the agreement with Arendal?",
            "The agreement ended in 1998.",
            "Kalmar and Arendal signed the agreement in 1990.",
        ),
        (
            "カルマルはいつアーレンダールとの連携を解消しましたか。",
            "連携は1998年に終了しました。",
            "カルマルは1990年に連携協定を結び、市長は1998年に退任しました。",
        ),
        (
            "Why did Kalmar refuse the treaty?",
            "Kalmar rejected it for want of money.",
            "Kalmar signed the treaty.",
        ),
        (
            "Warum wurde das Fest verschoben?",
            "Das Fest wurde wegen Regens auf Mai verlegt.",
            "Das Fest fand im Mai statt.",
        ),
        (
            "Who lost the election in Kalmar?",
            "Anna Holm won against Per Berg.",
            "Anna Holm wins a third term.",
        ),
        (
            "Wer hat die Reise nach Kalmar bezahlt?",
            "Die Reise wurde vom Verein gefördert.",
            "Die Reise führte im Mai nach Kalmar.",
        ),
        (
            "Wer hat die Schule gegründet?",
            "Anna Holm gründete die Schule 1973.",
            "Die Schule wurde 1973 neu gegründet.",
        ),
        (
            "Who founded the school?",
            "Anna Holm founded the school in 1973.",
            "The school was founded anew in 1973.",
        ),
        (
            "Wer leitet das Krankenhaus?",
            "Chefarzt ist Per Berg.",
            "Per Berg erfand den Anzug, der im Krankenhaus benutzt wird.",
        ),
        (
            "代表団はどこに泊まりましたか。",
            "代表団は学生寮に滞在しました。",
            "代表団は5月にカルマルを訪れました。",
        ),
        (
            "Where can I rent the suit?",
            "The suit can be hired in Kalmar.",
            "The suit was developed in Kalmar.",
        ),
        (
            "Who travelled with Anna Holm to Kalmar?",
            "Per Berg travelled together with the mayor.",
            "Anna Holm visited Kalmar in May.",
        ),
        (
            "Wo wurde das Abkommen unterzeichnet?",
            "Es wurde im Rathaus von Kalmar unterschrieben.",
            "Das Abkommen beschreibt die Felder genauer.",
        ),
        ("When will the probe come back?", "It returns in 2030.", "It was launched in 2014."),
        (
            "批判に市はどう答えましたか。",
            "市は2024年6月に反応を示しました。",
            "ある団体が市を批判しました。",
        ),
        (
            "Is Kalmar more beautiful than Arendal?",
            "Many call Kalmar the more beautiful of the two.",
            "Kalmar has two hills.",
        ),
        (
            "What is the email address of the city hall?",
            "Write an e-mail to hall@example.org.",
            "The city hall is at Market Square 2.",
        ),
        (
            "What food was served at the reception?",
            "The guests ate fish at the reception.",
            "The reception followed the tour of the hospital.",
        ),
        (
            "Was gab es beim Empfang zu essen?",
            "Serviert wurde Fisch.",
            "Auf die Besichtigung folgte ein Empfang.",
        ),
        (
            "ホルム市長はドイツ語が話せますか",
            "ホルム市長はドイツ語で話しました。",
            "ドイツ語の資料は市長を別の役職名で書いています。",
        ),
        ("Spricht Frau Holm Deutsch?", "Sie sprach deutsch.", "Auf Deutsch heißt das Amt anders."),
        (
            "Was sagte Per Berg in seiner Rede?",
            "Per Berg nannte die Reise einen Erfolg.",
            "Per Berg hielt eine Glückwunschrede.",
        ),
        (
            "ベルク市長は芳名録に何と書きましたか",
            "ベルク市長は「ありがとう」と書きました。",
            "ベルク市長は芳名録に署名し、祝辞を述べました。",
        ),
        (
            "Wie ist die Telefonnummer der Abteilung?",
            "Die Abteilung hat die Nummer 0234 910-0.",
            "Die Abteilung ist eine erste Anlaufstelle.",
        ),
        (
            "How much does the mayor earn?",
            "The mayor is paid by the state.",
            "The mayor was re-elected in 2020.",
        ),
    ],
)
def test_only_a_statement_of_the_deed_tells_of_it(question, answers, leaves):
    told = asked_deed(matching_form(question))

    assert told
    assert told.search(matching_form(answers))
    assert not told.search(matching_form(leaves))


@pytest.mark.parametrize(
    "question",
    [
        "Wann endete die Amtszeit von Anna Holm?",
        "When did Anna Holm leave office?",
        "Wer hat das Abkommen unterzeichnet?",
        "Mit wem arbeitet Kalmar zusammen?",
        "What does a ticket to Kalmar cost?",
        "副市長はいつ退任しましたか。",
        "Do I need to speak Japanese to study there?",
        "Muss man Japanisch sprechen?",
        "Wo kann ich Deutsch lernen?",
        "What did the mayors talk about?",
        "Was gab es 2010 in Essen?",
        "Wie fand die Unterzeichnung statt?",
        "Wie fand Kalmar zu Arendal?",
        "Was hält die Partnerschaft von Kalmar und Arendal zusammen?",
        "姉妹都市はドイツ語で何と言いますか",
        "感想文はいつまでに提出しますか",
        "日本語ができない人も参加できますか",
        "How much was paid for the ticket?",
        "Wer verdient Dank?",
        "Brauche ich eine Telefonnummer für die Anmeldung?",
        "登録に電話番号は必要ですか",
    ],
)
def test_other_questions_ask_for_no_such_deed(question):
    assert asked_deed(matching_form(question)) is None
