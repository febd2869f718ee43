"""Which questions ask for something in particular, and which statements leave it out."""

from __future__ import annotations

import numpy as np
import pytest

from twinbot.answering.extraction.names import NameFinder
from twinbot.answering.extraction.statements import Mentioned, Statement
from twinbot.answering.understanding.particulars.kinds import question_kind
from twinbot.answering.understanding.particulars.particulars import find_particular
from twinbot.glossary import parse_glossary
from twinbot.language import matching_form
from twinbot.types import Query, Span

GLOSSARY = parse_glossary(
    "id,de,en,ja\n"
    "arendal,Arendal,Arendal,アーレンダール\n"
    "kalmar,Kalmar,Kalmar,カルマル\n"
    "mayor,Bürgermeister,Mayor,市長\n"
    "holm,Anna Holm | Holm,Anna Holm | Holm,アンナ・ホルム\n".encode(),
    "glossary.csv",
)
FINDER = NameFinder(GLOSSARY)


def leaves_out(question, language, text):
    found = find_particular(Query(question, language), question_kind(question, language), FINDER)
    nothing = frozenset[int]()
    statement = Statement(
        Span(0, len(text)),
        text,
        matching_form(text),
        np.zeros(0, np.int32),
        Mentioned(nothing, nothing),
        nothing,
    )
    return found is not None and found(statement, "")


@pytest.mark.parametrize(
    ("question", "language", "answers", "leaves"),
    [
        ("Wann wurde Kalmar gegründet?", "de", "Kalmar entstand 1100.", "Kalmar hat 1000 Häuser."),
        (
            "Who was mayor before Anna Holm?",
            "en",
            "Anna Holm succeeded Per Lind.",
            "Anna Holm has been mayor since 2015.",
        ),
        (
            "次の訪問はいつですか。",
            "ja",
            "次回の訪問は5月の予定です。",
            "訪問は5月に行われました。",
        ),
        (
            "Wer ist Bürgermeister von Kalmar?",
            "de",
            "Anna Holm ist Bürgermeisterin von Kalmar.",
            "Per Berg ist Bürgermeister von Arendal.",
        ),
        (
            "Did the mayor of Arendal come to Kalmar?",
            "en",
            "The mayor of Arendal visited Kalmar.",
            "The mayor of Kalmar visited Arendal.",
        ),
        (
            "What does Anna Holm do now?",
            "en",
            "Anna Holm works for a museum.",
            "As mayor, Anna Holm worked on the harbour.",
        ),
        (
            "Who founded Kalmar?",
            "en",
            "Anna Holm founded Kalmar.",
            "Kalmar was founded anew in 1973.",
        ),
        (
            "Wer hat Kalmar gegründet?",
            "de",
            "Anna Holm gründete Kalmar.",
            "Der Gründer einer Firma besuchte Kalmar.",
        ),
        (
            "Wer hat die Fahrt nach Kalmar bezahlt?",
            "de",
            "Die Fahrt nach Kalmar bezahlte der Verein.",
            "Die Fahrt nach Kalmar war im Mai.",
        ),
        (
            "Has Anna Holm been to Kalmar?",
            "en",
            "Anna Holm visited Kalmar in May.",
            "A Kalmar newspaper praised Anna Holm.",
        ),
        (
            "アンナ・ホルムはカルマルに来ましたか。",
            "ja",
            "アンナ・ホルムは5月にカルマルを訪れました。",
            "カルマルの新聞はアンナ・ホルムをほめました。",
        ),
        (
            "Wer regierte Kalmar vor Anna Holm?",
            "de",
            "Anna Holm folgte auf Per Lind.",
            "Anna Holm ist seit 2015 Bürgermeisterin.",
        ),
        (
            "Who was mayor of Kalmar until May 2015?",
            "en",
            "Per Lind was mayor until May 2015.",
            "Anna Holm has been mayor since May 2015.",
        ),
        (
            "2015年5月まで市長だったのは誰ですか。",
            "ja",
            "リンド氏は2015年5月まで市長を務めました。",
            "ホルム氏は2015年5月から市長です。",
        ),
        (
            "Was macht Anna Holm heute beruflich?",
            "de",
            "Anna Holm leitet seit Mai eine Bank.",
            "Anna Holm war bis Mai Bürgermeisterin.",
        ),
        (
            "What is Anna Holm doing these days?",
            "en",
            "Anna Holm has run a bank since May.",
            "Anna Holm was mayor until May.",
        ),
        (
            "アンナ・ホルムさんは市長を辞めてから何をしていますか。",
            "ja",
            "アンナ・ホルム氏は5月から銀行で働いています。",
            "アンナ・ホルム氏は2015年から2019年まで市長を務めました。",
        ),
        (
            "Wie heißt Konsulin Holm mit Vornamen?",
            "de",
            "Zu Gast war Anna Holm.",
            "Konsulin Holm kam im Mai.",
        ),
        (
            "What is Consul Holm's first name?",
            "en",
            "The guest was Anna Holm.",
            "Consul Holm came in May.",
        ),
    ],
)
def test_a_statement_may_leave_out_what_is_asked_for(question, language, answers, leaves):
    assert not leaves_out(question, language, answers)
    assert leaves_out(question, language, leaves)


