"""Reports and annotators: offsets, records, totals, voices, zones, errors, many articles."""

from __future__ import annotations

import copy
import itertools
import json
import pickle
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import biaslens
from biaslens import (
    LAYERS,
    Annotator,
    Article,
    BiaslensError,
    InputError,
    Lexicon,
    LexiconError,
    Report,
    annotate,
)

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.txt"))

PAGE = """\
Army takes the old mill as the regime talks of liberation

By Nora Feld, City Wire

LOMBAR, 3 May - The army said on Friday that it had retaken the old mill from "terrorists", the
state news agency reported, but Castova has not confirmed the claim.

"We liberated the mill and not one child was hurt," General Adam Reyle told reporters. "The bandits
ran like cowards." The general said the brutal fight may have lasted four hours.

The regime has held the valley since spring, according to a report by the Valley Monitor. It
reportedly lost nine tanks there. A source in the town described the so-called liberation as a
horrible massacre.

3 Comments

Anna K.
Reply
The general said that the road was safe. What a disgusting liar, possibly the worst of that regime.

Tom
Reply
Maybe the terrorists just left.
"""

TEXTS = {
    "page": PAGE,
    "crlf": PAGE.replace("\n", "\r\n"),
    "astral": PAGE.replace("mill", "m\U0001d526ll").replace("army", "a\u0301rmy"),
    "odd": "\ufeff\x00“He won,” she said.\u2028‘No’\ud800 \u202eregime\u200b said it may end.\n",
    **{path.stem: path.read_text(encoding="utf-8") for path in EXAMPLES},
}


@pytest.fixture(scope="module", params=sorted(TEXTS))
def report(request: pytest.FixtureRequest) -> Report:
    return annotate(TEXTS[request.param])


@pytest.fixture(scope="module")
def page() -> Report:
    return annotate(PAGE)


def check_offsets(report: Report) -> int:
    """Assert that every annotation and mention is exactly the text it points at; count them."""
    text = report.text
    kinds: tuple[tuple[Any, ...], ...] = (
        report.attributions, report.hedges, report.loaded_terms, report.sentences, report.zones,
    )  # fmt: skip
    for found in kinds:
        for one in found:
            assert 0 <= one.start < one.end <= len(text)
            assert text[one.start : one.end] == one.text
        assert [one.start for one in found] == sorted(one.start for one in found)
    for sequence in (report.sentences, report.zones, report.hedges, report.loaded_terms):
        for before, after in itertools.pairwise(sequence):
            assert before.end <= after.start
    for attribution in report.attributions:
        roles = [attribution.source, attribution.cue, attribution.content]
        present = [mention for mention in roles if mention is not None]
        assert present
        assert attribution.start == min(mention.start for mention in present)
        assert attribution.end == max(mention.end for mention in present)
        for mention in present:
            assert text[mention.start : mention.end] == mention.text
            for span in mention.spans:
                assert 0 <= span.start < span.end <= len(text)
            for one, next_one in itertools.pairwise(mention.spans):
                assert one.end < next_one.start
    return sum(map(len, kinds))


# --- offsets and records ----------------------------------------------------------------------


def test_offsets(report: Report) -> None:
    assert check_offsets(report) > 5


def test_sentences_and_zones_cover_every_word(report: Report) -> None:
    for parts in (report.sentences, report.zones):
        covered = [False] * len(report.text)
        for part in parts:
            covered[part.start : part.end] = [True] * (part.end - part.start)
        assert all(
            covered[at] for at, character in enumerate(report.text) if character.isalnum()
        )


def test_what_stands_in_what(report: Report) -> None:
    attributions = {id(attribution) for attribution in report.attributions}
    for attribution in report.attributions:
        holder = attribution.inside
        assert (attribution.voice == "author") == (holder is None)
        if holder is not None:
            assert id(holder) in attributions
            assert holder.content is not None
            spans = holder.content.spans
            assert any(s.start < attribution.end and attribution.start < s.end for s in spans)
        seen = 0
        while holder is not None:
            holder = holder.inside
            seen += 1
            assert seen < 50
    for term in (*report.hedges, *report.loaded_terms):
        if term.attribution is None:
            continue
        assert id(term.attribution) in attributions
        assert term.voice != "author"
        content = term.attribution.content
        assert content is not None
        assert any(s.start <= term.start < s.end for s in content.spans)


