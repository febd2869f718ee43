"""A language model writes, over a real server and the real client: what the reader gets to see."""

from __future__ import annotations

import dataclasses
import json
import logging
import threading
from collections.abc import Iterator

import pytest
from tests.conftest import REPOSITORY
from tests.scripted_model import Reply, ScriptedServer, saying, scripted_server
from typer.testing import CliRunner

from twinbot.answering.quoting.judging import EvidenceJudge
from twinbot.answering.quoting.phrases import PHRASES
from twinbot.assistant import Assistant, build_assistant
from twinbot.cli import app
from twinbot.indexing import ingest
from twinbot.settings import Settings
from twinbot.types import Answer, Finished, Sentence, SentenceReady, Turn

pytestmark = pytest.mark.xdist_group("writing")

QUESTIONS = {
    "de": "Wann wurde die Partnerschaft zwischen Bochum und Tsukuba besiegelt?",
    "en": "Who invented the robot suit HAL?",
    "ja": "つくばエクスプレスはいつ開業しましたか。",
}
GOOD = {
    "de": "Die Partnerschaft wurde am 25. November 2019 in Tsukuba besiegelt [1].",
    "en": "The robot suit HAL was invented by Professor Yoshiyuki Sankai [1].",
    "ja": "つくばエクスプレスは2005年8月24日に開業しました[1]。",
}
BAD = {
    "de": "Die Partnerschaft wurde am 25. November 2018 in Tsukuba besiegelt [1].",
    "en": "The robot suit HAL was invented by Professor Kyosuke Nagata [1].",
    "ja": "つくばエクスプレスは2015年8月24日に開業しました[1]。",
}
MAY_HELP = {"de": "vielleicht nicht ganz", "en": "may not fully answer", "ja": "十分ではないかも"}
GOOD_OF_THE_MUSEUM = {
    "de": "Das Museum der Stadt wurde 1970 gegründet [1].",
    "en": "The museum of the city was founded in 1970 [1].",
    "ja": "博物館は1970年に設立されました[1]。",
}
LIMIT_S = 2


@pytest.fixture(scope="module")
def server() -> Iterator[ScriptedServer]:
    with scripted_server() as served:
        yield served


@pytest.fixture
def settings(corpus_settings: Settings, server: ScriptedServer) -> Settings:
    return dataclasses.replace(
        corpus_settings,
        llm="openai:scripted",
        llm_url=server.url,
        llm_key="sk-not-to-be-seen",
        llm_first_token_s=LIMIT_S,
        llm_answer_s=LIMIT_S + 1,
        llm_retries=0,
    )


@pytest.fixture
def writing(settings: Settings, corpus_report, server: ScriptedServer) -> Iterator[Assistant]:
    server.requests.clear()
    built = build_assistant(settings)
    yield built
    built.close()


@pytest.fixture(scope="module")
def german_town(tmp_path_factory, server: ScriptedServer) -> Iterator[Assistant]:
    """An assistant of a town that publishes in German only, with a model that writes."""
    folder = tmp_path_factory.mktemp("town")
    (folder / "corpus" / "de").mkdir(parents=True)
    (folder / "corpus" / "de" / "town.md").write_text(
        "# Stadt\n\nDie Brücke über den Fluss wurde am 3. Mai 1998 eröffnet.\n\n"
        "Das Museum der Stadt wurde 1970 gegründet und zeigt alte Boote.\n",
        "utf-8",
    )
    settings = Settings(
        corpus=folder / "corpus",
        index=folder / "index",
        llm="openai:scripted",
        llm_url=server.url,
        llm_retries=0,
    )
    ingest(settings)
    built = build_assistant(settings)
    yield built
    built.close()


def assert_trustworthy(answer: Answer, assistant: Assistant) -> None:
    """Every citation is the page's text, and every marker leads to one."""
    quotes = {citation.marker: citation for citation in answer.citations}
    for citation in answer.citations:
        page = assistant.page(citation.document_id, citation.page)
        assert citation.span.of(page.text) == citation.quote
    for sentence in answer.sentences:
        assert "<" not in sentence.text
        for marker in sentence.markers:
            assert marker in quotes
    assert any(sentence.markers for sentence in answer.sentences)


@pytest.mark.parametrize("language", ["de", "en", "ja"])
def test_a_good_answer_is_shown_in_the_models_words_with_its_quote(language, writing, server):
    server.script = saying(GOOD[language])
    answer = writing.answer(QUESTIONS[language], language)
    assert answer.outcome == "grounded"
    assert answer.sentences[0].text == GOOD[language].replace(" [1]", "").replace("[1]", "")
    assert_trustworthy(answer, writing)


