"""An attribution while it is being put together, in token ranges."""

from __future__ import annotations

import attrs

from ...grammar.clauses import Bounds, Range, Syntax
from ...lexicon.schema import AttributionEntry
from ...model import Stance
from ...text import Quoted

__all__ = ["NEGATIONS", "Draft", "Scene"]

#: Turn an assertion round when they stand in the verb group of a cue.
NEGATIONS = frozenset(["not", "n't", "never", "neither", "nor", "no", "nobody", "none", "without"])


_WORDED = frozenset(["that", "clause", "quote", "before", "whether", "as-saying", "block"])


@attrs.define(slots=True)
class Draft:
    """An attribution in the making; each role is a list of half-open token ranges.

    Attributes:
        head: Token of the cue by which it is ordered and told apart.
        entry: Id of the lexicon entry, or of the rule, that found it.
        source: Ranges of the source.
        cue: Ranges of the cue.
        content: Ranges of the content.
        stance: What the source does with the content.
        frame: The frame by which the content was found.
        says: Whether the cue can introduce speech, so that a quotation behind it may carry it on.
        speaks: Whether it can introduce the very words: of "says" and "claims", not of "shows".
        within: The draft that passes this one on ("quoted by X as saying") and shares its content.
        opens_block: Whether it ends its paragraph with a colon, so that the next is its content.
    """

    head: int
    entry: str
    source: list[Range] = attrs.field(factory=list)
    cue: list[Range] = attrs.field(factory=list)
    content: list[Range] = attrs.field(factory=list)
    stance: Stance = "asserts"
    frame: str = "clause"
    says: bool = False
    speaks: bool = False
    within: Draft | None = None
    opens_block: bool = False

    @property
    def reported(self) -> bool:
        """Whether the content is in the source's own words, and not only in the author's account.

        What is said, written or asked is the source's, and so is what something is called; what is
        wanted, planned, criticised or known is told in words that the author chose, and so is
        hearsay without a source.
        """
        worded = self.frame == "naming" or (self.speaks and self.frame in _WORDED)
        return worded and bool(self.source)


@attrs.frozen(slots=True)
class Scene:
    """One sentence, with what the rules need to know of its surroundings.

    Attributes:
        syntax: The document and its reading.
        first: First token of the sentence.
        last: Token behind its last.
        opened: Quotations by the token of their opening mark.
        closed: Quotations by the token of their closing mark.
        paragraph: The paragraph that it stands in.
        cues: Tokens at which the sentence's cues begin.
        says: Those of them that are verbs of saying.
        drafts: What was found in the sentence so far.
    """

    syntax: Syntax
    first: int
    last: int
    opened: dict[int, Quoted]
    closed: dict[int, Quoted]
    paragraph: Range
    cues: frozenset[int]
    says: frozenset[int]
    drafts: list[Draft]

    def within(self, first: int, last: int) -> Scene:
        """The same for a part of the sentence."""
        return Scene(
            self.syntax, first, last, self.opened, self.closed, self.paragraph,
            self.cues, self.says, self.drafts,
        )  # fmt: skip

    @property
    def paragraph_end(self) -> int:
        """Token behind the last of the paragraph."""
        return self.paragraph[1]

    def clause_end(self, start: int, leading: bool = False) -> int:
        """Where reported content that begins at a token ends.

        Args:
            start: Its first token.
            leading: Whether its cue is a participle that opens the sentence.
        """
        bounds = Bounds(self.cues, self.says, self.opened, leading)
        return self.syntax.clause_end(start, self.last, bounds)

    def stance(self, entry: AttributionEntry, negated: bool) -> Stance:
        """The stance of a cue, turned round where it is negated."""
        return entry.negated if negated else entry.stance
