"""The page of a report: true to the text, well-formed, safe, and readable by everyone."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import attrs
import html5lib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_growth import repeated, work

from biaslens import Annotator, Article, Lexicon, Report
from biaslens.export.html.along import along
from biaslens.export.html.page import asset, escape, number, page, quoted
from biaslens.export.html.report import LAYERS, render
from biaslens.export.html.sources import COUNTED, sources_of, stretches
from biaslens.model import Attribution, Hedge, LoadedTerm, Mention, Span

ROOT = Path(__file__).parent.parent
ANNOTATOR = Annotator()
VOID = frozenset(["meta"])
#: What HTML has no way to write.
_NOT_IN_HTML = re.compile("[\x00\ud800-\udfff]")
#: What HTML can hold, and a validator complains of.
_NOT_VALID = re.compile(
    "[\x01-\x08\x0b\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\r]"
    + "".join(f"|[{chr(0x10000 * n + 0xFFFE)}{chr(0x10000 * n + 0xFFFF)}]" for n in range(17))
)

NESTED = (
    "Reuters reported on Monday that Anna Petrova, the mayor, had said “the so-called regime may "
    "fall”. The ministry denied that the terrorists, who “said they won”, were reportedly there.\n"
)
HOSTILE = {
    "empty": "",
    "white space": " \n\t\r\n ",
    "script": "He said <script>alert(1)</script> to them. “</script>,” said Ann Lee.",
    "ends": "</title></style></textarea></div></article></body></html><!-- ]]> --> said Ann Lee.",
    "image": 'Ann Lee said: "><img src=x onerror=alert(1)>',
    "quotes": "Ann \"Lee' said ‘\"regime\"’ & &amp; &lt; &#0; &nbsp",
    "NUL": "Ann Lee said\x00 the regime\x00may fall.\x00",
    "surrogates": "Ann Lee said \ud800 the regime \udfff may fall.",
    "RTL": "قال \u202eAnn Lee said the regime may fall.\n\nשלום \u2067world",
    "CRLF": "Title\r\n\r\nAnn Lee said the regime may fall.\r\nBob said no.\r\r\n",
    "controls": "Ann Lee said\x01 the\x1b regime\x85 may\ufffe fall\x0b\x0c.",
    "marks": "Ann Lee said the re\u0301gime 👩‍👩‍👧 may fall.",
    "comments": "Title\n\nHe said no.\n\n1 Comment\n\nAnn says:\nThe <b>regime</b> may fall.",
    "one line": "he said the regime may " * 300,
    "no spaces": "regime" * 2000,
    "nested": NESTED * 8,
    "open quotation": "“He said that " * 200,
}


class Reader(HTMLParser):
    """Reads a page; an end tag that does not fit the last open element is an error."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.ids: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        #: The text of the element with the id "text".
        self.text: list[str] = []
        #: For each annotation and role, the text of its marks.
        self.marks: dict[tuple[str, str], list[str]] = {}
        self.feed(html)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        assert len(attributes) == len(attrs), f"twice the same attribute in {tag}"
        self.elements.append((tag, attributes))
        if "id" in attributes:
            self.ids.append(attributes["id"])
        if tag not in VOID:
            self.open.append((tag, attributes))

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        if not any(attributes.get("id") == "text" for _, attributes in self.open):
            return
        self.text.append(data)
        for _, attributes in self.open:
            if "data-n" in attributes:
                role = attributes["class"].split()[1]
                self.marks.setdefault((attributes["data-n"], role), []).append(data)

    def all(self, tag: str, css: str = "") -> list[dict[str, str | None]]:
        return [
            attributes
            for name, attributes in self.elements
            if name == tag and css in ((attributes.get("class") or "").split() or [""])
        ]


def as_html(text: str) -> str:
    """What a text becomes in HTML: what cannot be written there is replaced, one for one."""
    return _NOT_IN_HTML.sub("\ufffd", text)


def squeezed(text: str) -> str:
    return "".join(as_html(text).split())


