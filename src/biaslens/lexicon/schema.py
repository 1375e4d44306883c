"""What an entry of each section may say: every field once, with type, values and meaning.

The loader, the documentation and the JSON schema for editors read the fields from these classes, so
that they cannot drift apart.
"""

from __future__ import annotations

from functools import cache
from typing import Any, ClassVar, Literal

import attrs

from ..model import SourceKind, Stance

__all__ = [
    "LAYERS",
    "SECTIONS",
    "AttributionEntry",
    "BoilerplateEntry",
    "Context",
    "Entry",
    "Example",
    "Examples",
    "FieldSpec",
    "HedgeEntry",
    "LoadedEntry",
    "Origin",
    "SentimentEntry",
    "SourceEntry",
    "TowardEntry",
    "field_specs",
]

Kind = Literal["string", "strings", "integer", "number", "flag", "context", "examples"]

#: The layers of annotation that a lexicon can switch off.
LAYERS = ("attribution", "hedging", "loaded", "sentiment", "readability")

PARTS_OF_SPEECH = (
    "noun", "verb", "adjective", "adverb", "modal", "preposition", "name", "phrase",
)
STANCES = ("asserts", "denies", "withholds", "doubts")
SOURCE_KINDS = (
    "named_person", "official_body", "organisation", "media", "unnamed", "unspecified",
)  # fmt: skip
ZONES = ("title", "byline", "body", "caption", "comment", "boilerplate")
HEDGES = ("epistemic", "evidential", "doxastic", "investigation", "vagueness")
FRAMES = (
    "quote", "clause", "that", "whether", "to", "np", "gerund", "addressee", "as-saying",
    "adjunct", "naming",
    "about", "of", "on", "over", "for", "against", "with", "from", "into", "at", "as", "upon",
    "toward", "towards", "by", "in", "between", "behind",
)  # fmt: skip


@attrs.frozen(slots=True)
class FieldSpec:
    """What may stand in a field of an entry.

    Attributes:
        kind: How its value is written.
        description: Its meaning in one line.
        required: Whether every entry but a shield must have it.
        allowed: The only values it may have; empty when any will do.
        low: The smallest number allowed.
        high: The largest number allowed.
    """

    kind: Kind
    description: str
    required: bool = False
    allowed: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None


def _spec(kind: Kind, description: str, **more: Any) -> dict[str, FieldSpec]:
    return {"spec": FieldSpec(kind, description, **more)}


@attrs.frozen(slots=True)
class Origin:
    """Where an entry was written.

    Attributes:
        lexicon: Name of the lexicon, as its file gives it.
        file: The file as it was named by the caller, or ``"<mapping>"``.
        line: Line of the entry, from 1.
        column: Column of the entry, from 1.
    """

    lexicon: str
    file: str
    line: int
    column: int


@attrs.frozen(slots=True)
class Context:
    """Token sequences that may stand directly before or behind a term.

    Attributes:
        after: The term follows one of these.
        before: The term precedes one of these.
    """

    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()


@attrs.frozen(slots=True)
class Example:
    """A sentence that shows what an entry does.

    Attributes:
        text: The sentence.
        line: Its line in the entry's file, from 1.
        column: Its column, from 1.
        file: The file it stands in, as the caller named it; another than the entry's where a
            change brought it.
    """

    text: str
    line: int = attrs.field(default=1, eq=False)
    column: int = attrs.field(default=1, eq=False)
    file: str = attrs.field(default="<mapping>", eq=False)


@attrs.frozen(slots=True)
class Examples:
    """Sentences that an entry must match, and sentences that it must not.

    Attributes:
        hit: Sentences that the entry matches.
        miss: Sentences that it does not match.
    """

    hit: tuple[Example, ...] = ()
    miss: tuple[Example, ...] = ()