def test_every_annotation_names_its_entry(report: Report) -> None:
    lexicon = Lexicon.builtin()
    for term in (*report.hedges, *report.loaded_terms):
        assert lexicon.entry(term.entry).category == term.category  # type: ignore[union-attr]
    for attribution in report.attributions:
        if not attribution.entry.startswith("rule/"):
            assert lexicon.entry(attribution.entry).section == "attribution"


def test_round_trip(report: Report) -> None:
    record = report.to_dict()
    again = Report.from_dict(record)
    assert again == report
    assert again.to_dict() == record
    assert hash(again) == hash(report)


@pytest.mark.parametrize("indent", [None, 2])
def test_round_trip_through_json(report: Report, indent: int | None) -> None:
    written = report.to_json(indent=indent)
    # What is written can be stored: a lone surrogate is escaped.
    again = Report.from_dict(json.loads(written.encode("utf-8")))
    assert again == report
    assert ("\n" in written) == (indent is not None)


def test_a_record_is_plain_data(report: Report) -> None:
    def check(value: object) -> None:
        if type(value) is dict:
            assert all(type(key) is str for key in value)
            for part in value.values():
                check(part)
        elif type(value) is list:
            for part in value:
                check(part)
        else:
            assert value is None or type(value) in (str, int, float)

    check(report.to_dict())


def test_a_record_is_a_copy(page: Report) -> None:
    record = page.to_dict()
    record["attributions"].clear()
    record["sentiment"]["overall"]["compound"] = 9.0
    assert page.to_dict() != record


def test_pickling(report: Report) -> None:
    again = pickle.loads(pickle.dumps(report))
    assert again == report
    at = next(at for at, character in enumerate(report.text) if character.isalpha())
    assert again.sentiment_toward(at, at + 1) == report.sentiment_toward(at, at + 1)


def test_copying(page: Report) -> None:
    assert copy.copy(page) == copy.deepcopy(page) == page


def test_the_article_is_kept() -> None:
    article = Article(
        "Rain fell.", id="a1", outlet="City Wire", url="https://example.org/1", date="2024-05-03"
    )
    report = annotate(article)
    assert report.article == article
    assert report.text == article.text
    assert Report.from_dict(report.to_dict()).article == article


def test_a_report_is_frozen(page: Report) -> None:
    with pytest.raises(AttributeError):
        page.zones = ()  # type: ignore[misc]
    with pytest.raises(AttributeError):
        page.attributions[0].start = 0  # type: ignore[misc]


def test_same_text_same_report(page: Report) -> None:
    assert annotate(PAGE) == page
    assert Annotator().annotate(Article(PAGE)) == page
    assert annotate(PAGE + " ") != page


@pytest.mark.parametrize("text", ["", " ", "\n\n", " \t\r\n\u00a0\u2003"])
def test_nothing_to_annotate(text: str) -> None:
    report = annotate(text)
    assert report.attributions == report.hedges == report.loaded_terms == ()
    assert report.sentences == report.zones == ()
    assert report.sentiment.label == "neutral"
    assert report.sentiment.compound == 0.0
    assert report.readability.words == 0
    assert report.readability.flesch_reading_ease is None
    assert Report.from_dict(report.to_dict()) == report
    for zones in (("title", "body"), None):
        totals = report.totals(zones)
        assert (totals.words, totals.attributions, totals.attributed_share) == (0, 0, 0.0)
        assert (totals.loaded_per_1000, totals.hedges_per_1000) == (0.0, 0.0)


# --- zones, voices, totals ----------------------------------------------------------------------


def test_zones(page: Report) -> None:
    kinds = [zone.kind for zone in page.zones]
    assert kinds[:3] == ["title", "byline", "body"]
    assert "comment" in kinds
    body = next(zone for zone in page.zones if zone.kind == "body")
    assert body.text.startswith("LOMBAR") and body.text.endswith("a\nhorrible massacre.")
    for sentence in page.sentences:
        zone = next(z for z in page.zones if z.start <= sentence.start < z.end)
        assert sentence.zone == zone.kind
    liar = next(a for a in page.attributions if a.start > PAGE.index("Comments"))
    assert liar.zone == "comment"


