"""The page of a report in a real browser: with the mouse, the keyboard, narrow, dark, on paper."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
import webdriver

from biaslens import Annotator, Article

ROOT = Path(__file__).parent.parent
REASON = webdriver.missing()
pytestmark = pytest.mark.skipif(REASON is not None, reason=str(REASON))
HOSTILE = (
    "Title\r\n\r\nAnn Lee said: “<script>document.title = 'run'</script><img src=x "
    "onerror=\"document.title = 'run'\"> ]]> the regime may fall.”\r\n\u202eabc \x01\x85 &amp;\n"
)


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    with webdriver.chromium(tmp_path_factory.mktemp("profile")) as found:
        yield found


@pytest.fixture(scope="module")
def report():
    text = (ROOT / "examples" / "opposition.txt").read_text("utf-8")
    return Annotator().annotate(Article(text, outlet="Free North", date="15 March"))


@pytest.fixture(scope="module")
def file(report, tmp_path_factory):
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text(report.to_html(), encoding="utf-8", newline="")
    return path


def visible(browser, selector):
    return browser.run(f"return document.querySelector({selector!r}).checkVisibility()")


def style(browser, selector, name):
    return browser.run(
        f"return getComputedStyle(document.querySelector({selector!r})).getPropertyValue({name!r})"
    )


def anchor(report, kind, which):
    """The id of the first annotation that is such, and the annotation."""
    items = {"a": report.attributions, "t": report.loaded_terms, "h": report.hedges}[kind]
    return next((f"{kind}{n}", item) for n, item in enumerate(items) if which(item))


def card(browser):
    return browser.run("return card.hidden ? null : card.innerText")


def test_the_text_is_the_article_s_and_nothing_complains(browser, file, report):
    browser.open(file)
    assert browser.run("return document.getElementById('text').textContent") == report.text
    assert browser.complaints() == []
    assert browser.run("return performance.getEntriesByType('resource').length") == 0
    assert browser.run("return document.documentElement.className") == "js"


def test_a_hostile_article_stays_text(browser, tmp_path):
    path = tmp_path / "hostile.html"
    page = Annotator().annotate(Article(HOSTILE, outlet="<script>document.title='run'</script>"))
    path.write_text(page.to_html(), encoding="utf-8", newline="")
    browser.open(path)
    assert browser.run("return document.getElementById('text').textContent") == HOSTILE
    assert browser.run("return document.title") == "Title – biaslens"
    assert browser.run("return document.querySelectorAll('script, img').length") == 1
    assert browser.complaints() == []


def test_no_other_script_can_run(browser, file, tmp_path):
    path = tmp_path / "changed.html"
    html = file.read_text("utf-8").replace("</main>", "</main><script>document.title=1</script>")
    path.write_text(html, encoding="utf-8")
    browser.open(path)
    assert browser.run("return document.title") != "1"
    assert any("Content Security Policy" in line for line in browser.complaints())


@pytest.mark.parametrize(
    ("layer", "mark", "css"),
    [
        ("attribution", "#text .m-source", "background-color"),
        ("attribution", "#text .m-content", "background-color"),
        ("attribution", "#text .m-cue:not(.m-loaded)", "text-decoration-line"),
        ("loaded", "#text .m-loaded.by-author", "text-decoration-line"),
        ("hedge", "#text .m-hedge.by-author", "text-decoration-line"),
    ],
)
def test_switches_show_and_hide_layers(browser, file, layer, mark, css):
    browser.open(file)
    button = f"button[data-layer={layer}]"
    shown = style(browser, mark, css)
    assert shown not in ("none", "rgba(0, 0, 0, 0)")
    assert browser.run(f"return document.querySelector('{button}').ariaPressed") == "true"
    browser.point(button, press=True)
    assert style(browser, mark, css) in ("none", "rgba(0, 0, 0, 0)")
    assert browser.run(f"return document.querySelector('{button}').ariaPressed") == "false"
    browser.point(button, press=True)
    assert style(browser, mark, css) == shown


def test_a_layer_that_is_off_is_out_of_the_way(browser, file, report):
    browser.open(file)
    name, _ = anchor(report, "t", lambda item: item.zone == "body" and item.attribution is None)
    browser.point("button[data-layer=loaded]", press=True)
    assert browser.run(f"return document.getElementById('{name}').tabIndex") == -1
    browser.point(f"#{name}")
    assert card(browser) is None
    browser.point("button[data-layer=loaded]", press=True)
    browser.point(f"#{name}")
    assert card(browser) is not None


def test_sentiment_is_off_until_it_is_switched_on(browser, file):
    browser.open(file)
    assert style(browser, "#text .z-body .s-negative", "box-shadow") == "none"
    browser.point("button[data-layer=sentiment]", press=True)
    assert style(browser, "#text .z-body .s-negative", "box-shadow") != "none"


def test_pointing_at_a_term_tells_what_it_is(browser, file, report):
    browser.open(file)
    name, term = anchor(report, "t", lambda i: i.neutral and i.voice == "author" and i.favours)
    browser.point(f"#{name}")
    said = card(browser)
    for part in (term.text, "the author’s own", *term.neutral, term.favours, term.note, term.entry):
        assert part in said
    assert browser.run("return document.querySelectorAll('.same').length") >= 1
    # It can be read with the mouse on it, and goes when the mouse goes.
    browser.point("#card .note-head")
    assert card(browser) == said
    browser.point("h1")
    browser.run("return new Promise((done) => setTimeout(done, 400))")
    assert card(browser) is None


def test_a_term_within_an_attribution_shows_both(browser, file, report):
    browser.open(file)
    name, term = anchor(report, "t", lambda item: item.voice == "source")
    browser.point(f"#{name}")
    said = card(browser)
    speaker = term.attribution.speaker or term.attribution.source.text
    assert f"in the words of {speaker}" in said
    assert said.index("Loaded term") < said.index("Attribution")


def test_pointing_at_content_outlines_the_whole_attribution(browser, file, report):
    browser.open(file)
    name, item = anchor(report, "a", lambda a: a.stance == "withholds" and a.content and a.source)
    browser.point(f"#text .m-source[data-n={name}]")
    said = card(browser)
    assert item.source.text in said and item.cue.text in said and "withholds" in said
    outlined = browser.run(
        "return [...document.querySelectorAll('.same')].map((mark) => mark.dataset.n)"
    )
    assert len(outlined) >= 3 and set(outlined) == {name}


def test_the_keyboard_reaches_everything(browser, file, report):
    browser.open(file)
    browser.press("Tab")
    assert browser.run("return document.activeElement.textContent") == "To the text"
    browser.press("Enter")
    assert browser.run("return document.activeElement.id") == "text"
    # Behind the start of the text come its annotations, in its order.
    reached = []
    for _ in range(6):
        browser.press("Tab")
        reached.append(browser.run("return document.activeElement.id"))
    expected = browser.run(
        "return [...text.querySelectorAll('mark[id], summary')]"
        ".filter((e) => e.checkVisibility()).slice(0, 6).map((e) => e.id)"
    )
    assert reached == expected
    name = next(found for found in reached if found)
    browser.run(f"document.getElementById('{name}').focus()")
    assert card(browser) is not None
    assert style(browser, f"#{name}", "outline-style") == "solid"
    described = browser.run("return document.activeElement.getAttribute('aria-describedby')")
    assert browser.run(f"return document.getElementById('{described}') !== null")
    browser.press("Escape")
    assert card(browser) is None
    # A switch is pressed with the space bar, as any button.
    browser.run("document.querySelector('button[data-layer=hedge]').focus()")
    browser.press("Space")
    assert browser.run("return document.activeElement.ariaPressed") == "false"


def chosen(browser):
    # That a source was opened is told to the page a moment later.
    browser.run("return new Promise((done) => setTimeout(done, 50))")
    return browser.run(
        "return [...new Set([...document.querySelectorAll('.chosen')].map((m) => m.dataset.n))]"
    )


def test_a_source_in_the_list_shows_all_it_says(browser, file, report):
    browser.open(file)
    browser.point("details.who[data-s='0'] summary", press=True)
    names = browser.run(
        "return [...document.querySelectorAll('details.who[data-s=\"0\"] li a')]"
        ".map((link) => link.getAttribute('href').slice(1))"
    )
    assert names and chosen(browser) == names
    # Another one takes its place.
    browser.point("details.who[data-s='1'] summary", press=True)
    assert not set(chosen(browser)) & set(names)
    assert browser.run("return document.querySelectorAll('details.who[open]').length") == 1
    browser.point("details.who[data-s='1'] summary", press=True)
    assert chosen(browser) == []


def test_a_source_in_the_text_opens_the_list(browser, file, report):
    browser.open(file)
    name, item = anchor(report, "a", lambda a: a.speaker and a.source and a.zone == "body")
    browser.point(f"#text .m-source[data-n={name}]", press=True)
    opened = browser.run(
        "return document.querySelector('details.who[open] .who-name').textContent"
    )
    assert opened == item.speaker
    assert name in chosen(browser)
    browser.point(f"#text .m-source[data-n={name}]", press=True)
    assert chosen(browser) == []
    browser.run(f"document.getElementById('{name}').focus()")
    browser.press("Enter")
    assert name in chosen(browser)


def test_links_lead_to_the_place_and_open_what_is_collapsed(browser, file, report):
    browser.open(file)
    browser.point("details.who[data-s='0'] summary", press=True)
    browser.point("details.who[data-s='0'] li a", press=True)
    assert browser.run("return document.activeElement.id.startsWith('a')")
    name, _ = anchor(report, "t", lambda item: item.zone == "comment")
    assert not visible(browser, f"#{name}")
    browser.run("document.querySelector('.notes details').open = true")
    browser.point(f"#n-{name} a", press=True)
    assert visible(browser, f"#{name}")


def test_asides_show_their_label(browser, file):
    browser.open(file)
    assert "not counted" in browser.run(
        "return getComputedStyle(document.querySelector('.aside summary'), '::before').content"
    )
    browser.point(".aside summary", press=True)
    assert visible(browser, ".aside p")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_it_fits_the_window_and_follows_the_scheme(browser, file, width, dark):
    browser.open(file, width=width, height=844, dark=dark)
    assert browser.run("return document.documentElement.scrollWidth") == width
    paper = style(browser, "body", "background-color")
    assert paper == ("rgb(21, 23, 27)" if dark else "rgb(251, 250, 246)")
    name = browser.run("return document.querySelector('#text .z-body mark[id]').id")
    browser.run(f"document.getElementById('{name}').focus()")
    box = browser.run("const r = card.getBoundingClientRect(); return [r.left, r.right, r.bottom]")
    assert box[0] >= 0 and box[1] <= width and box[2] <= 844
    shot = browser.screenshot()
    assert shot.startswith(b"\x89PNG") and len(shot) > 20_000


def test_a_long_word_does_not_widen_the_page(browser, tmp_path):
    path = tmp_path / "long.html"
    path.write_text(Annotator().annotate("regime" * 500 + " said no.").to_html(), encoding="utf-8")
    browser.open(path, width=390)
    assert browser.run("return document.documentElement.scrollWidth") == 390


def test_paper_gets_the_notes_and_no_controls(browser, file):
    browser.open(file, dark=True)
    browser.run("window.dispatchEvent(new Event('beforeprint'))")
    browser.command("Emulation.setEmulatedMedia", media="print")
    assert visible(browser, ".note")
    assert not visible(browser, ".skip") and not visible(browser, ".legend")
    browser.command("Emulation.setEmulatedMedia", media="")
    browser.run("window.dispatchEvent(new Event('afterprint'))")
    assert not visible(browser, ".note")
    pdf = base64.b64decode(browser.command("Page.printToPDF")["data"])
    assert pdf.startswith(b"%PDF")


def test_without_script_everything_is_there(browser, file):
    browser.command("Emulation.setScriptExecutionDisabled", value=True)
    try:
        browser.open(file)
        browser.point(".notes summary", press=True)
        browser.point("details.who[data-s='0'] summary", press=True)
    finally:
        browser.command("Emulation.setScriptExecutionDisabled", value=False)
    assert visible(browser, ".note") and visible(browser, ".who li")
    assert not visible(browser, ".check")


def test_a_frame_in_a_notebook_works(browser, report, tmp_path):
    path = tmp_path / "notebook.html"
    frame = report._repr_html_()
    path.write_text(f"<!DOCTYPE html><meta charset=utf-8><p>cell</p>{frame}", encoding="utf-8")
    browser.open(path)
    paragraph = style(browser, "p", "margin-top")
    assert paragraph == "16px"
    browser._call("frame", {"id": browser.find("iframe")})
    try:
        assert browser.run("return document.documentElement.className") == "js"
        browser.point("button[data-layer=loaded]", press=True)
        assert style(browser, "#text .m-loaded", "text-decoration-line") == "none"
        browser.point("details.who[data-s='0'] summary", press=True)
        # In a frame of a busy browser the list may open after the first press.
        reached = False
        for _ in range(20):
            browser.point("details.who[data-s='0'] li a", press=True)
            reached = browser.run("return document.activeElement.id.startsWith('a')")
            if reached:
                break
        assert reached
    finally:
        browser._call("frame", {"id": None})
    assert browser.complaints() == []
