"""What a command loads before it answers."""

import os
import subprocess
import sys

HEAVY = ("torch", "transformers", "sentence_transformers", "gradio", "pandas", "langchain")


def loaded_after(statement: str) -> set[str]:
    code = f"{statement}\nimport sys\nprint(*sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    return {name.partition(".")[0] for name in run.stdout.splitlines()[-1].split()}


def test_asking_imports_neither_torch_nor_transformers_nor_gradio(assistant, corpus_settings):
    loaded = loaded_after(
        "from pathlib import Path\n"
        "from twinbot.settings import Settings\n"
        "from twinbot.assistant import build_assistant\n"
        f"built = build_assistant(Settings(index=Path({str(corpus_settings.index)!r})))\n"
        "built.answer('Wer hat HAL erfunden?')\n"
        "built.answer('Who invented HAL?')\n"
        "built.close()"
    )
    assert "chromadb" in loaded
    assert loaded.isdisjoint(HEAVY)
    assert loaded.isdisjoint({"openai", "ollama", "langchain_openai", "tiktoken"})


def test_without_a_model_nothing_of_writing_is_imported(assistant, corpus_settings):
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from twinbot.settings import Settings\n"
        "from twinbot.assistant import build_assistant\n"
        f"built = build_assistant(Settings(index=Path({str(corpus_settings.index)!r})))\n"
        "built.answer('Who invented HAL?')\n"
        "built.close()\n"
        "print(*(name for name in sys.modules if name.startswith('twinbot.')))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    loaded = set(run.stdout.split())
    assert "twinbot.answering.quoting.answerer" in loaded
    assert loaded.isdisjoint(
        {
            "twinbot.answering.writing.answerer",
            "twinbot.answering.grounding.checker",
            "twinbot.answering.writing.rewriting",
            "twinbot.language_model",
        }
    )


def test_the_command_line_loads_nothing_heavy_to_print_its_help():
    loaded = loaded_after("import twinbot.cli")
    assert loaded.isdisjoint({*HEAVY, "chromadb", "lxml", "pypdf"})


def test_importing_the_package_loads_nothing_but_itself():
    assert "numpy" not in loaded_after("import twinbot")


def test_the_encoder_writes_down_nothing_that_its_library_would_report(tmp_path):
    code = (
        "from twinbot.encoder import load_encoder\n"
        "load_encoder().encode_queries(['Wer hat HAL erfunden?'])\n"
    )
    at_home = {"HOME": str(tmp_path), "PATH": os.environ.get("PATH", "")}
    subprocess.run([sys.executable, "-c", code], env=at_home, check=True, timeout=60)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
