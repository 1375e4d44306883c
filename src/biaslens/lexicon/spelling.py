"""British and American spellings of one word."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["other_spellings"]

_BRITISH_TO_AMERICAN = {
    "aeroplane": "airplane", "aluminium": "aluminum", "analogue": "analog", "artefact": "artifact",
    "ageing": "aging", "catalogue": "catalog", "dialogue": "dialog", "enquir": "inquir",
    "grey": "gray", "jewellery": "jewelry", "judgement": "judgment", "manoeuvr": "maneuver",
    "mould": "mold", "moustache": "mustache", "plough": "plow", "programme": "program",
    "sceptic": "skeptic", "smoulder": "smolder", "sulphur": "sulfur", "tyre": "tire",
    "anaem": "anem", "anaesth": "anesth", "foetus": "fetus", "foetal": "fetal",
    "gynaec": "gynec", "haem": "hem", "leukaem": "leukem", "orthopaed": "orthoped",
    "paediat": "pediat", "paedoph": "pedoph", "encyclopaed": "encycloped",
    "defence": "defense", "offence": "offense", "licence": "license", "pretence": "pretense",
    "practise": "practice", "centre": "center", "theatre": "theater", "fibre": "fiber",
    "calibre": "caliber", "sabre": "saber", "spectre": "specter", "sombre": "somber",
    "meagre": "meager", "lustre": "luster", "fulfil": "fulfill", "enrol": "enroll",
    "instal": "install", "wilful": "willful", "skilful": "skillful", "analyse": "analyze",
    "analysing": "analyzing", "paralyse": "paralyze", "paralysing": "paralyzing",
    "catalyse": "catalyze", "catalysing": "catalyzing",
}  # fmt: skip
_OUR = str.split(
    """
    armour behaviour candour clamour colour demeanour endeavour favour fervour flavour glamour
    harbour honour humour labour neighbour odour parlour rancour rigour rumour saviour savour
    splendour succour tumour valour vapour vigour
    """
)
_BRITISH_TO_AMERICAN |= {word: word.replace("our", "or") for word in _OUR}
_BRITISH_TO_AMERICAN["glamour"] = "glamor"
_AMERICAN_TO_BRITISH = {to: word for word, to in _BRITISH_TO_AMERICAN.items()}
# Stems that other words contain.
for _word in ("hem", "mold", "tire", "program"):
    del _AMERICAN_TO_BRITISH[_word]

# Words in -ise and -ize that have one spelling only.
_FIXED = frozenset(
    str.split(
        """
        advertise advise apprise arise bruise chastise comprise compromise concise cruise demise
        despise devise disguise enterprise excise exercise expertise franchise improvise incise
        likewise merchandise noise otherwise paradise poise praise precise premise promise raise
        revise rise supervise surmise surprise televise treatise turquoise wise capsize prize
        seize size downsize
        """
    )
)
_ISE = re.compile(r"([a-z]{3,})(is|iz)(e|ed|es|er|ers|ing|ation|ations)\b")


def _stems(table: dict[str, str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(sorted(table, key=len, reverse=True)) + ")")


_BRITISH = _stems(_BRITISH_TO_AMERICAN)
_AMERICAN = _stems(_AMERICAN_TO_BRITISH)

_BEGINNINGS = frozenset(stem[:4] for stem in (*_BRITISH_TO_AMERICAN, *_AMERICAN_TO_BRITISH))


def _swap(match: re.Match[str]) -> str:
    stem, middle, end = match.groups()
    if stem + "ise" in _FIXED or stem + "ize" in _FIXED:
        return match[0]
    return stem + ("iz" if middle == "is" else "is") + end


@lru_cache(maxsize=4096)
def other_spellings(term: str) -> tuple[str, ...]:
    """Return the other spellings of a term ("labour" for "labor", "organise" for "organize").

    Args:
        term: One or more words in lower case; a term with capitals is taken as it is written.

    Returns:
        The British, then the American spelling, as far as they differ from the term.
    """
    # Most words have one spelling, which shows at a glance.
    words = term.split(" ")
    if not any(word[:4] in _BEGINNINGS or "is" in word or "iz" in word for word in words):
        return ()
    if term.lower() != term:
        return ()
    found = [
        _BRITISH.sub(lambda match: _BRITISH_TO_AMERICAN[match[0]], term),
        _AMERICAN.sub(lambda match: _AMERICAN_TO_BRITISH[match[0]], term),
    ]
    found += [_ISE.sub(_swap, other) for other in (term, *found)]
    return tuple(dict.fromkeys(other for other in found if other != term))
