"""The page where a language model writes: good, inventing, silent or gone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.scripted_model import ScriptedServer, saying, scripted_server
from tests.web.conftest import Running
from tests.web.steps import BOX, SOURCE, ask

from twinbot.answering.quoting.phrases import PHRASES
from twinbot.assistant import build_assistant
from twinbot.types import LANGUAGES
from twinbot.web.memory import AnswerMemory
from twinbot.web.serving import build_app

pytestmark = pytest.mark.xdist_group("web-accessibility")

QUESTIONS = {
    "de": "Wann wurde die Partnerschaft zwischen Bochum und Tsukuba besiegelt?",
    "en": "Who invented the robot suit HAL?",
    "ja": "つくばエクスプレスはいつ開業しましたか。",
}
WRITTEN = {
    "de": "Die Partnerschaft wurde am 25. November 2019 in Tsukuba besiegelt",
    "en": "The robot suit HAL was invented by Professor Yoshiyuki Sankai",
    "ja": "つくばエクスプレスは2005年8月24日に開業しました",
}
INVENTED = {
    "de": "Die Partnerschaft wurde am 25. November 2018 in Tsukuba besiegelt [1].",
    "en": "The robot suit HAL was invented by Professor Kyosuke Nagata [1].",
    "ja": "つくばエクスプレスは2015年8月24日に開業しました[1]。",
}


@dataclass(frozen=True)
class Writing:
    """A page whose answers a scripted model writes."""

    address: str
    model: ScriptedServer


@pytest.fixture(scope="module")
def writing(server) -> Iterator[Writing]:
    with scripted_server() as model, pytest.MonkeyPatch.context() as patch:
        # The model says something else in each test, so nothing is answered from memory.
        patch.setattr(AnswerMemory, "find", lambda *_: None)
        settings = replace(
            server.settings,
            llm="openai:scripted",
            llm_url=model.url,
            llm_key="sk-not-to-be-seen",
            llm_first_token_s=2,
            llm_answer_s=3,
            llm_retries=0,
            feedback=None,
            questions_per_minute=0,
        )
        assistant = build_assistant(settings)
        running = Running(build_app(assistant, settings))
        yield Writing(running.address, model)
        running.close()
        assistant.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_model_wrote_is_shown_with_the_words_that_carry_it(open_page, writing, language):
    writing.model.script = saying(f"{WRITTEN[language]} [1].")
    page = open_page(f"/{language}/", at=writing.address).page
    ask(page, QUESTIONS[language])
    assert WRITTEN[language] in page.inner_text("#conversation .answer")
    page.click("a.marker >> nth=0")
    page.wait_for_selector(f"{SOURCE}[open] mark")
    assert Axe().run(page).violations_count == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_model_invented_is_never_seen(open_page, writing, language):
    writing.model.script = saying(INVENTED[language], pause_s=0.01)
    page = open_page(f"/{language}/", at=writing.address).page
    page.evaluate(
        """() => { window.seen = []; new MutationObserver(() => window.seen.push(
           document.querySelector('#conversation')?.innerText || '')).observe(
           document.body, {subtree: true, childList: true, characterData: true}) }"""
    )
    ask(page, QUESTIONS[language])
    invented = {"de": "2018 in Tsukuba", "en": "by Professor Kyosuke", "ja": "2015年8月"}[language]
    assert invented not in "".join(page.evaluate("window.seen"))
    assert page.locator("#conversation a.marker").count() >= 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("gone", ["refuses", "hangs"])
def test_when_the_model_is_down_the_page_says_so_and_quotes(open_page, writing, language, gone):
    writing.model.script = (
        (lambda reply, _: reply.fail(500)) if gone == "refuses" else (lambda reply, _: reply.hang())
    )
    page = open_page(f"/{language}/", at=writing.address, width=360, dark=True).page
    page.wait_for_selector(BOX)
    ask(page, QUESTIONS[language])
    shown = page.inner_text("#conversation .answer")
    assert PHRASES[language].model_silent in shown
    assert page.locator("#conversation a.marker").count() >= 1
    assert Axe().run(page).violations_count == 0
