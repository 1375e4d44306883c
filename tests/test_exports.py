"""The exports, each opened with a reader of its format that is not our own."""

from __future__ import annotations

import csv
import importlib
import io
import json
import re
import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import biaslens
from biaslens.errors import InputError, MissingPackageError
from biaslens.export import brat, docbin, rows, sarif, webannotation

TEXT = (
    "Army enters Marsalin\n\n"
    "“The terrorists have fled,” President Anselm Kord said, “and the town is ours.” Ostavia has "
    "not confirmed the report. The regime’s “liberation” may not last.\n\n"
    "Kord told reporters that Ostavia says the town\nhas fallen.\n"
)
ARTICLE = biaslens.Article(
    TEXT, id="news/one two.txt", outlet="Standard", url="https://news.example/a?b=1", date="2026"
)
# What articles hold that formats trip over.
HOSTILE = (
    "",
    "   \n",
    "The regime said.",
    "\ufeffThe regime\r\nsaid it had\rreportedly \u2028won, \x0band “may\u0085be”.\r\n\r\nThe end.",
    "The \ud800 terrorists, \x00 he said, \U0001f600 reportedly lied.",
    "=The regime said, \"it's\tover\", officials admitted;\n-terrorists,\n+1 @regime",
    "The ‏نظام‎ regime, said الوزير, has reportedly fallen.",
    "<script>alert('regime')</script> the terrorists said {0} [a](b).",
)
ROLES = ("source", "cue", "content")


