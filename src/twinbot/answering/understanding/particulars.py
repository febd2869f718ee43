"""What a question asks for in particular, which a sentence that shares its words may leave out.

When something began, who came before somebody, what somebody does now or is called in full, when it
from twinbot.answering.understanding.events import asked_event, tells_event