@pytest.mark.parametrize(
    ("question", "language", "answers"),
    [
        ("Wann reiste der Bürgermeister nach Kalmar?", "de", "Im Mai reiste Per Berg nach Kalmar."),
        ("カルマルの次の市長選挙はいつですか。", "ja", "市長選挙は2099年5月に行われます。"),
        ("What was the predecessor of Kalmar?", "en", "Kalmar grew out of a fishing village."),
        ("カルマルの市長は誰ですか。", "ja", "市長はアンナ・ホルム氏です。"),
        ("カルマルの市長は誰ですか。", "ja", "アンナ・ホルム市長は2016年に就任しました。"),
        (
            "Wer ist Bürgermeister von Kalmar?",
            "de",
            "Anna Holm ist Bürgermeisterin der Stadt Kalmar und besuchte 2025 Japan.",
        ),
        ("Was the agreement signed in Kalmar?", "en", "It was signed at Kalmar town hall in May."),
        ("Can you visit a museum in Kalmar?", "en", "The Kalmar museum is open daily."),
        ("Gibt es in Kalmar ein Besucherzentrum?", "de", "Das Kalmarer Zentrum ist geöffnet."),
        ("Wann besuchte Anna Holm Kalmar?", "de", "Anna Holm besuchte 2019 das Kalmarer Rathaus."),
        ("When did Anna Holm visit Kalmar?", "en", "Anna Holm visited Kalmar's town hall in 2019."),
        (
            "アンナ・ホルムはいつカルマルを訪れましたか。",
            "ja",
            "ホルム氏は2019年にカルマルの市庁舎を訪問しました。",
        ),
        ("How many people does Kalmar have today?", "en", "In 2020 there were 241,656 people."),
        ("Does a train run to Kalmar today?", "en", "The line was opened in 2005 and runs hourly."),
        ("Wann ist das nächste Treffen?", "de", "Das Treffen wird im Mai 2099 stattfinden."),
        ("When is the next visit?", "en", "A delegation travels to Kalmar in May 2099."),
        ("Welche Ziele hat der Bürgermeister bis 2030?", "de", "Kalmar will klimaneutral sein."),
    ],
)
def test_an_ordinary_answer_leaves_nothing_out(question, language, answers):
    assert not leaves_out(question, language, answers)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Wer ist Bürgermeister?", "de"),
        ("Who is the mayor?", "en"),
        ("市長は誰ですか。", "ja"),
        ("Was ist Kalmar?", "de"),
        ("How many people live in Kalmar?", "en"),
    ],
)
def test_other_questions_ask_for_nothing_in_particular(question, language):
    kind = question_kind(question, language)
    assert find_particular(Query(question, language), kind, FINDER) is None