def voices(text: str, words: str) -> list[str]:
    report = annotate(text)
    return [term.voice for term in report.loaded_terms if term.text.lower() == words]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("The regime shelled the town.", "regime", ["author"]),
        ("The mayor said the regime shelled the town.", "regime", ["source"]),
        ("“The regime shelled the town,” the mayor said.", "regime", ["source"]),
        ("According to the mayor, the regime shelled the town.", "regime", ["source"]),
        ("The “regime” shelled the town.", "regime", ["scare_quote"]),
        ("The so-called regime shelled the town.", "regime", ["scare_quote"]),
        ("The ‘terrorists’ left at dawn.", "terrorists", ["scare_quote"]),
        ("The mayor said the “regime” shelled the town.", "regime", ["source"]),
        ("The regime fell, the mayor said. The regime had been weak.", "regime",
         ["source", "author"]),
        ("The regime, which the mayor met, said rain was near.", "regime", ["author"]),
    ],
)  # fmt: skip
def test_voice_of_a_loaded_term(text: str, words: str, expected: list[str]) -> None:
    assert voices(text, words) == expected


def test_voice_of_a_hedge() -> None:
    report = annotate("The road may be shut. The mayor said the bridge might be shut.")
    may, might = (h for h in report.hedges if h.text in ("may", "might"))
    assert (may.voice, may.attribution) == ("author", None)
    assert might.voice == "source"
    assert might.attribution is not None and might.attribution.source is not None
    assert might.attribution.source.text == "The mayor"


def test_sentiment_by_voice() -> None:
    report = annotate(
        "The mayor opened the bridge. “It is a horrible, disgusting bridge,” the architect said."
    )
    assert report.sentiment.author.label == "neutral"
    assert report.sentiment.source.label == "negative"
    assert report.sentiment.scare_quote.compound == 0.0
    assert -1 <= report.sentiment.compound < 0


def test_totals_leave_out_what_is_not_the_article(page: Report) -> None:
    counted = page.totals()
    everything = page.totals(None)
    comments = page.totals(("comment",))
    assert counted == page.totals(("title", "body"))
    body = PAGE[PAGE.index("LOMBAR") : PAGE.index("3 Comments")]
    assert counted.words == len(PAGE[: PAGE.index("\n")].split()) + len(body.split())
    assert everything.words == len(PAGE.split())
    assert comments.attributions >= 1
    assert everything.attributions == len(page.attributions)
    assert counted.attributions == sum(a.zone in ("title", "body") for a in page.attributions)
    assert counted.attributions < everything.attributions
    assert sum(everything.loaded.values()) == len(page.loaded_terms)
    assert sum(counted.loaded.values()) + sum(comments.loaded.values()) <= len(page.loaded_terms)
    assert sum(everything.hedges.values()) == len(page.hedges)
    assert sum(counted.by_stance.values()) == counted.attributions
    assert counted.by_stance["withholds"] == 1
    assert 0 < counted.attributed_words <= counted.words
    assert counted.attributed_share == counted.attributed_words / counted.words


def test_totals_name_each_source_once(page: Report) -> None:
    sources = {name: (kind, count) for name, kind, count in page.totals().by_source}
    assert sources["Adam Reyle"] == ("named_person", 2)
    counts = [count for _, _, count in page.totals().by_source]
    assert counts == sorted(counts, reverse=True)


def test_attributed_words_count_once() -> None:
    totals = annotate("The paper said the mayor said the dam broke.").totals()
    assert totals.attributions == 2
    assert totals.attributed_words == len("the mayor said the dam broke.".split())


# --- sentiment toward ----------------------------------------------------------------------------

TOWARD = "The council praised the heroic nurses. The council condemned the corrupt mayor, Ed Stohl."


