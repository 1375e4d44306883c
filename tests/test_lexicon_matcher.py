"""Finding terms: longest match, shields, word classes, letter case, contexts, spellings."""

from __future__ import annotations

import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biaslens.lexicon import SECTIONS, Lexicon, Match, Matcher
from biaslens.lexicon.forms import surface_forms
from biaslens.text import Document, read

ENTRIES: dict[str, list[dict[str, Any]]] = {
    "loaded": [
        {"term": "regime", "pos": "noun", "unless": {"after": ["tax", "the <adjective> tax"]}},
        {"term": "regime change", "pos": "noun"},
        {"term": "re-occupation", "pos": "noun"},
        {"term": "proxy war of aggression", "pos": "noun"},
        {"term": "crack down on", "pos": "verb"},
        {"term": "liberate", "pos": "verb"},
        {"term": "brutal", "pos": "adjective"},
        {"term": "war on terror"},
        {"term": "War on Terror Museum", "shield": True},
        {"term": "Regime Street", "shield": True},
        {"term": "so-called"},
        {"term": "labour camp", "pos": "noun"},
        {"term": "terrorist", "pos": "noun"},
        {"term": "Sündenbock", "pos": "noun", "forms": ["Sündenböcke"]},
        {"term": "toll", "before": ["of <number>", "of dead"]},
        {"term": "sweep", "after": ["<name> 's"]},
        {"term": "quiet", "after": ["<start>"]},
        {"term": "period", "before": ["<end>"]},
        {"term": "axis", "case": "capital"},
        {"term": "polish", "case": "lower"},
        {"term": "IS", "case": "exact"},
        {"term": "Free Army", "case": "exact"},
        {"term": "can't be trusted"},
        {"term": "9/11 truther", "pos": "noun"},
        {"term": "FILE - photo"},
        {"term": "brutal crackdown on dissent"},
        {"term": "dissent squad", "pos": "noun"},
        {"term": "squad of the night watch"},
    ],
    "hedges": [
        {"term": "may", "pos": "modal", "category": "epistemic"},
        {"term": "likely", "id": "likely-adverb", "pos": "adverb", "category": "epistemic"},
        {"term": "likely", "pos": "adjective", "category": "epistemic"},
        {"term": "in a number of", "category": "vagueness"},
        {"term": "cannot rule out", "category": "epistemic"},
    ],
    "attribution": [
        {"term": "claim", "pos": "verb"},
        {"term": "claim", "id": "claim-noun", "pos": "noun"},
        {"term": "according to", "pos": "preposition", "source": "object"},
    ],
    "sources": [
        {"term": "Erdoğan", "pos": "name", "kind": "named_person"},
        {"term": "the Kremlin", "pos": "name", "kind": "official_body"},
        {"term": "US", "pos": "name", "kind": "official_body"},
        {"term": "al-Shabaab", "pos": "name", "kind": "organisation"},
        {"term": "War on Terror Museum", "pos": "name", "kind": "organisation"},
    ],
}
for _entry in ENTRIES["loaded"]:
    if not _entry.get("shield"):
        _entry["category"] = "test"

LEXICON = Lexicon.empty().extend(ENTRIES)