def check(report: Report) -> Reader:
    html = report.to_html()
    html.encode()
    reader = Reader(html)
    assert "".join(reader.text) == as_html(report.text)
    assert max(Counter(reader.ids).values()) == 1
    known = set(reader.ids)
    for _, attributes in reader.elements:
        for name in ("aria-describedby", "aria-labelledby", "data-to"):
            assert set((attributes.get(name) or "").split()) <= known
        link = attributes.get("href") or ""
        assert not link.startswith("#") or link[1:] in known
        assert not any(name.startswith("on") for name in attributes)
    assert len(reader.all("script")) == 1
    assert not reader.all("img") and not reader.all("link")
    return reader


# Text -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts_stay_text(text):
    check(ANNOTATOR.annotate(text))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_pages_are_valid_html(text):
    report = ANNOTATOR.annotate(_NOT_VALID.sub(" ", text))
    html5lib.HTMLParser(strict=True).parse(report.to_html())


def test_only_the_characters_themselves_are_not_valid():
    parser = html5lib.HTMLParser()
    parser.parse(ANNOTATOR.annotate(HOSTILE["controls"] + HOSTILE["CRLF"]).to_html())
    kinds = {kind for _, kind, _ in parser.errors}
    assert kinds == {"invalid-codepoint", "illegal-codepoint-for-numeric-entity"}


def test_a_browser_s_parser_reads_the_same_text():
    report = ANNOTATOR.annotate(HOSTILE["CRLF"] + HOSTILE["ends"] + HOSTILE["script"])
    tree = html5lib.parse(report.to_html(), namespaceHTMLElements=False)
    assert "".join(tree.find(".//*[@id='text']").itertext()) == report.text
    scripts = list(tree.iter("script"))
    assert len(scripts) == 1 and scripts[0].text.endswith(asset("report.js"))


_pieces = st.sampled_from(
    """said “ ” " ' ‘ ’ . , : \n \n\n \r\n <b> </p> </script> &lt; & ]]> regime terrorists may
    reportedly so-called Ann\u00a0Lee Reuters the\u00a0ministry denied that according\u00a0to he who
    \u202e \u2028 \x00 \ud800 \x0b \x85 東京 é 1 \x20""".split(" ")
)


@given(st.lists(_pieces | st.text(st.characters(codec=None), max_size=4), max_size=50))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text(parts):
    check(ANNOTATOR.annotate(" ".join(parts)))


@given(st.text(st.characters(codec=None)))
@settings(max_examples=200, deadline=None)
def test_escape_and_quoted(text):
    assert unescape(escape(text)) == as_html(text)
    assert not set("<>\"'") & set(escape(text))
    inner = quoted(text, 20).removeprefix("<bdi>").removesuffix("</bdi>")
    shown = unescape(inner)
    assert len(shown) <= 21
    assert as_html(" ".join(text.split())).startswith(shown.removesuffix("…"))


# Marks ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["government", "opposition", "wire"])
def test_marks_are_just_what_was_found(name):
    report = ANNOTATOR.annotate((ROOT / "examples" / f"{name}.txt").read_text("utf-8"))
    reader = check(report)
    expected = {}
    for index, item in enumerate(report.attributions):
        for role in ("source", "cue", "content"):
            mention = getattr(item, role)
            if mention is not None:
                words = "".join(report.text[span.start : span.end] for span in mention.spans)
                expected[f"a{index}", f"m-{role}"] = squeezed(words)
    for index, term in enumerate(report.loaded_terms):
        expected[f"t{index}", "m-loaded"] = squeezed(term.text)
    for index, hedge in enumerate(report.hedges):
        expected[f"h{index}", "m-hedge"] = squeezed(hedge.text)
    found = {key: squeezed("".join(parts)) for key, parts in reader.marks.items()}
    assert found == expected


def test_every_annotation_takes_the_focus_once_and_is_described():
    report = ANNOTATOR.annotate(NESTED)
    reader = check(report)
    marks = reader.all("mark", "m")
    anchors = [mark for mark in marks if "id" in mark]
    amount = len(report.attributions) + len(report.loaded_terms) + len(report.hedges)
    assert amount >= 6
    assert len(anchors) == amount == len(reader.all("li", "note"))
    assert all(mark["tabindex"] == "0" for mark in anchors)
    assert all(mark["aria-describedby"] == f"n-{mark['id']}" for mark in anchors)


def term(text: str, start: int, end: int) -> LoadedTerm:
    return LoadedTerm(
        start, end, text[start:end], "a", "loaded/x", "author", None, "body", (), None, "", None, 1
    )


