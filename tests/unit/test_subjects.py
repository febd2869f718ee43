"""Of what thing a question asks when or by whom something was done to it."""

import pytest

from twinbot.answering.understanding.particulars.subjects import asked_subject


@pytest.mark.parametrize(
    ("question", "language", "thing"),
    [
        ("Wann wurde das Rathaus abgerissen?", "de", "Rathaus"),
        ("In welchem Jahr wurde die alte Schule gebaut?", "de", "Schule"),
        ("Wer hat die Kirche entworfen?", "de", "Kirche"),
        ("When was the old town hall demolished?", "en", "hall"),
        ("Who designed the town hall?", "en", "hall"),
        ("図書館はいつ改修されましたか?", "ja", "図書館"),
        ("神社を建てたのは誰ですか?", "ja", "神社"),
        ("Wann ist Markt?", "de", ""),
        ("When does the library open?", "en", ""),
        ("いつ始まりましたか?", "ja", ""),
    ],
)
def test_the_thing_is_what_the_question_calls_it(question, language, thing):
    assert asked_subject(question, language) == thing
