"""A question → what it mentions of a table: rows, columns, grades, figures, dates, operations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from cdi_qa.knowledge.chatter import MOODS, TALK
from cdi_qa.knowledge.forces import force_names, load_forces
from cdi_qa.knowledge.lexicon import FUNCTION_WORDS
from cdi_qa.lookup.classes import classes_at
from cdi_qa.lookup.comparators import settle_comparators
from cdi_qa.lookup.everyday import grade_meant
from cdi_qa.lookup.holds import can_be_added
from cdi_qa.lookup.mention import Mention, Scan
from cdi_qa.lookup.misspelt import SHORTEST, mend_words, nearest_name, recoverable
from cdi_qa.lookup.per_cent import says_per_cent
from cdi_qa.lookup.said_figures import figures_at
from cdi_qa.lookup.vocabulary import ColumnPhrase, Vocabulary, load_phrases
from cdi_qa.lookup.year_headings import year_columns_at
from cdi_qa.text import TENS, fold_typography, join_periods, stem, words

_TOKEN = re.compile(
    r"[A-Za-z0-9]*[A-Za-z][A-Za-z0-9]*(?:'[A-Za-z]+)?|\d+(?:,\d{3})*(?:\.\d+)?|[&/]"
)
_PLUS_OR_MINUS = re.compile(r"\+\s?/\s?-|±")
_TEXTED = {"r": "are", "u": "you", "ur": "your", "hw": "how", "wat": "what", "wen": "when"}
"""Letters that stand for words in texted questions."""
_CONTRACTED = re.compile(r"\b(we|they|you)'re\b", re.IGNORECASE)
_CASED = {("met",): "Met", ("mps",): "MPS", ("us",): None, ("metropolitan",): "Metropolitan"}
"""Short names that are also common words: taken for the name only as it is capitalised."""
_JOINTS = frozenset("&/")
_JOINED = frozenset({("a", "s"), ("d", "c")})
"""Short names that need their "&": "d c" by itself is none."""
_LONGEST = 12
"""Words of the longest name or phrase that is looked for."""
_COMES = frozenset("were are is am come came comes coming finish finished dead place be".split())
"""Words after which "last" is a place and not a time."""
_OF_WHAT = frozenset({"for", "on", "in", "at", "overall"})
"""What follows the "last" of "who's last for rape"."""
_IS = frozenset({"is", "are", "was", "were"})
_TOLD = frozenset({"tell", "give", "show", "remind", "send", "let"})
_ANY = frozenset("any every each which what no a an".split())
_DEGREES = frozenset("most least more less how as so".split())
"""Words with which a mood is what is asked about: "the most shocking figure"."""
_THEM = frozenset("they inspectors hmic hmicfrs inspectorate report".split())
_MANAGED = frozenset({"manage", "manages", "managed", "managing"})
_ATTAINED = frozenset("over above under below at more less better a an to no only just the".split())
"""Words after which "managed" is "reached" and speaks of nobody's management."""
_FELL = frozenset("biggest largest widest greatest smallest the a from in no".split())
"""Words before a "drop" that is a difference; else it is what is to be left out."""
_PER_CENT = frozenset({"percent", "percentage", "share", "proportion"})
_LOOSE_TOTALS = frozenset({"total", "altogether", "together", "told", "them", "combined"})
"""Last words of what is said of a sum and of much else: "the total rate"."""
_SUBJECTS = frozenset("anyone anybody someone somebody nobody they we you i it to".split())
"""Words after which another word for an offence is a verb, of whatever it is."""
_HEADING = frozenset({"mean", "median", "range", "sum"})
"""Operations that a heading may name: "Average response"."""
_VERBAL = frozenset({"does", "do", "did"})


def tokenize(question: str) -> list[str]:
    """Words, figures and ampersands of a question, possessive endings dropped."""
    text = fold_typography(question).replace("%", " percent ")
    text = _PLUS_OR_MINUS.sub(" plus or minus ", join_periods(text))
    text = _CONTRACTED.sub(lambda match: f"{match.group(1)} are", text)
    found = (_TEXTED.get(match.group(), match.group()) for match in _TOKEN.finditer(text))
    return [re.sub(r"'s$|'$", "", token) for token in found]