def test_sentiment_toward_a_mention() -> None:
    report = annotate(TOWARD)
    nurses = TOWARD.index("nurses")
    mayor = TOWARD.index("mayor")
    kind = report.sentiment_toward(nurses, nurses + len("nurses"))
    harsh = report.sentiment_toward(mayor, mayor + len("mayor"))
    assert (kind.label, harsh.label) == ("positive", "negative")
    assert -1 <= harsh.score < 0 < kind.score <= 1


def test_sentiment_toward_a_name() -> None:
    report = annotate(TOWARD)
    assert report.sentiment_toward("Ed Stohl").label == "negative"
    assert report.sentiment_toward("nurses").label == "positive"


def test_sentiment_toward_is_the_same_from_a_record() -> None:
    report = annotate(TOWARD)
    again = Report.from_dict(report.to_dict())
    assert again.sentiment_toward("Ed Stohl") == report.sentiment_toward("Ed Stohl")
    at = TOWARD.index("nurses")
    assert again.sentiment_toward(at, at + 6) == report.sentiment_toward(at, at + 6)


def test_sentiment_toward_with_an_own_lexicon() -> None:
    own = Lexicon.builtin().extend(
        {
            "schema": 1,
            "name": "own",
            "toward": [{"term": "zorble", "pos": "verb", "object": -3, "note": "Made up."}],
        }
    )
    text = "The council zorbled the mayor."
    report = Annotator(lexicon=own).annotate(text)
    toward = report.sentiment_toward("mayor")
    assert toward.label == "negative"
    assert annotate(text).sentiment_toward("mayor").label == "neutral"
    record = report.to_dict()
    assert Report.from_dict(record, lexicon=own).sentiment_toward("mayor") == toward
    with pytest.raises(InputError, match="'own'"):
        Report.from_dict(record).sentiment_toward("mayor")
    with pytest.raises(InputError, match=r"expected the one.*'own'.*came 'builtin'"):
        Report.from_dict(record, lexicon=Lexicon.builtin())


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((0,), ["target", "expected a name, or start and end", "int and NoneType"]),
        ((0, 9999), ["target", "0 <= start < end <= ", "0 and 9999"]),
        ((3, 3), ["target", "3 and 3"]),
        ((5, 2), ["target", "5 and 2"]),
        ((-3, 2), ["target", "-3 and 2"]),
        ((None,), ["target", "NoneType"]),
        ((1.0, 4), ["target", "float"]),
        ((b"mayor",), ["target", "bytes"]),
        (("mayor", 3), ["end", "beside a name", "3"]),
        (("",), ["name", "expected", "''"]),
        (("  ",), ["name", "expected", "'  '"]),
        (("Nobody Here",), ["Nobody Here"]),
    ],
)
def test_sentiment_toward_what_is_not_there(arguments: tuple[Any, ...], words: list[str]) -> None:
    with pytest.raises(InputError) as raised:
        annotate(TOWARD).sentiment_toward(*arguments)
    assert all(word in str(raised.value) for word in words), str(raised.value)


# --- layers ---------------------------------------------------------------------------------------

FOUND_BY: dict[str, Callable[[Report], bool]] = {
    "attribution": lambda report: bool(report.attributions),
    "hedging": lambda report: bool(report.hedges),
    "loaded": lambda report: bool(report.loaded_terms),
    "sentiment": lambda report: (
        report.sentiment.compound != 0.0 or any(s.sentiment.compound for s in report.sentences)
    ),
    "readability": lambda report: report.readability.words > 0,
}


def test_every_layer_finds_something(page: Report) -> None:
    assert set(FOUND_BY) == set(LAYERS)
    assert all(found(page) for found in FOUND_BY.values())


@pytest.mark.parametrize("off", LAYERS)
def test_a_layer_switched_off(page: Report, off: str) -> None:
    annotator = Annotator(layers=[layer for layer in LAYERS if layer != off])
    report = annotator.annotate(PAGE)
    assert {name: found(report) for name, found in FOUND_BY.items()} == {
        name: name != off for name in LAYERS
    }
    assert report.zones == page.zones
    assert [s.text for s in report.sentences] == [s.text for s in page.sentences]
    if off != "attribution":
        assert report.attributions == page.attributions
    else:
        assert {term.voice for term in report.loaded_terms} <= {"author", "scare_quote", "source"}
        assert all(term.attribution is None for term in report.loaded_terms)
    assert Report.from_dict(report.to_dict()) == report


