"""Articles taken out of HTML pages, with the extra ``biaslens[html]``."""

from __future__ import annotations

from typing import Any

from ..errors import MissingPackageError
from ..model import Article

__all__ = ["article_of_page"]


def article_of_page(content: bytes, identity: str | None) -> Article | None:
    """Take the article out of an HTML page (Barbaresi 2021), without comments and furniture.

    Args:
        content: The page as it came.
        identity: Id of the article.

    Returns:
        The article, its title first and its paragraphs set apart by empty lines, with the site, the
        address and the date that the page states; or ``None`` for a page without one.

    Raises:
        MissingPackageError: If trafilatura is not installed.
    """
    try:
        # Imported here, as it is an extra and takes longer than all the rest.
        from trafilatura import bare_extraction
    except ImportError:
        raise MissingPackageError(
            'reading HTML needs trafilatura, which comes with: pip install "biaslens[html]"'
        ) from None
    try:
        page: Any = bare_extraction(content, with_metadata=True, include_comments=False)
    except Exception:
        # A page can be broken in ways that the parsers below do not expect.
        return None
    if page is None or not page.text:
        return None
    paragraphs = [line for line in page.text.split("\n") if line.strip()]
    if page.title and " ".join(paragraphs[0].split()) != " ".join(page.title.split()):
        paragraphs.insert(0, page.title)
    return Article(
        "\n\n".join(paragraphs) + "\n",
        id=identity,
        outlet=page.sitename,
        url=page.url,
        date=page.date,
    )