@lru_cache(maxsize=512)
def scan(question: str, vocabulary: Vocabulary) -> Scan:
    """What a question mentions of a table, longest phrases first; kept, so not to be changed."""
    original = tokenize(question)
    typed = [token.lower().replace("'", "") for token in original]
    tokens, remarks = mend_words(typed, vocabulary)
    result = Scan(tokens, remarks=remarks)
    at = 0
    while at < len(tokens):
        found = _longest(tokens, original, at, vocabulary, result)
        if found is None or (found.kind == "grade" and tokens[at - 1 : at] == ["be"]):
            # What "must be done" has no status of being done.
            at += 1
            continue
        result.mentions.append(found)
        at = found.end
    _recover_misspelt(result, vocabulary)
    _settle_shared_words(result, vocabulary)
    settle_comparators(result)
    _settle_headed_operations(result, vocabulary)
    _settle_years(result)
    if result.has("perfect") and not result.has("column", "any column"):
        end = len(tokens)  # "did any force get 100 per cent": for anything
        result.mentions.append(Mention("any column", "", end, end))
    _collect_leftover(result, vocabulary)
    return result


def _settle_shared_words(result: Scan, vocabulary: Vocabulary) -> None:
    """Of "late recording" only "late" names a column, where one is "Recording rate" and another
    "Recorded late": a word that two headings share is taken with the word that tells them apart.
    """
    columns = result.of("column")
    for mention in columns:
        shared = stem(result.tokens[mention.start])
        counted = mention.start and result.tokens[mention.start - 1][:1].isdigit()
        if mention.end - mention.start > 1 or counted or len(vocabulary.headed(shared)) < 2:
            continue  # "over 80 vans" is of vans, and of no cost per van
        headings = {
            name: vocabulary.table.column(name).heading for name in vocabulary.headed(shared)
        }
        shares = [name for name, heading in headings.items() if says_per_cent(heading)]
        if _PER_CENT & set(result.tokens) and len(shares) == 1:
            at = result.mentions.index(mention)
            result.mentions[at] = replace(mention, value=shares[0])
            continue
        others = {m.value for m in columns if m != mention}
        if len(others) == 1 and others <= vocabulary.headed(shared):
            at = result.mentions.index(mention)
            result.mentions[at] = replace(mention, kind="shared")


def _settle_years(result: Scan) -> None:
    """ "Over 2000 calls" is of a figure and of no year."""
    bounds = {m.end for m in result.mentions if m.kind in {"cmp >", "cmp <", "cmp >=", "cmp <="}}
    for at, mention in enumerate(result.mentions):
        if mention.kind == "year" and mention.start in bounds:
            result.mentions[at] = replace(mention, kind="number")


def _settle_headed_operations(result: Scan, vocabulary: Vocabulary) -> None:
    """ "Our median wait" names the column "Median wait" and asks for no median."""
    if not result.has("key", "own") or result.has("class"):
        return  # "the average response of our on-call stations" is one of several rows
    starts = {
        mention.start: words(vocabulary.table.column(mention.value).heading)
        for mention in result.of("column")
    }
    for at, mention in enumerate(result.mentions):
        if mention.kind in _HEADING and mention.value in starts.get(mention.end, ()):
            result.mentions[at] = replace(mention, kind="shared")


def _longest(
    tokens: list[str], original: list[str], at: int, vocabulary: Vocabulary, result: Scan
) -> Mention | None:
    options = [
        mention
        for mention in _mentions_at(tokens, original, at, vocabulary)
        if mention.end > mention.start
    ]
    best = max(options, key=lambda mention: mention.end - mention.start, default=None)
    if best is not None and best.kind == "absent":
        result.absent.append(best.value)
    return best


def _mentions_at(
    tokens: list[str], original: list[str], at: int, vocabulary: Vocabulary
) -> Iterator[Mention]:
    """Every mention that begins at a token; of equally long ones the first counts."""
    yield from _names_at(tokens, original, at, vocabulary)
    yield from year_columns_at(tokens[at], at, vocabulary.table)
    yield from figures_at(tokens, original, at)
    for run, spelling in vocabulary.grades_by_word.get(tokens[at], ()):
        if tokens[at : at + len(run)] == run and grade_meant(
            tokens, original, at, spelling, vocabulary
        ):
            yield Mention("grade", vocabulary.grade_words[spelling], at, at + len(run))
    yield from classes_at(tokens, at, vocabulary, exactly=True)
    yield from _columns_at(tokens, at, vocabulary)
    yield from classes_at(tokens, at, vocabulary, exactly=False)
    yield from _phrases_at(tokens, at, vocabulary)
    graded = at > 1 and tokens[at - 1] in vocabulary.grade_words and tokens[at - 2] in _ANY
    if graded and tokens[at] in {"force", vocabulary.body}:  # "any inadequate force"
        yield Mention("all", tokens[at], at, at + 1)
    for end in (at + 1, at + 2):
        if " ".join(tokens[at:end]) in _words_for_all(vocabulary):
            yield Mention("all", " ".join(tokens[at:end]), at, end)


