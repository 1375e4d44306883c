"""What single words of a sentence say for or against somebody, with negation."""

from __future__ import annotations

import attrs

from ..grammar.clauses import Range, Syntax
from ..lexicon.schema import TowardEntry
from ..text import Tokens
from .events import NEGATORS, VERB_LETTERS, Event
from .sentiment import SentimentScorer

__all__ = ["Polarity", "Role", "read_polarity"]

#: A negated word says something milder than its opposite (Taboada et al. 2011, section 2.4).
NEGATED = -0.6
#: How many tokens before a word a negator can stand.
_NEGATION_REACH = 4
# Names, determiners, prepositions, pronouns and modals judge nobody, whatever VADER has for "like".
_SILENT = frozenset("PitDHmRZBwEc")
#: Words with less than this judge nobody: VADER has 0.4 for "reached".
_FAINT = 0.8
#: What somebody fails or refuses to do, or is cleared of, is not done.
_UNDONE = frozenset(
    """
    fail fails failed failing refuse refuses refused refusing lack lacks lacked lacking decline
    declines declined declining cease ceased stop stopped acquit acquits acquitted clear clears
    cleared absolve absolves absolved exonerate exonerates exonerated
    """.split()
)

#: Verbs that take away what they have as their object: "dropped the charges against X".
_TAKEN_BACK = frozenset(
    """
    drop drops dropped dropping dismiss dismisses dismissed dismissing withdraw withdraws withdrew
    withdrawn withdrawing lift lifts lifted lifting retract retracts retracted retracting lose loses
    lost losing
    """.split()
)


@attrs.frozen(slots=True)
class Role:
    """A word that tells what is felt toward whom.

    Attributes:
        first: Its first token.
        last: Token behind its last.
        subject: Felt toward the one who does, is or has it, −4 to 4.
        object: Felt toward the one it is done to or directed at, −4 to 4.
        verbal: Whether it is used as a verb.
    """

    first: int
    last: int
    subject: float
    object: float
    verbal: bool


@attrs.frozen(slots=True)
class Polarity:
    """The words of a range that judge.

    Attributes:
        first: First token of the range.
        values: For each token of the range what it says, −4 to 4, negation included.
        roles: Words of the lexicon's section ``toward``, by their first tokens.
        flipped: Tokens that are negated.
    """

    first: int
    values: list[float]
    roles: dict[int, Role]
    flipped: set[int]

    def total(self, tokens: range, without: set[int] | None = None) -> float:
        """Sum over tokens, but for some."""
        first, values = self.first, self.values
        if without is None:
            return sum(values[i - first] for i in tokens)
        return sum(values[i - first] for i in tokens if i not in without)

    def negate(self, tokens: range) -> None:
        """Negate what is not negated yet."""
        for i in tokens:
            if self.values[i - self.first] and i not in self.flipped:
                self.values[i - self.first] *= NEGATED
                self.flipped.add(i)

    def of_verb(self, event: Event) -> Role | None:
        """The role of an event's verb, if the lexicon has it; the last one in its verb group."""
        found = None
        for at in range(event.first, event.last):
            role = self.roles.get(at)
            if role is not None and role.verbal:
                found = role
        return found


def read_polarity(
    syntax: Syntax, scorer: SentimentScorer, first: int, last: int, target: Range
) -> Polarity:
    """Read the words of a range.

    Args:
        syntax: The text as read.
        scorer: Has the valences and the roles.
        first: First token of the range.
        last: Token behind the last.
        target: The tokens that name the one who is asked about: names in it judge nobody.
    """
    letters, keys = syntax.letters, syntax.keys
    roles = _roles(syntax, scorer, first, last)
    values = [0.0] * (last - first)
    taken: set[int] = set()
    for role in roles.values():
        taken.update(range(role.first, role.last))
        values[role.first - first] = _alone(role)
    for i in range(first, last):
        if i not in taken and letters[i] not in _SILENT:
            valence = scorer.valence(keys[i])
            if abs(valence) >= _FAINT:
                values[i - first] = valence
    if target[1] - target[0] == 1:
        values[target[0] - first] = 0.0
    polarity = Polarity(first, values, roles, set())
    for i in range(first, last):
        if values[i - first] and negation_before(syntax, i, first):
            polarity.negate(range(i, i + 1))
    return polarity


def negation_before(syntax: Syntax, token: int, first: int) -> bool:
    """Whether a negator stands close before a token, with no comma between."""
    for i in range(token - 1, max(first, token - _NEGATION_REACH) - 1, -1):
        if syntax.letters[i] in ",.:":
            return False
        if syntax.keys[i] in NEGATORS:
            return True
    return False


def undoes(syntax: Syntax, event: Event) -> bool:
    """Whether what an event's predicate tells did not happen."""
    return event.negated or syntax.keys[event.verb] in _UNDONE


def takes_back(syntax: Syntax, event: Event) -> bool:
    """Whether what is felt in an event's object is felt no more, or never was."""
    return (undoes(syntax, event) or syntax.keys[event.verb] in _TAKEN_BACK) and not event.passive


def _alone(role: Role) -> float:
    """What a word says of anybody near it when nothing tells whom it is about."""
    if role.verbal:
        return (role.subject + role.object) / 2
    if role.object:
        # "critics" and "supporters" name people: that they are mentioned judges nobody.
        return 0.0 if role.subject else role.object / 2
    return role.subject


def _roles(syntax: Syntax, scorer: SentimentScorer, first: int, last: int) -> dict[int, Role]:
    if scorer.roles is None:
        return {}
    tokens = syntax.document.tokens
    part = Tokens(
        tokens.words[first:last], tokens.keys[first:last],
        tokens.starts[first:last], tokens.ends[first:last], [], [],
    )  # fmt: skip
    found: dict[int, Role] = {}
    for match in scorer.roles.find(part, syntax.reading.tags[first:last]).get("toward", ()):
        entry = match.entry
        assert isinstance(entry, TowardEntry)
        at = first + match.first
        verbal = entry.pos in ("verb", "phrase") and syntax.letters[at] in VERB_LETTERS
        found[at] = Role(at, first + match.last, entry.subject, entry.object, verbal)
    return found