# What the text says, and each match as "words = id".
FOUND: list[tuple[str, list[str]]] = [
    ("The regime fell.", ["regime = loaded/regime"]),
    ("REGIMES FELL", ["REGIMES = loaded/regime"]),
    ("The regime's end.", ["regime = loaded/regime"]),
    ("A regime change came.", ["regime change = loaded/regime-change"]),
    ("A regime-change war.", ["regime-change = loaded/regime-change"]),
    ("A regime – change came.", ["regime = loaded/regime"]),
    ("A regime - change came.", ["regime = loaded/regime"]),
    ("A regime–change war.", ["regime–change = loaded/regime-change"]),
    ("The anti-regime camp.", ["regime = loaded/regime"]),
    ("The regimented army.", []),
    ("A tax regime.", []),
    ("The new tax regime.", []),
    ("A syntax regime.", ["regime = loaded/regime"]),
    ("re-occupation", ["re-occupation = loaded/re-occupation"]),
    ("re\u2011occupations", ["re\u2011occupations = loaded/re-occupation"]),
    ("reoccupation", ["reoccupation = loaded/re-occupation"]),
    ("re occupation", ["re occupation = loaded/re-occupation"]),
    ("re- occupation", []),
    ("two proxy wars of aggression", ["proxy wars of aggression = loaded/proxy-war-of-aggression"]),
    ("a proxy-war-of aggression", ["proxy-war-of aggression = loaded/proxy-war-of-aggression"]),
    ("a proxy war of aggressions", []),
    ("It cracked down on them.", ["cracked down on = loaded/crack-down-on"]),
    ("It is cracking down on them.", ["cracking down on = loaded/crack-down-on"]),
    ("They liberated it.", ["liberated = loaded/liberate"]),
    ("In the war on terror.", ["war on terror = loaded/war-on-terror"]),
    ("At the War on Terror Museum.", ["War on Terror Museum = sources/war-on-terror-museum"]),
    ("On brutal Regime Street.", ["brutal = loaded/brutal"]),
    ("The so-called vote", ["so-called = loaded/so-called"]),
    ("The so called vote", ["so called = loaded/so-called"]),
    ("Labor camps", ["Labor camps = loaded/labour-camp"]),
    ("labour-camp", ["labour-camp = loaded/labour-camp"]),
    ("ein Sundenbock, zwei SÜNDENBÖCKE", [
        "Sundenbock = loaded/sündenbock", "SÜNDENBÖCKE = loaded/sündenbock",
    ]),
    ("A toll of 12 and a toll of dead, a toll of bells, a toll", [
        "toll = loaded/toll", "toll = loaded/toll",
    ]),
    ("Moscow's sweep, the town's sweep", ["sweep = loaded/sweep"]),
    ("Quiet now. So quiet. “Quiet!”", ["Quiet = loaded/quiet", "Quiet = loaded/quiet"]),
    ("A period of calm. Full stop, period.", ["period = loaded/period"]),
    ("The Axis and the axis of the wheel", ["Axis = loaded/axis"]),
    ("Polish the Polish plate, polish it", ["Polish = loaded/polish", "polish = loaded/polish"]),
    ("IS said that it is. Is it?", ["IS = loaded/is"]),
    ("THE FREE ARMY WON. The Free Army won. A free army won.", [
        "FREE ARMY = loaded/free-army", "Free Army = loaded/free-army",
    ]),
    ("He can’t be trusted.", ["can’t be trusted = loaded/can't-be-trusted"]),
    ("9/11 truthers", ["9/11 truthers = loaded/9/11-truther"]),
    ("FILE - photo of", ["FILE - photo = loaded/file---photo"]),
    ("file-photo of", []),
    ("A claim. They claimed.", [
        "claim = attribution/claim", "claimed = attribution/claim",
    ]),
    ("In a number of in a number of", [
        "In a number of = hedges/in-a-number-of", "in a number of = hedges/in-a-number-of",
    ]),
    ("Erdogan, ERDOĞAN, Erdoğan’s, erdogan, Erdog\u0306an", [
        "Erdogan = sources/erdoğan", "ERDOĞAN = sources/erdoğan", "Erdoğan = sources/erdoğan",
        "Erdog\u0306an = sources/erdoğan",
    ]),
    ("The Kremlin, the Kremlin, the kremlin", [
        "The Kremlin = sources/the-kremlin", "the Kremlin = sources/the-kremlin",
    ]),
    ("We cannot rule out rain, can not rule out snow", [
        "cannot rule out = hedges/cannot-rule-out", "can not rule out = hedges/cannot-rule-out",
    ]),
    ("The US told us.", ["US = sources/us"]),
    ("Al-Shabaab, al-Shabaab, al Shabaab, al-shabaab", [
        "Al-Shabaab = sources/al-shabaab", "al-Shabaab = sources/al-shabaab",
        "al Shabaab = sources/al-shabaab",
    ]),
    # The longest wins wherever it starts, and what it leaves over is found.
    ("the dissent squad of the night watch", [
        "squad of the night watch = loaded/squad-of-the-night-watch",
    ]),
    ("a brutal crackdown on dissent squads", [
        "brutal crackdown on dissent = loaded/brutal-crackdown-on-dissent",
    ]),
    # A title without a full stop does not run into the paragraph below.
    ("The end of the war on\n\nterror came.", []),
]  # fmt: skip