@pytest.mark.parametrize("language", ["de", "en", "ja"])
def test_a_false_sentence_is_replaced_by_the_quotes(language, writing, server, assistant, caplog):
    server.script = saying(BAD[language])
    with caplog.at_level(logging.WARNING, "twinbot"):
        answer = writing.answer(QUESTIONS[language], language)
    quoted = assistant.answer(QUESTIONS[language], language)
    assert answer.sentences == quoted.sentences
    assert "1 of 1 sentences were not shown" in caplog.text


@pytest.mark.parametrize("language", ["de", "en", "ja"])
def test_the_answer_says_when_a_part_of_it_was_left_out(language, writing, server):
    server.script = saying(f"{GOOD[language]} {BAD[language]}")
    answer = writing.answer(QUESTIONS[language], language)
    shortened = {"de": "weggelassen", "en": "left out", "ja": "省きました"}[language]
    assert any(shortened in sentence.text for sentence in answer.sentences)
    assert not any("2018" in s.text or "2015" in s.text for s in answer.sentences)


def test_a_sentence_in_another_language_than_the_askers_is_not_shown(writing, server):
    server.script = saying(
        "Bochum and Tsukuba sealed their partnership on 25 November 2019 [1]. " + GOOD["de"]
    )
    answer = writing.answer(QUESTIONS["de"], "de")
    assert not any("sealed" in sentence.text for sentence in answer.sentences)
    assert any(sentence.text == GOOD["de"].replace(" [1]", "") for sentence in answer.sentences)


def test_the_first_checked_sentence_comes_before_the_second_is_written(writing, server):
    first_read, came_before = threading.Event(), []

    def script(reply: Reply, request: dict) -> None:
        reply.start()
        reply.piece(GOOD["de"])
        came_before.append(first_read.wait(0.9 * LIMIT_S))
        reply.piece(" " + BAD["de"])
        reply.end()

    server.script = script
    events = writing.ask(QUESTIONS["de"], "de")
    first = next(event for event in events if isinstance(event, SentenceReady))
    first_read.set()
    assert first.sentence.markers
    assert isinstance(list(events)[-1], Finished)
    assert came_before == [True]


@pytest.mark.parametrize("language", ["de", "en", "ja"])
def test_an_uncertain_answer_says_so_first_whoever_writes_it(
    language, writing, server, monkeypatch
):
    decide = EvidenceJudge.decide

    def decide_unsure(*arguments):
        decision = decide(*arguments)
        judged = dataclasses.replace(decision.judged, outcome="partial")
        return dataclasses.replace(decision, judged=judged)

    monkeypatch.setattr(EvidenceJudge, "decide", decide_unsure)
    server.script = saying(GOOD[language])
    events = list(writing.ask(QUESTIONS[language], language))
    answer = events[-1].answer
    shown = [event.sentence for event in events if isinstance(event, SentenceReady)]
    assert answer.outcome == "partial"
    assert MAY_HELP[language] in answer.sentences[0].text
    assert answer.sentences[1].text == GOOD[language].replace(" [1]", "").replace("[1]", "")
    assert tuple(shown) == answer.sentences


@pytest.mark.parametrize(
    ("language", "question", "written", "introduction"),
    [
        ("de", "Wann wurde die Brücke eröffnet?", GOOD_OF_THE_MUSEUM["de"], "steht dazu:"),
        ("en", "When was the bridge opened?", GOOD_OF_THE_MUSEUM["en"], "about this in German:"),
        ("ja", "橋はいつ開通しましたか。", GOOD_OF_THE_MUSEUM["ja"], "ドイツ語の資料に"),
    ],
)
def test_only_a_quote_is_said_to_stand_in_another_language_not_what_a_model_translated(
    language, question, written, introduction, german_town, server
):
    server.script = saying(written)
    answer = german_town.answer(question, language)
    assert [sentence.text for sentence in answer.sentences] == [
        written.replace(" [1]", "").replace("[1]", ""),
        next(s.text for s in answer.sentences if introduction in s.text),
        "Die Brücke über den Fluss wurde am 3. Mai 1998 eröffnet.",
    ]


def test_no_model_is_asked_what_the_sources_do_not_cover(writing, server):
    server.script = saying("Paris ist die Hauptstadt von Frankreich [1].")
    answer = writing.answer("Was ist die Hauptstadt von Frankreich?", "de")
    assert answer.outcome in {"abstained", "refused"}
    assert server.requests == []


