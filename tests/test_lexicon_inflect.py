"""Inflection and spelling: every form that a word needs, and none that belongs to another."""

from __future__ import annotations

import pytest

from biaslens.lexicon.inflect import (
    head_of,
    inflect,
    looks_inflected,
    noun_forms,
    verb_forms,
)
from biaslens.lexicon.spelling import other_spellings

VERBS = """
accuse: accuses accused accusing
admit: admits admitted admitting
agree: agrees agreed agreeing
ban: bans banned banning
be: am is are was were been being
begin: begins began begun beginning
choose: chooses chose chosen choosing
commit: commits committed committing
control: controls controlled controlling
deny: denies denied denying
die: dies died dying
drive: drives drove driven driving
echo: echoes echoed echoing
feel: feels felt feeling
fight: fights fought fighting
find: finds found finding
fix: fixes fixed fixing
focus: focuses focused focussed focusing focussing
forbid: forbids forbade forbad forbidden forbidding
give: gives gave given giving
have: has had having
hold: holds held holding
kidnap: kidnaps kidnapped kidnapping
know: knows knew known knowing
leave: leaves left leaving
make: makes made making
occur: occurs occurred occurring
offer: offers offered offering
overthrow: overthrows overthrew overthrown overthrowing
panic: panics panicked panicking
play: plays played playing
quit: quits quitted quitting
re-occupy: re-occupies re-occupied re-occupying
relay: relays relayed relaying
reveal: reveals revealed revealing
rewrite: rewrites rewrote rewritten rewriting
say: says said saying
see: sees saw seen seeing
show: shows showed shown showing
speak: speaks spoke spoken speaking
stop: stops stopped stopping
target: targets targeted targetted targeting targetting
tell: tells told telling
think: thinks thought thinking
travel: travels travelled traveled travelling traveling
undergo: undergoes underwent undergone undergoing
veto: vetoes vetoed vetoing
visit: visits visited visiting
withdraw: withdraws withdrew withdrawn withdrawing
worship: worships worshipped worshiped worshipping worshiping
write: writes wrote written writing
"""

NOUNS = """
aircraft:
ally: allies
analysis: analyses
build-up: build-ups
bureau: bureaus bureaux
child: children
commander-in-chief: commanders-in-chief
crisis: crises
criterion: criteria
day: days
embargo: embargoes
German: Germans
grandchild: grandchildren
hero: heroes
human: humans
man: men
massacre: massacres
mother-in-law: mothers-in-law
mujahid: mujahideen mujahidin mujahedeen mujahedin
oligarch: oligarchs
passer-by: passers-by
photo: photos
series:
siege: sieges
spokesman: spokesmen
spokeswoman: spokeswomen
thief: thieves
watch: watches
wife: wives
woman: women
"""

TERMS = [
    ("proxy war of aggression", "noun", None, "proxy wars of aggression"),
    ("threat of", "noun", None, "threats of"),
    ("coup d'état", "noun", None, "coups d'état"),
    ("attorney general", "noun", 0, "attorneys general"),
    ("crack down on", "verb", None, "cracked down on"),
    ("not give in", "verb", 1, "not gave in"),
    ("barbaric", "adjective", None, None),
]

SPELLINGS = [
    ("labour", "labor"), ("labor", "labour"), ("neighbouring", "neighboring"),
    ("destabilise", "destabilize"), ("destabilized", "destabilised"),
    ("organization", "organisation"), ("defence minister", "defense minister"),
    ("centre", "center"), ("programme", "program"), ("analyse", "analyze"),
    ("sceptic", "skeptic"), ("weaponisation", "weaponization"),
]  # fmt: skip

ONE_SPELLING = [
    "promise", "advise", "size", "seize", "prize", "surprise", "compromised", "raise", "crisis",
    "terrorist", "analysis", "four", "entire", "center-left wing of Labor", "member", "program",
]  # fmt: skip


def _table(text: str) -> list[tuple[str, set[str]]]:
    rows = (line.partition(":") for line in text.strip().split("\n"))
    return [(base, set(forms.split())) for base, _, forms in rows]


@pytest.mark.parametrize(("verb", "forms"), _table(VERBS))
def test_verb(verb: str, forms: set[str]) -> None:
    assert verb_forms(verb)[0] == verb
    assert set(verb_forms(verb)[1:]) == forms


@pytest.mark.parametrize(("noun", "plurals"), _table(NOUNS))
def test_noun(noun: str, plurals: set[str]) -> None:
    assert noun_forms(noun)[0] == noun
    assert set(noun_forms(noun)[1:]) == plurals


@pytest.mark.parametrize(("term", "pos", "head", "form"), TERMS)
def test_term(term: str, pos: str, head: int | None, form: str | None) -> None:
    forms = inflect(term, pos, head)
    assert forms[0] == term
    assert forms == [term] if form is None else form in forms


def test_head_of_a_preposition_first() -> None:
    assert head_of(["in", "crowd"], "noun") == 1


@pytest.mark.parametrize(("word", "other"), SPELLINGS)
def test_spelling(word: str, other: str) -> None:
    assert other in other_spellings(word)


@pytest.mark.parametrize("word", ONE_SPELLING)
def test_one_spelling(word: str) -> None:
    assert other_spellings(word) == ()


LOOKS_INFLECTED = {
    "verb": "liberated liberating claims said wrote carried stopped hurries attacked gone",
    "noun": "regimes men children atrocities clashes heroes leaves tariffs mujahideen",
}
BASE_FORMS = {
    "verb": "liberate say bring sing string need exceed feed embed hamstring focus discuss found "
    "wed bias fell spread",
    "noun": "regime news politics barracks series people bus crisis gas lens media sanctions axis "
    "analysis opera building meeting headquarters US mess",
}


@pytest.mark.parametrize("pos", ["noun", "verb"])
def test_looks_inflected(pos: str) -> None:
    assert [w for w in LOOKS_INFLECTED[pos].split() if not looks_inflected(w, pos)] == []
    assert [w for w in BASE_FORMS[pos].split() if looks_inflected(w, pos)] == []