@pytest.mark.parametrize("on", LAYERS)
def test_one_layer_alone(on: str) -> None:
    for layers in ([on], on, {on}, (on, on)):
        report = Annotator(layers=layers).annotate(PAGE)  # type: ignore[arg-type]
        assert [name for name, found in FOUND_BY.items() if found(report)] == [on]


def test_no_layers() -> None:
    report = Annotator(layers=()).annotate(PAGE)
    assert not any(found(report) for found in FOUND_BY.values())
    assert report.zones and report.sentences


def test_layers_keep_their_order() -> None:
    assert Annotator(layers=LAYERS[::-1]).layers == LAYERS


# --- annotators -----------------------------------------------------------------------------------


def test_an_annotator_is_frozen() -> None:
    with pytest.raises(AttributeError):
        Annotator().layers = ()  # type: ignore[misc]


def test_an_annotator_can_be_pickled(page: Report) -> None:
    own = Lexicon.builtin().extend({"name": "own", "remove": ["loaded/regime"]})
    annotator = pickle.loads(pickle.dumps(Annotator(lexicon=own, layers=["loaded"])))
    assert annotator.layers == ("loaded",)
    assert annotator.lexicon == own
    before = [term.text for term in page.loaded_terms if term.text != "regime"]
    assert [term.text for term in annotator.annotate(PAGE).loaded_terms] == before


def test_an_annotator_is_shared_between_threads(page: Report) -> None:
    annotator = Annotator()
    found: list[Report] = []
    threads = [
        threading.Thread(target=lambda: found.append(annotator.annotate(PAGE))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [page] * 4


def test_an_own_lexicon_is_named_in_the_report(tmp_path: Path) -> None:
    path = tmp_path / "newsroom.yaml"
    path.write_text(
        "schema: 1\nname: newsroom\nloaded:\n"
        "  - {term: mill, pos: noun, category: place, note: Made up.,"
        " examples: {hit: [the mill]}}\n",
        encoding="utf-8",
    )
    lexicon = Lexicon.builtin().extend(path)
    report = Annotator(lexicon=lexicon).annotate(PAGE)
    assert report.lexicon == ("newsroom", lexicon.fingerprint)
    assert "mill" in {term.text for term in report.loaded_terms}
    assert report.lexicon != annotate(PAGE).lexicon


# --- errors: what, what was expected, what came ---------------------------------------------------


@pytest.mark.parametrize(
    ("article", "words"),
    [
        (b"The mayor", ["article", "expected str", "bytes", "decode"]),
        (bytearray(b"The mayor"), ["article", "expected str", "bytearray", "decode"]),
        (None, ["article", "expected str", "NoneType"]),
        (7, ["article", "expected str", "int"]),
        (["The mayor"], ["article", "expected str", "list"]),
        (Path("article.txt"), ["article", "expected str", "Path"]),
        (Article(None), ["article.text", "expected str", "NoneType"]),  # type: ignore[arg-type]
        (Article(b"x"), ["article.text", "expected str", "bytes"]),  # type: ignore[arg-type]
    ],
)
def test_not_an_article(article: Any, words: list[str]) -> None:
    for use in (
        annotate,
        Annotator(layers=()).annotate,
        lambda a: list(Annotator(layers=()).annotate_many([a], errors="raise")),
    ):
        with pytest.raises(InputError) as raised:
            use(article)
        assert all(word in str(raised.value) for word in words), str(raised.value)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"layers": ["hedgin"]}, ["layers", "attribution, hedging", "'hedgin'", "'hedging'?"]),
        ({"layers": "sentimnt"}, ["layers", "'sentimnt'", "'sentiment'?"]),
        ({"layers": [3]}, ["layers", "3"]),
        ({"lexicon": "newsroom.yaml"}, ["lexicon", "biaslens.Lexicon", "str", "extend(path)"]),
        ({"lexicon": Path("newsroom.yaml")}, ["lexicon", "biaslens.Lexicon", "Path"]),
        ({"lexicon": None}, ["lexicon", "biaslens.Lexicon", "NoneType"]),
        ({"layers": None}, ["layers", "expected", "None"]),
        ({"layers": 3}, ["layers", "expected", "int"]),
    ],
)
def test_not_an_annotator(arguments: dict[str, Any], words: list[str]) -> None:
    with pytest.raises(InputError) as raised:
        Annotator(**arguments)
    assert all(word in str(raised.value) for word in words), str(raised.value)


