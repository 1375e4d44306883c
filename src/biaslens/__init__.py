"""biaslens tells who is speaking in a news article.

::

    import biaslens

    report = biaslens.annotate("Russia says the strike hit militants. Ankara has not confirmed it.")
    for a in report.attributions:
        print(a.source.text, "|", a.cue.text, "|", a.content.text, "|", a.stance)
"""

import typing as _typing

if _typing.TYPE_CHECKING:
    from .annotator import LAYERS, Annotator, annotate
    from .comparison import Comparison, compare
    from .errors import (
        BiaslensError,
        Failure,
        InputError,
        LexiconError,
        LexiconProblem,
        MissingPackageError,
        WorkerError,
    )
    from .lexicon import Lexicon
    from .model import (
        Article,
        ArticleSentiment,
        Attribution,
        Hedge,
        LoadedTerm,
        Mention,
        Readability,
        Sentence,
        Sentiment,
        Span,
        TargetSentiment,
        Zone,
    )
    from .report import Report, Totals

__all__ = [
    "LAYERS",
    "Annotator",
    "Article",
    "ArticleSentiment",
    "Attribution",
    "BiaslensError",
    "Comparison",
    "Failure",
    "Hedge",
    "InputError",
    "Lexicon",
    "LexiconError",
    "LexiconProblem",
    "LoadedTerm",
    "Mention",
    "MissingPackageError",
    "Readability",
    "Report",
    "Sentence",
    "Sentiment",
    "Span",
    "TargetSentiment",
    "Totals",
    "WorkerError",
    "Zone",
    "annotate",
    "compare",
]

__version__ = "0.1.0"

# Each name is imported when it is first asked for (PEP 562), so that a program that only may
# annotate something starts at once. Type checkers read the imports above.
_MODULES = {
    **dict.fromkeys(("LAYERS", "Annotator", "annotate"), "annotator"),
    **dict.fromkeys(("BiaslensError", "Failure", "InputError"), "errors"),
    **dict.fromkeys(("LexiconError", "LexiconProblem"), "errors"),
    **dict.fromkeys(("MissingPackageError", "WorkerError"), "errors"),
    **dict.fromkeys(("Comparison", "compare"), "comparison"),
    **dict.fromkeys(("Report", "Totals"), "report"),
    "Lexicon": "lexicon",
}

if not _typing.TYPE_CHECKING:

    def __getattr__(name):
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        value = getattr(import_module("." + _MODULES.get(name, "model"), __name__), name)
        globals()[name] = value
        return value

    def __dir__():
        return sorted({*globals(), *__all__})