# Word/TAG; a word without a tag is NN.
TAGGED: list[tuple[str, list[str]]] = [
    ("the/DT claim/NN fell/VBD", ["attribution/claim-noun"]),
    ("they/PRP claim/VBP it/PRP", ["attribution/claim"]),
    ("they/PRP claims/NNS it/PRP", ["attribution/claim-noun"]),
    ("Russia/NNP Claims/NNP Aleppo/NNP", ["attribution/claim"]),
    ("Army/NNP Liberates/NNP Aleppo/NNP", ["loaded/liberate"]),
    ("the/DT army/NN Liberates/NNP album/NN", []),
    ("Russia/NNP May/NNP Fall/NNP", []),
    ("the/DT old/JJ claim/VB", ["attribution/claim"]),
    ("the/DT film/NN liberates/NNS the/DT town/NN", ["loaded/liberate"]),
    ("a/DT liberated/JJ town/NN", ["loaded/liberate"]),
    ("the/DT liberates/NNS of/IN it/PRP", []),
    ("in/IN May/NNP", []),
    ("it/PRP may/MD rain/VB", ["hedges/may"]),
    ("it/PRP may/VB rain/VB", []),
    ("it/PRP will/MD likely/RB rain/VB", ["hedges/likely-adverb"]),
    ("a/DT likely/JJ story/NN", ["hedges/likely"]),
    ("the/DT brutal/NN raid/NN", ["loaded/brutal"]),
    ("the/DT brutal/NN of/IN it/PRP", []),
    ("their/PRP$ terrorist/JJ allies/NNS", ["loaded/terrorist"]),
    ("the/DT regime/JJ fell/VBD", ["loaded/regime"]),
    ("the/DT regime/JJ army/NN", []),
    ("they/PRP regime/VBP it/PRP", []),
    ("according/VBG to/IN it/PRP", ["attribution/according-to"]),
    ("proxy/JJ -/HYPH wars/NNS of/IN aggression/NN", ["loaded/proxy-war-of-aggression"]),
    ("regime/NN change/VB", ["loaded/regime-change"]),
    ("regime/NN change/VBZ", ["loaded/regime"]),
    ("two/CD regime/NN changes/VBZ", ["loaded/regime-change"]),
    ("those/DT regime/NN changes/VBZ", ["loaded/regime-change"]),
    ("one/CD regime/NN changes/VBZ", ["loaded/regime"]),
    ("the/DT US/PRP won/VBD", []),
]


def find(text: str, matcher: Matcher | None = None, shields: bool = False) -> list[str]:
    document = read(text)
    matcher = matcher or LEXICON.matcher
    found = matcher.find(document.tokens, None, document.sentences, shields=shields)
    return [
        f"{text[slice(*document.slice(match.first, match.last))]} = {match.entry.id}"
        for matches in found.values()
        for match in matches
    ]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_found(text: str, expected: list[str]) -> None:
    assert find(text) == expected


@pytest.mark.parametrize(("text", "expected"), TAGGED)
def test_word_class(text: str, expected: list[str]) -> None:
    pairs = [pair.rpartition("/")[::2] for pair in text.split()]
    document = read(" ".join(word for word, _ in pairs).replace(" - ", "-"))
    assert document.tokens.words == [word for word, _ in pairs]
    found = LEXICON.matcher.find(document.tokens, [tag for _, tag in pairs], document.sentences)
    assert [match.entry.id for matches in found.values() for match in matches] == expected


