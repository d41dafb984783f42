"""A statement and what it cites → why it must not be shown, nothing where it holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cdi_qa.grounding.amounts import derives, find_told, has_subject, is_anothers
from cdi_qa.grounding.cells import (
    Sheet,
    average_of,
    find_wrong_grades,
    find_wrong_order,
    find_wrong_prose_grades,
    of_all,
    ranks_so,
    sheets,
    stands_in_cell,
)
from cdi_qa.grounding.english import plain
from cdi_qa.grounding.held import (
    Figure,
    Held,
    figures_of,
    lexicon_of,
    read_figures,
    read_held,
    source_names,
)
from cdi_qa.grounding.meaning import (
    aligned,
    coverage,
    find_added_faults,
    find_denial_faults,
    find_hedge_faults,
    find_opposites,
)
from cdi_qa.grounding.names import find_wrong_names
from cdi_qa.schema import Claim, Corpus
from cdi_qa.text import figures, fold_space

COVERAGE = 0.34
"""Share of a statement's content words that have to be in what it cites."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A statement beside what it cites."""

    sentence: str
    held: Sequence[Held]
    names: str
    sheets: Sequence[Sheet]
    figures: Sequence[Figure]
    corpus: Corpus

    @property
    def names_and_texts(self) -> list[str]:
        """What is cited and where it stands."""
        return [part for piece in self.held for part in (piece.text, piece.around)]

    @property
    def texts(self) -> list[str]:
        """The cited prose."""
        return [piece.text for piece in self.held if not piece.rows]


def find_unsupported(claim: Claim, sentence: str, corpus: Corpus) -> list[str]:
    """Why a sentence in free English does not follow from what its claim cites."""
    read = _read(claim, plain(sentence), corpus)
    faults = [
        f"figure {figure.mention.printed} is not cited so"
        for figure in read.figures
        if not _figure_holds(figure, read, claim)
    ]
    headings = " . ".join(
        part
        for sheet in read.sheets
        for part in (*sheet.table.keys(), *(column.heading for column in sheet.table.columns))
    )
    names = f"{read.names} . {headings}".replace("/", " ")
    faults += find_wrong_names(read.sentence, read.held, names, corpus)
    for sheet in read.sheets:
        faults += find_wrong_grades(read.sentence, sheet) + find_wrong_order(read.sentence, sheet)
    faults += find_wrong_prose_grades(read.sentence, [*read.names_and_texts])
    lexicon = lexicon_of(corpus)
    told = [*read.texts, *(piece.around for piece in read.held)]
    if read.texts:
        near = aligned(read.sentence, read.texts)
        faults += find_denial_faults(read.sentence, near, lexicon) if not _derived(read) else []
        faults += find_hedge_faults(read.sentence, near, lexicon)
        faults += find_added_faults(read.sentence, told)
        faults += find_opposites(read.sentence, told)
    if not read.sheets:
        keys = frozenset().union(*(piece.keys for piece in read.held)) | lexicon.keys(read.names)
        if coverage(read.sentence, keys, lexicon) < COVERAGE:
            faults.append("speaks of other things than the source")
    return faults


def _read(claim: Claim, sentence: str, corpus: Corpus) -> _Read:
    held = [read_held(item, corpus) for item in claim.evidence]
    names = " . ".join(
        name for item in claim.evidence for name in source_names(item.source, corpus)
    )
    lexicon = lexicon_of(corpus)
    return _Read(
        sentence, held, names, sheets(held, corpus), read_figures(sentence, lexicon), corpus
    )


def _figure_holds(figure: Figure, read: _Read, claim: Claim) -> bool:
    lexicon = lexicon_of(read.corpus)
    printed = {*figures(figure.mention.printed), figure.mention.printed}
    if printed & claim.computed:
        return True
    elsewhere = figures_of(read.corpus)
    if any(
        has_subject(figure, read.sentence, piece, told, lexicon)
        and not is_anothers(figure, piece.keys, told, elsewhere)
        for piece, told in find_told(figure, read.held)
    ):
        return True
    if any(
        stands_in_cell(figure, read.sentence, sheet)
        or of_all(figure, sheet)
        or average_of(figure, read.sentence, sheet)
        or (figure.mention.unit == "place" and ranks_so(figure, read.sentence, sheet))
        for sheet in read.sheets
    ):
        return True
    return _in_a_heading(figure, read) or derives(figure, read.figures, read.sentence, read.held)


def _in_a_heading(figure: Figure, read: _Read) -> bool:
    """True for a year or a number in a heading or in what a source is called."""
    around = " . ".join([read.names, *(piece.around for piece in read.held)])
    return any(
        re.search(rf"(?<![\w.]){re.escape(text)}(?![\w]|\.\d)", fold_space(around)) is not None
        for text in [figure.mention.printed]
    )


def _derived(read: _Read) -> bool:
    """True where a figure that is in no cited text comes out of one, as the rest of a whole."""
    return any(
        not find_told(figure, read.held) and derives(figure, read.figures, read.sentence, read.held)
        for figure in read.figures
    )