@attrs.frozen(slots=True, kw_only=True)
class Entry:
    """What every entry says, whatever its section.

    Attributes:
        section: Name of the section.
        one_of: Fields of which every entry but a shield must have at least one.
        id: Full identity, ``"section/id"``.
        origin: Where the entry was written.
        changed: Where other files changed it, in that order.
        replaced: Where the entries of the same id stood whose place it took, in that order.
    """

    section: ClassVar[str] = ""
    one_of: ClassVar[tuple[str, ...]] = ()

    term: str = attrs.field(
        metadata=_spec("string", "The words, in their base form.", required=True)
    )
    id: str = attrs.field(
        metadata=_spec(
            "string", "Identity where the term alone is not unique; default: the term, hyphenated."
        )
    )
    pos: str = attrs.field(
        default="phrase",
        metadata=_spec(
            "string",
            "How the term inflects and which word class it must have; a phrase does neither.",
            allowed=PARTS_OF_SPEECH,
        ),
    )
    head: int | None = attrs.field(
        default=None,
        metadata=_spec("integer", "Which word inflects and is checked, from 1.", low=1),
    )
    forms: tuple[str, ...] = attrs.field(
        default=(), metadata=_spec("strings", "Irregular or further inflected forms.")
    )
    variants: tuple[str, ...] = attrs.field(
        default=(), metadata=_spec("strings", "Other wordings that inflect the same way.")
    )
    case: str = attrs.field(
        default="any",
        metadata=_spec(
            "string",
            "How the text must be written: exactly so, with a capital, or in lower case.",
            allowed=("any", "exact", "capital", "lower"),
        ),
    )
    after: tuple[str, ...] = attrs.field(
        default=(), metadata=_spec("strings", "Counts only directly after one of these.")
    )
    before: tuple[str, ...] = attrs.field(
        default=(), metadata=_spec("strings", "Counts only directly before one of these.")
    )
    unless: Context = attrs.field(
        default=Context(),
        metadata=_spec("context", "Does not count directly after or before one of these."),
    )
    shield: bool = attrs.field(
        default=False, metadata=_spec("flag", "Claims its words and yields no annotation.")
    )
    note: str | None = attrs.field(
        default=None, metadata=_spec("string", "Why the entry is here, in one plain sentence.")
    )
    examples: Examples = attrs.field(
        default=Examples(),
        metadata=_spec("examples", "Sentences that it must match (hit) and must not (miss)."),
    )
    origin: Origin = attrs.field(default=Origin("", "<mapping>", 1, 1), eq=False)
    changed: tuple[Origin, ...] = attrs.field(default=(), eq=False)
    replaced: tuple[Origin, ...] = attrs.field(default=(), eq=False)


@attrs.frozen(slots=True, kw_only=True)
class LoadedEntry(Entry):
    """A word that takes sides."""

    section: ClassVar[str] = "loaded"

    category: str = attrs.field(
        default="",
        metadata=_spec("string", "The domain or the device it belongs to.", required=True),
    )
    favours: str | None = attrs.field(
        default=None, metadata=_spec("string", "Whom the word helps.")
    )
    hurts: str | None = attrs.field(default=None, metadata=_spec("string", "Whom it harms."))
    neutral: tuple[str, ...] = attrs.field(
        default=(), metadata=_spec("strings", "What could be written instead.")
    )
    contrast: str | None = attrs.field(
        default=None, metadata=_spec("string", "The set of rival words for one thing.")
    )
    strength: int = attrs.field(
        default=2,
        metadata=_spec("integer", "1 a tinge, 2 usual, 3 a slur or slogan.", low=1, high=3),
    )


@attrs.frozen(slots=True, kw_only=True)
class HedgeEntry(Entry):
    """A word that holds back from full commitment (Hyland 1998)."""

    section: ClassVar[str] = "hedges"

    category: str = attrs.field(
        default="", metadata=_spec("string", "Kind of hedge.", required=True, allowed=HEDGES)
    )


