"""Settings: the only reader of the environment and of ``twinbot.toml``.

A value comes from the first of: a flag, the variable ``TWINBOT_<NAME>``, the line ``<name>`` in
``twinbot.toml`` of the working folder (or of ``TWINBOT_SETTINGS``), the default.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path

from twinbot.errors import SettingsError
from twinbot.types import LANGUAGES, Language

ENVIRONMENT_PREFIX = "TWINBOT_"
BUILT_IN_MODEL = "built-in"
STATIC_MODEL = "static"


@dataclass(frozen=True, slots=True)
class Settings:
    """What an operator can choose.

    Attributes:
        corpus: Folder of the source documents.
        index: Folder of the index.
        embedding_model: ``built-in``; ``static`` for its static half alone, which indexes some six
            times as fast and finds less; or the name or folder of a sentence-transformers model.
        query_prompt: Put before each query by an external model; ``None`` leaves it to the model.
        passage_prompt: Put before each passage likewise.
        default_language: Answers in it when a question's language cannot be told.
        host: Address that the page is served at.
        port: Port that the page is served at, 1 to 65535.
        root_path: Path prefix when a proxy serves the page below one, such as ``/chat``.
        trusted_proxies: Addresses or networks whose ``X-Forwarded-For`` is believed, separated
            by commas; empty believes nobody.
        allowed_origins: Other origins that may show the page in a frame and use its JSON API,
            separated by spaces, such as ``https://www.city.example``.
        questions_per_minute: Questions allowed to one client, 0 (any number) to 100,000.
        feedback: SQLite file for readers' feedback; ``None`` takes none.
        keep_questions: Whether the text of questions is kept with it, cleared of personal data.
        feedback_days: Feedback is deleted after this many days, 1 to 3650.
        max_question_chars: Longer questions are refused, 10 to 20,000 code points.
        read_timeout_s: Wall-clock limit for reading one file, 1 to 3600 seconds.
        read_memory_mb: Address-space limit for reading one file, 512 to 65536 MiB.
        max_file_mb: Larger files are refused, 1 to 4096 MiB.
        max_pages: Documents with more pages are refused, 1 to 100,000.
        passage_chars: Aim for the length of a passage, 100 to 4000 code points.
        llm: Language model as ``provider:model``; ``None`` answers with quotes alone.
        llm_url: Address of a compatible server; ``None`` leaves it to the provider.
        llm_key: Key of the provider; never shown. Its own variable works too.
        llm_key_file: File that holds the key, for secrets that are mounted.
        llm_tokenizer: The model's ``tokenizer.json``, to count with; ``None`` estimates.
        llm_first_token_s: Limit until the model's first word, 1 to 300 seconds.
        llm_answer_s: Limit until its last, 1 to 600 seconds.
        llm_retries: Further attempts before the first word, 0 to 5.
        llm_calls: Calls at the same time, 1 to 1000; further questions get quotes.
        llm_tokens_per_day: Tokens in and out a day and process, 0 for no bound.
        llm_prompt_tokens: Aim for the length of a prompt, 500 to 200,000 tokens.
    """

    corpus: Path = Path("corpus")
    index: Path = Path("index")
    embedding_model: str = BUILT_IN_MODEL
    query_prompt: str | None = None
    passage_prompt: str | None = None
    default_language: Language = "de"
    host: str = "127.0.0.1"
    port: int = 7860
    root_path: str = ""
    trusted_proxies: str = ""
    allowed_origins: str = ""
    questions_per_minute: int = 60
    feedback: Path | None = Path("feedback.sqlite")
    keep_questions: bool = False
    feedback_days: int = 90
    max_question_chars: int = 2_000
    read_timeout_s: int = 60
    read_memory_mb: int = 2_048
    max_file_mb: int = 64
    max_pages: int = 2_000
    passage_chars: int = 600
    llm: str | None = None
    llm_url: str | None = None
    llm_key: str | None = field(default=None, repr=False)
    llm_key_file: Path | None = None
    llm_tokenizer: Path | None = None
    llm_first_token_s: int = 20
    llm_answer_s: int = 60
    llm_retries: int = 1
    llm_calls: int = 4
    llm_tokens_per_day: int = 0
    llm_prompt_tokens: int = 4_000


_RANGES: Mapping[str, tuple[int, int]] = {
    "port": (1, 65_535),
    "questions_per_minute": (0, 100_000),
    "feedback_days": (1, 3_650),
    "max_question_chars": (10, 20_000),
    "read_timeout_s": (1, 3_600),
    "read_memory_mb": (512, 65_536),
    "max_file_mb": (1, 4_096),
    "max_pages": (1, 100_000),
    "passage_chars": (100, 4_000),
    "llm_first_token_s": (1, 300),
    "llm_answer_s": (1, 600),
    "llm_retries": (0, 5),
    "llm_calls": (1, 1_000),
    "llm_tokens_per_day": (0, 10**12),
    "llm_prompt_tokens": (500, 200_000),
}
_PATHS = frozenset({"corpus", "index", "feedback", "llm_key_file", "llm_tokenizer"})
_OPTIONAL = frozenset({"query_prompt", "passage_prompt", "llm", "llm_url", "llm_key"})
_SECRET = "llm_key"  # noqa: S105 - its name, not its value
_FLAGS = frozenset({"keep_questions"})
_FORMS: Mapping[str, tuple[str, str]] = {
    "root_path": (r"(/[\w.~-]+)*", "a path such as /chat, or nothing"),
    "trusted_proxies": (
        r"([\da-fA-F.:]+(/\d{1,3})?(, ?[\da-fA-F.:]+(/\d{1,3})?)*)?",
        "addresses or networks separated by commas, such as 127.0.0.1,10.0.0.0/8",
    ),
    "allowed_origins": (
        r"(https?://[\w.-]+(:\d{1,5})?( https?://[\w.-]+(:\d{1,5})?)*)?",
        "origins separated by spaces, such as https://www.city.example",
    ),
}
"""What these texts must look like; they end up in headers."""
_NAMES = tuple(field.name for field in fields(Settings))


def load_settings(
    flags: Mapping[str, object] | None = None, environment: Mapping[str, str] | None = None
) -> Settings:
    """Read flags, environment and settings file into one frozen value.

    Args:
        flags: Values given on the command line by field name; ``None`` values count as not given.
        environment: Defaults to the environment of the process.

    Raises:
        SettingsError: If a name is unknown or a value is not allowed; the message names where it
            was given and what is allowed.
    """
    environment = os.environ if environment is None else environment
    chosen: dict[str, object] = {}
    for place, values in (
        *_from_file(environment),
        ("environment", _from_environment(environment)),
        ("command line", {k: v for k, v in (flags or {}).items() if v is not None}),
    ):
        for name, value in values.items():
            chosen[name] = _checked(name, value, place)
    return Settings(**chosen)  # type: ignore[arg-type]


def _from_file(environment: Mapping[str, str]) -> list[tuple[str, dict[str, object]]]:
    """Return the place and the values of the settings file, if there is one."""
    named = environment.get(f"{ENVIRONMENT_PREFIX}SETTINGS")
    path = Path(named or "twinbot.toml")
    if not path.is_file():
        if named:
            message = f"TWINBOT_SETTINGS names {path}, which is no file; correct or unset it"
            raise SettingsError(message)
        return []
    try:
        return [(str(path), tomllib.loads(path.read_text("utf-8")))]
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        message = f"{path}: not readable as UTF-8 TOML ({error}); correct or remove the file"
        raise SettingsError(message) from error


def _from_environment(environment: Mapping[str, str]) -> dict[str, object]:
    """Return the values of the ``TWINBOT_*`` variables.

    Raises:
        SettingsError: If one names no setting: who misspells a limit believes that it holds.
    """
    named: dict[str, object] = {}
    for variable, value in environment.items():
        name = variable.removeprefix(ENVIRONMENT_PREFIX).lower()
        if not variable.startswith(ENVIRONMENT_PREFIX) or name == "settings":
            continue
        if name not in _NAMES:
            near = get_close_matches(name, _NAMES, 1)
            hint = f"; did you mean {ENVIRONMENT_PREFIX}{near[0].upper()}?" if near else ""
            message = f"environment: {variable} names no setting{hint or '; unset it'}"
            raise SettingsError(message)
        named[name] = value
    return named


def _checked(name: str, value: object, place: str) -> object:
    """Return ``value`` as the type of the setting, or say what is allowed."""
    if name not in _NAMES:
        message = f"{place}: unknown setting {name!r}; allowed are {', '.join(_NAMES)}"
        raise SettingsError(message)
    if name in _RANGES:
        return _checked_integer(name, value, place)
    if name in _FLAGS:
        return _checked_flag(name, value, place)
    if name == "feedback" and value == "":
        return None
    if name in _PATHS and isinstance(value, str | Path) and str(value).strip():
        return Path(value).expanduser()
    if name == "default_language" and value in LANGUAGES:
        return value
    form, wanted = _FORMS.get(name, ("(?s:.*)", "a text"))
    is_text = isinstance(value, str) and re.fullmatch(form, value)
    if name not in _PATHS and name != "default_language" and is_text:
        return None if name in _OPTIONAL and not value else value
    allowed = {"default_language": "one of " + ", ".join(LANGUAGES)}.get(
        name, "a path that is not empty" if name in _PATHS else wanted
    )
    shown = "not a text" if name == _SECRET else repr(value)
    message = f"{place}: setting {name!r} is {shown}, allowed is {allowed}"
    raise SettingsError(message)


def read_llm_key(settings: Settings) -> str | None:
    """Return the key of the language model's provider, from the setting or its file.

    Raises:
        SettingsError: If the file cannot be read or is empty; the message does not show it.
    """
    if settings.llm_key or settings.llm_key_file is None:
        return settings.llm_key
    path = settings.llm_key_file
    try:
        key = path.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        message = f"setting 'llm_key_file' is {str(path)!r}, which cannot be read as text: " + (
            getattr(error, "strerror", None) or "it is not UTF-8"
        )
        raise SettingsError(message) from None
    if not key:
        message = f"setting 'llm_key_file' is {str(path)!r}, which is empty; write the key into it"
        raise SettingsError(message)
    return key


def _checked_integer(name: str, value: object, place: str) -> int:
    """Return ``value`` as an integer inside the range of ``name``."""
    low, high = _RANGES[name]
    try:
        number = int(str(value))
    except ValueError:
        number = low - 1
    if isinstance(value, bool) or not low <= number <= high:
        message = f"{place}: setting {name!r} is {value!r}, allowed is an integer {low} to {high}"
        raise SettingsError(message)
    return number


def _checked_flag(name: str, value: object, place: str) -> bool:
    """Return ``value`` as yes or no."""
    flag = {"true": True, "1": True, "false": False, "0": False}.get(str(value).lower())
    if flag is None:
        message = f"{place}: setting {name!r} is {value!r}, allowed is true or false"
        raise SettingsError(message)
    return flag