def test_a_lexicon_file_that_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "nowhere.yaml"
    for read in (Lexicon.from_file, Lexicon.builtin().extend):
        with pytest.raises(LexiconError) as raised:
            read(path)
        assert str(path) in str(raised.value)
        assert "no such file" in str(raised.value)


def test_a_lexicon_file_that_is_broken(tmp_path: Path) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text("name: mine\nloaded:\n  - {term: regime\n", encoding="utf-8")
    with pytest.raises(LexiconError) as raised:
        Lexicon.builtin().extend(path)
    problem = raised.value.problems[0]
    assert (problem.file, problem.line) == (str(path), 4)
    assert f"{path}:4:" in str(raised.value)


def without(key: str) -> Callable[[dict[str, Any]], None]:
    return lambda record: record.pop(key)


def changed(*path: Any) -> Callable[[dict[str, Any]], None]:
    *way, key, value = path

    def change(record: Any) -> None:
        for step in way:
            record = record[step]
        record[key] = value

    return change


@pytest.mark.parametrize("key", sorted(annotate(PAGE).to_dict()))
def test_a_record_with_a_part_missing(page: Report, key: str) -> None:
    record = page.to_dict()
    del record[key]
    with pytest.raises(InputError, match="record: expected"):
        Report.from_dict(record)


@pytest.mark.parametrize(
    "change",
    [
        changed("schema", 2),
        changed("schema", "1"),
        changed("schema", None),
        changed("text", None),
        changed("attributions", None),
        changed("attributions", "words"),
        changed("attributions", 0, "inside", 0),
        changed("attributions", 0, "inside", 9999),
        changed("attributions", 0, "inside", -1),
        changed("attributions", 0, "inside", "one"),
        changed("attributions", 0, "cue", "spans", []),
        changed("attributions", 0, "cue", "spans", [[1, 2, 3]]),
        changed("attributions", 0, "cue", "spans", [["a", "b"]]),
        changed("hedges", 0, "attribution", 9999),
        changed("hedges", 0, "unheard", "of"),
        changed("article", "unheard", "of"),
        changed("sentences", 0, "start", "0"),
        changed("sentiment", "overall", None),
        changed("text", "The"),
        changed("hedges", 0, "attribution", -1),
        changed("attributions", 0, "cue", "spans", [[-9, -1]]),
        changed("attributions", 0, "cue", "spans", [[9000, 9001]]),
    ],
)
def test_a_record_with_a_wrong_part(page: Report, change: Callable[[Any], None]) -> None:
    record = copy.deepcopy(page.to_dict())
    change(record)
    with pytest.raises(InputError, match=r"(record|report): .*expected .*(came|inside)|inside"):
        Report.from_dict(record)


@pytest.mark.parametrize("record", [None, [], "text", 3])
def test_not_a_record(record: Any) -> None:
    with pytest.raises(InputError, match="record: expected a mapping, came"):
        Report.from_dict(record)


def test_a_record_with_a_path_for_its_lexicon(page: Report) -> None:
    with pytest.raises(InputError, match="lexicon: expected"):
        Report.from_dict(page.to_dict(), lexicon="newsroom.yaml")  # type: ignore[arg-type]


def test_totals_of_an_unknown_zone(page: Report) -> None:
    with pytest.raises(InputError, match="zones: expected"):
        page.totals(("bodi",))  # type: ignore[arg-type]


def test_every_error_is_a_value_error_too() -> None:
    with pytest.raises(ValueError):
        annotate(None)  # type: ignore[arg-type]
    with pytest.raises(BiaslensError):
        annotate(None)  # type: ignore[arg-type]


