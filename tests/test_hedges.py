"""Hedges: what holds back, by kind, and what only looks like it."""

from __future__ import annotations

import pytest

import biaslens

ANNOTATOR = biaslens.Annotator()

# A sentence, its hedge, and the kind.
HEDGES = [
    ("The talks may resume next week.", "may", "epistemic"),
    ("The truce might not hold.", "might", "epistemic"),
    ("The ruling could delay the vote.", "could", "epistemic"),
    ("At least two of the forty may have drowned.", "may", "epistemic"),
    ("The firm could not possibly have known.", "could not possibly", "epistemic"),
    ("The delay must be due to the snow.", "must be due to", "epistemic"),
    ("It appears there were two letters.", "It appears", "epistemic"),
    ("The driver, it appears, fell asleep.", "it appears", "epistemic"),
    ("It looks like the talks have failed.", "looks like", "epistemic"),
    ("One possible reason is the frost.", "One possible", "epistemic"),
    ("The vote was probably rigged by nobody.", "probably", "epistemic"),
    ("A deal is unlikely this week.", "unlikely", "epistemic"),
    ("There is a possibility of rain.", "possibility", "epistemic"),
    ("It is still unknown whether he survived.", "unknown whether", "epistemic"),
    ("To our knowledge nobody was hurt.", "To our knowledge", "epistemic"),
    ("Reportedly the ship sank.", "Reportedly", "evidential"),
    ("The ship allegedly sank.", "allegedly", "evidential"),
    ("It is said that he wept.", "It is said", "evidential"),
    ("There were rumours of a second letter.", "There were rumours", "evidential"),
    ("The ministry believes it will win.", "believes it", "doxastic"),
    ("I do not think the law will pass.", "do not think", "doxastic"),
    ("Officials felt that the plan was rushed.", "felt that", "doxastic"),
    ("Some thought that the price was too high.", "Some thought", "doxastic"),
    ("Voters tend to think that it failed.", "tend to think", "epistemic"),
    ("The court asked whether he knew.", "asked whether", "investigation"),
    ("It is unclear who fired.", "unclear", "epistemic"),
    ("It remains to be seen.", "remains to be seen", "investigation"),
    ("Some say the law failed.", "Some say", "vagueness"),
    ("Various sources named him.", "Various sources", "vagueness"),
    ("Up to 40 people came.", "Up to", "vagueness"),
    ("A number of shops closed.", "A number of", "vagueness"),
]

# Names, abilities, permissions, feasibility, habits, likeness, conditions.
NONE = [
    "The vote was held in May.",
    "The army showed its might.",
    "Survivors could hear shouting.",
    "The army could not hold the town.",
    "Nothing could stop the flood.",
    "Tickets may be purchased at the gate.",
    "Clubs may only sell beer indoors.",
    "Residents may choose between two lines.",
    "They came as soon as possible.",
    "The lock has all the possible combinations.",
    "The judge found probable cause for a trial.",
    "Turnout tends to fall in winter.",
    "The toy looked like a gun.",
    "No child ought to be hungry.",
    "She took questions about the budget.",
    "The quiz gives three hints.",
    "All bids must be considered.",
    "If it rains, the match is off.",
    "The road will close unless it thaws.",
    "He believed in God.",
    "He assumed command on Monday.",
    "The think tank closed.",
]


@pytest.mark.parametrize(("text", "words", "kind"), HEDGES)
def test_hedges_and_their_kinds(text: str, words: str, kind: str) -> None:
    found = [(hedge.text, hedge.category) for hedge in ANNOTATOR.annotate(text).hedges]
    assert (words, kind) in found


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_hedge(text: str) -> None:
    assert [(hedge.text, hedge.entry) for hedge in ANNOTATOR.annotate(text).hedges] == []
