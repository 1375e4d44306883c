"""What the tagger is trained on: treebanks, and words and sentence patterns written by hand."""

from __future__ import annotations

import gzip
import random
from pathlib import Path

Sentence = list[tuple[str, str, str]]  # form, tag, lemma

DASHES = frozenset({"-", "--", "---", "–", "—", "―"})
SMALL = frozenset({
    "a", "an", "the", "and", "or", "but", "of", "in", "on", "at", "to", "for", "by", "from", "with",
    "as", "that", "is", "it", "'s", "n't",
})


def read_documents(path: Path) -> list[list[Sentence]]:
    """Read the documents of a CoNLL-U file, with one tag for all dashes."""
    documents: list[list[Sentence]] = []
    sentence: Sentence = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc"):
                documents.append([])
            elif line == "\n":
                if sentence:
                    documents[-1].append(sentence)
                sentence = []
            elif not line.startswith("#"):
                fields = line.split("\t")
                if fields[0].isdigit():
                    form = fields[1].replace(" ", "").replace("’", "'")
                    tag = fields[4]
                    if form == ";" or (form in DASHES and tag in (",", ".", "NFP")):
                        tag = ":"
                    sentence.append((form, tag, fields[2].lower()))
    return documents


def split_hyphens(sentence: Sentence) -> Sentence:
    """Split the prefixed words that UD keeps whole ("pro-Beijing"), as the library's tokens are."""
    result: Sentence = []
    for form, tag, lemma in sentence:
        parts = form.split("-")
        if len(parts) == 2 and all(p.isalpha() and len(p) > 1 for p in parts) and tag[0] in "JNVR":
            rest = tag
            if tag == "JJ" and parts[1][0].isupper():
                rest = "NNP"
            result.append((parts[0], "AFX" if tag != "NNP" else "NNP", parts[0].lower()))
            result.append(("-", "HYPH", "-"))
            result.append((parts[1], rest, parts[1].lower()))
        else:
            result.append((form, tag, lemma))
    return result


def as_headline(sentence: Sentence, capitals: bool) -> Sentence:
    """The sentence in Title Case or in CAPITALS, without its full stop."""
    if sentence[-1][0] == ".":
        sentence = sentence[:-1]
    if capitals:
        result = [(form.upper(), tag, lemma) for form, tag, lemma in sentence]
    else:
        result = [
            (form if form in SMALL else form[:1].upper() + form[1:], tag, lemma)
            for form, tag, lemma in sentence
        ]
    return result


def read_supplement(path: Path) -> dict[str, list[str]]:
    """Read the hand-written words and make their forms."""
    result: dict[str, list[str]] = {}

    def add(form: str, *tags: str) -> None:
        known = result.setdefault(form, [])
        known += [tag for tag in tags if tag not in known]

    section = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
            continue
        for word in () if line.startswith("#") else line.split():
            if section == "verb":
                stem, _, doubled = word.partition("+")
                base, *irregular = stem.split("/")
                stem = base + doubled
                add(base, "VB", "VBP")
                add(plural(base), "VBZ")
                add(participle(stem), "VBG", "NN")
                past, participle2 = irregular or (past_tense(stem), past_tense(stem))
                add(past, "VBD")
                add(participle2, "VBN")
            elif section == "noun":
                if word.endswith("+"):
                    add(word[:-1], "NNS")
                else:
                    add(word, "NN")
                    add(plural(word), "NNS")
            elif section in ("adjective", "nationality"):
                add(word, "JJ")
            elif section == "people":
                add(word, "NNP")
                add(plural(word), "NNPS")
            elif section == "adverb":
                add(word, "RB")
            elif section == "name":
                add(word, "NNP")
            else:
                raise SystemExit(f"{path}: unknown section {section!r}")
    return result


def read_patterns(path: Path, times: int, seed: int) -> list[Sentence]:
    """Fill the slots of the hand-written sentence patterns, each pattern so many times."""
    chance = random.Random(seed)
    slots: dict[str, tuple[str, list[str]]] = {}
    result: list[Sentence] = []
    section = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif section == "lists" and line:
            name, *forms = line.split()
            slots[name.split("/")[0]] = name.split("/")[1], forms
        elif section and line:
            for _ in range(times):
                sentence: Sentence = []
                for item in line.split():
                    form, _, tag = item.rpartition("/")
                    if not form:
                        tag, forms = slots[item]
                        form = chance.choice(forms)
                    sentence.append((form, tag, form.lower()))
                form, tag, lemma = sentence[0]
                sentence[0] = form[0].upper() + form[1:], tag, lemma
                titled = section == "headlines"
                result.append(as_headline(sentence, capitals=False) if titled else sentence)
    return result


def plural(word: str) -> str:
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    if word.endswith("man"):
        return word[:-2] + "en"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")


def past_tense(stem: str) -> str:
    if stem.endswith("e"):
        return stem + "d"
    if stem.endswith("y") and stem[-2] not in "aeiou":
        return stem[:-1] + "ied"
    return stem + "ed"


def participle(stem: str) -> str:
    if stem.endswith("ie"):
        return stem[:-2] + "ying"
    if stem.endswith("e") and not stem.endswith(("ee", "oe", "ye")):
        return stem[:-1] + "ing"
    return stem + "ing"
