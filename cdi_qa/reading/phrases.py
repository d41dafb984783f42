"""What stands around an amount: the things counted, what is said of them, what is left out.

No grammar of English: a noun phrase ends at the first verb, relative word or full stop, and verbs
are known by their endings, by a list of irregular forms and by their auxiliaries.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

AUXILIARIES = frozenset(
    """
    was were is are be been being had have has having did do does could would should can may might
    must cannot not never didn't weren't wasn't hadn't haven't hasn't don't doesn't isn't aren't
    couldn't wouldn't shouldn't can't
    """.split()
)
_IRREGULAR = frozenset(
    """
    made held kept done given taken sent met left found seen shown known paid put cut shut lost
    upheld told said written begun gone got broken driven felt fell flew won rang spent stood came
    went took gave knew ran saw drew wore wrote broke spoke fail fails lack lacks lay lacked
    """.split()
)
_NO_VERBS = frozenset(
    "need indeed speed seed bed shed red hundred breed feed weed reed kindred sacred".split()
)
_RELATIVES = frozenset("which who whose whom that where when".split())
_JOINS = frozenset("of to about against for in at from with by on under".split())
_STOPS = frozenset(
    """
    within inside during after before over since without between per because as if but than so
    while until into through across however although although though compared against
    """.split()
)
_DETERMINERS = frozenset("the a an all these those of its our their for such further more".split())
_RESTRICTORS = frozenset("only just merely on".split())
_TOKEN = re.compile(r"[A-Za-z0-9£][\w'’/-]*|[^\w\s]")
_EXCLUSION = re.compile(
    r"[,(]?\s*\b(?:excluding|except(?: for)?|other than|apart from|not including|not counting|"
    r"leaving out)\s+(?P<what>[\w '’-]+?)\s*(?:\)|(?=[,;.:]|$))",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(
    r"[;:.!?](?=\s|$)|,(?!\d)|\s[–-]\s|\s(?=(?:included?|including|includes)\b)"
    r"|\sbut\b(?!\s+(?:did|was|were|had|have|has)\s+not\b)|[()]",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"(?:\s*[,;]?\s*\b(?:and|or|of|but|plus|with|while|only|just|on|a total of|including|another|"
    r"a further|in|of these|of which|of whom|of those|of them|the remaining|the other)\b|[\s,;])+$",
    re.IGNORECASE,
)
_NEGATION = re.compile(
    r"\b(?:not|no|never|nobody|without|neither|cannot|none|fail(?:s|ed|ing)? to|un(?!der|it|i[ov]|"
    r"iform|til|less|ique)[a-z]{3,}(?:ed|en|t|de|ne))\b|n['’]t\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """What follows an amount in its clause."""

    noun: str = ""
    modifiers: str = ""
    """Participles before the noun: "unrecorded" in "64 unrecorded assaults"."""
    predicate: str = ""
    excluding: str = ""
    rest: str = ""
    """What the clause's end leaves of the text up to the next amount."""


def is_negative(text: str) -> bool:
    """True where a predicate is denied once: "not recorded", "untested", "no alarm fitted"."""
    return len(_NEGATION.findall(text)) % 2 == 1


def is_adverbial(predicate: str) -> bool:
    """True where a predicate lacks its verb: "within two days" after "they answered 12 calls"."""
    first = predicate.lower().split(maxsplit=1)[:1]
    return bool(set(first) & {"within", "inside", "after", "before", "since", "during", "for"})


def has_verb(predicate: str) -> bool:
    """True where a predicate says that something was so or done, not only where or when."""
    return bool(verbs(predicate)) or bool(AUXILIARIES & set(predicate.lower().split()))


def verbs(predicate: str) -> frozenset[str]:
    """The verbs of a predicate, auxiliaries left out."""
    found = (match.group().lower() for match in _TOKEN.finditer(predicate))
    return frozenset(word for word in found if is_verb(word))


def strip_trailing(text: str) -> str:
    """The text without the words that only lead on to the next amount ("…, and only")."""
    return _TRAILING.sub("", text).strip()


def read_before(text: str) -> str:
    """The predicate that an amount completes, from the text before it: its clause's last verb on.

    "No risk assessment in" (half of …), "only applied in" (3); without a verb it is the clause.
    """
    clauses = [piece for piece in _CLAUSE_END.split(text) if piece.strip(" ,;:")]
    clause = strip_trailing(clauses[-1].strip(" ,;:")) if clauses else ""
    tokens = [(match.group().lower(), match.start()) for match in _TOKEN.finditer(clause)]
    verbs = [at for at, (word, _) in enumerate(tokens) if word in AUXILIARIES or is_verb(word)]
    if verbs:
        at = verbs[-1]
        while at and tokens[at - 1][0] in AUXILIARIES:
            at -= 1
        clause = clause[tokens[at][1] :]
    return re.sub(r"^(?:(?:of|in|only|just|the|an?)\b\s*)+", "", clause, flags=re.IGNORECASE)


