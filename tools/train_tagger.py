"""Train the part-of-speech tagger on Universal Dependencies treebanks of English.

    python tools/train_tagger.py UD_DIRECTORY              # writes src/biaslens/data/tagger.txt
    python tools/train_tagger.py UD_DIRECTORY --evaluate   # held-out figures, writes nothing

The directory holds gum_train, gum_dev and ewt_train_dev as .conllu.gz. The same input gives the
same bytes.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from tagger_corpus import (  # noqa: E402
    Sentence,
    as_headline,
    read_documents,
    read_patterns,
    read_supplement,
    split_hyphens,
)

from biaslens.grammar import tagger as runtime  # noqa: E402
from biaslens.grammar import vocabulary  # noqa: E402
from biaslens.grammar.vocabulary import EDGE, EDGE_TAG, MIDDLE, START, Word  # noqa: E402

Feature = tuple[str, str]

SEED = 17
FACTOR = 6.0  # a weight of one, in the units of the model file
LIMIT = 999
SHARE = 0.01  # of a frequent form's occurrences; a rarer tag is taken for a slip
PATTERN_TIMES = 8
RARE, RARE_NAME = 2, 4  # occurrences
ENOUGH = 10  # a form seen so often needs no help from the words added by hand


def modes(forms: list[str]) -> list[int]:
    """How the tagger will read the capital of each form."""
    mode = vocabulary.sentence_mode(forms)
    if mode != MIDDLE:
        return [mode] * len(forms)
    result = [MIDDLE] * len(forms)
    for i, form in enumerate(forms):
        if form[:1].isalpha():
            result[i] = START
            break
        if i > 3:
            break
    for i in range(1, len(forms)):
        if forms[i - 1] in runtime.OPENERS and forms[i][:1].isupper():
            result[i] = START
    return result


def letters(tags: list[str]) -> str:
    return "".join(vocabulary.LETTERS[tag] for tag in tags)


class Counts:
    """What the training sentences say about forms."""

    def __init__(self, sentences: list[Sentence]) -> None:
        self.forms: dict[str, Counter[str]] = defaultdict(Counter)
        self.lemmas: dict[str, set[str]] = defaultdict(set)
        self.lemma_of: dict[str, Counter[str]] = defaultdict(Counter)
        self.shapes: dict[str, Counter[str]] = defaultdict(Counter)
        occurrences = []
        for sentence in sentences:
            forms = [form for form, _, _ in sentence]
            for (form, tag, lemma), mode in zip(sentence, modes(forms), strict=True):
                if tag in ("GW", "XX"):
                    continue
                text = form
                if not text.isalpha():
                    text = vocabulary.NUMBER.sub("0", text)
                lower = text.lower()
                name = tag.startswith("NNP")
                key = text
                capital_only_here = mode != MIDDLE or (len(text) > 1 and text.isupper())
                if text != lower and not name and capital_only_here:
                    key = lower
                self.forms[key][tag] += 1
                if key == lower:
                    self.lemmas[lemma].add(tag)
                    self.lemma_of[key][lemma] += 1
                occurrences.append((key, text, tag, mode))
        for key, text, tag, mode in occurrences:
            if sum(self.forms[key].values()) <= 3:
                shape = vocabulary.shape_of(text, mode)
                lower = text.lower()
                for size in range(min(5, len(lower) + 1)):
                    self.shapes[f"{shape} {lower[len(lower) - size:]}"][tag] += 1
                if shape == "A":
                    for other in "SH":
                        for size in range(min(5, len(lower) + 1)):
                            self.shapes[f"{other} {lower[len(lower) - size:]}"][tag] += 0.3

    def endings(self) -> dict[str, str]:
        """Shape and ending to the tags of the rare forms that have them, as LETTERS."""
        result: dict[str, str] = {}
        for key in sorted(self.shapes, key=lambda k: (len(k), k)):
            counts = self.shapes[key]
            total = sum(counts.values())
            if key[2:] and total < 8:
                continue
            floor = max(0.012 * total, 1.5)
            tags = [t for t, c in sorted(counts.items(), key=lambda x: (-x[1], x[0])) if c >= floor]
            if not tags:
                continue
            if key[0] in "aSH" and set(tags) & {"VB", "VBP"}:
                tags += [t for t in ("VB", "VBP") if t not in tags]
            joined = letters(tags)
            shorter = (result.get(key[:2] + key[start:]) for start in range(3, len(key) + 1))
            if joined != next(filter(None, shorter), None):
                result[key] = joined
        return result

    def words(self, extra: dict[str, list[str]]) -> dict[str, str]:
        """The dictionary of the model: form to tags, most frequent first, as LETTERS."""
        result: dict[str, str] = {}
        for key, counts in self.forms.items():
            total = sum(counts.values())
            floor = 1 if total < 20 else max(2, SHARE * total)
            tags = [t for t, c in sorted(counts.items(), key=lambda x: (-x[1], x[0])) if c >= floor]
            if total < 400 and key.isalpha():
                for tag in self.kin(key, tags):
                    if tag not in tags:
                        tags.append(tag)
            if total < ENOUGH:
                by_hand = extra.get(key, [])
                tags = [*by_hand, *(t for t in tags if t not in by_hand)]
            result[key] = letters(tags)
        for key, tags in extra.items():
            result.setdefault(key, letters(tags))
        result.update({"―": ":", "``": "`", "''": '"', "“": "`", "”": '"', ";": ":"})
        return result

    def kin(self, key: str, tags: list[str]) -> list[str]:
        """Tags that a form can have because another form of its lemma has the matching one."""
        found: list[str] = []
        if key != key.lower():
            return found
        lemma_tags: set[str] = set()
        for lemma in self.lemma_of[key]:
            lemma_tags |= self.lemmas[lemma]
        has = set(tags)
        verb = bool(lemma_tags & {"VB", "VBP", "VBZ", "VBD", "VBN", "VBG"})
        noun = bool(lemma_tags & {"NN", "NNS"})
        if has & {"VB", "VBP"}:
            found += ["VB", "VBP"]
        if has & {"VBD", "VBN"} and key.endswith("ed"):
            found += ["VBD", "VBN"]
        if has & {"NN", "VB", "VBP"} and verb and noun and not key.endswith("ing"):
            found += ["NN", "VB", "VBP"]
        if has & {"NNS", "VBZ"} and verb and noun and key.endswith("s"):
            found += ["NNS", "VBZ"]
        return found


class Trainer:
    """Averaged perceptron, in two passes: the second keeps what counted in the first."""

    def __init__(
        self, sentences: list[Sentence], extra: dict[str, list[str]], patterns: list[Sentence]
    ) -> None:
        self.random = random.Random(SEED)
        sentences = [split_hyphens(s) for s in sentences]
        self.counts = Counts(sentences)
        sentences += patterns
        self.endings = self.counts.endings()
        self.words = self.counts.words(extra)
        totals = Counter({k: sum(c.values()) for k, c in self.counts.forms.items()})
        self.contexts = sorted(k for k, c in totals.items() if c >= 15)
        self.vocabulary = vocabulary.Vocabulary(self.words, self.endings, self.contexts)
        self.own = {k for k, c in totals.items() if c >= 10}
        # A rare form teaches how to read unknown forms and rare known ones in turn.
        self.rare = {
            form for form, count in totals.items()
            if count <= (RARE_NAME if form[:1].isupper() else RARE) and form not in extra
        }
        self.without_rare = vocabulary.Vocabulary(
            {form: tags for form, tags in self.words.items() if form not in self.rare},
            self.endings,
            self.contexts,
        )
        self.index: dict[Feature, int] = {}
        self.weights: list[dict[str, float]] = []
        self.sums: list[dict[str, float]] = []
        self.stamps: list[dict[str, int]] = []
        self.allowed: set[Feature] | None = None
        self.step = 0
        self.cache: dict[object, tuple[int, ...]] = {}
        self.sentences = sentences
        self.known: list[dict[str, Word]] = [{}, {}, {}, {}]
        self.unknown: list[dict[str, Word]] = [{}, {}, {}, {}]

    def ids(self, features: Iterable[Feature]) -> tuple[int, ...]:
        index = self.index
        result = []
        for feature in features:
            row = feature[0]
            if row[0] in "dbt" and row[2:] not in self.own:
                continue
            if self.allowed is not None and feature not in self.allowed:
                continue
            number = index.get(feature)
            if number is None:
                number = index[feature] = len(index)
                self.weights.append({})
                self.sums.append({})
                self.stamps.append({})
            result.append(number)
        return tuple(result)

    def cached(
        self, key: object, make: Callable[..., Iterable[Feature]], *arguments: object
    ) -> tuple[int, ...]:
        found = self.cache.get(key)
        if found is None:
            found = self.cache[key] = self.ids(make(*arguments))
        return found

    def entries(self, forms: list[str]) -> list[Word]:
        result = []
        for form, mode in zip(forms, modes(forms), strict=True):
            entry = self.known[mode].get(form)
            if entry is None:
                entry = self.known[mode][form] = self.vocabulary.word(form, mode)
            if entry.key in self.rare and self.random.random() < 0.6:
                guess = self.unknown[mode].get(form)
                if guess is None:
                    guess = self.unknown[mode][form] = self.without_rare.word(form, mode)
                entry = guess
            result.append(entry)
        return [*result, EDGE, EDGE]

    def train(self, epochs: int) -> None:
        order = list(range(len(self.sentences)))
        for epoch in range(epochs):
            self.random.shuffle(order)
            wrong = seen = 0
            start = time.perf_counter()
            for number in order:
                sentence = self.sentences[number]
                chance = self.random.random()
                if chance < 0.10:
                    titled = as_headline(sentence, chance < 0.02)
                    # Only as the tagger will see it.
                    if vocabulary.sentence_mode([form for form, _, _ in titled]) != MIDDLE:
                        sentence = titled
                w, s = self.learn(sentence)
                wrong += w
                seen += s
            print(f"epoch {epoch}: {wrong}/{seen} wrong, {len(self.index)} features,"
                  f" {time.perf_counter() - start:.1f} s", file=sys.stderr)

    def learn(self, sentence: Sentence) -> tuple[int, int]:
        entries = self.entries([form for form, _, _ in sentence])
        before = last = EDGE_TAG
        wrong = seen = 0
        weights = self.weights
        cached = self.cached
        for i, (_, gold, _) in enumerate(sentence):
            entry = entries[i]
            tag = entry.tag
            if not tag:
                after, after2 = entries[i + 1], entries[i + 2]
                previous = entries[i - 1].symbol if i else EDGE_TAG
                ids = (
                    cached(("0", entry.features), list, entry.features)
                    + cached(("1", entry.ambiguity, before, last), runtime.tag_features,
                             entry.ambiguity, before, last)
                    + cached(("2", previous), runtime.previous_features, previous)
                    + cached(("3", after.symbol, after.ambiguity), runtime.next_features,
                             after.symbol, after.ambiguity)
                    + cached(("4", last, after.ambiguity), runtime.cross_features,
                             last, after.ambiguity)
                    + cached(("5", after2.symbol), runtime.next2_features, after2.symbol)
                    + cached(("6", entry.key, entry.ambiguity, last, previous, after.symbol,
                              after.ambiguity),
                             runtime.own_features, entry, last, previous, after)
                )
                vectors = [weights[k] for k in ids]
                tag, best = entry.tags[0], -1e9
                for candidate in entry.tags:
                    score = 0.0
                    for vector in vectors:
                        if candidate in vector:
                            score += vector[candidate]
                    if score > best:
                        tag, best = candidate, score
                seen += 1
                self.step += 1
                if tag != gold and gold in entry.tags:
                    wrong += 1
                    for k in ids:
                        self.update(k, gold, 1.0)
                        self.update(k, tag, -1.0)
            before, last = last, tag
        return wrong, seen

    def update(self, number: int, tag: str, amount: float) -> None:
        vector, stamps, sums = self.weights[number], self.stamps[number], self.sums[number]
        old = vector.get(tag, 0.0)
        sums[tag] = sums.get(tag, 0.0) + old * (self.step - stamps.get(tag, 0))
        stamps[tag] = self.step
        vector[tag] = old + amount

    def averaged(self) -> dict[Feature, dict[str, float]]:
        result = {}
        for feature, number in self.index.items():
            vector, stamps, sums = self.weights[number], self.stamps[number], self.sums[number]
            result[feature] = {
                tag: (sums[tag] + vector[tag] * (self.step - stamps[tag])) / self.step
                for tag in vector
            }
        return result

    def keep(self, floor: float) -> None:
        """Start afresh with the features whose weight counts."""
        averaged = self.averaged()
        self.allowed = {
            feature for feature, vector in averaged.items()
            if max(map(abs, vector.values()), default=0) * FACTOR >= floor
        }
        self.index, self.weights, self.sums, self.stamps = {}, [], [], []
        self.step = 0
        self.cache.clear()

    def text(self, floor: float) -> str:
        """The model file."""
        averaged = self.averaged()
        rows: dict[str, list[str]] = defaultdict(list)
        for row, place in sorted(averaged):
            vector = averaged[row, place]
            weights = "".join(
                f"{vocabulary.LETTERS[tag]}{max(-LIMIT, min(LIMIT, round(weight * FACTOR)))}"
                for tag, weight in sorted(vector.items()) if abs(weight * FACTOR) >= floor
            )
            if weights:
                rows[row] += [place, weights]
        groups: dict[str, list[str]] = defaultdict(list)
        for word, tags in self.words.items():
            # Addresses of people and pages have no place in a dictionary; their shape tells them.
            if not any(mark in word for mark in ("@", "://", "www.")):
                groups[tags].append(word)
        return "\n\n".join((
            "# Part-of-speech model made by tools/train_tagger.py; see TAGGER-NOTICE.txt.",
            "\n".join(f"{tags}\t{' '.join(sorted(groups[tags]))}" for tags in sorted(groups)),
            "\n".join(f"{key}\t{tags}" for key, tags in sorted(self.endings.items())),
            " ".join(self.contexts),
            "\n".join(f"{row}\t{' '.join(items)}" for row, items in sorted(rows.items())) + "\n",
        ))


NOUNS = {"NN", "NNS", "NNP", "NNPS"}
VERBS = {"VB", "VBP", "VBZ", "VBD", "VBN", "VBG", "MD"}


def evaluate(tagger: runtime.Tagger, sentences: list[Sentence], known: set[str], name: str,
             errors: int = 0) -> None:
    right = total = unknown = unknown_right = coarse = coarse_right = past = past_right = 0
    confusion: Counter[tuple[str, str]] = Counter()
    examples: Counter[tuple[str, str, str]] = Counter()
    for sentence in sentences:
        result = tagger.tag([form for form, _, _ in sentence])
        for (form, gold, _), tag in zip(sentence, result, strict=True):
            total += 1
            right += tag == gold
            if form not in known and form.lower() not in known:
                unknown += 1
                unknown_right += tag == gold
            if gold in NOUNS or gold in VERBS:
                coarse += 1
                coarse_right += tag in (NOUNS if gold in NOUNS else VERBS)
            if gold in ("VBD", "VBN"):
                past += 1
                past_right += tag == gold
            if tag != gold:
                confusion[gold, tag] += 1
                examples[form, gold, tag] += 1
    print(f"{name}: {total} words, accuracy {right / total:.4f}, "
          f"unknown {unknown_right / unknown:.4f} of {unknown}, "
          f"verb/noun {coarse_right / coarse:.4f}, VBD/VBN {past_right / past:.4f}")
    if errors:
        print(*(f"{g}>{t}:{c}" for (g, t), c in confusion.most_common(errors)))
        print(*(f"{w}:{g}>{t}:{c}" for (w, g, t), c in examples.most_common(errors)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("directory", type=Path)
    parser.add_argument("--evaluate", action="store_true")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--first", type=int, default=3)
    parser.add_argument("--keep", type=float, default=7.0)
    parser.add_argument("--floor", type=float, default=5.0)
    parser.add_argument("--out", type=Path, default=ROOT / "src/biaslens/data/tagger.txt")
    options = parser.parse_args()
    gum = read_documents(options.directory / "gum_train.conllu.gz")
    gum_dev = read_documents(options.directory / "gum_dev.conllu.gz")
    ewt = read_documents(options.directory / "ewt_train_dev.conllu.gz")
    extra = read_supplement(Path(__file__).with_name("tagger_words.txt"))
    if options.evaluate:
        cut = len(ewt) - len(ewt) // 10
        training = gum + ewt[:cut]
    else:
        training = gum + gum_dev + ewt
    patterns = read_patterns(Path(__file__).with_name("tagger_patterns.txt"), PATTERN_TIMES, SEED)
    trainer = Trainer([s for document in training for s in document], extra, patterns)
    if options.first:
        trainer.train(options.first)
        trainer.keep(options.keep)
    trainer.train(options.epochs)
    text = trainer.text(options.floor)
    if not options.evaluate:
        options.out.write_text(text, encoding="utf-8")
        return
    tagger = runtime.read(text)
    known = set(trainer.counts.forms)
    print(f"{len(text.encode())} bytes, {len(trainer.words)} forms")
    held = {"gum_dev": gum_dev, "ewt": ewt[cut:], "all": gum_dev + ewt[cut:]}
    for name, documents in held.items():
        sentences = [s for document in documents for s in document]
        evaluate(tagger, sentences, known, name, options.errors if name == "all" else 0)
        forms = [[form for form, _, _ in s] for s in sentences]
        for _ in range(3):
            start = time.perf_counter()
            for words in forms:
                tagger.tag(words)
            seconds = time.perf_counter() - start
        print(f"  {sum(map(len, forms)) / seconds:,.0f} words/s (warm)")


if __name__ == "__main__":
    main()