@attrs.frozen(slots=True, kw_only=True)
class AttributionEntry(Entry):
    """A cue: a word that attributes a content to a source."""

    section: ClassVar[str] = "attribution"

    frames: tuple[str, ...] = attrs.field(
        default=(), metadata=_spec("strings", "What it takes as its content.", allowed=FRAMES)
    )
    stance: Stance = attrs.field(
        default="asserts",
        metadata=_spec("string", "What the source does with the content.", allowed=STANCES),
    )
    negated: Stance = attrs.field(
        default="withholds", metadata=_spec("string", "The stance when negated.", allowed=STANCES)
    )
    implies: str = attrs.field(
        default="none",
        metadata=_spec(
            "string",
            "What the author lets on about the content.",
            allowed=("none", "truth", "doubt"),
        ),
    )
    source: str = attrs.field(
        default="subject",
        metadata=_spec(
            "string", "Where the source stands.", allowed=("subject", "object", "none")
        ),
    )


@attrs.frozen(slots=True, kw_only=True)
class SourceEntry(Entry):
    """One who can be a source: a name, a metonym or the head of a noun phrase."""

    section: ClassVar[str] = "sources"

    kind: SourceKind = attrs.field(
        default="unnamed",
        metadata=_spec("string", "Kind of source.", required=True, allowed=SOURCE_KINDS),
    )
    refers_to: str | None = attrs.field(
        default=None, metadata=_spec("string", "The fullest name of who is meant.")
    )
    adjective: str | None = attrs.field(
        default=None,
        metadata=_spec("string", "The adjective of a state: its military is the Russian military."),
    )


@attrs.frozen(slots=True, kw_only=True)
class SentimentEntry(Entry):
    """A valence for VADER (Hutto and Gilbert 2014) in this domain."""

    section: ClassVar[str] = "sentiment"

    valence: float = attrs.field(
        default=0.0,
        metadata=_spec(
            "number", "From -4 to 4; 0 takes the word out of the tone.", required=True,
            low=-4, high=4,
        ),
    )  # fmt: skip


@attrs.frozen(slots=True, kw_only=True)
class TowardEntry(Entry):
    """Words that tell what is felt toward whom (Rashkin, Singh and Choi 2016)."""

    section: ClassVar[str] = "toward"
    one_of: ClassVar[tuple[str, ...]] = ("subject", "object")

    subject: float = attrs.field(
        default=0.0,
        metadata=_spec(
            "number", "Felt toward the one who does, is or has it, -4 to 4.", low=-4, high=4
        ),
    )
    object: float = attrs.field(
        default=0.0,
        metadata=_spec(
            "number", "Felt toward the one it is done to or directed at, -4 to 4.", low=-4, high=4
        ),
    )


@attrs.frozen(slots=True, kw_only=True)
class BoilerplateEntry(Entry):
    """A line that tells what zone it is or opens."""

    section: ClassVar[str] = "boilerplate"

    zone: str = attrs.field(
        default="boilerplate",
        metadata=_spec(
            "string", "Kind of zone the line is.", required=True,
            allowed=("byline", "caption", "comment", "boilerplate"),
        ),
    )  # fmt: skip
    where: str = attrs.field(
        default="line",
        metadata=_spec(
            "string", "Where in the line it stands.", allowed=("line", "start", "end", "anywhere")
        ),
    )
    max_words: int = attrs.field(
        default=12, metadata=_spec("integer", "Longest line for `anywhere`, in words.", low=1)
    )
    opens: str | None = attrs.field(
        default=None,
        metadata=_spec("string", "Kind of zone that follows until another opens.", allowed=ZONES),
    )


SECTIONS: dict[str, type[Entry]] = {
    cls.section: cls
    for cls in (
        LoadedEntry, HedgeEntry, AttributionEntry, SourceEntry, SentimentEntry, TowardEntry,
        BoilerplateEntry,
    )
}  # fmt: skip


@cache
def field_specs(section: str) -> dict[str, FieldSpec]:
    """Return what each field of a section's entries may hold, in the order of the class."""
    return {
        field.name: field.metadata["spec"]
        for field in attrs.fields(SECTIONS[section])
        if "spec" in field.metadata
    }