def hedge(text: str, start: int, end: int) -> Hedge:
    return Hedge(start, end, text[start:end], "a", "hedges/x", "source", None, "body")


def outline(html: str) -> str:
    """The text of a page with its marks as brackets: [loaded term], {hedge}, <id>."""
    inner = re.search(r'<div id="text".*?>(.*)</div></article>', html, re.S)[1]
    inner = re.sub(r"</?(?:div|p)\b[^>]*>|<span class=\"s .*?>", "", inner)
    inner = re.sub(r"<mark class=\"m m-(\w)[^>]*?(?: id=\"(\w+)\"[^>]*)?>", r"[\1\2 ", inner)
    return re.sub(r"</mark>", "]", inner).replace("</span>", "")


def test_overlapping_marks_are_cut():
    text = "one two three four"
    report = attrs.evolve(
        ANNOTATOR.annotate(text),
        loaded_terms=(term(text, 0, 7), term(text, 8, 18)),
        hedges=(hedge(text, 4, 13), hedge(text, 8, 18)),
    )
    check(report)
    assert outline(report.to_html()) == "[lt0 one [hh0 two]][h  [hh1 [lt1 three]]][h [l  four]]"
    nested = attrs.evolve(report, loaded_terms=(term(text, 4, 7),), hedges=(hedge(text, 0, 18),))
    assert outline(nested.to_html()) == "[hh0 one [lt0 two] three four]"


def test_nested_attributions_are_nested_marks():
    text = "Reuters said that the mayor said that the bridge fell."
    report = ANNOTATOR.annotate(text)
    assert [item.inside is not None for item in report.attributions] == [False, True]
    html = report.to_html()
    assert re.search(
        r'<span class="m m-content b e" data-n="a0" data-s="\d">that '
        r'<span class="m m-source b e" data-n="a1" data-s="\d">the mayor</span> '
        r'<mark class="m m-cue asserts b e" data-n="a1" data-s="\d" id="a1" [^>]*>said</mark> '
        r'<span class="m m-content b e" data-n="a1" data-s="\d">that the bridge fell</span></span>',
        html,
    )
    assert "what <bdi>Reuters</bdi> is said to have said" in html


def test_words_that_two_pass_on_are_those_of_the_inner_source():
    text = "The road is open and will stay so."
    outer, inner = (
        Attribution(
            *(0, len(text), text, None, None, Mention((Span(0, len(text)),), text), "asserts"),
            *("named_person", "indirect", name, "author", None, "rule/x", "body"),
        )
        for name in ("Ann Lee", "Bob Ray")
    )
    inner = attrs.evolve(inner, inside=outer)
    for both in ((outer, inner), (inner, outer)):
        report = attrs.evolve(ANNOTATOR.annotate(text), attributions=both)
        assert [(s.name, s.words) for s in sources_of(report)] == [("Bob Ray", 8), ("Ann Lee", 0)]
        html = report.to_html()
        marks = re.findall(r'class="m m-content b e" data-n="a(\d)"', html)
        assert [both[int(number)].speaker for number in marks] == ["Ann Lee", "Bob Ray"]


def test_asides_are_collapsed_and_out_of_the_figures():
    text = (ROOT / "examples" / "opposition.txt").read_text("utf-8")
    report = ANNOTATOR.annotate(text)
    kinds = {zone.kind for zone in report.zones}
    assert {"comment", "boilerplate", "caption"} <= kinds
    reader = check(report)
    asides = reader.all("details", "aside")
    assert asides and not any("open" in aside for aside in asides)
    labels = [summary["aria-label"] for summary in reader.all("summary") if "data-label" in summary]
    assert any(label.startswith("Readers’ comments and page furniture: ") for label in labels)
    html = report.to_html()
    totals = report.totals()
    assert f"of {totals.words:,} words in title and body are attributed" in html
    assert f'<span class="figure">{number(totals.loaded_per_1000)}</span> in 1,000' in html
    assert f'<span class="figure">{number(totals.hedges_per_1000)}</span> in 1,000' in html


def test_empty_text_says_so():
    assert "The text is empty." in ANNOTATOR.annotate(" \n").to_html()
    assert "The text is empty." not in ANNOTATOR.annotate("No.").to_html()


