"""biaslens as a component of a spaCy pipeline.

::

    import spacy

    nlp = spacy.blank("en")            # or any other pipeline
    nlp.add_pipe("biaslens")
    doc = nlp("Russia says the regime may fall.")
    doc._.biaslens.attributions        # the report
    doc.spans["biaslens"]              # its annotations as spans

spaCy finds the component by its entry point, with no import of this module.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from ..annotator import LAYERS, Annotator
from ..errors import InputError
from ..lexicon import Lexicon
from ..model import Mention
from ..report import Report
from . import needed
from .msgpack import decode, encode

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

__all__ = ["Component", "make"]

_spacy = needed("spacy", "spacy")
_srsly = needed("srsly", "spacy")
_tokens = needed("spacy.tokens", "spacy")

_ALIGNMENTS = ("expand", "contract", "strict")
_FILE = "biaslens.json"

# The entry points do the same where biaslens is installed.
_srsly.msgpack_encoders.register("biaslens", func=encode)
_srsly.msgpack_decoders.register("biaslens", func=decode)
if not _tokens.Doc.has_extension("biaslens"):
    _tokens.Doc.set_extension("biaslens", default=None)


class Component:
    """Annotates docs.

    ``doc._.biaslens`` is the :class:`~biaslens.Report` on ``doc.text``, whose offsets spaCy calls
    character offsets. ``doc.spans[spans_key]`` holds its annotations as spaCy's spans:

    * the label is ``attribution.source``, ``attribution.cue``, ``attribution.content``, ``hedging``
      or ``loaded``; content that is interrupted has a span for each of its pieces;
    * ``span.kb_id_`` is the id of the lexicon entry;
    * ``span.id_`` is the index of the annotation in the report's list: ``"0"`` is
      ``doc._.biaslens.attributions[0]`` for the labels of attribution, and so on.

    biaslens does not use spaCy's tokens. Where an annotation begins or ends within a token, its
    span is widened to the whole token (``alignment="expand"``), narrowed to the tokens that lie in
    it (``"contract"``) or left out (``"strict"``); the report has the exact characters.

    Args:
        annotator: Annotates the texts.
        spans_key: The key of the spans.
        alignment: ``expand``, ``contract`` or ``strict``.

    Raises:
        InputError: If the alignment is none of these.
    """

    def __init__(
        self,
        annotator: Annotator,
        spans_key: str = "biaslens",
        alignment: Literal["expand", "contract", "strict"] = "expand",
    ) -> None:
        if alignment not in _ALIGNMENTS:
            raise InputError(
                f"alignment: expected one of {', '.join(_ALIGNMENTS)}, came {alignment!r}"
            )
        self.annotator = annotator
        self.spans_key = spans_key
        self.alignment = alignment

    def __call__(self, doc: Doc) -> Doc:
        """Annotate a doc.

        Args:
            doc: Any doc; nothing but its text is looked at.

        Returns:
            The same doc, with the report and the spans set.
        """
        report = self.annotator.annotate(doc.text)
        doc._.biaslens = report
        doc.spans[self.spans_key] = list(self._spans(doc, report))
        return doc

    def _spans(self, doc: Doc, report: Report) -> Iterator[Span]:
        for start, end, label, entry, index in _places(report):
            span = doc.char_span(
                start,
                end,
                label=label,
                kb_id=entry,
                alignment_mode=self.alignment,
                span_id=str(index),
            )
            if span is not None and len(span):
                yield span

    # --- what spaCy does when a pipeline is written and read --------------------------------------

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Write down which lexicon is used; the pipeline's config makes the component anew."""
        made: bytes = _srsly.msgpack_dumps(self._identity())
        return made

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Component:
        """Check that the lexicon is the one that :meth:`to_bytes` wrote down; warn if not."""
        return self._checked(_srsly.msgpack_loads(data))

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write down which lexicon is used, in a folder."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        _srsly.write_json(folder / _FILE, self._identity())

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Component:
        """Check that the lexicon is the one that :meth:`to_disk` wrote down; warn if not."""
        return self._checked(_srsly.read_json(Path(path) / _FILE))

    def _identity(self) -> dict[str, str]:
        lexicon = self.annotator.lexicon
        return {"lexicon": lexicon.name, "fingerprint": lexicon.fingerprint}

    def _checked(self, written: dict[str, str]) -> Component:
        if written != self._identity():
            warnings.warn(
                f"biaslens: the pipeline was written with the lexicon {written.get('lexicon')!r} "
                f"of fingerprint {written.get('fingerprint')}, and now uses "
                f"{self.annotator.lexicon.name!r} of fingerprint "
                f"{self.annotator.lexicon.fingerprint}; annotations may differ",
                stacklevel=3,
            )
        return self


def _places(report: Report) -> Iterator[tuple[int, int, str, str, int]]:
    """Start, end, label, entry and index of every span."""
    for index, attribution in enumerate(report.attributions):
        roles: Sequence[tuple[str, Mention | None]] = (
            ("source", attribution.source),
            ("cue", attribution.cue),
            ("content", attribution.content),
        )
        for role, mention in roles:
            for span in mention.spans if mention else ():
                yield span.start, span.end, f"attribution.{role}", attribution.entry, index
    for index, hedge in enumerate(report.hedges):
        yield hedge.start, hedge.end, "hedging", hedge.entry, index
    for index, term in enumerate(report.loaded_terms):
        yield term.start, term.end, "loaded", term.entry, index


@_spacy.Language.factory(  # type: ignore[untyped-decorator, unused-ignore]
    "biaslens",
    default_config={
        "lexicon": [],
        "layers": list(LAYERS),
        "spans_key": "biaslens",
        "alignment": "expand",
    },
    assigns=["doc._.biaslens", "doc.spans"],
)
def make(
    nlp: Language, name: str, lexicon: list[str], layers: list[str], spans_key: str, alignment: Any
) -> Component:
    """Make the component; spaCy calls this.

    Args:
        nlp: The pipeline.
        name: The component's name in it.
        lexicon: Lexicon files that extend the built-in one, in their order.
        layers: The layers to annotate, as for :class:`~biaslens.Annotator`.
        spans_key: The key of the spans.
        alignment: ``expand``, ``contract`` or ``strict``.
    """
    used = Lexicon.builtin()
    for path in lexicon:
        used = used.extend(path)
    return Component(Annotator(lexicon=used, layers=layers), spans_key, alignment)
