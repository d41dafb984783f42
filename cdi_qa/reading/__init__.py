"""Reading: a folder of documents → sources, pages, passages, sections and tables.

What reads documents is imported when it is first asked for: answering needs little of it.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cdi_qa.reading.corpus import read_corpus, read_source

__all__ = ["read_corpus", "read_source"]


def __getattr__(name: str) -> Any:
    """The two functions of `corpus`."""
    if name in __all__:
        from cdi_qa.reading import corpus

        return getattr(corpus, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