@pytest.mark.parametrize(
    ("language", "question", "town", "capital"),
    [
        (
            "de",
            "Was ist die Hauptstadt von Norwegen?",
            "Arendal liegt in Norwegen.",
            "Oslo ist die Hauptstadt von Norwegen.",
        ),
        (
            "en",
            "What is the capital of Norway?",
            "Arendal is a town in Norway.",
            "Oslo is the capital of Norway.",
        ),
        (
            "ja",
            "ノルウェーの首都はどこですか。",
            "アーレンダールはノルウェーの町です。",
            "オスロはノルウェーの首都です。",
        ),
    ],
)
def test_a_capital_is_told_only_by_what_says_so(language, question, town, capital):
    assert leaves_out(question, language, town)
    assert not leaves_out(question, language, capital)


def test_a_capital_of_culture_is_no_capital():
    assert not leaves_out("Wann war Bochum Kulturhauptstadt?", "de", "2010 war das Jahr.")
    assert not leaves_out("つくばは首都圏にありますか。", "ja", "つくばは茨城県にあります。")


@pytest.mark.parametrize(
    ("question", "language", "answers", "leaves"),
    [
        (
            "Welcher Jahrgang ist die Bürgermeisterin von Kalmar?",
            "de",
            "Anna Holm wurde 1970 geboren.",
            "Anna Holm ist seit 2016 Bürgermeisterin.",
        ),
        (
            "Wie alt ist die Bürgermeisterin von Kalmar?",
            "de",
            "Anna Holm wurde 1970 geboren.",
            "Die Amtszeit dauert vier Jahre.",
        ),
        (
            "How old is the mayor of Kalmar?",
            "en",
            "Mayor Anna Holm is 55 years old.",
            "Deputy mayor Per Berg was 26 years old when he took office.",
        ),
        (
            "カルマルの市長は何歳ですか",
            "ja",
            "アンナ・ホルム市長は1970年生まれです。",
            "市長の任期は4年です。",
        ),
        (
            "Was war Anna Holm, bevor sie Bürgermeisterin wurde?",
            "de",
            "Anna Holm war Ärztin in Kalmar.",
            "Anna Holm ist Bürgermeisterin von Kalmar.",
        ),
        (
            "What did Anna Holm do before she became mayor?",
            "en",
            "Anna Holm worked as a doctor.",
            "Anna Holm was elected mayor of Kalmar in 2020.",
        ),
        (
            "ホルム市長の前職は何ですか",
            "ja",
            "アンナ・ホルム氏は病院に勤務しました。",
            "アンナ・ホルム氏は市長です。",
        ),
        (
            "Was geschah 2016 in Kalmar?",
            "de",
            "2016 öffnete in Kalmar das Bad.",
            "2018 öffnete in Kalmar die Halle.",
        ),
        (
            "What happened in Kalmar between 2014 and 2016?",
            "en",
            "The baths opened in 2015.",
            "The hall opened in 2018.",
        ),
        (
            "2016年に何がありましたか",
            "ja",
            "2016年に浴場が開きました。",
            "2018年に会館が開きました。",
        ),
    ],
)
def test_ages_earlier_tasks_and_years_of_events_are_heeded(question, language, answers, leaves):
    assert not leaves_out(question, language, answers)
    assert leaves_out(question, language, leaves)


@pytest.mark.parametrize(
    ("question", "language", "answers"),
    [
        ("Who had the job before her?", "en", "Anna Holm succeeded Per Berg."),
        ("Was war da früher?", "de", "Hier stand ein Werk."),
        ("駅の名前は何ですか", "ja", "駅は北駅です。"),
        ("How old is the tower?", "en", "The tower opened in 1900."),
    ],
)
def test_what_only_sounds_like_a_life_is_none(question, language, answers):
    assert not leaves_out(question, language, answers)