def reader(name: str):
    """A package that reads a format; one of another age may warn when it is imported."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return importlib.import_module(name)
        except ImportError:
            pytest.skip(f"{name} is not installed (biaslens[interop])")


@pytest.fixture(scope="module")
def report():
    return biaslens.annotate(ARTICLE)


@pytest.fixture(scope="module")
def hostile():
    return [biaslens.annotate(text) for text in HOSTILE]


def test_the_text_has_something_of_everything(report):
    assert any(item.content and len(item.content.spans) > 1 for item in report.attributions)
    assert any(item.inside for item in report.attributions)
    assert {term.voice for term in report.loaded_terms} == {"author", "source", "scare_quote"}
    assert report.hedges


# --- rows and CSV ------------------------------------------------------------------------------


def test_rows_have_the_columns(report):
    found = report.to_rows()
    assert all(tuple(row) == rows.COLUMNS for row in found)
    count = {"attribution": len(report.attributions), "hedging": len(report.hedges)}
    count |= {"loaded": len(report.loaded_terms), "sentiment": len(report.sentences)}
    for layer, expected in count.items():
        mine = [row for row in found if row["layer"] == layer]
        assert [row["index"] for row in mine] == list(range(expected))
    assert all(TEXT[row["start"] : row["end"]] == row["text"] for row in found)


def test_row_of_a_loaded_term(report):
    row = next(row for row in report.to_rows() if row["text"] == "terrorists")
    term = next(term for term in report.loaded_terms if term.text == "terrorists")
    speaker = report.to_rows()[row["attribution"]]
    assert (row["article"], row["outlet"], row["date"]) == ("news/one two.txt", "Standard", "2026")
    assert (row["layer"], row["voice"], row["entry"]) == ("loaded", "source", "loaded/terrorist")
    assert row["neutral"] == "; ".join(term.neutral)
    assert (row["note"], row["strength"]) == (term.note, term.strength)
    assert speaker["speaker"] == "Anselm Kord"
    pieces = ("“The terrorists have fled,”", "“and the town is ours.”")
    places = [(TEXT.index(piece), TEXT.index(piece) + len(piece)) for piece in pieces]
    assert speaker["content_spans"] == ";".join(f"{start}-{end}" for start, end in places)


def test_rows_of_some_layers(report):
    assert {row["layer"] for row in rows.to_rows(report, ["loaded"])} == {"loaded"}


def test_csv_module_reads_csv(report, hostile):
    text = rows.to_csv([report, *hostile])
    found = list(csv.DictReader(io.StringIO(text, newline="")))
    expected = [row for one in (report, *hostile) for row in one.to_rows()]
    assert len(found) == len(expected)
    for came, meant in zip(found, expected, strict=True):
        assert came == {
            name: "" if value is None else str(value).replace("\0", "\ufffd")
            for name, value in meant.items()
        }


def test_csv_of_one_report_and_of_none(report):
    assert rows.to_csv(report) == rows.to_csv([report])
    assert rows.to_csv([]) == ",".join(rows.COLUMNS) + "\r\n"


def test_pandas_reads_csv_and_rows(report):
    pandas = reader("pandas")
    table = pandas.read_csv(io.StringIO(rows.to_csv(report)))
    assert list(table.columns) == list(rows.COLUMNS)
    terms = table[table.layer == "loaded"]
    assert list(terms.text) == [term.text for term in report.loaded_terms]
    assert table.start.dtype.kind == "i"
    same = pandas.DataFrame(report.to_rows())
    assert list(same.columns) == list(rows.COLUMNS)
    assert list(same.end) == list(table.end)


# --- Web Annotation ----------------------------------------------------------------------------

#: The terms of http://www.w3.org/ns/anno.jsonld that we use, as the vocabulary defines them.
CONTEXT = {
    "oa": "http://www.w3.org/ns/oa#",
    "as": "http://www.w3.org/ns/activitystreams#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": "@id",
    "type": "@type",
    "Annotation": "oa:Annotation",
    "AnnotationCollection": "as:OrderedCollection",
    "AnnotationPage": "as:OrderedCollectionPage",
    "Software": "as:Application",
    "SpecificResource": "oa:SpecificResource",
    "TextPositionSelector": "oa:TextPositionSelector",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "TextualBody": "oa:TextualBody",
    **{
        name: f"oa:{name}"
        for name in ("classifying", "commenting", "editing", "identifying", "linking", "tagging")
    },
    "body": {"@type": "@id", "@id": "oa:hasBody"},
    "target": {"@type": "@id", "@id": "oa:hasTarget"},
    "source": {"@type": "@id", "@id": "oa:hasSource"},
    "selector": {"@type": "@id", "@id": "oa:hasSelector"},
    "creator": {"@type": "@id", "@id": "http://purl.org/dc/terms/creator"},
    "motivation": {"@type": "@vocab", "@id": "oa:motivatedBy"},
    "purpose": {"@type": "@vocab", "@id": "oa:hasPurpose"},
    "first": {"@type": "@id", "@id": "as:first"},
    "partOf": {"@type": "@id", "@id": "as:partOf"},
    "items": {"@type": "@id", "@id": "as:items", "@container": "@list"},
    "format": "http://purl.org/dc/elements/1.1/format",
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "name": "http://xmlns.com/foaf/0.1/name",
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    "total": {"@id": "as:totalItems", "@type": "xsd:nonNegativeInteger"},
    "startIndex": {"@id": "as:startIndex", "@type": "xsd:nonNegativeInteger"},
}
OA = "http://www.w3.org/ns/oa#"
IRI = re.compile(r"[a-z]+:[^\s<>]+")


def as_list(value):
    return value if isinstance(value, list) else [value]


def selectors(record):
    """Yield the two selectors of each target of an annotation."""
    for target in as_list(record["target"]):
        position, quote = target["selector"]
        assert (position["type"], quote["type"]) == ("TextPositionSelector", "TextQuoteSelector")
        yield position, quote


def test_web_annotations_obey_the_model(report, hostile):
    """What the model says an annotation MUST have."""
    for one in (report, *hostile):
        collection = json.loads(json.dumps(webannotation.to_web_annotations(one)))
        assert collection["@context"] == "http://www.w3.org/ns/anno.jsonld"
        assert collection["type"] == "AnnotationCollection"
        items = collection["first"]["items"] if collection["total"] else []
        assert ("first" in collection) == bool(items)
        assert len(items) == collection["total"]
        assert len({item["id"] for item in items}) == len(items)
        for item in items:
            assert item["type"] == "Annotation"
            assert IRI.fullmatch(item["id"])
            for target in as_list(item["target"]):
                assert target["type"] == "SpecificResource"
                assert not re.search(r"[\s<>\"{}|\\^`]", target["source"])
            for body in item["body"]:
                assert body["type"] in ("TextualBody", "SpecificResource")
                assert ("value" in body) == (body["type"] == "TextualBody")
            for position, quote in selectors(item):
                text, start, end = one.text, position["start"], position["end"]
                assert 0 <= start < end <= len(text)
                assert quote["exact"] == text[start:end]
                assert text[:start].endswith(quote["prefix"])
                assert text[end:].startswith(quote["suffix"])


def test_web_annotations_tell_everything(report):
    items = webannotation.to_web_annotations(report)["first"]["items"]
    roles = sum(
        getattr(item, role) is not None for item in report.attributions for role in ROLES
    )
    assert len(items) == roles + len(report.hedges) + len(report.loaded_terms)
    broken = next(item for item in report.attributions if len(item.content.spans) > 1)
    spans = [(span.start, span.end) for span in broken.content.spans]
    found = [[(p["start"], p["end"]) for p, _ in selectors(item)] for item in items]
    assert spans in found
    assert all(target["source"] == ARTICLE.url for target in as_list(items[0]["target"]))


def test_web_annotations_link_terms_to_the_attribution(report):
    items = webannotation.to_web_annotations(report)["first"]["items"]
    by_words = {next(selectors(item))[1]["exact"]: item for item in items}
    links = [b["source"] for b in by_words["terrorists"]["body"] if b["purpose"] == "linking"]
    assert links == [by_words["“The terrorists have fled,”"]["id"]]
    edits = [b["value"] for b in by_words["terrorists"]["body"] if b["purpose"] == "editing"]
    assert "militant" in edits


def test_web_annotations_are_the_same_each_time(report):
    again = biaslens.annotate(ARTICLE)
    assert webannotation.to_web_annotations(again) == webannotation.to_web_annotations(report)


@pytest.mark.parametrize(
    ("article", "source"),
    [
        (biaslens.Article("The regime.", url="https://x.example/a"), "https://x.example/a"),
        (biaslens.Article("The regime.", url="not an IRI", id="a b.txt"), "a%20b.txt"),
        (
            biaslens.Article("The regime."),
            "ni:///sha-256;fnjSwDZwSboggWgViL0Le5kX_wVFFjz9HLRZqYS0JdA",
        ),
    ],
)
def test_source_of_web_annotations(article, source):
    record = webannotation.to_web_annotations(biaslens.annotate(article))
    assert record["first"]["items"][0]["target"]["source"] == source


def test_pyld_reads_web_annotations(report):
    jsonld = reader("pyld.jsonld")

    def loader(url, options):
        assert url == webannotation.CONTEXT
        document = {"@context": CONTEXT}
        return {"contextUrl": None, "documentUrl": url, "document": document}

    record = webannotation.to_web_annotations(report)
    (expanded,) = jsonld.expand(record, {"documentLoader": loader})
    page = expanded["http://www.w3.org/ns/activitystreams#first"][0]
    items = page["http://www.w3.org/ns/activitystreams#items"][0]["@list"]
    assert len(items) == record["total"]
    for item in items:
        assert item["@type"] == [OA + "Annotation"]
        assert item[OA + "motivatedBy"][0]["@id"].startswith(OA)
        for target in item[OA + "hasTarget"]:
            position = target[OA + "hasSelector"][0]
            assert position["@type"] == [OA + "TextPositionSelector"]
            assert position[OA + "start"][0]["@type"].endswith("#nonNegativeInteger")
        for body in item[OA + "hasBody"]:
            assert body[OA + "hasPurpose"][0]["@id"].startswith(OA)
    # Nothing that we write is unknown to the context, and so dropped.
    compacted = jsonld.compact(expanded, webannotation.CONTEXT, {"documentLoader": loader})
    assert compacted == record


def test_rdflib_reads_web_annotations(report):
    rdflib = reader("rdflib")
    record = webannotation.to_web_annotations(report)
    text = json.dumps({**record, "@context": CONTEXT})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        graph = rdflib.Graph().parse(data=text, format="json-ld")
    query = """
        PREFIX oa: <http://www.w3.org/ns/oa#>
        SELECT ?start ?exact WHERE {
            ?note a oa:Annotation ; oa:hasTarget/oa:hasSelector ?position, ?quote .
            ?note oa:hasBody/<http://www.w3.org/1999/02/22-rdf-syntax-ns#value> "loaded" .
            ?position oa:start ?start . ?quote oa:exact ?exact }"""
    found = {(int(start), str(exact)) for start, exact in graph.query(query)}
    assert found == {(term.start, term.text) for term in report.loaded_terms}


# --- brat --------------------------------------------------------------------------------------


def spans_of(mention):
    return [[span.start, span.end] for span in mention.spans] if mention else []


def test_brat_is_read_back(report):
    record = brat.from_brat(*brat.to_brat(report))
    assert record["text"] == report.text
    for item, found in zip(report.attributions, record["attributions"], strict=True):
        assert {role: found[role] for role in ROLES} == {
            role: spans_of(getattr(item, role)) for role in ROLES
        }
        for name in ("stance", "source_kind", "quotation", "voice", "entry"):
            assert found[name] == getattr(item, name)
        inside = report.attributions.index(item.inside) if item.inside else None
        assert (found.get("inside"), found.get("speaker")) == (inside, item.speaker)
    for items, layer in ((report.hedges, "hedges"), (report.loaded_terms, "loaded")):
        assert record[layer] == [
            {
                "start": item.start,
                "end": item.end,
                "voice": item.voice,
                "entry": item.entry,
                "category": item.category,
            }
            for item in items
        ]


def test_brat_has_a_fragment_for_each_line(report):
    text, ann = brat.to_brat(report)
    (line,) = [line for line in ann.splitlines() if "that Ostavia" in line]
    start = text.index("that Ostavia")
    middle = text.index("\n", start)
    end = text.index(".\n", middle)
    assert line.split("\t")[1:] == [
        f"Content {start} {middle};{middle + 1} {end}",
        "that Ostavia says the town has fallen",
    ]


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\n"])
def test_brat_counts_as_readers_that_change_line_ends(ends):
    found = biaslens.annotate(TEXT.replace("\n", ends))
    text, ann = brat.to_brat(found)
    assert "\r" not in text
    assert len(text) == len(found.text)
    record = brat.from_brat(text, ann)
    assert [(r["start"], r["end"]) for r in record["loaded"]] == [
        (term.start, term.end) for term in found.loaded_terms
    ]


def test_brats_own_reader_reads_it(report, hostile, tmp_path):
    # brat’s annotation.py, as bratiaa ships it, checks each annotation against the text.
    annotation = reader("bratsubset.annotation")
    for number, one in enumerate((report, *hostile)):
        text, ann = brat.to_brat(one)
        for suffix, content in ((".txt", text), (".ann", ann)):
            file = tmp_path / f"{number}{suffix}"
            file.write_bytes(content.encode("utf-8", errors="replace"))
        found = annotation.TextAnnotations(str(tmp_path / str(number)))
        assert found.failed_lines == []
        events = list(found.get_events())
        assert len(events) == len(one.attributions)
        for event, item in zip(events, one.attributions, strict=True):
            assert event.type == ("Attribution" if item.cue else "Continuation")
            words = found.get_ann_by_id(event.trigger).text.split()
            mention = item.cue or item.content
            expected = " ".join(one.text[span.start : span.end] for span in mention.spans)
            assert words == expected.encode(errors="replace").decode().split()
        kinds = [bound.type for bound in found.get_textbounds()]
        assert kinds.count("Hedge") == len(one.hedges)
        assert kinds.count("Loaded") == len(one.loaded_terms)


def test_brats_configuration_names_what_is_written(report):
    _, ann = brat.to_brat(report)
    known = set(re.findall(r"^\w+", brat.ANNOTATION_CONF, re.M))
    lines = [line.split("\t")[1] for line in ann.splitlines() if line[0] in "TEA"]
    assert {re.match(r"\w+", line)[0] for line in lines} <= known


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("T1\tSource 0 4\tThis", "T1 is said to be 'This', but the text has 'The ' there"),
        ("T1\tSource 0 400\tThe", "0 <= start < end <= 16, came 0 and 400"),
        ("T1\tSource zero 4\tThe", "start, end, tab, words”, came 'Source zero 4"),
        ("E1\tAttribution", "type:trigger"),
        ("E1\tAttribution:T9", "E1 refers to T9, which is not there"),
        ("hello", "expected a line of brat’s stand-off format, came 'hello'"),
        ("A1\tVoice", "expected a name and a target for A1"),
    ],
)
def test_wrong_lines_of_brat(line, said):
    with pytest.raises(InputError) as raised:
        brat.from_brat("The regime said.", f"T7\tLoaded 4 10\tregime\n{line}\n", "a.ann")
    assert str(raised.value).startswith("a.ann:2: ")
    assert said in str(raised.value)


def test_brat_of_other_types():
    with pytest.raises(InputError, match="found none but Person"):
        brat.from_brat("Anselm Kord", "T1\tPerson 0 6\tAnselm\n")
    # Beside ours they may stand.
    ann = "T1\tPerson 0 6\tAnselm\nT2\tHedge 7 11\tKord\nR1\tIs Arg1:T1 Arg2:T2\n*\tEquiv T1 T2\n"
    assert brat.from_brat("Anselm Kord", ann)["hedges"] == [{"start": 7, "end": 11}]


# --- SARIF -------------------------------------------------------------------------------------


def test_sarif_points_at_the_words(report, hostile):
    log = sarif.to_sarif([report, *hostile])
    (run,) = log["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    texts = [one.text for one in (report, *hostile)]
    for result in run["results"]:
        physical = result["locations"][0]["physicalLocation"]
        region = physical["region"]
        text = texts[physical["artifactLocation"]["index"]]
        lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", text)
        start = sum(map(len, lines[: region["startLine"] - 1])) + region["startColumn"] - 1
        end = sum(map(len, lines[: region["endLine"] - 1])) + region["endColumn"] - 1
        assert (start, end - start) == (region["charOffset"], region["charLength"])
        assert text[start:end] == region["snippet"]["text"]
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    assert len(run["results"]) == sum(len(one.loaded_terms) for one in (report, *hostile))


def test_sarif_levels_go_by_voice(report):
    results = sarif.to_sarif(report)["runs"][0]["results"]
    levels = {r["properties"]["voice"]: r["level"] for r in results}
    assert levels == {"author": "warning", "source": "note", "scare_quote": "note"}
    assert "in the words of Anselm Kord" in results[0]["message"]["text"]


@pytest.mark.parametrize(
    ("article", "uri", "embedded"),
    [
        (biaslens.Article("The regime.", id="news/a b.txt"), "news/a%20b.txt", False),
        (biaslens.Article("The regime.", id="/tmp/a#1.txt"), "file:///tmp/a%231.txt", False),
        (biaslens.Article("The regime.", url="https://x.example/a"), "https://x.example/a", False),
        (biaslens.Article("The regime."), "article-1.txt", True),
    ],
)
def test_artifacts_of_sarif(article, uri, embedded):
    (artifact,) = sarif.to_sarif(biaslens.annotate(article))["runs"][0]["artifacts"]
    assert artifact["location"]["uri"] == uri
    assert ("contents" in artifact) == embedded


def test_sarif_obeys_the_schema(report, hostile):
    # Models that were generated from the official JSON schema, and forbid what it does not name.
    model = reader("pydantic_sarif.model")
    log = json.loads(json.dumps(sarif.to_sarif([report, *hostile])))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        read = model.StaticAnalysisResultsFormatSarifVersion210JsonSchema.model_validate(log)
    assert len(read.runs[0].results) == len(log["runs"][0]["results"])


def test_sarif_tools_read_sarif(report, tmp_path):
    loader = reader("sarif.loader")
    path = tmp_path / "report.sarif"
    path.write_text(json.dumps(sarif.to_sarif(report)), encoding="utf-8")
    found = loader.load_sarif_file(str(path))
    assert found.get_distinct_tool_names() == ["biaslens"]
    records = found.get_records()
    expected = [(term.entry, sarif.LEVELS[term.voice]) for term in report.loaded_terms]
    assert sorted((r["Code"].split()[0], r["Severity"]) for r in records) == sorted(expected)
    assert {record["Location"] for record in records} == {"news/one%20two.txt"}


# --- spaCy -------------------------------------------------------------------------------------


def test_spacy_reads_docbin(report, hostile, tmp_path):
    spacy = reader("spacy")
    tokens = reader("spacy.tokens")
    path = tmp_path / "reports.spacy"
    docbin.to_docbin([report, *hostile]).to_disk(path)
    docs = list(tokens.DocBin().from_disk(path).get_docs(spacy.blank("en").vocab))
    for doc, one in zip(docs, (report, *hostile), strict=True):
        assert len(doc.text) == len(one.text)
        groups = {name: doc.spans[key] for name, key in docbin.GROUPS.items()}
        assert len(groups["loaded"]) == len(one.loaded_terms)
        assert len(groups["hedge"]) == len(one.hedges)
        for role in ROLES:
            mentions = [getattr(item, role) for item in one.attributions]
            assert len(groups[role]) == sum(len(m.spans) for m in mentions if m)
        for group in groups.values():
            records = group.attrs["records"]
            for span, record in zip(group, records, strict=True):
                assert span.start_char <= record["start"] < record["end"] <= span.end_char


def test_spacy_spans_say_what_they_are(report):
    reader("spacy")
    doc = docbin.to_doc(report)
    span = doc.spans["biaslens_loaded"][0]
    assert (span.text, span.label_, span.id_) == ("terrorists", "terrorism", "loaded/terrorist")
    record = doc.spans["biaslens_sources"].attrs["records"][0]
    assert (record["speaker"], record["voice"]) == ("Anselm Kord", "author")


def test_spans_are_widened_to_tokens():
    reader("spacy")
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    found = biaslens.annotate("The regime.")
    doc = docbin.set_spans(Doc(Vocab(), words=["The reg", "ime."], spaces=[False, False]), found)
    (span,) = doc.spans["biaslens_loaded"]
    assert span.text == "The regime."
    assert doc.spans["biaslens_loaded"].attrs["records"][0]["start"] == 4


def test_without_spacy_the_extra_is_named(report, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "spacy", None)
    with pytest.raises(MissingPackageError, match=r"biaslens\[spacy\]"):
        docbin.to_doc(report)


# --- any text ----------------------------------------------------------------------------------

WORDS = st.sampled_from(
    "the regime|said|“|”|terrorists|reportedly|\n|\r\n|\r|\u2028|\t|officials|,|.| | that |\x0b|"
    "\U0001f600|e\u0301|Kord|\x00".split("|")
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_any_text_goes_through_every_format(text):
    found = biaslens.annotate(text)
    plain, ann = brat.to_brat(found)
    record = brat.from_brat(plain, ann)
    assert len(record["attributions"]) == len(found.attributions)
    assert [(r["start"], r["end"]) for r in record["hedges"]] == [
        (hedge.start, hedge.end) for hedge in found.hedges
    ]
    for item, read in zip(found.attributions, record["attributions"], strict=True):
        for role in ROLES:
            words = [text[start:end] for start, end in spans_of(getattr(item, role))]
            came = [plain[start:end] for start, end in read[role]]
            assert " ".join(came).split() == " ".join(words).split()
    table = list(csv.DictReader(io.StringIO(rows.to_csv(found), newline="")))
    assert len(table) == len(found.to_rows())
    for result in sarif.to_sarif(found)["runs"][0]["results"]:
        region = result["locations"][0]["physicalLocation"]["region"]
        assert region["endLine"] >= region["startLine"] >= 1
        assert region["startColumn"] >= 1 and region["endColumn"] >= 1
    record = webannotation.to_web_annotations(found)
    for item in record["first"]["items"] if record["total"] else ():
        for position, quote in selectors(item):
            assert text[position["start"] : position["end"]] == quote["exact"]
