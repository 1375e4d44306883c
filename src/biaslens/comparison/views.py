"""An article made ready for comparison: its words with the attribution each stands in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import attrs

from ..grammar.clauses import Syntax
from ..layers.voice import voices
from ..lexicon import AttributionEntry, Lexicon
from ..model import Attribution, Span, Voice, ZoneKind
from ..report import Report
from .model import Passage

__all__ = ["AUTHOR", "COUNTED", "ArticleView"]

#: Comments, captions and page furniture are not what the outlet tells.
COUNTED: tuple[ZoneKind, ...] = ("title", "body")
#: The speaker of "I have already discussed".
AUTHOR = "the author"
_REACH = 80
_SPEECH = frozenset(["quote", "clause", "that", "whether", "as-saying", "adjunct"])


@attrs.frozen(slots=True, eq=False)
class ArticleView:
    """A report with its text read again.

    Attributes:
        number: Number of the article, from 0.
        report: Its report.
        syntax: Its text as read.
        counted: For each token, whether it stands in title or body.
        speech: The attributions, in title and body, that report what somebody but the author says.
        owner: For each token the index in ``speech`` of the innermost that it stands in, or −1.
        voices: Voice of each token.
    """

    number: int
    report: Report
    syntax: Syntax
    counted: Sequence[bool]
    speech: Sequence[Attribution]
    owner: Sequence[int]
    voices: Sequence[Voice]

    @classmethod
    def of(cls, number: int, report: Report, lexicon: Lexicon) -> ArticleView:
        """Read the text of a report.

        Args:
            number: Number of the article.
            report: The report.
            lexicon: The lexicon it was made with.
        """
        syntax = Syntax.read(report.text)
        tokens = syntax.document.tokens
        counted = [False] * len(tokens)
        for zone in report.zones:
            if zone.kind in COUNTED:
                first = bisect_left(tokens.starts, zone.start)
                last = bisect_left(tokens.starts, zone.end)
                counted[first:last] = [True] * (last - first)
        speech = [
            a
            for a in report.attributions
            if a.zone in COUNTED and a.speaker != AUTHOR and _is_speech(a, lexicon)
        ]
        owner = [-1] * len(tokens)
        # The longest contents first, so that what lies within them has the last word.
        sizes = [sum(s.end - s.start for s in a.content.spans) if a.content else 0 for a in speech]
        for index in sorted(range(len(speech)), key=lambda i: (-sizes[i], _depth(speech[i]), i)):
            content = speech[index].content
            for span in content.spans if content is not None else ():
                first, last = _tokens(syntax, span)
                owner[first:last] = [index] * (last - first)
        return cls(
            number, report, syntax, counted, speech, owner, voices(syntax.document, owner)
        )

    def tokens_of(self, span: Span) -> tuple[int, int]:
        """The tokens that begin within a stretch of the text, as a half-open range."""
        return _tokens(self.syntax, span)

    def passage(self, first: int, last: int) -> Passage:
        """The passage of the tokens ``first`` to ``last`` (half-open, not empty)."""
        start, end = self.syntax.document.slice(first, last)
        return Passage(self.number, start, end, self.report.text[start:end])

    def sentence_of(self, token: int) -> Passage:
        """The sentence in which a token stands; of a very long one what is near the token."""
        sentences = self.syntax.document.sentences
        first, last = sentences[bisect_right(sentences, (token, len(self.owner))) - 1]
        return self.passage(max(first, token - _REACH), min(last, token + _REACH))


def _tokens(syntax: Syntax, span: Span) -> tuple[int, int]:
    starts = syntax.document.tokens.starts
    return bisect_left(starts, span.start), bisect_left(starts, span.end)


def _depth(attribution: Attribution) -> int:
    depth = 0
    while attribution.inside is not None:
        attribution = attribution.inside
        depth += 1
    return depth


def _is_speech(attribution: Attribution, lexicon: Lexicon) -> bool:
    """Whether a source's statement is told, not only what it wants, has or does."""
    if attribution.content is None:
        return False
    if attribution.quotation != "indirect" or attribution.entry not in lexicon.entries:
        return True
    entry = lexicon.entry(attribution.entry)
    if not isinstance(entry, AttributionEntry) or not entry.frames:
        return True
    return not _SPEECH.isdisjoint(entry.frames)
