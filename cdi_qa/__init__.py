"""Answers questions about one police inspection from its documents, every answer cited.

>>> from cdi_qa import Assistant, load_settings
>>> answer = Assistant.open(load_settings()).ask("What is Kent's rape rate?")  # doctest: +SKIP
"""

from typing import TYPE_CHECKING, Any

from cdi_qa.errors import CdiQaError
from cdi_qa.schema import Answer, Citation
from cdi_qa.settings import Settings, load_settings

if TYPE_CHECKING:
    from cdi_qa.assistant import Assistant

__all__ = ["Answer", "Assistant", "CdiQaError", "Citation", "Settings", "load_settings"]


def __getattr__(name: str) -> Any:
    """`Assistant` is imported when it is first asked for: it brings the index with it."""
    if name == "Assistant":
        from cdi_qa.assistant import Assistant

        return Assistant
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