# Sources --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["government", "opposition", "wire"])
def test_words_of_sources_are_the_attributed_words(name):
    report = ANNOTATOR.annotate((ROOT / "examples" / f"{name}.txt").read_text("utf-8"))
    sources = sources_of(report)
    totals = report.totals()
    assert sum(source.words for source in sources) == totals.attributed_words
    numbers = sorted(number for source in sources for number in source.numbers)
    counted = [n for n, item in enumerate(report.attributions) if item.zone in COUNTED]
    assert numbers == counted
    names = {source.name for source in sources} - {None}
    speakers = {item.speaker for item in report.attributions if item.source is None}
    assert {name for name, _, _ in totals.by_source} <= names
    assert names - {name for name, _, _ in totals.by_source} <= speakers


def test_who_speaks_has_one_colour_wherever_it_is_shown():
    # Nobody is known for "They", which is of the kind "unnamed".
    report = ANNOTATOR.annotate("They said the bridge was open. The mayor may come.\n")
    assert report.attributions[0].source_kind == "unnamed"
    body = report.to_html().split("<body>")[1]
    assert 'swatch k-unspecified"></span>nobody named <b>' in body
    strip = along(report, LAYERS).split("along strip")[1].split("</svg>")[0]
    assert re.findall(r'"k-([a-z_]+)"[^>]*><title>([^<]+)', strip) == [
        ("unspecified", "nobody named")
    ]
    assert "1 stretch is attributed;" in strip


@given(st.lists(_pieces, max_size=60))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_stretches_do_not_overlap_and_are_innermost(parts):
    report = ANNOTATOR.annotate(" ".join(parts))
    spans = [
        (span.start, span.end, number)
        for number, item in enumerate(report.attributions)
        if item.zone in COUNTED and item.content is not None
        for span in item.content.spans
    ]
    covered = {at for start, end, _ in spans for at in range(start, end)}
    found = list(stretches(report.attributions, COUNTED))
    assert {at for start, end, _ in found for at in range(start, end)} == covered
    assert all(a[1] <= b[0] for a, b in pairwise(found))
    for start, end, owner in found:
        inner = [s for s, e, n in spans if n == owner and s <= start and e >= end]
        assert inner
        assert not any(max(inner) < s <= start and e >= end for s, e, _ in spans)


# The page as a whole --------------------------------------------------------------------------


def test_nothing_is_loaded_from_anywhere():
    html = ANNOTATOR.annotate((ROOT / "examples" / "wire.txt").read_text("utf-8")).to_html()
    assert not re.search(r"https?:|url\(|@import|\bsrc=|<link|<iframe|<object|fetch\(", html)
    assert "default-src 'none'" in html


def test_metadata_is_escaped_and_only_web_addresses_are_links():
    bad = '"><script>alert(1)</script>'
    reader = check(ANNOTATOR.annotate(Article("No.", bad, bad, "javascript:alert(1)", bad)))
    assert not [a for a in reader.all("a") if not a["href"].startswith("#")]
    article = Article("No.", url='https://example.org/?a="1"&b=2')
    links = [a["href"] for a in check(ANNOTATOR.annotate(article)).all("a")]
    assert 'https://example.org/?a="1"&b=2' in links


