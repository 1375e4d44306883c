"""The frame that every page shares: one self-contained document, with its style and its script.

The classes of ``page.css`` are for the bodies of all pages; its colours are custom properties,
given for light and for dark.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from functools import cache
from importlib import resources

__all__ = ["asset", "escape", "number", "page", "quoted"]

_ESCAPES = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
    # As itself it would be read as a line feed.
    "\r": "&#13;",
    "\x00": "\N{REPLACEMENT CHARACTER}",
}
_SPECIAL = re.compile("[&<>\"'\r\x00\ud800-\udfff]")


def escape(text: str) -> str:
    """Return a text as HTML, for an element or for a quoted attribute.

    Args:
        text: Any text.

    Returns:
        HTML that is read as just these characters. HTML has no way to write NUL and lone
        surrogates: each becomes one ``\\N{REPLACEMENT CHARACTER}``, so that offsets still hold.
    """
    return _SPECIAL.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    return _ESCAPES.get(match.group(), "\N{REPLACEMENT CHARACTER}")


def quoted(text: str, most: int = 240) -> str:
    """Return words of an article as HTML for use outside of it.

    They stand in a ``bdi`` element, so that their direction turns nothing else round.

    Args:
        text: Any text; a stretch of white space becomes one space.
        most: Number of characters after which the text is cut, with an ellipsis.
    """
    # Four times as much leaves room for white space, and a long text is not looked at whole.
    words = " ".join(text[: 4 * most].split())
    if len(words) > most or len(text) > 4 * most:
        words = words[:most].rstrip() + "…"
    return f"<bdi>{escape(words)}</bdi>"


def number(value: float, digits: int = 1) -> str:
    """Return a number for reading, with a true minus sign and never a negative zero.

    Args:
        value: The number.
        digits: Digits behind the point.
    """
    # Adding zero turns −0.0 into 0.0.
    return f"{round(value, digits) + 0.0:,.{digits}f}".replace("-", "−")


@cache
def asset(name: str) -> str:
    """Return a style sheet or script that is shipped beside this module.

    Args:
        name: Name of the file.
    """
    return resources.files(__package__).joinpath(name).read_text("utf-8")


def page(title: str, body: str, *, style: str = "", script: str = "") -> str:
    """Put a page together: one document with the shared style, which loads nothing.

    Args:
        title: What the page is called, as plain text.
        body: The content of the ``body`` element, as HTML; it begins with a ``header`` or
            ``main`` element.
        style: CSS that is added to the shared one.
        script: JavaScript, run when the body has been read; no other script can run. While it
            has not, the element ``html`` has no class ``js``.

    Returns:
        The document. It can be encoded as UTF-8.
    """
    # What ends an element must not stand in it, be it in a comment or a string.
    script = ("document.documentElement.classList.add('js');\n" + script).replace("</", "<\\/")
    style = (asset("page.css") + style).replace("</", "<\\/")
    digest = b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        "<!DOCTYPE html>\n"
        '<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        '<meta name="generator" content="biaslens">\n'
        f"<title>{escape(' '.join(title.split()))}</title>\n"
        f"<style>\n{style}</style>\n</head>\n"
        f"<body>\n{body}\n<script>{script}</script>\n</body>\n</html>\n"
    )
