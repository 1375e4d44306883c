"""The page of a comparison in a real browser: the chooser, the keyboard, narrow, dark, on paper."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
import webdriver

import biaslens
from biaslens import Article

EXAMPLES = Path(__file__).parent.parent / "examples"
REASON = webdriver.missing()
pytestmark = pytest.mark.skipif(REASON is not None, reason=str(REASON))
OUTLETS = {"wire": "Continental Wire", "government": "The Standard", "opposition": "Free North"}
HOSTILE = "<script>document.title = 'run'</script><img src=x onerror=\"document.title = 'run'\">"


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    with webdriver.chromium(tmp_path_factory.mktemp("profile")) as found:
        yield found


def page_of(articles, path):
    comparison = biaslens.compare(map(biaslens.annotate, articles))
    path.write_text(comparison.to_html(), encoding="utf-8", newline="")
    return path


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    articles = [
        Article((EXAMPLES / f"{name}.txt").read_text("utf-8"), outlet=outlet)
        for name, outlet in OUTLETS.items()
    ]
    return page_of(articles, tmp_path_factory.mktemp("page") / "comparison.html")


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    texts = [(EXAMPLES / f"{name}.txt").read_text("utf-8") for name in OUTLETS]
    articles = [Article(texts[at % 3], outlet=f"Outlet {at}") for at in range(12)]
    return page_of(articles, tmp_path_factory.mktemp("page") / "many.html")


def style(browser, selector, name):
    return browser.run(
        f"return getComputedStyle(document.querySelector({selector!r})).getPropertyValue({name!r})"
    )


def shown(browser, article):
    """How many of an outlet's cells, cards and lines are to be seen, and how many there are."""
    return browser.run(
        f"const all = [...document.querySelectorAll('[data-a=\"{article}\"]')];"
        "return [all.filter(e => e.checkVisibility()).length, all.length]"
    )


def test_nothing_complains_and_nothing_is_loaded(browser, file):
    browser.open(file)
    assert browser.run("return document.querySelector('h1').innerText") == "How 3 outlets tell it"
    assert browser.run("return document.querySelectorAll('section').length") == 6
    assert browser.complaints() == []
    assert browser.run("return performance.getEntriesByType('resource').length") == 0


def test_hostile_articles_stay_text(browser, tmp_path):
    text = f"{HOSTILE}\n\nAnn Lee{HOSTILE} said that the regime’s army had liberated Ostrel.\n"
    article = Article(text, outlet=HOSTILE, date=HOSTILE, url=f"javascript:{HOSTILE}", id=HOSTILE)
    browser.open(page_of([article, article], tmp_path / "hostile.html"))
    assert browser.run("return document.title").endswith("– biaslens comparison")
    assert browser.run("return document.querySelectorAll('script, img').length") == 1
    assert browser.run("return document.querySelectorAll('a[href^=javascript]').length") == 0
    assert HOSTILE[:50] in browser.run("return document.querySelector('.outlet').textContent")
    assert browser.complaints() == []


def test_outlets_are_chosen(browser, file):
    browser.open(file)
    before = shown(browser, 1)
    assert before[0] > 20
    browser.point("#chooser input[value='1']", press=True)
    assert shown(browser, 1) == [0, before[1]]
    assert shown(browser, 0)[0] > 20
    browser.point("#chooser input[value='1']", press=True)
    assert shown(browser, 1) == before


def test_the_keyboard_is_enough(browser, file):
    browser.open(file)
    browser.press("Tab")
    assert browser.run("return document.activeElement.className") == "skip"
    assert browser.run("return document.activeElement.getBoundingClientRect().left") >= 0
    for _ in range(7):
        browser.press("Tab")
    assert browser.run("return document.activeElement.value") == "0"
    browser.press("Space")
    assert shown(browser, 0)[0] == 0
    browser.run("document.querySelector('summary').focus()")
    browser.press("Enter")
    assert browser.run("return document.querySelector('details').open") is True
    assert browser.run("return document.querySelector('details .uses li').innerText") != ""


def test_every_table_says_what_it_is(browser, file):
    browser.open(file)
    nameless = browser.run(
        "return [...document.querySelectorAll('.scroll')].filter("
        "e => !e.ariaLabel || e.tabIndex !== 0 || !e.querySelector('th[scope=row]')).length"
    )
    assert nameless == 0
    assert browser.run("return document.querySelectorAll('.scroll').length") > 5


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_only_tables_scroll_sideways(browser, many, width):
    browser.open(many, width=width)
    assert browser.run("return document.documentElement.scrollWidth") <= width
    assert browser.run(
        "const e = document.querySelector('#sources .scroll');"
        "return e.scrollWidth > e.clientWidth"
    )
    # The names of the rows stay where they are.
    assert style(browser, "#sources tbody th", "position") == "sticky"


def contrast(browser, selector):
    """Contrast of text and ground (WCAG 2.2, 1.4.3)."""
    return browser.run(
        """
        const parse = c => c.match(/[\\d.]+/g).map(Number);
        const light = c => {
            const [r, g, b] = parse(c).slice(0, 3).map(v => v / 255).map(
                v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        let element = document.querySelector(arguments[0]);
        const ink = light(getComputedStyle(element).color);
        let ground = [0, 0, 0, 0];
        while (element && ground[3] === 0) {
            const found = parse(getComputedStyle(element).backgroundColor);
            ground = found.length === 3 ? [...found, 1] : found;
            element = element.parentElement;
        }
        const paper = light(`rgb(${ground})`);
        return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
        """,
        selector,
    )


@pytest.mark.parametrize("dark", [False, True])
def test_words_can_be_read(browser, many, dark):
    browser.open(many, dark=dark)
    outlets = [f".head.c{number} .outlet" for number in range(6)]
    chips = [f".chip.by-{voice}" for voice in ("author", "source", "scare_quote")]
    for selector in (*outlets, *chips, ".muted", "th", "blockquote", "nav a"):
        assert contrast(browser, selector) >= 4.5, selector


def test_light_and_dark_differ(browser, file):
    browser.open(file)
    light = style(browser, "body", "background-color")
    browser.open(file, dark=True)
    assert style(browser, "body", "background-color") != light


def test_paper(browser, file):
    browser.open(file)
    browser.command("Emulation.setEmulatedMedia", media="print")
    try:
        assert style(browser, "nav", "display") == "none"
        assert style(browser, ".scroll", "overflow-x") == "visible"
        browser.run("window.dispatchEvent(new Event('beforeprint'))")
        assert browser.run("return document.querySelectorAll('details:not([open])').length") == 0
        pages = browser.command("Page.printToPDF")["data"]
    finally:
        browser.command("Emulation.setEmulatedMedia", media="")
    assert base64.b64decode(pages).startswith(b"%PDF")