def _columns_at(tokens: list[str], at: int, vocabulary: Vocabulary) -> Iterator[Mention]:
    """Columns, and offences that no column is about."""
    if tokens[at] in _MANAGED and tokens[at + 1 : at + 2] and _is_attained(tokens[at + 1]):
        return
    stemmed = tuple(stem(word) for word in tokens[at : at + _LONGEST])
    for phrase in vocabulary.phrases_by_stem.get(stemmed[0], ()):
        verb = len(phrase.stems) == 1 and at > 0 and tokens[at - 1] in _SUBJECTS
        if verb and stemmed[0] not in map(stem, words(_heading_of(phrase, vocabulary))):
            continue  # "did anyone attack the findings"
        if stemmed[: len(phrase.stems)] == phrase.stems:
            yield Mention("column", phrase.column, at, at + len(phrase.stems))
    for term in vocabulary.foreign_by_stem.get(stemmed[0], ()):
        if stemmed[: len(term)] == term:
            yield Mention("foreign", " ".join(tokens[at : at + len(term)]), at, at + len(term))
            break


def _heading_of(phrase: ColumnPhrase, vocabulary: Vocabulary) -> str:
    return vocabulary.table.column(phrase.column).heading


def _is_attained(token: str) -> bool:
    """True for what is managed in "managed over 90" and "managed a Good"."""
    return token in _ATTAINED or token[0].isdigit() or token in TENS


def _phrases_at(tokens: list[str], at: int, vocabulary: Vocabulary) -> Iterator[Mention]:
    """Operations, comparators and cues."""
    token = tokens[at]
    shared = token in {"share", "shares"} and set(tokens[at + 1 : at + 2]) - {"of", "with"}
    if shared and tokens[0] in {"which", "who", "whos", "do"}:
        yield Mention("tie", token, at, at + 1)  # "which forces share our grade"
    for said, kind in _phrase_book().get(token, []):
        if tuple(tokens[at : at + len(said)]) == said:
            if kind == "half" and tokens[at + len(said) :][:1] == ["dozen"]:
                continue  # "top half dozen" is the top six
            meant = _kind_meant(tokens, at, kind)
            if meant == "sum" and not can_be_added(vocabulary):
                meant = None if said[-1] in _LOOSE_TOTALS else "beyond"  # rates make no sum
            if meant is not None:
                yield Mention(meant, " ".join(said), at, at + len(said))
    if token in {"only", "just"} and tokens[at - 1 : at] in (["it"], ["its"]):
        yield Mention("only", token, at, at + 1)  # "is it only Kent and us"
    placed = at and (tokens[at - 1] in _COMES or _is_ordinal(tokens[at - 1]))
    ended = at > 1 and at == len(tokens) - 1 and tokens[0] in _IS  # "are we last"
    ended = ended or (tokens[:at] == ["who"] and set(tokens[at + 1 : at + 2]) <= _OF_WHAT)
    if token == "last" and (placed or ended):
        yield Mention("lowest", token, at, at + 1)


def _kind_meant(tokens: list[str], at: int, kind: str) -> str | None:
    """What a word is where it stands: "mean" after "does" is a verb, "us" in "tell us" nobody."""
    before = tokens[at - 1] if at else ""
    if kind == "own" and tokens[at] == "us" and before in _TOLD:
        by_them = at > 1 and tokens[at - 2] in _THEM  # "what grade did they give us"
        return kind if by_them else None
    if kind == "except" and tokens[at] == "drop" and (before in _FELL or "most" in tokens):
        return "difference"
    if kind == "rank" and tokens[at : at + 3] == ["from", "top", "to"]:
        return None  # to bottom: the whole order, or the gap
    verbal = before not in {"the", "a", "our", "and"} and _VERBAL & set(tokens[:at])
    if kind == "mean" and tokens[at] == "mean" and verbal:
        return "verb mean"
    return kind


