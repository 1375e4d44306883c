"""Content words in a form in which they can be compared across articles.

Inflection is taken off by a few suffix rules (after Porter 1980, "An algorithm for suffix
stripping", steps 1a and 1b), irregular verbs go back to their base, number words become numbers,
and states, their capitals and their adjectives become one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache

import attrs

from ..grammar.clauses import Syntax
from ..lexicon import Lexicon, SourceEntry
from ..lexicon.inflect import verb_forms
from ..text import fold

__all__ = ["Term", "Terms", "stem"]

_CONTENT = frozenset("NPJCbpzdngx")
_NUMBERS = {
    word: str(number)
    for number, word in enumerate(
        """
        zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
        fifteen sixteen seventeen eighteen nineteen twenty
        """.split()
    )
} | {"thirty": "30", "forty": "40", "fifty": "50", "hundred": "100", "thousand": "1000"}
#: Words that say too little to tell one claim from another.
_STOP = frozenset(
    """
    say said says saying tell told add added have has had having do does did done doing be been
    being is are was were go goes went gone going get got make made making take took taken come came
    use used uses using happen happened happening occur occurred
    would could should may might must can will shall not no nor one last new other same such
    own many much more most some several least less few all any each both every another
    report reported reportedly claim claimed accord according also just only even still yet again
    very too so then there here now ever never thing things way people person part
    mr mrs ms dr s t
    """.split()
)
_IRREGULAR = """
    strike shoot hold flee fall leave lose win fight break bring build buy catch draw drive find fly
    freeze give hide hit keep lead meet pay rise sell send shake sink speak spend stand steal sweep
    tear throw withdraw begin become bear blow feed forbid grow hear hang know lay light overthrow
    overrun seek set shut sleep sit swear teach think wear write ride run retake undergo mean sing
    """.split()
_WORD = re.compile(r"[^\W_]")


@attrs.frozen(slots=True)
class Term:
    """A content word of an article.

    Attributes:
        key: The form in which it is compared.
        shown: The word as written.
        kind: ``number``, ``name``, ``word`` or ``concept`` (a word of a contrast set).
    """

    key: str
    shown: str
    kind: str


@cache
def _bases() -> dict[str, str]:
    return {form: base for base in _IRREGULAR for form in verb_forms(base)}


def stem(key: str) -> str:
    """Take the inflection off a folded word.

    Args:
        key: The word, folded.

    Returns:
        Its stem: "killings" and "killed" give "kill".
    """
    base = _bases().get(key)
    if base is not None:
        return base.rstrip("e") if len(base) > 4 else base
    if len(key) > 4 and key.endswith("ies"):
        key = key[:-3] + "y"
    elif len(key) > 4 and key.endswith(("sses", "ches", "shes", "xes")):
        key = key[:-2]
    elif len(key) > 3 and key.endswith("s") and not key.endswith(("ss", "us", "is")):
        key = key[:-1]
    for suffix in ("ing", "ed"):
        bare = key.removesuffix(suffix)
        if bare != key and len(bare) > 2 and re.search("[aeiouy]", bare):
            doubled = bare[-1] == bare[-2] and bare[-1] not in "lsz"
            key = bare[:-1] if doubled else bare
            break
    return key.rstrip("e") if len(key) > 4 else key


@attrs.frozen(slots=True, eq=False)
class Terms:
    """Turns tokens into terms, with the same eyes for all articles.

    Attributes:
        states: The name of a state by its adjective and its other names, folded.
        solid: Stems of words written as one in some article, that may stand as two in another.
    """

    states: Mapping[str, str]
    solid: Collection[str]

    @classmethod
    def of(cls, texts: Sequence[Syntax], lexicon: Lexicon) -> Terms:
        """Learn what there is to know from the lexicon and all articles.

        Args:
            texts: The articles as read.
            lexicon: Its sources tell the names of states.
        """
        states: dict[str, str] = {}
        for entry in lexicon.section("sources"):
            if not isinstance(entry, SourceEntry) or entry.pos != "name":
                continue
            name = entry.refers_to or entry.term
            if entry.adjective is None and entry.refers_to is None:
                continue
            for word in (entry.term, entry.adjective, *entry.variants):
                if word and " " not in word:
                    key = fold(word).rstrip(".")
                    states[key] = states[stem(key)] = fold(name)
        words = {key for syntax in texts for key in syntax.keys if len(key) > 7 and key.isalpha()}
        solid = {stem(word) for word in words}
        return cls(states, solid)

    def of_tokens(
        self, syntax: Syntax, tokens: Sequence[int], concepts: Mapping[int, str]
    ) -> list[Term]:
        """The terms of some tokens, each key once.

        Args:
            syntax: The article as read.
            tokens: Indices of the tokens, ascending.
            concepts: Name of the contrast set by token.
        """
        found: dict[str, Term] = {}
        skipped = -1
        for place, at in enumerate(tokens):
            if at == skipped:
                continue
            term = self._term(syntax, at, concepts)
            if place + 1 < len(tokens) and tokens[place + 1] == at + 1:
                joined = stem(syntax.keys[at] + syntax.keys[at + 1])
                if joined in self.solid:
                    skipped = at + 1
                    term = Term(joined, _shown(syntax, at, at + 2), "word")
            if term is not None:
                found.setdefault(term.key, term)
        return list(found.values())

    def _term(self, syntax: Syntax, at: int, concepts: Mapping[int, str]) -> Term | None:
        key, letter = syntax.keys[at], syntax.letters[at]
        shown = syntax.document.tokens.words[at]
        if at in concepts:
            return Term("=" + concepts[at], shown, "concept") if concepts[at] else None
        if letter not in _CONTENT or _WORD.search(key) is None:
            return None
        if key[0].isdigit():
            return Term(key.replace(",", ""), shown, "number")
        if letter != "P" and key in _NUMBERS and key != "one":
            return Term(_NUMBERS[key], shown, "number")
        if key in _STOP and letter != "P":
            return None
        state = self.states.get(key) or self.states.get(stem(key))
        if state is not None and shown[0].isupper():
            return Term(state, shown, "name")
        if letter == "P" and shown[0].isupper():
            return Term(stem(key), shown, "name")
        reduced = stem(key)
        return Term(reduced, shown, "word") if len(reduced) > 1 else None


def _shown(syntax: Syntax, first: int, last: int) -> str:
    start, end = syntax.document.slice(first, last)
    return " ".join(syntax.document.text[start:end].split())
