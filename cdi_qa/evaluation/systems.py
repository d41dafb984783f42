"""What is evaluated: this system, itself without look-ups, and two ordinary pipelines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from cdi_qa.assistant import Assistant
from cdi_qa.evaluation.baselines import KeywordPipeline, TutorialPipeline
from cdi_qa.schema import Answer

THIS = "cdi_qa"


class System(Protocol):
    """Anything that answers the last turn of a conversation."""

    @property
    def name(self) -> str:
        """What the results call it."""
        ...

    def answer(self, turns: Sequence[str]) -> Answer:
        """The answer to the last turn."""
        ...


class AssistantSystem:
    """The assistant, as the command and the page ask it."""

    def __init__(self, assistant: Assistant, name: str) -> None:
        self.name = name
        self._assistant = assistant

    def answer(self, turns: Sequence[str]) -> Answer:
        """The assistant's answer to the last turn."""
        return self._assistant.ask(turns[-1], turns[:-1])


SYSTEMS: dict[str, tuple[str, Callable[[Assistant], System]]] = {
    THIS: ("this system", lambda assistant: AssistantSystem(assistant, THIS)),
    "no-look-ups": (
        "this system without look-ups",
        lambda assistant: AssistantSystem(
            Assistant(assistant.index, look_ups=False), "no-look-ups"
        ),
    ),
    "langchain": (
        "LangChain's tutorial pipeline, four chunks",
        lambda assistant: TutorialPipeline(assistant.index.corpus, assistant.index.encoder),
    ),
    "bm25": (
        "BM25 alone, four chunks",
        lambda assistant: KeywordPipeline(assistant.index.corpus),
    ),
}
"""For each name what it is and how it is made from an opened assistant."""