def test_shields_on_demand() -> None:
    text = "The War on Terror Museum"
    assert "War on Terror Museum = loaded/war-on-terror-museum" in find(text, shields=True)


def test_earlier_entry_wins() -> None:
    entries = list(LEXICON.section("hedges"))
    for order in (entries, entries[::-1]):
        first = next(entry.id for entry in order if entry.term == "likely")
        assert find("likely", Matcher(order)) == [f"likely = {first}"]


def test_later_file_wins() -> None:
    mine = LEXICON.extend(
        {"loaded": [{"term": "Regime", "id": "mine", "pos": "noun", "category": "x"}]}
    )
    assert find("a regime", mine.matcher) == ["regime = loaded/mine"]


def test_every_section_is_named() -> None:
    assert set(LEXICON.matcher.find(read("").tokens)) == set(SECTIONS)


def test_forms() -> None:
    forms = LEXICON.matcher.forms("attribution")
    assert [entry.id for entry in forms["claims",]] == [
        "attribution/claim", "attribution/claim-noun",
    ]  # fmt: skip
    assert ("according", "to") in forms
    assert ("regime",) not in forms


def test_word_classes() -> None:
    classes = LEXICON.matcher.word_classes()
    assert classes["claims"] == ("VBZ", "NNS")
    assert classes["liberated"] == ("VBD", "VBN")
    assert classes["liberating"] == ("VBG",)
    assert classes["brutal"] == ("JJ",)
    assert classes["reoccupation"] == ("NN",)
    assert "us" not in classes


def test_pickle() -> None:
    text = "The regime may claim so-called war on terror."
    again = pickle.loads(pickle.dumps(LEXICON.matcher))
    assert find(text, again) == find(text)


WORDS = sorted({word for entry in LEXICON.entries.values() for word in entry.term.split()})
TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from([*WORDS, "-", "\u2011", ".", ",", "“", "’s", "\n\n", "\u00ad", "\ud800"]),
        max_size=30,
    ).map(" ".join),
    st.lists(st.sampled_from([*WORDS, "-", " ", ". "]), max_size=30).map("".join),
)


def check(document: Document, matches: list[Match]) -> None:
    reach = 0
    for entry, first, last, _ in matches:
        assert reach <= first < last <= len(document.tokens)
        reach = last
        hyphens = {"-", "\u2010", "\u2011", "\u2012", "\u2013"}
        words = [
            key
            for key, word in zip(
                document.tokens.keys[first:last], document.tokens.words[first:last], strict=True
            )
            if word not in hyphens
        ]
        forms = [
            [key for key in form.keys if key.strip(" ") != "-"] for form in surface_forms(entry)
        ]
        assert words in forms


@given(TEXTS)
def test_any_text(text: str) -> None:
    document = read(text)
    tokens = document.tokens
    for tags in (None, ["NN"] * len(tokens), ["VB"] * len(tokens)):
        found = LEXICON.matcher.find(tokens, tags, document.sentences, shields=True)
        for section, matches in found.items():
            assert all(match.entry.section == section for match in matches)
            check(document, matches)


@given(TEXTS)
def test_a_shield_only_takes_away_its_words(text: str) -> None:
    document = read(text)
    with_shields = LEXICON.matcher.find(document.tokens, None, document.sentences, shields=True)
    without = LEXICON.matcher.find(document.tokens, None, document.sentences)
    for section, matches in without.items():
        assert matches == [match for match in with_shields[section] if not match.entry.shield]


@pytest.mark.parametrize("piece", ["in a number of ", "in ", "in a ", "regime-", "-", "War on "])
def test_work_grows_with_the_text_only(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Count the steps through the trie rather than the time."""
    from biaslens.lexicon import matcher as module

    steps = 0

    def counted(*args: Any) -> Any:
        nonlocal steps
        found = original(*args)
        steps += 1 + len(found)
        return found

    original = module.ends
    monkeypatch.setattr(module, "ends", counted)
    document = read(piece * 2000)
    LEXICON.matcher.find(document.tokens, None, document.sentences)
    assert steps <= 6 * len(document.tokens) + 10
