"""The exceptions that reach a person, each one plain sentence that says what to do.

    CdiQaError
    ├── UsageError          the command or its input was wrong (exit status 2)
    ├── DocumentError       a document cannot be read; names the file and the reason
    ├── CorpusError         the folder of documents is missing or holds nothing readable
    ├── IndexUnusableError  the index cannot be built, opened or trusted
    ├── ModelError          the embedding model is missing or is not the one expected
    ├── LanguageModelError  the language model cannot be used, or gave nothing of use
    ├── FetchError          no address gave the document; says what to do by hand
    ├── QueryError          a SQL query on the tables is not allowed or is wrong
    └── KeptFileError       a file of what a user keeps cannot be used

"The documents don't say" is an answer, never an exception.
"""


class CdiQaError(Exception):
    """Base of every error this package raises on purpose; `str()` of it is fit to be shown."""


class UsageError(CdiQaError):
    """What was asked for is not something the program can do as given."""


class DocumentError(CdiQaError):
    """One document cannot be read. The other documents still can."""


class CorpusError(CdiQaError):
    """The folder of documents is missing, or nothing in it can be read."""


class IndexUnusableError(CdiQaError):
    """The index cannot be built, opened or trusted."""


class VectorServerError(CdiQaError):
    """The Chroma server that holds the vectors cannot be reached or fails."""


class ModelError(CdiQaError):
    """The embedding model is missing or damaged."""


class LanguageModelError(CdiQaError):
    """The language model cannot be used; the sentence never holds what a server or key said."""


class FetchError(CdiQaError):
    """A document could not be fetched from any of its addresses."""


class QueryError(CdiQaError):
    """A SQL query is not a single read-only SELECT over the tables, or it failed."""


class KeptFileError(CdiQaError):
    """A file of what a user keeps (conversations) cannot be opened, read or written."""
