"""biaslens as a component of spaCy pipelines."""

from __future__ import annotations

import importlib.metadata
import re
import warnings
from pathlib import Path
from typing import Any

import pytest

import biaslens
from biaslens import InputError, Report

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    spacy = pytest.importorskip("spacy")
    from spacy.tokens import Doc, DocBin

    from biaslens.integrations import spacy as ours

TEXT = "“Moderate rebels,” Russia says, may fall. The regime-backed men fled."


@pytest.fixture
def nlp() -> Any:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("biaslens")
    return pipeline


def shown(doc: Any, key: str = "biaslens") -> list[tuple[str, str, str, str]]:
    return [(span.text, span.label_, span.kb_id_, span.id_) for span in doc.spans[key]]


def test_report_and_spans(nlp: Any) -> None:
    doc = nlp(TEXT)
    assert doc._.biaslens == biaslens.annotate(TEXT)
    report = doc._.biaslens
    assert ("Russia", "attribution.source", "attribution/say", "0") in shown(doc)
    assert ("says", "attribution.cue", "attribution/say", "0") in shown(doc)
    assert ("may", "hedging", "hedges/may", "0") in shown(doc)
    layers = {"hedging": report.hedges, "loaded": report.loaded_terms}
    for span in doc.spans["biaslens"]:
        layer, _, role = span.label_.partition(".")
        if layer == "attribution":
            mention = getattr(report.attributions[int(span.id_)], role)
            assert any(part.start >= span.start_char for part in mention.spans)
        else:
            found = layers[layer][int(span.id_)]
            assert span.start_char <= found.start < found.end <= span.end_char
            assert span.kb_id_ == found.entry


def test_content_that_is_interrupted_has_a_span_for_each_piece(nlp: Any) -> None:
    doc = nlp("“The gate,” Officer Brun said, “was shut.”")
    contents = [span.text for span in doc.spans["biaslens"] if span.label_.endswith("content")]
    spans = doc._.biaslens.attributions[0].content.spans
    assert len(spans) == 2
    assert contents == [doc.text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    ("alignment", "expected"), [("expand", ["regime men"]), ("contract", []), ("strict", [])]
)
def test_alignment(alignment: str, expected: list[str]) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("biaslens", config={"alignment": alignment, "layers": ["loaded"]})
    exact = nlp(Doc(nlp.vocab, words=["The", "regime", "men"], spaces=[True, True, False]))
    assert [span.text for span in exact.spans["biaslens"]] == ["regime"]
    # Tokens are taken as they come: here two words are one of them.
    joined = nlp(Doc(nlp.vocab, words=["The", "regime men"], spaces=[True, False]))
    assert [span.text for span in joined.spans["biaslens"]] == expected
    assert [term.text for term in joined._.biaslens.loaded_terms] == ["regime"]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "He said no.", "«Non», a-t-il dit. 😀"])
def test_any_text(nlp: Any, text: str) -> None:
    doc = nlp(text)
    assert doc._.biaslens.text == text
    assert "biaslens" in doc.spans


def test_config(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(
        "schema: 1\nname: own\nloaded:\n"
        "  - {term: bridge, pos: noun, category: place, note: Made up.}\n",
        encoding="utf-8",
    )
    nlp = spacy.blank("en")
    config = {"lexicon": [str(path)], "layers": ["loaded"], "spans_key": "words"}
    nlp.add_pipe("biaslens", config=config)
    doc = nlp("The bridge may fall.")
    assert shown(doc, "words") == [("bridge", "loaded", "loaded/bridge", "0")]
    assert doc._.biaslens.lexicon[0] == "own"


def test_wrong_config() -> None:
    with pytest.raises(InputError, match="alignment: expected one of expand, contract, strict"):
        spacy.blank("en").add_pipe("biaslens", config={"alignment": "wide"})


def test_beside_other_components(nlp: Any) -> None:
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "GPE", "pattern": "Russia"}])
    doc = nlp(TEXT)
    assert [entity.text for entity in doc.ents] == ["Russia"]
    assert len(list(doc.sents)) == 2
    assert nlp.analyze_pipes()["summary"]["biaslens"]["assigns"] == ["doc._.biaslens", "doc.spans"]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_docs_from_other_processes(nlp: Any) -> None:
    texts = [f"Officer {number} said the regime may fall." for number in range(40)]
    docs = list(nlp.pipe(texts, n_process=2, batch_size=8))
    assert [doc._.biaslens for doc in docs] == list(map(biaslens.annotate, texts))
    assert shown(docs[39]) == shown(nlp(texts[39]))


def test_docs_as_bytes_and_in_a_bin(nlp: Any) -> None:
    doc = nlp(TEXT)
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert isinstance(again._.biaslens, Report)
    assert again._.biaslens == doc._.biaslens
    assert shown(again) == shown(doc)
    packed = DocBin(docs=[doc], store_user_data=True).to_bytes()
    (again,) = DocBin().from_bytes(packed).get_docs(nlp.vocab)
    assert again._.biaslens == doc._.biaslens
    assert shown(again) == shown(doc)


def test_pipelines_on_disk_and_as_bytes(nlp: Any, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "pipeline")
    again = spacy.load(tmp_path / "pipeline")
    assert again(TEXT)._.biaslens == nlp(TEXT)._.biaslens
    other = spacy.blank("en")
    other.add_pipe("biaslens")
    other.from_bytes(nlp.to_bytes())
    assert other(TEXT)._.biaslens == nlp(TEXT)._.biaslens


def test_a_pipeline_written_with_another_lexicon() -> None:
    own = biaslens.Lexicon.builtin().extend(
        {"name": "own", "loaded": [{"term": "bridge", "category": "place", "note": "Made up."}]}
    )
    written = ours.Component(biaslens.Annotator(lexicon=own)).to_bytes()
    with pytest.warns(UserWarning, match=r"written with the lexicon 'own' .* now uses 'builtin'"):
        ours.Component(biaslens.Annotator()).from_bytes(written)


def test_entry_points() -> None:
    try:
        distribution = importlib.metadata.distribution("biaslens")
    except importlib.metadata.PackageNotFoundError:
        pytest.skip("biaslens is not installed")
    loaded = {point.group: point.load() for point in distribution.entry_points}
    assert loaded["spacy_factories"] is ours.make
    assert loaded["srsly_msgpack_encoders"] is ours.encode
    assert loaded["srsly_msgpack_decoders"] is ours.decode


PAGE = Path(__file__).parent.parent / "docs" / "integrations.md"
BLOCKS = re.findall(r"^```python\n# spacy\n(.*?)^```$", PAGE.read_text("utf-8"), re.M | re.S)


@pytest.mark.parametrize("code", BLOCKS)
def test_examples_of_the_page(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    names: dict[str, Any] = {}
    exec(code, names)
    assert "biaslens" in names["nlp"].pipe_names
    if "doc" in names:
        assert "Russia attribution.source attribution/say 0" in capsys.readouterr().out
