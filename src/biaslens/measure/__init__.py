"""Measuring annotations against what people marked."""

from .evaluate import evaluate, evaluate_reports
from .gold import (
    GoldArticle,
    GoldAttribution,
    GoldError,
    GoldTerm,
    gold_article,
    read_gold,
)
from .scores import Accuracy, Evaluation, FoundError, Score

__all__ = [
    "Accuracy",
    "Evaluation",
    "FoundError",
    "GoldArticle",
    "GoldAttribution",
    "GoldError",
    "GoldTerm",
    "Score",
    "evaluate",
    "evaluate_reports",
    "gold_article",
    "read_gold",
]
