"""Charts as inline SVG. Each has a title and a description for those who cannot see it.

They are stretched to the room there is, so there is no text in them; the style sheet gives their
parts their colours by class.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from biaslens.export.html.page import escape

__all__ = ["Bar", "Part", "bar", "columns", "strip", "ticks"]

#: A share of a bar, 0 to 1; the class of its colour; what it stands for, as plain text.
Part = tuple[float, str, str]
#: Where a column begins and ends, 0 to 1; its value, −1 to 1; its class; what it stands for, as
#: plain text; and the id of the element that it leads to.
Bar = tuple[float, float, float, str, str, str]
_WIDE = 1000


def _svg(name: str, classes: str, high: int, title: str, description: str, shapes: str) -> str:
    return (
        f'<svg class="{classes}" viewBox="0 0 {_WIDE} {high}" preserveAspectRatio="none" '
        f'role="img" aria-labelledby="{name}-title {name}-desc">'
        f'<title id="{name}-title">{escape(title)}</title>'
        f'<desc id="{name}-desc">{escape(description)}</desc>{shapes}</svg>'
    )


def bar(name: str, title: str, parts: Sequence[Part], *, big: bool = False) -> str:
    """Draw one bar of several parts, side by side.

    Args:
        name: An id that no other chart of the page has.
        title: What it shows, as plain text.
        parts: Its parts, from the left; what is left of the whole stays empty.
        big: Whether it is high.
    """
    shapes = []
    left = 0.0
    for share, css, label in parts:
        if share > 0:
            shapes.append(
                f'<rect class="{css}" x="{left * _WIDE:.1f}" width="{share * _WIDE:.1f}" '
                f'height="10"><title>{escape(label)}</title></rect>'
            )
        left += share
    described = "; ".join(label for share, _, label in parts if share > 0) or "nothing"
    classes = "bar big" if big else "bar"
    return _svg(name, classes, 10, title, described, "".join(shapes))


def columns(name: str, title: str, description: str, bars: Iterable[Bar]) -> str:
    """Draw columns that stand on a line in the middle, or hang from it.

    Args:
        name: An id that no other chart of the page has.
        title: What it shows, as plain text.
        description: What is to be seen, as plain text.
        bars: The columns, from the left.
    """
    shapes = [f'<rect class="axis" y="39.5" width="{_WIDE}" height="1"/>']
    for start, end, value, css, label, target in bars:
        high = max(abs(value) * 40, 0.8)
        top = 40 - high if value > 0 else 40
        shapes.append(
            f'<rect class="{css}" x="{start * _WIDE:.1f}" y="{top:.1f}" '
            f'width="{(end - start) * _WIDE:.1f}" height="{high:.1f}" data-to="{target}">'
            f"<title>{escape(label)}</title></rect>"
        )
    return _svg(name, "along columns", 80, title, description, "".join(shapes))


def strip(
    name: str, title: str, description: str, parts: Iterable[tuple[float, float, str, str]]
) -> str:
    """Draw a strip with coloured stretches.

    Args:
        name: An id that no other chart of the page has.
        title: What it shows, as plain text.
        description: What is to be seen, as plain text.
        parts: For each stretch its start and end, 0 to 1, the class of its colour, and what it
            stands for, as plain text.
    """
    shapes = [
        f'<rect class="{css}" x="{start * _WIDE:.1f}" width="{(end - start) * _WIDE:.1f}" '
        f'height="10"><title>{escape(label)}</title></rect>'
        for start, end, css, label in parts
    ]
    return _svg(name, "along strip", 10, title, description, "".join(shapes))


def ticks(name: str, title: str, description: str, places: Iterable[tuple[float, str]]) -> str:
    """Draw a row of ticks.

    Args:
        name: An id that no other chart of the page has.
        title: What it shows, as plain text.
        description: What is to be seen, as plain text.
        places: Where each tick stands, 0 to 1, and its class. Of ticks of one class that would
            cover each other one is drawn.
    """
    seen = sorted({(round(place * _WIDE), css) for place, css in places})
    shapes = "".join(
        f'<path class="{css}" d="M{x} {"0" if css.endswith("by-author") else "4"}V10"/>'
        for x, css in seen
    )
    return _svg(name, "along ticks", 10, title, description, shapes)
