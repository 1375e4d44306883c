"""Loaded terms: news told twice, and the words without which the vocabulary would have a hole."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

import biaslens

PAIRS = yaml.safe_load((Path(__file__).parent / "data" / "loaded-pairs.yaml").read_text("utf-8"))
ANNOTATOR = biaslens.Annotator()


def terms(text: str) -> list[biaslens.LoadedTerm]:
    return list(ANNOTATOR.annotate(text).loaded_terms)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair["partisan"][:40])
def test_who_takes_a_side_is_told_from_who_does_not(pair: dict[str, str]) -> None:
    assert [term.text for term in terms(pair["partisan"])] != []
    assert [(term.text, term.entry) for term in terms(pair["neutral"])] == []


def test_the_pairs_go_over_many_domains() -> None:
    assert len(PAIRS) >= 60
    assert len({pair["domain"] for pair in PAIRS}) >= 15


# A sentence, and the entry that its loaded term comes from.
NAMED = [
    ("The liberation of the city took nine days.", "liberation"),
    ("The reoccupation of the city took nine days.", "reoccupation"),
    ("Residents remember the fall of Aleppo.", "fall"),
    ("The annexation of the peninsula was condemned.", "annexation"),
    ("Terrorists blew up the bridge.", "terrorist"),
    ("Illegal immigrants were found in a lorry.", "illegal-immigrant"),
    ("The town expects a flood of migrants.", "flood-of-migrants"),
    ("Congress kept the death tax.", "death-tax"),
    ("Pro-life groups met the governor.", "pro-life"),
    ("Pro-choice groups met the governor.", "pro-choice"),
    ("The regime banned the march.", "regime"),
    ("The strongman banned the march.", "strongman"),
    ("The mainstream media ignored it.", "mainstream-media"),
    ("He called the report fake news.", "fake-news"),
    ("Officials spoke of collateral damage.", "collateral-damage"),
    ("Prisoners were subjected to enhanced interrogation.", "enhanced-interrogation"),
    ("The senator slammed the budget.", "slam"),
    ("The senator blasted the budget.", "blast"),
    ("The senator vowed to fight on.", "vow"),
    ("The so-called caliphate fell.", "so-called-caliphate"),
    ("The so-called reform failed.", "so-called"),
    ("The minister admitted that the bridge was unsafe.", "admit"),
    ("The minister claimed that the bridge was safe.", "claim"),
    ("The minister refused to apologise.", "refuse-to-say"),
    ("The minister finally answered.", "finally"),
    ("It was a humiliating blow to the army.", "humiliating-blow"),
]

# Names, titles, legal terms and plain senses.
SHIELDED = [
    "The War Crimes Tribunal sits in The Hague.",
    "He faces terrorism charges in Leeds.",
    "She wrote for the newspaper Liberation.",
    "The painting hangs in the War on Terror Museum.",
    "The Palestine Liberation Organization sent an envoy.",
    "Uncle Tom's Cabin sold 300,000 copies.",
    "Prices fell in the fall of 2019.",
    "The coronation of King Charles drew crowds.",
    "The lorry made a U-turn on the bridge.",
    "An own goal in the 80th minute decided the match.",
    "The zoo caged the bears.",
    "The cancelled train left late.",
    "The Spanish Inquisition burned books.",
    "The keeper dropped the ball in the rain.",
    "The film “The Dictator” opened on Friday.",
    "She directed 'The Terrorist' in 1998.",
    "Ms. Crook chairs the board.",
    "The Counter Extremism Project said so.",
    "The Ministry of Propaganda stood here.",
    "He was charged with inciting a riot.",
    "He faces two counts of genocide.",
    "The blast tore through the hall.",
    "A flood of water filled the cellar.",
    "The witch hunts of Salem are taught in schools.",
    "The judge admitted the evidence.",
    "Hackers exploited a flaw in the program.",
]

# Near to these, and loaded.
UNSHIELDED = [
    ("The crimes of the regime are known.", "regime"),
    ("He called her a “traitor” in the film.", "traitor"),
    ("The Crook must go, she said.", "Crook"),
    ("He was in charge of terrorists.", "terrorists"),
    ("The party guilty of the massacre fled.", "massacre"),
    ("He is guilty of greed.", "greed"),
]


@pytest.mark.parametrize(("text", "entry"), NAMED)
def test_words_that_no_vocabulary_may_lack(text: str, entry: str) -> None:
    assert f"loaded/{entry}" in [term.entry for term in terms(text)]


@pytest.mark.parametrize("text", SHIELDED)
def test_names_and_plain_senses_are_no_loaded_terms(text: str) -> None:
    assert [(term.text, term.entry) for term in terms(text)] == []


@pytest.mark.parametrize(("text", "words"), UNSHIELDED)
def test_a_shield_covers_no_more_than_it_should(text: str, words: str) -> None:
    assert words in [term.text for term in terms(text)]


def test_a_term_comes_with_its_reason() -> None:
    [term] = terms("The regime banned the march.")
    assert term.neutral and term.note
    assert term.voice == "author"


def test_estate_tax_is_the_plain_word_of_the_pair() -> None:
    [term] = terms("The death tax is an estate tax.")
    assert term.text == "death tax" and "estate tax" in term.neutral