def test_a_lexicon_is_escaped(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(
        "schema: 1\nname: mine\nloaded:\n"
        "  - {term: gloop, pos: noun, category: a, neutral: ['<i>x</i>'], favours: '<b>',"
        " note: '</li><script>1</script>', examples: {hit: [the gloop]}}\n",
        encoding="utf-8",
    )
    lexicon = Lexicon.builtin().extend(path)
    report = Annotator(lexicon).annotate("The gloop fell.")
    check(report)
    html = report.to_html()
    assert "&lt;i&gt;x&lt;/i&gt;" in html and "&lt;/li&gt;&lt;script&gt;" in html


def test_the_same_every_time_and_from_a_record():
    report = ANNOTATOR.annotate(NESTED)
    html = report.to_html()
    assert Annotator().annotate(NESTED).to_html() == html
    assert Report.from_dict(report.to_dict()).to_html() == html


def test_layers_that_were_not_annotated_are_not_said_to_be_empty():
    report = Annotator(layers=["loaded"]).annotate(NESTED)
    html = report.to_html(layers=["loaded"])
    assert "Loaded terms" in html
    for absent in ("Who speaks", "Hedges", "Readability", 'data-layer="attribution"', "Sources"):
        assert absent not in html.split("<body>")[1].split("<script>")[0]
    assert render(report, layers=LAYERS) == report.to_html()


def test_notebooks_show_the_page_in_a_frame():
    report = ANNOTATOR.annotate(NESTED + HOSTILE["script"])
    frame = report._repr_html_()
    reader = Reader(frame)
    ((tag, attributes),) = reader.elements
    assert tag == "iframe"
    assert attributes["srcdoc"] == report.to_html()
    assert "allow-same-origin" not in attributes["sandbox"]


def test_a_page_without_a_style_or_script_of_its_own():
    style, script = "p::after{content:'</style>'}", "'</script>'"
    html = page("a < b", "<main>x</main>", style=style, script=script)
    html5lib.HTMLParser(strict=True).parse(html)
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    assert tree.find(".//title").text == "a < b"
    assert tree.find(".//main").text == "x"
    assert [tag for tag in ("style", "script") if len(list(tree.iter(tag))) != 1] == []


def test_numbers():
    assert [number(x) for x in (-0.04, -0.06, 1234.55, 0)] == ["0.0", "−0.1", "1,234.5", "0.0"]


REPEATED = """
    he said that |regime terrorists |“We won,” he said. |Anna\nReply\nHe said no.\n\n|road\n|“|<
""".strip().split("|")


@pytest.mark.parametrize("unit", [*REPEATED, NESTED])
def test_four_times_the_text_is_at_most_five_times_the_work(unit):
    small, large = (ANNOTATOR.annotate(repeated(unit, size)) for size in (2000, 8000))
    cost = [work(lambda _, report=report: render(report), "") for report in (small, large)]
    assert cost[1] <= 5 * cost[0]
    assert len(large.to_html()) <= 5 * len(small.to_html())


def test_what_lies_too_deep_is_left_out_of_the_marks():
    depth = most = 0
    for tag in re.findall(r"<(/?)(?:span|mark)\b", render(ANNOTATOR.annotate(NESTED * 50))):
        depth += -1 if tag else 1
        most = max(most, depth)
    assert depth == 0 and 3 <= most <= 20


# Colours --------------------------------------------------------------------------------------


def colours(dark: bool) -> dict[str, str]:
    """The custom properties of the style sheet, by name."""
    css = asset("page.css")
    blocks = re.findall(r":root \{(.*?)\}", css, re.S)
    found: dict[str, str] = {}
    for block in blocks[: 2 if dark else 1]:
        found |= dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))
    return found


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


GROUNDS = ("paper", "panel")
TINTS = (
    "source-tint content-tint content-tint-2 content-tint-3 loaded-tint hedge-tint scare-tint pick"
).split()
#: Text and the lines of marks, and what they stand on: 4.5 to 1 (WCAG 1.4.3, level AA).
TEXT = [
    *((ink, ground) for ink in ("ink", "muted", "link") for ground in GROUNDS),
    *((ink, tint) for ink in ("ink", "muted") for tint in TINTS),
    *((name, ground) for name in ("source", "loaded", "hedge", "scare") for ground in GROUNDS),
    ("source", "content-tint"), ("source", "source-tint"), ("source", "pick"),
    ("loaded", "loaded-tint"), ("hedge", "hedge-tint"), ("scare", "scare-tint"),
    ("loaded", "content-tint"), ("hedge", "content-tint"),
]  # fmt: skip
#: Parts of charts and edges of controls: 3 to 1 (WCAG 1.4.11).
GRAPHICS = [
    (name, ground)
    for name in (
        "author named-person official-body organisation media unnamed unspecified positive negative"
        " focus edge"
    ).split()
    for ground in GROUNDS
]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_colours_are_told_apart(dark):
    found = colours(dark)
    assert len(colours(True)) == len(colours(False)) > 25
    weak = [
        (ink, ground, round(contrast(found[ink], found[ground]), 2))
        for pairs, least in ((TEXT, 4.5), (GRAPHICS, 3.0))
        for ink, ground in pairs
        if contrast(found[ink], found[ground]) < least
    ]
    assert weak == []


def test_dark_colours_are_others():
    assert colours(dark=True)["paper"] != colours(dark=False)["paper"]
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
