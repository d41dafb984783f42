"""The wordings in which a right answer may state a force, a cell, a figure or a rank."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from expected_table import Row, rank_from_bottom, rank_of

MONTHS = (
    "January February March April May June July August September October November December"
).split()
NUMBER_WORDS = (
    "none one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
).split()
ORDINAL_WORDS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth"
).split()
FORCE_NAMES = {
    "West Mids": ["West Mids", "West Midlands", "WMP", "our force"],
    "Leicestershire": ["Leicestershire", "Leics"],
    "Cambs": ["Cambs", "Cambridgeshire"],
    "D & C": ["D & C", "D&C", "Devon and Cornwall", "Devon & Cornwall"],
    "A & S": ["A & S", "A&S", "Avon and Somerset", "Avon & Somerset"],
    "Staffordshire": ["Staffordshire", "Staffs"],
    "GMP": ["GMP", "Greater Manchester"],
    "Wiltshire": ["Wiltshire", "Wilts"],
}
BELOW = ["below", "lower", "under", "less"]
ABOVE = ["above", "higher", "over", "more"]
QUARTERS = [
    ["top quart", "upper quart", "highest quart", "first quart", "1st quart", "best quart"],
    ["second quart", "2nd quart", "second-highest quart", "second highest quart"],
    ["third quart", "3rd quart", "second-lowest quart", "second lowest quart"],
    ["bottom quart", "lowest quart", "fourth quart", "4th quart", "lower quart", "last quart"],
]
"""The quarters from the top; "quart" begins both quarter and quartile."""
STRENGTHS = [
    (0.7, ["strong", "close"]),
    (0.4, ["moderate", "medium", "middling", "fair"]),
    (0.2, ["weak", "slight", "loose"]),
    (0.0, ["no relation", "no link", "no clear", "no correlation", "hardly", "not related"]),
]
"""Words for a correlation from so much upwards, its sign aside."""
SIGNS = {
    True: ["positive", "tend", "go together", "same direction", "the higher", "also"],
    False: ["negative", "inverse", "opposite", "the lower"],
}


def name_force(row: Row) -> list[str]:
    """The ways in which an answer may name a row's force."""
    return FORCE_NAMES.get(row["force"], [row["force"]])


def word_cell(row: Row, column: str) -> list[str]:
    """The ways in which an answer may write a cell."""
    text = row[column]
    if column == "force":
        return name_force(row)
    if column != "date_of_report":
        return [text]
    year, month = text.split("-")[:2]
    name = MONTHS[int(month) - 1]
    return [f"{name} {year}", f"{name[:3]} {year}", f"{name[:3]}-{year[2:]}", f"{year}-{month}"]


def word_number(value: Decimal, decimals: int) -> list[str]:
    """A computed figure rounded half up, and as it is where that is not much longer."""
    rounded = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    wordings = [str(rounded)]
    shorter = format(rounded.normalize(), "f")
    exact = format(value.normalize(), "f")
    for wording in (shorter, exact):
        if wording not in wordings and len(wording.partition(".")[2]) <= decimals + 1:
            wordings.append(wording)
    return wordings


def word_closely(value: Decimal) -> list[str]:
    """A computed figure with one decimal or with two."""
    return list(dict.fromkeys([*word_number(value, 1), *word_number(value, 2)]))


def ordinal(number: int) -> str:
    """1 as 1st, 12 as 12th."""
    if 10 <= number <= 20:
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def word_rank(row: Row, column: str, rows: list[Row]) -> list[str]:
    """The ways in which an answer may state a rank, from the top or from the bottom."""
    rank = rank_of(row, column, rows)
    wordings = [ordinal(rank), ORDINAL_WORDS[rank]]
    wordings += [f"{before} {rank}" for before in ("number", "rank", "ranked", "position", "place")]
    wordings += [f"{rank} of", f"{rank} out of"]
    bottom = rank_from_bottom(row, column, rows)
    if rank == 1:
        wordings += ["highest", "top", "best"]
    if bottom == 1:
        wordings += ["lowest", "bottom", "worst", "last"]
    elif bottom <= len(rows) // 2:
        for start in (ordinal(bottom), ORDINAL_WORDS[bottom]):
            wordings += [f"{start} {end}" for end in ("lowest", "worst", "from the bottom")]
            wordings += [f"{start} from bottom", f"{start}-lowest", f"{start}-worst"]
    return wordings
