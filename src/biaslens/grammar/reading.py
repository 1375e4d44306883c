"""A shallow reading of a text: word classes, noun groups and verb groups.

Each token's Penn tag becomes one letter, so that a whole text is a string over which compiled
patterns find the groups (finite-state chunking after Abney 1996, "Partial parsing via finite-state
cascades").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import attrs

from ..text import Document

__all__ = ["FINITE", "Reading", "read_grammar"]

#: One letter for each Penn tag; what is not named is "x".
_LETTERS = {
    "DT": "D", "PDT": "D", "PRP$": "H", "WP$": "V",
    "JJ": "J", "AFX": "J", "JJR": "J", "JJS": "J",
    "NN": "N", "NNS": "N", "NNP": "P", "NNPS": "P", "CD": "C", "PRP": "R", "EX": "E", "POS": "S",
    "VB": "b", "VBP": "p", "VBZ": "z", "VBD": "d", "VBN": "n", "VBG": "g", "MD": "m",
    "TO": "t", "IN": "i", "RB": "a", "RBR": "a", "RBS": "a", "RP": "r",
    "WDT": "w", "WP": "w", "WRB": "w", "CC": "c", "HYPH": "-", "$": "$", "#": "$",
    ",": ",", ".": ".", ":": ":", "``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")",
}  # fmt: skip

#: Auxiliaries get letters of their own, finite and non-finite, since only they carry other verbs.
_AUXILIARIES = dict.fromkeys(
    "is are was were am 's 're 'm has have had 've 'd does do did".split(), "Z"
) | dict.fromkeys("be been being having get gets got getting".split(), "B")
#: Letters of verbs that can be finite; a bare form counts, since taggers take "officials say" for
#: one.
FINITE = "mzpdZb"
_VERBS = frozenset("mzpdZ")
_JOINERS = frozenset("-/")
#: Adjectives of news that taggers take for adverbs: "the longtime vice chairman".
_MODIFIERS = frozenset("longtime onetime vice super".split())
#: Words whose letter their tag does not settle.
_SPECIAL = _JOINERS | _MODIFIERS | {"to", "neither", "nor"} | set(_AUXILIARIES)
_HEADLINE = 40
_ARTICLES = (["DT"], ["PRP$"])
#: Where a tagger that saw too little of a sentence may have gone wrong: a plural for a verb before
#: "that", a participle for an adjective before "to", an adjective for a verb behind a verb,
#: and a gerund for a verb behind a possessive.
_SUSPECT = re.compile(
    r"(?<=[NP])N(?=[wi][DHPRNJC])|(?<=Z)J(?=t)|(?<=[dz])b(?=[NP])|(?<=S)g(?=[i.,NZ])"
)
_HELPERS = frozenset(
    "help helps helped let lets make makes made dares dared sees saw hears heard watched".split()
)

# A noun group: determiner, modifiers, heads; hyphens join, possessives carry on ("Russia's
# military"). Participles count as modifiers only behind a determiner, adjective or possessive: "a
# united front".
_NOUN_GROUP = (
    r"(?:[DH]+(?:a(?=[JnN])|[ng](?=[-JNPC]))?|(?<=[iD])an(?=[-JNPC])|(?=[JCNP$]))"
    r"(?:[JC$NP]|S(?=[-JNPCanga])|(?<=J)c(?=J+[NP])|-\w?|(?<=[DHSJC\-])[ng](?=[-JNPC])|a(?=J))+"
    r"|[RE]|w|V(?:J*N)+|D"
)
# A verb group: infinitive mark, modal or finite verb, then non-finite verbs, with adverbs between.
_VERB_GROUP = r"ta*(?:Ba*)*[bpdngZ]r?|ta*B|[mZ](?:a*B)*(?:a*[bngd])?r?|(?:Ba*)+[bngd]?r?|[zpdbng]r?"
_GROUPS = re.compile(rf"(?P<verb>{_VERB_GROUP})|(?P<noun>{_NOUN_GROUP})")


@attrs.frozen(slots=True)
class Reading:
    """The groups of a text, over the token indices of its document.

    Attributes:
        tags: Penn tag of each token.
        letters: The same as one letter a token: nouns ``N P``, adjectives ``J``, determiners
            ``D H``, numbers ``C``, pronouns ``R``, verbs ``b p z d n g``, modals ``m``, ``t`` for
            *to*, auxiliaries ``Z`` (finite) and ``B``, prepositions and *that* ``i``, adverbs
            ``a``, particles ``r``, question words ``w``.
        group: For each token the number of the group it stands in, or −1; two more at the end.
        firsts: First token of each group.
        lasts: Token behind the last of each group.
        verbal: Whether each group is a verb group.
    """

    tags: list[str]
    letters: str
    group: list[int]
    firsts: list[int]
    lasts: list[int]
    verbal: list[bool]

    def noun_group(self, token: int) -> tuple[int, int] | None:
        """The noun group that a token stands in, as a range, or ``None``."""
        number = self.group[token]
        if number < 0 or self.verbal[number]:
            return None
        return self.firsts[number], self.lasts[number]

    def verb_group(self, token: int) -> tuple[int, int] | None:
        """The verb group that a token stands in, as a range, or ``None``."""
        number = self.group[token]
        if number < 0 or not self.verbal[number]:
            return None
        return self.firsts[number], self.lasts[number]


def _governed(letters: Sequence[str], at: int) -> bool:
    """Whether a modal or "to" stands before a verb, adverbs aside."""
    while at > 0 and letters[at - 1] == "a":
        at -= 1
    return at > 0 and letters[at - 1] in "mtZ"


def _find_headline_verb(
    letters: list[str], tags: list[str], keys: Sequence[str], first: int, last: int
) -> None:
    """Read "The party plans to appeal" as a sentence where the tagger left it without a verb.

    A plural behind another noun and before an infinitive, "that" or a determiner is then the verb.
    """
    if last - first > _HEADLINE or not _VERBS.isdisjoint(letters[first:last]):
        return
    for at in range(first + 1, last - 1):
        if letters[at] == "N" and keys[at][-1] == "s" and letters[at - 1] in "NP":
            behind = letters[at + 1]
            if behind in "tDHR" or (keys[at + 1] in ("that", "on", "for") and last - first < 16):
                letters[at], tags[at] = "z", "VBZ"
                return


def _mend(letters: str, tags: list[str], keys: Sequence[str]) -> str:
    """Mend what the tagger got wrong and its neighbours make plain."""
    mended = list(letters)
    for match in _SUSPECT.finditer(letters):
        at = match.start()
        key = keys[at]
        if letters[at] == "N":
            if key[-1] == "s" and keys[at + 1] == "that" and _lacks_verb(letters, at):
                mended[at], tags[at] = "z", "VBZ"  # "Video shows that she was there"
        elif letters[at] == "J":
            if key[-3:] == "ing":
                mended[at], tags[at] = "g", "VBG"  # "is promising to help"
        elif letters[at] == "g":
            mended[at], tags[at] = "N", "NN"  # "her standing with voters"
        elif keys[at - 1] not in _HELPERS:
            mended[at], tags[at] = "J", "JJ"  # "described crass behaviour"
    return "".join(mended)


def _lacks_verb(letters: str, at: int) -> bool:
    """Whether no finite verb stands between a token and the punctuation before it."""
    for back in range(at - 1, max(-1, at - 12), -1):
        if letters[back] in _VERBS:
            return False
        if letters[back] in '.,:"':
            break
    return True


def read_grammar(document: Document, tag: Callable[[Sequence[str]], list[str]]) -> Reading:
    """Tag a document and find its noun and verb groups.

    Args:
        document: The text as read.
        tag: Gives the Penn tags of the words of one sentence.
    """
    words = document.tokens.words
    tags: list[str] = []
    for first, last in document.sentences:
        tags.extend(tag(words[first:last]))
    letter = _LETTERS.get
    found = [letter(t, "x") for t in tags]
    if "FW" in tags:
        # Names from other languages are names all the same.
        found = [
            "P" if tag == "FW" and word[0].isupper() else mark
            for mark, tag, word in zip(found, tags, words, strict=True)
        ]
    starts, ends, keys = document.tokens.starts, document.tokens.ends, document.tokens.keys
    for at in [at for at, key in enumerate(keys) if key in _SPECIAL]:
        key = keys[at]
        if key in _JOINERS:
            inside = 0 < at < len(starts) - 1
            if inside and ends[at - 1] == starts[at] and ends[at] == starts[at + 1]:
                found[at] = "-"
                if found[at - 1] == "a":
                    found[at - 1] = "J"  # "long-standing"
        elif key == "to":
            # Treebanks tag the preposition IN or TO; what follows tells the infinitive apart.
            behind = at + 2 if tags[at + 1 : at + 2] == ["RB"] else at + 1
            found[at] = "t" if tags[behind : behind + 1] == ["VB"] else "i"
            if found[at] == "t" and keys[at - 1] == "according":
                found[at], found[behind] = "i", "N"  # "according to show insiders"
            elif tags[at + 1 : at + 2] == ["JJ"] and tags[at + 2 : at + 3] in _ARTICLES:
                found[at], found[at + 1] = "t", "b"  # "to triple the number"
        elif key == "neither" or key == "nor":
            if tags[at + 1 : at + 2] == ["VB"]:
                found[at] = "a"  # "would neither confirm": it parts no clauses here
        elif key in _MODIFIERS:
            if found[at] == "a":
                found[at] = "J"
        elif tags[at][0] == "V":
            bare = tags[at] in ("VB", "VBN", "VBG")
            if bare and key in ("have", "do", "are") and not _governed(found, at):
                bare = False  # "The unions have endorsed": taggers take it for an infinitive.
            found[at] = "B" if bare else _AUXILIARIES[key]
    for first, last in document.sentences:
        _find_headline_verb(found, tags, keys, first, last)
    letters = _mend("".join(found), tags, keys)
    # Two more than there are tokens: a look just behind or before the text finds no group.
    group = [-1] * (len(tags) + 2)
    firsts: list[int] = []
    lasts: list[int] = []
    verbal: list[bool] = []
    for first, last in document.sentences:
        for match in _GROUPS.finditer(letters, first, last):
            start, end = match.span()
            number = len(firsts)
            firsts.append(start)
            lasts.append(end)
            verbal.append(match.lastgroup == "verb")
            group[start:end] = [number] * (end - start)
    return Reading(tags, letters, group, firsts, lasts, verbal)
