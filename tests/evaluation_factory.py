"""A small town with checkable facts, and questions about it, for tests of the evaluation."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path

from tests.index_factory import made
from twinbot.evaluation.results import CitationMark, QuestionResult, SentenceMark
from twinbot.evaluation.runs import EvaluationRun, RunInfo
from twinbot.evaluation.subjects import Fact, GoldQuote, Subject
from twinbot.index.values import DocumentSummary
from twinbot.types import LANGUAGES, Hit

BUILDINGS = {
    "bridge": ("Die Brücke", "The bridge", "橋", 1998),
    "library": ("Die Bücherei", "The library", "図書館", 1961),
    "museum": ("Das Museum", "The museum", "博物館", 1975),
    "theatre": ("Das Theater", "The theatre", "劇場", 1953),
    "stadium": ("Das Stadion", "The stadium", "競技場", 1911),
    "harbour": ("Der Hafen", "The harbour", "港", 1887),
    "hospital": ("Das Krankenhaus", "The hospital", "病院", 1934),
    "zoo": ("Der Zoo", "The zoo", "動物園", 1929),
}
TEXTS = {
    "de": "# {0}\n\n{0} wurde im Jahr {1} eröffnet.\n\n## Besuch\n\nSonntags ist es frei.\n",
    "en": "# {0}\n\n{0} was opened in the year {1}.\n\n## Visit\n\nEntry is free on Sundays.\n",
    "ja": "# {0}\n\n{0}は{1}年に開館しました。\n\n## 見学\n\n日曜日の入場は無料です。\n",
}
QUOTES = {
    "de": "{0} wurde im Jahr {1} eröffnet.",
    "en": "{0} was opened in the year {1}.",
    "ja": "{0}は{1}年に開館しました。",
}
QUESTIONS = {
    "de": "Wann wurde {} eröffnet?",
    "en": "When was {} opened?",
    "ja": "{}はいつ開館しましたか。",
}
UNKNOWN = {
    "chancellor": ("Wer ist Bundeskanzler?", "Who is the chancellor?", "首相は誰ですか。"),
    "recipe": ("Wie backe ich Apfelkuchen?", "How do I bake a cake?", "ケーキの作り方は？"),
}
ATTACK = "<img src=x onerror=alert(1)></details><script>alert(2)</script>'\"&amp;"
ABSTAINED = {"outcome": "abstained", "citations": (), "facts": (False,), "sentences": ()}
UNANSWERABLE = {"kind": "not_covered", "facts": (), "expected": (), "relevant": ()}


def write_town(corpus: Path) -> Path:
    """Write a document a building and language; return the corpus folder."""
    for name, (german, english, japanese, year) in BUILDINGS.items():
        for language, shown in (("de", german), ("en", english), ("ja", japanese)):
            (corpus / language).mkdir(parents=True, exist_ok=True)
            (corpus / language / f"{name}.md").write_text(
                TEXTS[language].format(shown, year), "utf-8"
            )
    return corpus


def town_subjects():
    """Return the lines of a question file about the town."""
    lines = []
    for place, (name, (german, english, japanese, year)) in enumerate(BUILDINGS.items()):
        shown = {"de": german, "en": english, "ja": japanese}
        lines.append(
            {
                "id": name,
                "split": "dev" if place % 4 else "test",
                "kind": "when",
                "questions": {
                    language: QUESTIONS[language].format(
                        word if language == "ja" else word[0].lower() + word[1:]
                    )
                    for language, word in shown.items()
                },
                "facts": [dict.fromkeys(shown, str(year))],
                "forbidden": [dict.fromkeys(shown, str(year + 1))],
                "gold": [
                    {
                        "document_id": f"{language}/{name}.md",
                        "page": 1,
                        "quote": QUOTES[language].format(word, year),
                    }
                    for language, word in shown.items()
                ],
                "documents": [name],
            }
        )
    for name, wordings in UNKNOWN.items():
        lines.append(
            {
                "id": name,
                "split": "dev",
                "kind": "off_topic",
                "questions": dict(zip(("de", "en", "ja"), wordings, strict=True)),
                "facts": [],
                "gold": [],
            }
        )
    return lines


def write_questions(path: Path, lines) -> Path:
    """Write a question file."""
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")
    return path


def result(**changes) -> QuestionResult:
    """Return a question that was answered rightly, or what ``changes`` make of it."""
    values = {
        "subject_id": "bridge",
        "split": "dev",
        "kind": "when",
        "language": "de",
        "question": "Wann?",
        "attack": "",
        "expected": ("1998",),
        "answered_in": "de",
        "outcome": "grounded",
        "confidence": 0.9,
        "intent": None,
        "sentences": (SentenceMark("Im Jahr 1998.", (1,), frame=False, language="de"),),
        "citations": (citation(),),
        "facts": (True,),
        "forbidden": (),
        "gold_languages": ("de", "en", "ja"),
        "relevant": ("bridge#1",),
        "ranking": ("bridge#1", "p2", "p3"),
        "duration_ms": 10.0,
    }
    return QuestionResult(**{**values, **changes})


def citation(**changes) -> CitationMark:
    """Return a right citation, or what ``changes`` make of it."""
    values = {
        "marker": 1,
        "document_id": "de/bridge.md",
        "translation_group": "bridge",
        "language": "de",
        "page": 1,
        "same_paging": True,
        "quote": "Im Jahr 1998.",
        "verbatim": True,
        "unit": "bridge#1",
        "facts": (0,),
        "allowed": True,
    }
    return CitationMark(**{**values, **changes})


def other_number(text: str) -> str:
    """Return the text with its first number raised by one."""
    return re.sub(r"\d+", lambda found: str(int(found.group()) + 1), text, count=1)


def run_of(results, grades=(), **changes):
    digests = {r.subject_id: "same" for r in results}
    values = {
        "created_at": datetime(2026, 11, 23, tzinfo=UTC),
        "version": "1",
        "generation": "gen",
        "model": "built-in",
        "documents": {"de": 1},
        "passages": {"de": 2},
        "questions": "q.jsonl",
        "split": "dev",
        "duration_s": 1.5,
        "digests": digests,
    }
    return EvaluationRun(RunInfo(**{**values, **changes}), tuple(results), grades)


def many(right):
    """Return 30 subjects, of which this many are right in each language."""
    results = []
    for number in range(30):
        for language in LANGUAGES:
            good = number < right[language]
            changes = {} if good else {"citations": (citation(facts=(), unit=None),)}
            results.append(result(subject_id=f"s{number}", language=language, **changes))
    return results


class Stored:
    """Documents of the index factory, without an index."""

    def __init__(self, *names, languages=LANGUAGES, lines=4):
        made_of = [made(name, language, lines) for name in names for language in languages]
        self._documents = {document.document_id: document for document, *_ in made_of}
        self._passages = {p.passage_id: p for _, passages, *_ in made_of for p in passages}

    def documents(self, document_ids=None):
        wanted = self._documents if document_ids is None else document_ids
        found = [self._documents[name] for name in wanted if name in self._documents]
        return [
            DocumentSummary(d.document_id, d.title, d.language, d.translation_group, d.sha256,
                            None, 1, 4)
            for d in found
        ]  # fmt: skip

    def page(self, document_id, number):
        return {page.number: page for page in self._documents[document_id].pages}[number]

    def group_passages(self, groups, language):
        found = {}
        for passage in self._passages.values():
            if passage.translation_group in groups and passage.language == language:
                found.setdefault(passage.translation_group, []).append(passage.passage_id)
        return found

    def passages(self, ids):
        return [self._passages[passage_id] for passage_id in ids]

    def line(self, name, language, number):
        """Return the text of one line, which is one passage."""
        return self.page(f"{language}/{name}.md", 1).text.split("\n")[number]

    def passage(self, name, language, number):
        text = self.line(name, language, number)
        return next(p for p in self._passages.values() if p.text == text)


def subject(*gold, documents=()):
    fact = Fact({name: re.compile("x") for name in LANGUAGES})
    questions = dict.fromkeys(LANGUAGES, "?")
    return Subject("s", "dev", "who", questions, {}, (fact,), (), gold, documents, "", 1)


def quote(stored, name, language, number):
    return GoldQuote(f"{language}/{name}.md", 1, stored.line(name, language, number))


def hits(*passages):
    return [Hit(passage, 1.0, rank, 0.5, 0.0) for rank, passage in enumerate(passages, start=1)]
