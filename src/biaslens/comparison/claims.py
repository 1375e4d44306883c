"""Claims that one article attributes and another states as fact, and what sources dispute."""

from __future__ import annotations

from collections.abc import Sequence

from .alignment import Pair, Unit, align
from .model import Aligned, Claim, Position, Statement
from .statements import Said, Statements

__all__ = ["find_claims", "find_positions"]

#: Others who say the same as a source that confirms, denies or withholds; more are left out.
_MOST_ELSEWHERE = 8
#: That one says what another says is not so needs surer ground.
_SURE = 0.6


def find_claims(articles: Sequence[Statements]) -> tuple[Claim, ...]:
    """Find what one article states as fact and others attribute to a source.

    Args:
        articles: What each article says.

    Returns:
        One claim for each statement in an author's voice that others attribute, the surest first.
    """
    stated = [unit for article in articles for unit in article.stated]
    said = [
        one.unit
        for article in articles
        for one in article.said
        if one.status in (None, "confirmed", "doubted") and one.about is None
    ]
    pairs = align(stated, said, _other_article_same_sign)
    best: dict[int, dict[int, Pair]] = {}
    taken: dict[tuple[int, int], int] = {}
    for pair in pairs:
        attributed = said[pair.right].statement
        # A statement of a source goes with the one of each article that fits it best.
        place = pair.right, stated[pair.left].statement.article
        if taken.setdefault(place, pair.left) != pair.left:
            continue
        best.setdefault(pair.left, {}).setdefault(attributed.article, pair)
    claims = [
        Claim(
            stated[left].statement,
            tuple(
                Aligned(said[pair.right].statement, pair.score, pair.shared)
                for pair in found.values()
            ),
        )
        for left, found in best.items()
    ]
    return tuple(
        sorted(claims, key=lambda claim: (-claim.score, *_place(claim.stated)))
    )


def find_positions(articles: Sequence[Statements]) -> tuple[Position, ...]:
    """Find what sources confirm, deny, do not confirm or are doubted about.

    What a source says is not so, where another says it is, counts as denied.

    Args:
        articles: What each article says.

    Returns:
        The positions in the order of the articles and their texts, each with who says the same
        elsewhere.
    """
    plain = [one for article in articles for one in article.said]
    taking = [one for one in plain if one.status is not None]
    negated = [one for one in plain if one.status is None and one.unit.negated]
    negated += [
        Said(unit, None, None) for article in articles for unit in article.stated if unit.negated
    ]
    telling = [one.unit for one in plain if one.status in (None, "confirmed", "doubted")]
    telling += [unit for article in articles for unit in article.stated]
    taking_units = [one.unit for one in taking]
    found: dict[int, list[Pair]] = {}
    for pair in align(taking_units, telling, _somebody_else):
        if telling[pair.right].statement.passage != taking[pair.left].about:
            found.setdefault(pair.left, []).append(pair)
    positions = [
        _position(one, found.get(number, ()), telling) for number, one in enumerate(taking)
    ]
    opposed: dict[int, list[Pair]] = {}
    for pair in align([one.unit for one in negated], telling, _opposite):
        if pair.score >= _SURE:
            opposed.setdefault(pair.left, []).append(pair)
    positions += [_position(negated[left], pairs, telling) for left, pairs in opposed.items()]
    return tuple(sorted(positions, key=lambda position: _place(position.statement)))


def _position(one: Said, pairs: Sequence[Pair], telling: Sequence[Unit]) -> Position:
    status = one.status or "denied"
    elsewhere: dict[tuple[int, str | None], Aligned] = {}
    for pair in pairs:
        statement = telling[pair.right].statement
        elsewhere.setdefault(
            (statement.article, statement.source), Aligned(statement, pair.score, pair.shared)
        )
    kept = tuple(elsewhere.values())[:_MOST_ELSEWHERE]
    return Position(status, one.unit.statement, one.about, kept)


def _place(statement: Statement) -> tuple[int, int, int]:
    passage = statement.passage
    return passage.article, passage.start, passage.end


def _other_article_same_sign(stated: Unit, said: Unit) -> bool:
    return (
        stated.statement.article != said.statement.article and stated.negated == said.negated
    )


def _somebody_else(taking: Unit, telling: Unit) -> bool:
    """Whether a statement is another's: another source's, or an author's."""
    if taking is telling or taking.negated != telling.negated:
        return False
    one, other = taking.statement, telling.statement
    if one.stance == "asserts" and one.article == other.article:
        return False
    if other.stance is None or _overlap(one, other):
        return one.article != other.article
    return one.source != other.source or (one.source is None and one.article != other.article)


def _opposite(negated: Unit, telling: Unit) -> bool:
    one, other = negated.statement, telling.statement
    if telling.negated:
        return False
    if one.article == other.article:
        # An article may let two sources contradict each other; itself it hardly does.
        return None not in (one.source, other.source) and one.source != other.source
    return one.source is None or one.source != other.source


def _overlap(one: Statement, other: Statement) -> bool:
    a, b = one.passage, other.passage
    return a.article == b.article and a.start < b.end and b.start < a.end