def _is_ordinal(token: str) -> bool:
    return token in load_phrases()["ordinals"]["words"]


def _words_for_all(vocabulary: Vocabulary) -> set[str]:
    """What stands for every row: "homes", "which home"."""
    body = vocabulary.body
    return {vocabulary.bodies, f"which {body}", f"what {body}", f"any {body}"}


def _names_at(
    tokens: list[str], original: list[str], at: int, vocabulary: Vocabulary
) -> Iterator[Mention]:
    if vocabulary.openings.isdisjoint((tokens[at], _singular(tokens[at]))):
        return
    for size in range(min(_LONGEST, len(tokens) - at), 0, -1):
        held = tokens[at : at + size]
        if held[0] in _JOINTS or held[-1] in _JOINTS:
            continue
        name = tuple(token for token in held if token not in _JOINTS)
        if name in _JOINED and "&" not in held:
            continue
        if name in _CASED and original[at] != _CASED[name]:
            continue
        keys = vocabulary.keys
        printed = keys.get(name) or keys.get((*name[:-1], _singular(name[-1])))
        if printed is not None:
            yield Mention("key", printed, at, at + size)
            return
        usual = force_names().get(name) if vocabulary.holds_forces else None
        if usual is not None and not vocabulary.is_phrase(name):
            yield Mention("absent", usual, at, at + size)
            return


def _singular(word: str) -> str:
    """A possessive that lost its apostrophe ("kents"), without its ending."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@lru_cache(maxsize=1)
def _phrase_book() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """First word → phrases that begin with it and what each is, longest first."""
    book: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    data = load_phrases()
    sections = [
        *data["operations"].items(),
        *((f"cmp {operator}", phrases) for operator, phrases in data["comparators"].items()),
        *((f"cue {name}", phrases) for name, phrases in data["cues"].items()),
        ("measure", data["measures"]["phrases"]),
        ("own", load_forces()["idiom"]["own"]),
        ("all", load_forces()["idiom"]["all"]),
    ]
    for kind, phrases in sections:
        for phrase in phrases:
            run = tuple(token.lower().replace("'", "") for token in tokenize(phrase))
            book.setdefault(run[0], []).append((run, kind))
    for options in book.values():
        options.sort(key=lambda option: -len(option[0]))
    return book


def _recover_misspelt(result: Scan, vocabulary: Vocabulary) -> None:
    """Misspelt rows, columns and grades, where they are like one of them and no known word."""
    taken = {at for mention in result.mentions for at in range(mention.start, mention.end)}
    known = recoverable(vocabulary)
    for at in range(len(result.tokens)):
        if at in taken:
            continue
        for size in (2, 1):
            run = result.tokens[at : at + size]
            typed = " ".join(run)
            unknown = any(not vocabulary.is_word(token) for token in run)
            if not unknown or len(run) < size or len(typed) < SHORTEST or not typed[0].isalpha():
                continue
            match = nearest_name(typed, list(known))
            if match is None or {at, at + size - 1} & taken:
                continue
            kind, value = known[match[0]]
            result.tokens[at : at + size] = match[0].split() if kind == "column" else run
            result.mentions.append(Mention(kind, value, at, at + size))
            read = vocabulary.spoken(value) if kind == "key" else match[0]
            result.remarks.append(f"“{typed}” was read as {value if kind == 'grade' else read}.")
            break
    result.mentions.sort(key=lambda mention: mention.start)


def _collect_leftover(result: Scan, vocabulary: Vocabulary) -> None:
    filler = frozenset(load_phrases()["filler"]["words"])
    taken = {at for mention in result.mentions for at in range(mention.start, mention.end)}
    result.leftover = [mention.value for mention in result.of("foreign")] + [
        token
        for at, token in enumerate(result.tokens)
        if at not in taken
        and token not in filler
        and token not in TALK
        and not (token in MOODS and (not at or result.tokens[at - 1] not in _DEGREES))
        and token not in FUNCTION_WORDS
        and token not in (_JOINTS | {"n", vocabulary.body})
        and words(token)
    ]
