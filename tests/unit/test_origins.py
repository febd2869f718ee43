"""Who asks when something began is not told what else began there."""

from __future__ import annotations

import pytest

from twinbot.answering.extraction.names import NameFinder
from twinbot.answering.scoring.sentences import SentenceScorer
from twinbot.answering.scoring.signals import SIGNALS
from twinbot.answering.understanding.particulars.origins import asked_origin, tells_origin
from twinbot.embedding import BUILT_IN_FOLDER, StaticEmbedder
from twinbot.glossary import parse_glossary
from twinbot.language import matching_form
from twinbot.types import Evidence, Hit, Passage, Query, Span

GLOSSARY = parse_glossary(
    "id,de,en,ja\n"
    "kalmar,Kalmar,Kalmar,カルマル\n"
    "founded,gegründet,founded,設立\n"
    "university,Universität Kalmar,University of Kalmar,カルマル大学\n".encode(),
    "glossary.csv",
)
FINDER = NameFinder(GLOSSARY)


def tells(statement: str, name: str, before: str = "") -> bool:
    entries = frozenset[int]().union(*FINDER.find(name).found)
    return tells_origin(matching_form(statement), matching_form(before), entries, FINDER)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Wann wurde die Stadt Kalmar gegründet?", "de"),
        ("Wie alt ist Kalmar?", "de"),
        ("Seit wann gibt es Kalmar?", "de"),
        ("When was Kalmar founded?", "en"),
        ("How old is the city of Kalmar?", "en"),
        ("カルマルはいつできましたか。", "ja"),
        ("カルマル大学が設立されたのはいつですか。", "ja"),
        ("カルマル大学は何を目的にいつ設立されましたか。", "ja"),
        ("When did they set up the University of Kalmar?", "en"),
        ("When was Kalmar established as a town?", "en"),
        ("Wer hat die Universität Kalmar gegründet?", "de"),
        ("Who founded the University of Kalmar?", "en"),
        ("カルマル大学を設立したのは誰ですか。", "ja"),
    ],
)
def test_questions_for_a_beginning_are_known(question, language):
    assert asked_origin(matching_form(question), language, FINDER)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Wann wurde der Vertrag mit Kalmar unterzeichnet?", "de"),
        ("Wann wurde die Partnerschaft mit Kalmar gegründet?", "de"),
        (
            "Wann wurde die Partnerschaft zwischen Kalmar und der Universität Kalmar gegründet?",
            "de",
        ),
        ("How old is the mayor of Kalmar?", "en"),
        ("When was the Kalmar office established?", "en"),
        ("カルマルに事務所ができたのはいつですか。", "ja"),
        ("When did the mayor visit Kalmar?", "en"),
        ("カルマルにはいつ行きましたか。", "ja"),
        ("When did the University of Kalmar set up its Bonn office?", "en"),
        ("In which year had Kalmar founded its museum?", "en"),
        ("When did the University of Kalmar set up offices abroad?", "en"),
        (
            "カルマル大学が、ドイツのケルン市内に海外事務所を設立したのはいつですか。",
            "ja",
        ),
        ("カルマル大学がボンに事務所を設立したのはいつですか。", "ja"),
    ],
)
def test_other_questions_are_not(question, language):
    assert not asked_origin(matching_form(question), language, FINDER)


@pytest.mark.parametrize(
    ("statement", "name"),
    [
        ("Kalmar wurde 1100 gegründet.", "Kalmar"),
        ("Die Gründung der Stadt Kalmar fällt in das Jahr 1100.", "Kalmar"),
        ("Die heutige Stadt Kalmar entstand 1971 aus mehreren Gemeinden.", "Kalmar"),
        ("Kalmar was founded in 1100.", "Kalmar"),
        ("The founding of the University of Kalmar took three years.", "University of Kalmar"),
        ("It was established in 1977.", "University of Kalmar"),
        ("Anna Holm gründete die Universität Kalmar im Jahr 1977.", "Universität Kalmar"),
        ("Anna Holm founded the new University of Kalmar in 1977.", "University of Kalmar"),
        ("カルマル市は、1100年に誕生しました。", "カルマル"),
        ("国は1977年にカルマル大学を設立しました。", "カルマル大学"),
        ("カルマルの歴史の始まりは1100年です。", "カルマル"),
        ("Die Universität Kalmar besteht seit 1977.", "Universität Kalmar"),
        ("The University of Kalmar has existed since 1977.", "University of Kalmar"),
    ],
)
def test_a_sentence_that_tells_of_the_beginning_answers(statement, name):
    assert tells(statement, name)


@pytest.mark.parametrize(
    ("statement", "name"),
    [
        ("Die Firma wurde 2011 in Kalmar gegründet.", "Kalmar"),
        ("Die Universität Kalmar wurde 1977 gegründet.", "Kalmar"),
        ("Kalmar ist seit 2019 Partnerstadt.", "Kalmar"),
        ("The company was founded in Kalmar in 2011.", "Kalmar"),
        ("The University of Kalmar was founded in 1977.", "Kalmar"),
        ("Kalmar has a large harbour.", "Kalmar"),
        ("2009 eröffnete die Universität Kalmar ein Büro.", "Universität Kalmar"),
        ("Im Jahr 2009 gründete die Universität Kalmar eine Firma.", "Universität Kalmar"),
        ("The University of Kalmar founded its first company in 2009.", "University of Kalmar"),
        ("会社は2011年にカルマルで設立されました。", "カルマル"),
        ("カルマル大学は1977年に設立されました。", "カルマル"),
        ("カルマル大学は2009年、最初の事務所をオスロに開設しました。", "カルマル大学"),
    ],
)
def test_what_began_there_or_was_begun_by_it_does_not_answer(statement, name):
    assert not tells(statement, name)


def test_a_sentence_without_a_name_speaks_of_what_the_one_before_names():
    before = "Die Universität Kalmar liegt am Meer."
    assert tells("Ihre Gründung wurde 1976 beschlossen.", "Universität Kalmar", before)
    assert not tells("Ihre Gründung wurde 1976 beschlossen.", "Kalmar", before)


@pytest.mark.parametrize(
    ("question", "language", "text"),
    [
        (
            "Wann wurde Kalmar gegründet?",
            "de",
            "Die Firma wurde 2011 in Kalmar gegründet. Der Ort Kalmar entstand um das Jahr 1100.",
        ),
        (
            "When was Kalmar founded?",
            "en",
            "The company was founded in Kalmar in 2011. The town of Kalmar was founded about 1100.",
        ),
        (
            "カルマルはいつできましたか。",
            "ja",
            "2011年、カルマルに新しい会社ができました。カルマルは1100年ごろに誕生した町です。",
        ),
    ],
)
def test_only_what_began_there_counts_as_no_answer(question, language, text):
    embedder = StaticEmbedder(BUILT_IN_FOLDER)
    weights = dict.fromkeys(SIGNALS, 0.0) | {"closeness": 1.0}
    scorer = SentenceScorer(embedder, embedder, GLOSSARY, weights, weights, None)
    passage = Passage("1", "x.md", "x", language, 1, Span(0, len(text)), text, "")
    query = Query(question, language)
    evidence = Evidence(query, (Hit(passage, 1.0, 1, 0.5, 0.0),))
    scored = sorted(scorer.score(query, evidence, {}), key=lambda sentence: sentence.span)
    assert [sentence.signals.astray for sentence in scored] == [1.0, 0.0]
