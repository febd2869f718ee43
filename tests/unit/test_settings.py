"""Where settings come from, and what a wrong one says."""

from pathlib import Path

import pytest

from twinbot.errors import SettingsError
from twinbot.settings import Settings, load_settings, read_llm_key


def test_defaults_hold_where_nothing_is_given(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    settings = load_settings(environment={})
    assert (settings.corpus, settings.port) == (Path("corpus"), 7860)


def test_a_flag_beats_the_environment_which_beats_the_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("twinbot.toml").write_text('port = 1000\nhost = "::1"\ncorpus = "papers"\n', "utf-8")
    settings = load_settings(
        {"port": 3000, "host": None}, {"TWINBOT_PORT": "2000", "TWINBOT_CORPUS": "texts"}
    )
    assert (settings.port, settings.corpus, settings.host) == (3000, Path("texts"), "::1")


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"TWINBOT_PORT": "many"}, ("environment", "port", "many", "1 to 65535")),
        ({"TWINBOT_PORT": "70000"}, ("port", "70000", "1 to 65535")),
        ({"TWINBOT_DEFAULT_LANGUAGE": "fr"}, ("default_language", "fr", "de, en, ja")),
        ({"TWINBOT_INDEX": " "}, ("index", "path")),
        ({"TWINBOT_KEEP_QUESTIONS": "maybe"}, ("keep_questions", "true or false")),
        ({"TWINBOT_ROOT_PATH": "chat/"}, ("root_path", "/chat")),
        ({"TWINBOT_TRUSTED_PROXIES": "all; of them"}, ("trusted_proxies", "10.0.0.0/8")),
        ({"TWINBOT_ALLOWED_ORIGINS": "https://a.example; script-src *"}, ("allowed_origins",)),
        ({"TWINBOT_ALLOWED_ORIGINS": "*"}, ("allowed_origins", "https://www.city.example")),
        ({"TWINBOT_KEEP_QUESTION": "true"}, ("KEEP_QUESTION ", "TWINBOT_KEEP_QUESTIONS")),
        ({"TWINBOT_XYZ": "1"}, ("TWINBOT_XYZ", "unset")),
        ({"TWINBOT_SETTINGS": "missing.toml"}, ("missing.toml", "no file")),
    ],
)
def test_a_wrong_setting_is_named_with_what_is_allowed(environment, words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SettingsError) as caught:
        load_settings(environment=environment)
    for word in words:
        assert word in str(caught.value)


def test_an_unknown_name_in_the_file_lists_the_known_ones(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("twinbot.toml").write_text("prot = 1\n", "utf-8")
    with pytest.raises(SettingsError, match=r"twinbot\.toml.*'prot'.*port"):
        load_settings(environment={})


def test_a_file_that_is_no_toml_is_named(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("twinbot.toml").write_bytes(b"port = \xff")
    with pytest.raises(SettingsError, match=r"twinbot\.toml"):
        load_settings(environment={})


def test_the_key_comes_from_the_setting_or_its_file_and_is_not_shown(tmp_path):
    file = tmp_path / "key"
    file.write_text("sk-from-file\n", "utf-8")
    assert read_llm_key(Settings(llm_key="sk-set")) == "sk-set"
    assert read_llm_key(Settings(llm_key_file=file)) == "sk-from-file"
    assert read_llm_key(Settings()) is None
    assert "sk-set" not in repr(Settings(llm_key="sk-set"))


@pytest.mark.parametrize("content", [None, b"", b"  \n", b"\xff\xfe"])
def test_a_key_file_that_holds_no_key_is_named(content, tmp_path):
    file = tmp_path / "key"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(SettingsError, match="llm_key_file"):
        read_llm_key(Settings(llm_key_file=file))


def test_a_wrong_key_is_not_repeated(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("twinbot.toml").write_text("llm_key = 12345\n", "utf-8")
    with pytest.raises(SettingsError) as caught:
        load_settings(environment={})
    assert "12345" not in str(caught.value)


def test_feedback_is_turned_off_by_an_empty_name_and_flags_are_read(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    settings = load_settings(
        environment={
            "TWINBOT_FEEDBACK": "",
            "TWINBOT_KEEP_QUESTIONS": "true",
            "TWINBOT_TRUSTED_PROXIES": "127.0.0.1, 10.0.0.0/8,::1",
            "TWINBOT_ALLOWED_ORIGINS": "https://www.city.example http://localhost:8000",
        }
    )
    assert (settings.feedback, settings.keep_questions) == (None, True)
    assert settings.trusted_proxies == "127.0.0.1, 10.0.0.0/8,::1"