def test_a_follow_up_is_rewritten_only_with_what_the_conversation_holds(writing, server):
    asked = []

    def script(reply: Reply, request: dict) -> None:
        asked.append(request["messages"][-1]["content"])
        text = "Wo wurde die Partnerschaft am 25. November 2019 besiegelt?"
        saying(text if len(asked) == 1 else GOOD["de"])(reply, request)

    server.script = script
    history = [Turn(QUESTIONS["de"], "Am 25. November 2019.")]
    answer = writing.answer("Und wo war das?", "de", history)
    assert answer.query.carried == "Wo wurde die Partnerschaft am 25. November 2019 besiegelt?"
    asked.clear()
    server.script = saying("Wo wurde die Partnerschaft 1848 in Sheffield besiegelt?")
    answer = writing.answer("Und wo war das?", "de", history)
    assert "Sheffield" not in answer.query.carried


@pytest.mark.parametrize("failure", ["silent", "broken"])
def test_a_model_that_fails_to_rewrite_a_follow_up_is_not_waited_for_again(
    failure, writing, server, assistant
):
    server.script = lambda reply, _: reply.hang() if failure == "silent" else reply.fail(500)
    history = [Turn(QUESTIONS["de"], "Am 25. November 2019.")]
    answer = writing.answer("Und wo war das?", "de", history)
    assert len(server.requests) == 1
    quoted = assistant.answer("Und wo war das?", "de", history)
    assert quoted.citations
    assert answer.citations == quoted.citations
    silent = Sentence(PHRASES["de"].model_silent, ())
    assert answer.sentences == (silent, *quoted.sentences)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", ("Danke!", "Du Idiot", "Wer bist du?")),
        ("en", ("Thank you!", "You idiot", "Who are you?")),
        ("ja", ("ありがとう", "馬鹿", "あなたは誰ですか。")),
    ],
)
def test_small_talk_in_a_conversation_costs_no_call(language, said, writing, server):
    server.script = saying(GOOD[language])
    history = [Turn(QUESTIONS[language], GOOD[language])]
    for text in said:
        assert writing.answer(text, language, history).intent, text
    assert server.requests == []


def test_personal_data_of_earlier_turns_is_not_sent_to_the_model(writing, server):
    server.script = saying(GOOD["de"])
    server.requests.clear()
    asked = f"{QUESTIONS['de']} Rufen Sie mich an: 0234 9101234, e@example.de"
    writing.answer("Und wo war das?", "de", [Turn(asked, "Am 25. November 2019.")])
    sent = json.dumps(server.requests, ensure_ascii=False, default=str)
    assert "[phone]" in sent
    assert "9101234" not in sent
    assert "e@example.de" not in sent


def test_the_key_is_sent_but_never_shown(settings, writing, server, caplog):
    server.script = lambda reply, _: reply.fail(
        401, b'{"error": {"message": "Incorrect API key provided: sk-not-to-be-seen"}}'
    )
    with caplog.at_level(logging.DEBUG):
        writing.answer(QUESTIONS["de"], "de")
    assert server.requests[-1]["authorization"] == "Bearer sk-not-to-be-seen"
    assert "sk-not-to-be-seen" not in caplog.text
    assert "sk-not-to-be-seen" not in repr(settings)


def test_the_evaluation_sets_quotes_and_writing_side_by_side(
    corpus_settings, corpus_report, server, tmp_path, monkeypatch
):
    monkeypatch.setenv("TWINBOT_INDEX", str(corpus_settings.index))
    monkeypatch.setenv("TWINBOT_CORPUS", str(corpus_settings.corpus))
    monkeypatch.setenv("TWINBOT_LLM_URL", server.url)
    lines = (REPOSITORY / "eval" / "questions.jsonl").read_text("utf-8").splitlines()
    first = next(line for line in lines if json.loads(line)["split"] == "dev")
    (tmp_path / "questions.jsonl").write_text(first + "\n", "utf-8")
    server.script = saying("Nonsense of the model [1].")
    server.requests.clear()
    result = CliRunner().invoke(
        app,
        [
            *("eval", "--llm", "openai:scripted"),
            *("--questions", str(tmp_path / "questions.jsonl")),
            *("--output", str(tmp_path / "report")),
        ],
    )
    assert result.exit_code == 0
    assert "compared with the run of" in result.stdout
    assert server.requests, "the second run asked the model"