# --- many articles --------------------------------------------------------------------------------

SHORT = [f"Officer {name} said the gate was shut." for name in ("Ade", "Brun", "Cole", "Dorn")]
LIGHT = Annotator(layers=["attribution"])


def test_many_keep_their_order() -> None:
    reports = list(LIGHT.annotate_many([*SHORT, Article(PAGE, id="last")]))
    assert [report.text for report in reports] == [*SHORT, PAGE]
    assert reports[-1].article.id == "last"
    assert reports == [LIGHT.annotate(r.article) for r in reports]


def test_many_are_drawn_when_they_are_wanted() -> None:
    drawn: list[str] = []

    def texts() -> Iterator[str]:
        for text in SHORT:
            drawn.append(text)
            yield text

    reports = LIGHT.annotate_many(texts())
    assert drawn == []
    assert next(iter(reports)).text == SHORT[0]
    assert drawn == SHORT[:1]


def test_an_endless_stream() -> None:
    def texts() -> Iterator[str]:
        while True:
            yield SHORT[0]

    reports = iter(LIGHT.annotate_many(texts()))
    assert [next(reports).text for _ in range(3)] == [SHORT[0]] * 3


def test_none_at_all() -> None:
    assert list(LIGHT.annotate_many([])) == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("one text",), ["articles", "iterable", "single"]),
        ((Article("one"),), ["articles", "iterable", "single"]),
        ((SHORT, 0), ["processes", "from 1", "0"]),
        ((SHORT, -2), ["processes", "from 1", "-2"]),
        ((SHORT, 1.5), ["processes", "whole number", "1.5"]),
        ((SHORT, "2"), ["processes", "whole number", "'2'"]),
        ((SHORT, None), ["processes", "whole number", "None"]),
        ((None,), ["articles", "expected", "NoneType"]),
        ((7,), ["articles", "expected", "int"]),
        ((7, 2), ["articles", "expected", "int"]),
        ((b"bytes",), ["articles", "expected", "bytes"]),
    ],
)
def test_many_with_wrong_arguments(arguments: tuple[Any, ...], words: list[str]) -> None:
    # At once, and not when the first report is drawn.
    with pytest.raises(InputError) as raised:
        LIGHT.annotate_many(*arguments)
    assert all(word in str(raised.value) for word in words), str(raised.value)


def test_many_in_two_processes() -> None:
    drawn: list[int] = []

    def texts() -> Iterator[str]:
        for number in range(40):
            drawn.append(number)
            yield f"Officer {number} said the gate was shut."

    own = Lexicon.builtin().extend(
        {"name": "own", "loaded": [{"term": "gate", "category": "place", "note": "Made up."}]}
    )
    annotator = Annotator(lexicon=own, layers=["attribution", "loaded"])
    reports = annotator.annotate_many(texts(), processes=2)
    first = next(iter(reports))
    assert len(drawn) < 40
    found = [first, *reports]
    assert found == list(annotator.annotate_many(texts()))
    assert [term.text for term in found[-1].loaded_terms] == ["gate"]


def test_an_error_in_another_process() -> None:
    articles: list[Any] = [SHORT[0], None]
    reports = LIGHT.annotate_many(articles, processes=2, errors="raise")
    with pytest.raises(InputError, match="article: expected str"):
        list(reports)


def test_a_stream_that_is_left_early() -> None:
    reports = LIGHT.annotate_many(iter(SHORT * 20), processes=2)
    assert next(iter(reports)).text == SHORT[0]
    reports.close()  # type: ignore[attr-defined]


def test_the_package_annotates_as_its_first_lines_say() -> None:
    assert biaslens.__doc__ is not None
    report = annotate("Russia says the strike hit militants. Ankara has not confirmed it.")
    roles = [
        tuple(None if m is None else m.text for m in (a.source, a.cue, a.content))
        for a in report.attributions
    ]
    assert roles == [
        ("Russia", "says", "the strike hit militants"),
        ("Ankara", "has not confirmed", "it"),
    ]
    assert [a.stance for a in report.attributions] == ["asserts", "withholds"]
