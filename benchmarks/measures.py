"""What biaslens finds in each corpus, counted against what people marked there.

The form of the files is told in ``accuracy.py``.
"""

from __future__ import annotations

import json
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scoring import (
    ROLES,
    Relation,
    Span,
    Tally,
    attribution_tallies,
    interval,
    label_tallies,
    macro_f1,
    overlap,
    pair,
    relation,
    same_source,
    span_tally,
    tokens_of,
    total,
    touches,
)
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

import biaslens

Row = dict[str, Any]
SAMPLE = 150


@dataclass
class Result:
    """What was measured on one corpus.

    Attributes:
        corpus: Name of the file, or of the seed.
        size: What was measured, in words.
        figures: Each figure by name.
        errors: What was missed or wrongly found, one description each.
    """

    corpus: str
    size: str
    figures: dict[str, float | str]
    errors: list[str] = field(default_factory=list)


def _files(folder: Path, name: str) -> Iterator[tuple[str, list[Row]]]:
    for path in sorted(folder.glob(f"{name}_*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            yield path.stem, [json.loads(line) for line in lines]


def _spans(items: Any) -> list[Span]:
    return [(item.start, item.end) for item in items]


def _rates(name: str, tally: Tally) -> dict[str, float | str]:
    return {
        f"{name}, precision": tally.precision,
        f"{name}, recall": tally.recall,
        f"{name}, F1": tally.f1,
    }


def _around(text: str, start: int, end: int, room: int = 60) -> str:
    """A stretch of text, marked, with what stands around it."""
    before, after = text[max(0, start - room) : start], text[end : end + room]
    return " ".join(f"…{before}⟦{text[start:end]}⟧{after}…".split())


# --- attribution ----------------------------------------------------------------------------------


def _roles(attribution: biaslens.Attribution) -> dict[str, list[Span]]:
    mentions = {role: getattr(attribution, role) for role in ROLES}
    return {role: _spans(mention.spans) if mention else [] for role, mention in mentions.items()}


def _relations(rows: list[dict[str, list[Span]]], tokens: list[Span]) -> list[Relation]:
    found = [relation(row, tokens) for row in rows]
    return [each for each in found if each.content]


def attribution(annotator: biaslens.Annotator, folder: Path) -> list[Result]:
    """Attributions of whole articles, contents matched at a Jaccard index of at least 0.5."""
    results = []
    for name, rows in _files(folder, "polnear"):
        size = ""
        if name.endswith("_train") and len(rows) > SAMPLE:
            size = f" of {len(rows)}, drawn at random"
            rows = random.Random(0).sample(rows, SAMPLE)
        tallies: dict[str, list[Tally]] = defaultdict(list)
        errors = []
        for row in rows:
            tokens = tokens_of(row["text"])
            marked = _relations(row["attributions"], tokens)
            report = annotator.annotate(row["text"])
            predicted = _relations([_roles(each) for each in report.attributions], tokens)
            for key, tally in attribution_tallies(marked, predicted).items():
                tallies[key].append(tally)
            errors += _attribution_errors(row["text"], tokens, marked, predicted)
        low, high = interval(tallies["found"])
        words = sum(len(row["text"].split()) for row in rows)
        sums = {key: total(each) for key, each in tallies.items()}
        size = f"{len(rows)} articles{size}; {words:,} words, {sums['found'].marked:,} attributions"
        figures = _rates("found", sums["found"])
        figures["found, F1, 95% interval"] = f"{low:.3f}–{high:.3f}"
        for key in ("sourced", "cued"):
            figures |= _rates(f"found and {key}", sums[key])
        figures |= {f"tokens of the {role}, F1": sums[role].f1 for role in ROLES}
        results.append(Result(name, size, figures, errors))
    return results


def _attribution_errors(
    text: str, tokens: list[Span], marked: list[Relation], predicted: list[Relation]
) -> list[str]:
    def show(item: Relation) -> str:
        roles = (" ".join(text[slice(*tokens[n])] for n in sorted(role)) for role in item)
        shown = zip(ROLES, roles, strict=True)
        return " | ".join(f"{role}: {words[:160]}" for role, words in shown)

    pairs = pair(marked, predicted)
    errors = []
    for label, items, others, hit in (
        ("MISSED", marked, predicted, {i for i, _ in pairs}),
        ("EXTRA", predicted, marked, {j for _, j in pairs}),
    ):
        for number, item in enumerate(items):
            if number in hit:
                continue
            every = item.source | item.cue | item.content
            near = [each for each in others if each.cue & item.cue]
            near = near or [each for each in others if each.content & item.content]
            first, last = tokens[min(every)], tokens[max(every)]
            errors.append(
                f"{label} {show(item)}\n    {_around(text, first[0], last[1])}"
                + "".join(f"\n    beside {show(each)}" for each in near[:2])
            )
    return errors


# --- hedges, loaded terms -------------------------------------------------------------------------


def hedging(annotator: biaslens.Annotator, folder: Path) -> list[Result]:
    """Hedges of sentences; a sentence whose only cues are conditional has no label."""
    results = []
    for name, rows in _files(folder, "hedges"):
        marked, predicted, tally, errors = [], [], Tally(), []
        for row in rows:
            text = row["text"]
            cues = [(c["start"], c["end"]) for c in row["cues"] if c["type"] != "condition"]
            spare = [(c["start"], c["end"]) for c in row["cues"] if c["type"] == "condition"]
            found = _spans(annotator.annotate(text).hedges)
            counted = span_tally([[cue] for cue in cues], found, spare)
            tally += counted
            if cues or not spare:
                marked.append(bool(cues))
                predicted.append(counted.predicted > 0)
            errors += [f"MISSED {_around(text, *c, 90)}" for c in cues if not touches(c, found)]
            extra = [span for span in found if not touches(span, cues + spare)]
            errors += [f"EXTRA {_around(text, *span, 90)}" for span in extra]
        labels = label_tallies(marked, predicted, (True, False))
        figures = _rates("uncertain sentences", labels[True]) | _rates("cues", tally)
        size = f"{len(rows):,} sentences, {sum(marked):,} of them uncertain, {tally.marked:,} cues"
        results.append(Result(name, size, figures, errors))
    return results


def loaded(annotator: biaslens.Annotator, folder: Path) -> list[Result]:
    """Loaded terms of sentences; one with any is taken to be biased."""
    results = []
    for name, rows in _files(folder, "babe"):
        marked, predicted, tally, errors = [], [], Tally(), []
        for row in rows:
            text = row["text"]
            words: dict[str, list[Span]] = defaultdict(list)
            for each in row["biased_spans"]:
                words[each["word"].lower()].append((each["start"], each["end"]))
            found = _spans(annotator.annotate(text).loaded_terms)
            tally += span_tally(list(words.values()), found)
            marked.append(row["label"] == "Biased")
            predicted.append(bool(found))
            if marked[-1] != predicted[-1]:
                terms = [text[slice(*span)] for span in found]
                errors.append(f"{row['label']}, marked {list(words)}, found {terms}: {text}")
        labels = label_tallies(marked, predicted, (True, False))
        figures = _rates("biased sentences", labels[True])
        figures["sentences, macro-F1"] = macro_f1(labels)
        figures |= _rates("biased words", tally)
        size = f"{len(rows):,} sentences, {sum(marked):,} of them biased, {tally.marked:,} words"
        results.append(Result(name, size, figures, errors))
    return results


# --- sentiment ------------------------------------------------------------------------------------


def sentiment(annotator: biaslens.Annotator, folder: Path) -> list[Result]:
    """Sentiment toward persons and groups, beside VADER's for the whole sentence."""
    labels = ("negative", "neutral", "positive")
    vader = SentimentIntensityAnalyzer()
    results = []
    for name, rows in _files(folder, "newsmtsc"):
        marked, predicted, plain, errors = [], [], [], []
        latest, report, tone = None, None, "neutral"
        for row in rows:
            text = row["text"]
            if report is None or row["sentence_id"] != latest:
                latest, report = row["sentence_id"], annotator.annotate(text)
                compound = vader.polarity_scores(text)["compound"]
                # The bounds that VADER's authors give for its compound score.
                tone = labels[1 + (compound >= 0.05) - (compound <= -0.05)]
            target = report.sentiment_toward(row["start"], row["end"])
            marked.append(row["label"])
            predicted.append(target.label)
            plain.append(tone)
            if row["label"] != target.label:
                where = _around(text, row["start"], row["end"], 1000)
                errors.append(f"{row['label']}, not {target.label} ({target.score:+.2f}): {where}")
        figures: dict[str, float | str] = {}
        tallies = label_tallies(marked, predicted, labels)
        for label in labels:
            figures[f"{label}, F1"] = tallies[label].f1
        figures["macro-F1"] = macro_f1(tallies)
        figures["VADER’s sentence score, macro-F1"] = macro_f1(label_tallies(marked, plain, labels))
        results.append(Result(name, f"{len(rows):,} targets", figures, errors))
    return results


# --- whole articles -------------------------------------------------------------------------------


def seeds(annotator: biaslens.Annotator, folder: Path) -> list[Result]:
    """Every layer on whole articles as scraped, comments and page furniture included."""
    results, length = [], 0
    sums: dict[str, Tally] = defaultdict(Tally)
    for path in sorted(folder.glob("seeds/*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        with path.with_name(path.name.replace(".gold.json", ".txt")).open(
            encoding="utf-8", newline=""
        ) as file:
            text = file.read()
        report = annotator.annotate(text)
        tallies, errors = _seed_attributions(text, gold, report)
        for layer, found in (("hedges", report.hedges), ("loaded", report.loaded_terms)):
            tallies[f"{layer} terms" if layer == "loaded" else layer] = _seed_spans(
                gold[layer], _spans(found)
            )
            errors += _seed_span_errors(text, layer, gold[layer], _spans(found))
        tallies["loaded terms, voice right"] = _seed_voices(gold["loaded"], report)
        tallies["article or not, characters"] = _seed_zones(text, gold["zones"], report)
        for key, tally in tallies.items():
            sums[key] += tally
        words = len(text.split())
        length += words
        results.append(Result(gold["id"], f"{words:,} words", _seed_figures(tallies), errors))
    if results:
        results.append(Result("together", f"{length:,} words", _seed_figures(sums)))
    return results


#: What is looked for and has an F1; of everything else it is told how often it is right.
_SEARCHED = ("attributions found", "hedges", "loaded terms")


def _seed_figures(tallies: dict[str, Tally]) -> dict[str, float | str]:
    figures: dict[str, float | str] = {}
    for name, tally in tallies.items():
        if name in _SEARCHED:
            if tally.marked:
                figures[f"{name}, F1"] = tally.f1
        elif tally.predicted:
            figures[name] = tally.precision
    return figures


def _share(hits: list[bool]) -> Tally:
    return Tally(right=sum(hits), predicted=len(hits))


def _seed_attributions(
    text: str, gold: Row, report: biaslens.Report
) -> tuple[dict[str, Tally], list[str]]:
    tokens = tokens_of(text)
    told = [each for each in gold["attributions"] if each["content"]]
    marked = [relation(each, tokens) for each in told]
    kept = [(each, relation(_roles(each), tokens)) for each in report.attributions]
    kept = [(each, roles) for each, roles in kept if roles.content]
    predicted = [roles for _, roles in kept]
    pairs = pair(marked, predicted)
    core = [(i, j) for i, j in pairs if told[i]["agreed"]]
    asked = sum(each["agreed"] for each in told)
    hits = len(core)
    tallies = {
        "attributions found": Tally(hits, hits + len(predicted) - len(pairs), hits, asked),
        "source right, of those found": _share(
            [same_source(marked[i], predicted[j]) for i, j in core]
        ),
        "stance right, of those found": _share(
            [told[i]["stance"] == kept[j][0].stance for i, j in core if told[i]["stance"]]
        ),
        "speaker right, of those found": _share(
            [
                bool(_name_words(told[i]["speaker"]) & _name_words(kept[j][0].speaker))
                for i, j in core
                if told[i]["speaker"]
            ]
        ),
    }
    return tallies, _attribution_errors(text, tokens, marked, predicted)


def _name_words(name: str | None) -> set[str]:
    return {word.lower() for word in re.findall(r"\w+", name or "") if word[0].isupper()}


def _seed_spans(marks: list[Row], found: list[Span]) -> Tally:
    every = span_tally([[(mark["start"], mark["end"])] for mark in marks], found)
    core = span_tally([[(mark["start"], mark["end"])] for mark in marks if mark["agreed"]], found)
    return Tally(every.right, every.predicted, core.found, core.marked)


def _seed_span_errors(text: str, layer: str, marks: list[Row], found: list[Span]) -> list[str]:
    every = [(mark["start"], mark["end"]) for mark in marks]
    core = [(mark["start"], mark["end"]) for mark in marks if mark["agreed"]]
    missed = [f"MISSED {layer} {_around(text, *span)}" for span in core if not touches(span, found)]
    extra = [f"EXTRA {layer} {_around(text, *span)}" for span in found if not touches(span, every)]
    return missed + extra


def _seed_voices(marks: list[Row], report: biaslens.Report) -> Tally:
    hits = []
    for mark in marks:
        where = (mark["start"], mark["end"])
        found = [t for t in report.loaded_terms if overlap(where, (t.start, t.end))]
        if found and mark["agreed"] and mark.get("voice"):
            hits.append(found[0].voice == mark["voice"])
    return _share(hits)


def _seed_zones(text: str, marks: list[Row], report: biaslens.Report) -> Tally:
    """Characters rightly taken to be the article's or not; none where all is the article's."""
    outside = ("comment", "boilerplate")
    if not any(mark["kind"] in outside for mark in marks):
        return Tally()
    kinds = ["?"] * len(text)
    for zone in report.zones:
        kinds[zone.start : zone.end] = [zone.kind] * (zone.end - zone.start)
    return _share(
        [
            (kinds[at] in outside) == (mark["kind"] in outside)
            for mark in marks
            for at in range(mark["start"], mark["end"])
            if not text[at].isspace()
        ]
    )


#: Every task by name.
TASKS: dict[str, Callable[[biaslens.Annotator, Path], list[Result]]] = {
    task.__name__: task for task in (attribution, hedging, loaded, sentiment, seeds)
}