def read_phrase(text: str) -> Phrase:
    """Read what follows an amount, up to the next one."""
    excluded = _EXCLUSION.search(text)
    if excluded:
        text = text[: excluded.start()] + " " + text[excluded.end() :]
    tokens = [(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(text)]
    at = _after_modifiers(tokens)
    first = at
    at = _noun_end(tokens, at)
    noun = text[tokens[first][1] : tokens[at - 1][2]] if at > first else ""
    modifiers = " ".join(word for word, _, _ in tokens[:first] if word.lower() not in _DETERMINERS)
    if noun and _is_reduced(tokens, at):
        modifiers = " ".join([modifiers, tokens[at][0]]).strip()
        at += 1
    if not noun:
        modifiers, at = "", _after_determiners(tokens)
    begins = tokens[at][1] if at < len(tokens) else len(text)
    predicate, rest = "", text[begins:]
    if rest[:1].isalpha() and not re.match(r"(?:and|or|but)\b", rest, re.IGNORECASE):
        end = _CLAUSE_END.search(rest, 1)
        stop = end.start() if end else len(rest)
        predicate, rest = strip_trailing(rest[:stop]), rest[stop:]
    noun = " ".join(noun.split())
    what = " ".join(excluded.group("what").split()) if excluded else ""
    return Phrase(noun, modifiers, " ".join(predicate.split()), what, rest)


def _after_modifiers(tokens: list[tuple[str, int, int]]) -> int:
    """The index of the noun's first word: determiners and participles before it are passed."""
    at = 0
    while at < len(tokens):
        word = tokens[at][0].lower()
        following = tokens[at + 1][0].lower() if at + 1 < len(tokens) else ""
        adverb = word.endswith("ly") and is_verb(following)
        described = is_verb(word) and _is_noun(following) and following not in _DETERMINERS
        if not (word in _DETERMINERS or adverb or described):
            break
        at += 1
    return at


def _after_determiners(tokens: list[tuple[str, int, int]]) -> int:
    at = 0
    while at < len(tokens) and tokens[at][0].lower() in _DETERMINERS:
        at += 1
    return at


def _noun_end(tokens: list[tuple[str, int, int]], at: int) -> int:
    """The index after the noun phrase that begins at `at` (which it does not where a verb does)."""
    first = at
    while at < len(tokens):
        word = tokens[at][0].lower()
        following = tokens[at + 1][0].lower() if at + 1 < len(tokens) else ""
        if not word[0].isalnum() or word in AUXILIARIES | _RELATIVES | _STOPS | {"no"}:
            break
        if at > first and word in _DETERMINERS and tokens[at - 1][0].lower() not in _JOINS:
            break
        if is_verb(word) or (word.endswith("ly") and (is_verb(following) or at == first)):
            break
        joins = word in _JOINS or word in {"and", "or"}
        if joins and (at == first or not _is_noun(following, at_join=True)):
            break
        if word in _RESTRICTORS:
            break
        at += 1
    return at


def _is_reduced(tokens: list[tuple[str, int, int]], at: int) -> bool:
    """True for a participle that only says which ones are meant: "of 40 homes visited 12 had"."""
    words = [word.lower() for word, _, _ in tokens[at : at + 2]]
    if len(words) < 2 or words[0] in AUXILIARIES or not is_verb(words[0]):
        return False
    includes = words[1].startswith("includ")
    return not includes and (words[1] in AUXILIARIES or is_verb(words[1]))


def is_verb(word: str) -> bool:
    """True for what looks like a verb in the past ("recorded", "held")."""
    lowered = word.lower()
    regular = lowered.endswith("ed") and len(lowered) > 4 and lowered not in _NO_VERBS
    return regular or lowered in _IRREGULAR


def _is_noun(word: str, at_join: bool = False) -> bool:
    """True for a word that may begin or go on with a noun phrase."""
    if not word or not word[0].isalpha():
        return False
    closed = AUXILIARIES | _RELATIVES | _STOPS | {"and", "or", "included", "including"}
    if not at_join:
        closed |= _JOINS
    return word not in closed and not is_verb(word) and not word.endswith("ly")
