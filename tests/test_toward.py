"""Sentiment toward somebody, over whole reports: roles in the clause, names that mean the same."""

from __future__ import annotations

import pytest

import biaslens

ANNOTATOR = biaslens.Annotator()

# The target stands in square brackets.
ROLES = [
    ("The union condemned [Hale] on Friday.", "negative"),
    ("[The union] condemned Hale on Friday.", "neutral"),
    ("[Hale] was praised by the bishop.", "positive"),
    ("Hale was praised by [the bishop].", "neutral"),
    ("[Hale]'s brutal regime fell in March.", "negative"),
    ("The council thanked [Hale] for her courage.", "positive"),
    ("The report clears [Hale] of wrongdoing.", "positive"),
    ("The court found [Hale] guilty of fraud.", "negative"),
    ("[Hale] was found guilty of fraud.", "negative"),
    ("[Hale] was accused of lying to the court.", "negative"),
    ("[Hale] denied lying to the court.", "neutral"),
    ("The ministry blamed [Hale] for the delay.", "negative"),
    ("[The ministry] blamed Hale for the delay.", "neutral"),
    ("Supporters cheered [Hale] outside the hall.", "positive"),
    ("Protesters booed [Hale] outside the hall.", "negative"),
    ("[Hale] rescued nine children from the flood.", "positive"),
    ("[Hale] betrayed his voters, the paper wrote.", "negative"),
    ("The governor defended [Hale] against critics.", "positive"),
    ("Critics called [Hale] a coward.", "negative"),
    ("[Hale], a convicted fraudster, will stand again.", "negative"),
    ("[Hale], a respected judge, will lead the inquiry.", "positive"),
    ("The disgraced [Hale] left by the back door.", "negative"),
    ("The much-loved [Hale] waved to the crowd.", "positive"),
    ("[Hale] met the premier in Oslo.", "neutral"),
    ("[Hale] told reporters that the attack was a disgrace.", "neutral"),
    ("The attack was a disgrace, [Hale] said.", "neutral"),
    ("Voters trust [Hale] more than her rival.", "positive"),
    ("Voters do not trust [Hale].", "negative"),
    ("[Hale] broke the law, the court ruled.", "negative"),
    ("[Hale] botched the talks.", "negative"),
    ("[Hale] won praise from both parties.", "positive"),
    ("[Hale] drew criticism from both parties.", "negative"),
    ("[Hale] came under fire from both parties.", "negative"),
    ("The president endorsed [Hale].", "positive"),
    ("The president sacked [Hale].", "negative"),
    ("The film mocks [Hale] as a fool.", "negative"),
    ("Hale's rivals admire [her].", "positive"),
    ("Hale left early. Few mourn [him].", "negative"),
    ("[The police] tortured Hale.", "negative"),
    ("[Hale] has a history of lying.", "negative"),
    ("[Hale] is hailed as a hero in the north.", "positive"),
    ("[Hale] is not a hero.", "negative"),
    ("Sympathy for [Hale] is growing.", "positive"),
    ("Anger at [Hale] is growing.", "negative"),
    ("Few voters trust [Marr].", "negative"),
    ("No one trusts [Marr].", "negative"),
    ("[Marr]'s lies cost the city millions.", "negative"),
    ("[Marr]'s courage saved the crew.", "positive"),
    ("[Marr] was booed by the crowd.", "negative"),
    ("[Marr] was thanked by the mayor for her help.", "positive"),
    ("The mayor, who despises [Marr], left.", "negative"),
    ("[Marr] and Lund were praised by the jury.", "positive"),
    ("Marr and [Lund] were praised by the jury.", "positive"),
    ("The jury praised Marr but condemned [Lund].", "negative"),
    ("The jury praised [Marr] but condemned Lund.", "positive"),
    ("According to [Marr], the plan is a disaster.", "neutral"),
    ("[Marr] called the plan a disaster.", "neutral"),
    ("[Marr] called Lund a liar.", "neutral"),
    ("Marr called [Lund] a liar.", "negative"),
    ("[Marr] denied stealing the money.", "neutral"),
    ("[Marr] stole the money.", "negative"),
    ("The judge cleared [Marr] of fraud.", "positive"),
    ("Thousands mourned [Marr].", "positive"),
    ("The company fired [Marr] for theft.", "negative"),
    ("[Marr], the corrupt head of the port, fled.", "negative"),
    ("The popular mayor, [Marr], won again.", "positive"),
    ("[Marr] lost by a wide margin.", "negative"),
    ("Prosecutors charged [Marr] with bribery.", "negative"),
    ("Prosecutors dropped the charges against [Marr].", "positive"),
    ("The king pardoned [Marr].", "positive"),
    ("[Marr] will chair the meeting.", "neutral"),
    ("Lund replaced [Marr] in May.", "neutral"),
    ("The scandal around [Marr] widened.", "negative"),
    ("The team lacks confidence in [Marr].", "negative"),
    ("Confidence in [Marr] is high.", "positive"),
    ("[Marr] insulted nurses.", "negative"),
]

# Said by the wrong side of the rules, known and left so: what ought to be said stands beside it.
KNOWN_ERRORS = [
    ("Nobody accused [Hale] of fraud.", "neutral"),
    ("Hardly anyone takes [Hale] seriously.", "negative"),
    ("Rebels shot at [Marr].", "negative"),
    ("[Marr] disputes that the bank lied.", "neutral"),
    ("[Marr] inherited a mess from Lund.", "neutral"),
]


def toward(text: str) -> biaslens.TargetSentiment:
    start, end = text.index("["), text.index("]") - 1
    return ANNOTATOR.annotate(text.replace("[", "").replace("]", "")).sentiment_toward(start, end)


@pytest.mark.parametrize(("text", "label"), ROLES)
def test_toward_one_mention(text: str, label: str) -> None:
    found = toward(text)
    assert found.label == label
    if label != "neutral":
        assert (found.score > 0) == (label == "positive")


@pytest.mark.parametrize(("text", "label"), KNOWN_ERRORS)
def test_known_errors_are_still_errors(text: str, label: str) -> None:
    assert toward(text).label != label


@pytest.mark.parametrize(("text", "_label"), [*ROLES, *KNOWN_ERRORS])
def test_the_label_has_the_sign_of_the_score(text: str, _label: str) -> None:
    found = toward(text)
    if found.label != "neutral":
        assert found.score != 0
        assert (found.score > 0) == (found.label == "positive")


# An article, a name in it, and what is said of its bearer.
NAMES = [
    ("Anna Hale met the mayor. The council praised Hale.", "Anna Hale", "positive"),
    ("Anna Hale met the mayor. The council condemned her.", "Anna Hale", "negative"),
    ("Ms. Hale met the mayor. The council condemned him.", "Hale", "neutral"),
    ("Anna Hale left on Monday. She lied to the council.", "Anna Hale", "negative"),
    ("Hale spoke. John Orr left. He lied to the court.", "Hale", "neutral"),
    ("Hale spoke for an hour. The hall fell silent. The union thanked her.", "Hale", "positive"),
    ("Hale told Orr. The hall fell silent. Nine years went by. She lied.", "Hale", "neutral"),
    ("Michelle Orr was praised. Nobody knew John Orr, who lied.", "John Orr", "negative"),
    ("John Orr met the senator. He betrayed his voters.", "John Orr", "negative"),
    ("Nine unions met. The mayor thanked Hale.", "Hale", "positive"),
]


@pytest.mark.parametrize(("text", "name", "label"), NAMES)
def test_toward_a_name(text: str, name: str, label: str) -> None:
    assert ANNOTATOR.annotate(text).sentiment_toward(name).label == label
