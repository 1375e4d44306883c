"""biaslens tells who is speaking in a news article.

::

    import biaslens

    report = biaslens.annotate("Russia says the strike hit militants. Ankara has not confirmed it.")
    for a in report.attributions:
        print(a.source.text, "|", a.cue.text, "|", a.content.text, "|", a.stance)
"""

from .annotator import LAYERS, Annotator, annotate
from .errors import BiaslensError, InputError, LexiconError, LexiconProblem
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
    "Hedge",
    "InputError",
    "Lexicon",
    "LexiconError",
    "LexiconProblem",
    "LoadedTerm",
    "Mention",
    "Readability",
    "Report",
    "Sentence",
    "Sentiment",
    "Span",
    "TargetSentiment",
    "Totals",
    "Zone",
    "annotate",
]

__version__ = "0.1.0"
