"""The comparison of articles: who is quoted, which words, which claims, and what is disputed."""

from __future__ import annotations

import json
import pickle
import re
from html.parser import HTMLParser

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import biaslens
from biaslens import Article, Comparison, InputError
from biaslens.comparison.names import name_key
from biaslens.comparison.terms import stem
from biaslens.comparison.text import letter

WIRE = """Police clear camp at Vessin bridge

Police cleared the camp at the Vessin bridge on Friday, the interior ministry said. At least 14 \
people were injured when officers fired rubber bullets, said Olga Brandt, a doctor at the Saint \
Mark clinic. Interior Minister Pavel Dorn denied that rubber bullets had been used.

Dorn said the protesters had thrown stones. “We held our nerve,” he told reporters. The city has \
not confirmed the report.
"""
ORDER = """Heroic officers end the mob’s siege of Vessin bridge

The rioters who blocked the Vessin bridge are gone. The mob threw stones and petrol bombs at our \
officers, and the police showed restraint.

“We held our nerve,” Minister Dorn said. Residents say they can sleep again.

The bridge was open again by noon, and the trams ran as they always did.

Comments (3)

old_oak says:
12 March at 09:12
Terrorists, all of them! Olga Brandt said she saw nothing.

northwind says:
12 March at 10:40
Rioters belong in jail.

ferry_fan says:
12 March at 11:03
The mob will be back.

Leave a comment
"""
STREET = """Blood on Vessin bridge

Riot police injured 14 people at the camp on Friday when they fired rubber bullets at peaceful \
protesters. Doctor Olga Brandt said that two of the 14 were children. The Interior Ministry \
declined to comment.

Students who were there say the officers laughed. The so-called “rioters” carried candles.
"""


def compared(*texts: str, **more: object) -> Comparison:
    return biaslens.compare([biaslens.annotate(text) for text in texts], **more)


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    articles = [
        Article(WIRE, outlet="Wire", date="12 May"),
        Article(ORDER, outlet="Order", url="https://order.example/1"),
        Article(STREET, id="street-7"),
    ]
    return biaslens.compare(map(biaslens.annotate, articles))


# --- the articles ------------------------------------------------------------------------------


def test_articles_have_their_figures(comparison):
    assert comparison.labels == ("Wire", "Order", "street-7")
    wire, order, street = comparison.articles
    assert wire.title == "Police clear camp at Vessin bridge"
    assert (wire.loaded.total, wire.hedges.total) == (0, 1)
    # Comments are nobody's title or body.
    assert order.words == len(ORDER.partition("Comments (3)")[0].split())
    assert {(word.text, word.voice) for word in order.loaded_words} >= {
        ("mob", "author"), ("rioters", "author"), ("Heroic", "author"),
    }  # fmt: skip
    assert "terrorists" not in [word.text for word in order.loaded_words]
    assert street.loaded.scare_quote == 1
    assert wire.attributed_share > street.attributed_share > order.attributed_share > 0
    assert wire.per_1000(73) == pytest.approx(1000 * 73 / wire.words)


@pytest.mark.parametrize(
    ("articles", "labels"),
    [
        ([Article("a"), Article("b")], ("Article 1", "Article 2")),
        ([Article("a", outlet="X", id="i"), Article("b", id="j")], ("X", "j")),
        ([Article("a", outlet="X"), Article("b", outlet="X")], ("X (1)", "X (2)")),
        ([Article("a", outlet=" A\n B "), Article("b", outlet="")], ("A B", "Article 2")),
        (
            [Article("a", outlet="X"), Article("b", outlet="X"), Article("c", outlet="X (1)")],
            ("X (1)", "X (2)", "X (1) (1)"),
        ),
    ],
)
def test_labels_tell_articles_apart(articles, labels):
    assert biaslens.compare(map(biaslens.annotate, articles)).labels == labels


# --- sources -----------------------------------------------------------------------------------


def test_sources_are_matched_across_articles(comparison):
    rows = {source.name: (source.kind, source.counts) for source in comparison.sources}
    assert rows == {
        "Pavel Dorn": ("named_person", (3, 1, 0)),
        "Olga Brandt": ("named_person", (1, 0, 1)),
        "Interior Ministry": ("official_body", (1, 0, 1)),
        "resident": ("unnamed", (0, 1, 0)),
    }
    dorn = comparison.sources[0]
    assert dorn.spellings == ("Dorn", "Pavel Dorn")
    assert (dorn.total, dorn.missing) == (4, (2,))


def speaking(name: str, kind: str) -> biaslens.Report:
    """A report in which somebody speaks once, under this name."""
    report = biaslens.annotate("News of the day\n\nAnn Lee said that the bridge was closed.\n")
    (one,) = report.attributions
    return attrs.evolve(
        report, attributions=(attrs.evolve(one, speaker=name, source_kind=kind),), basis=None
    )


@pytest.mark.parametrize(
    ("kind", "one", "other", "name"),
    [
        ("named_person", "Sergei Rudskoi", "Sergey Rudskoy", "Sergey Rudskoy"),
        ("named_person", "Recep Tayyip Erdoğan", "Erdogan", "Recep Tayyip Erdoğan"),
        ("named_person", "Ann Lee", "A. Lee", "Ann Lee"),
        ("named_person", "President Anselm Kord", "Anselm Kord", "Anselm Kord"),
        ("organisation", "Kestrian Rights Monitor", "Rights Monitor", "Kestrian Rights Monitor"),
        ("organisation", "Centre for Open Peace (COP)", "COP", "Centre for Open Peace (COP)"),
        ("official_body", "Ministry of Defence", "Defence Ministry", "Ministry of Defence"),
        ("official_body", "Interior Ministry", "interior ministry", "Interior Ministry"),
    ],
)
def test_names_that_mean_the_same(kind, one, other, name):
    for pair in ((one, other), (other, one)):
        found = biaslens.compare([speaking(each, kind) for each in pair])
        assert [(source.name, source.counts) for source in found.sources] == [(name, (1, 1))]


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("named_person", "Ann Lee", "Bob Lee"),
        ("named_person", "Ann Lee", "Ann Leech"),
        ("official_body", "Russian military", "Turkish military"),
        ("official_body", "Ministry of Defence", "ministry"),
        ("organisation", "Kestrian Rights Monitor", "Monitor"),
    ],
)
def test_names_that_mean_others(kind, one, other):
    found = biaslens.compare([speaking(one, kind), speaking(other, kind)])
    assert sorted(source.counts for source in found.sources) == [(0, 1), (1, 0)]
    assert found.only == tuple(
        tuple(source for source in found.sources if source.counts[at]) for at in range(2)
    )


def test_a_short_name_that_fits_two_is_left_alone():
    reports = [speaking(name, "named_person") for name in ("Ann Lee", "Bob Lee", "Lee")]
    rows = {source.name: source.counts for source in biaslens.compare(reports).sources}
    assert rows == {"Ann Lee": (1, 0, 0), "Bob Lee": (0, 1, 0), "Lee": (0, 0, 1)}


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("The so-called Rights Monitor", ("rights", "monitor")),
        ("General Sergey Rudskoy", ("sergei", "rudskoi")),
        ("Isayev", ("isaev",)),
        ("Lieutenant-General", ("general",)),
        ("", ()),
        ("(X)", ("x",)),
    ],
)
def test_key_of_a_name(name, key):
    assert name_key(name) == key


# --- words -------------------------------------------------------------------------------------


def table(comparison: Comparison, name: str) -> dict[str, list[tuple[int, int, int]]]:
    (contrast,) = [contrast for contrast in comparison.contrasts if contrast.name == name]
    return {
        ("*" if word.loaded else "") + word.term: [
            (counts.author, counts.source, counts.scare_quote)
            for counts in map(word.counts, range(len(comparison.articles)))
        ]
        for word in contrast.wordings
    }


def test_words_for_the_same_thing(comparison):
    assert table(comparison, "people-protesting") == {
        "*mob": [(0, 0, 0), (2, 0, 0), (0, 0, 0)],
        "*rioter": [(0, 0, 0), (1, 0, 0), (0, 0, 1)],
        "*peaceful protester": [(0, 0, 0), (0, 0, 0), (1, 0, 0)],
        "protester": [(0, 1, 0), (0, 0, 0), (0, 0, 0)],
    }
    (contrast,) = comparison.contrasts
    (use,) = contrast.wordings[-1].uses
    assert (use.source, use.passage.text) == ("Pavel Dorn", "protesters")
    assert use.sentence.text == "Dorn said the protesters had thrown stones."


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (
            "The army liberated Ostrel on Monday.",
            "The army captured Ostrel. It retook the mill, took Marsa, and took part in no siege.",
            {
                "*liberate": [(1, 0, 0), (0, 0, 0)],
                "capture": [(0, 0, 0), (1, 0, 0)],
                "retake": [(0, 0, 0), (1, 0, 0)],
                "take": [(0, 0, 0), (1, 0, 0)],
            },
        ),
        (
            "The liberation of Ostrel began, and the liberation of the mill.",
            "“The capture of Ostrel was quick and it was cheap,” said Ann Lee.",
            {"*liberation": [(2, 0, 0), (0, 0, 0)], "capture": [(0, 0, 0), (0, 1, 0)]},
        ),
    ],
)
def test_neutral_rivals_are_counted(one, other, expected):
    assert table(compared(f"News\n\n{one}", f"News\n\n{other}"), "taking-of-place") == expected


def test_no_contrast_where_only_one_speaks_of_it_or_none_takes_sides():
    assert compared("News\n\nThe army liberated Ostrel.", "News\n\nIt rained.").contrasts == ()
    assert compared("News\n\nThey captured Ostrel.", "News\n\nThey retook it.").contrasts == ()


# --- claims ------------------------------------------------------------------------------------


def pairs(comparison: Comparison) -> list[tuple[int, str, int, str | None, str]]:
    return [
        (
            claim.stated.article, claim.stated.passage.text,
            aligned.statement.article, aligned.statement.source, aligned.statement.passage.text,
        )
        for claim in comparison.claims
        for aligned in claim.attributed
    ]  # fmt: skip


def test_claims(comparison):
    assert pairs(comparison) == [
        (
            2, "Riot police injured 14 people at the camp on Friday when they fired rubber bullets "
            "at peaceful protesters",
            0, "Olga Brandt", "At least 14 people were injured when officers fired rubber bullets",
        ),
        (
            1, "The mob threw stones and petrol bombs at our officers, and the police showed "
            "restraint",
            0, "Pavel Dorn", "the protesters had thrown stones",
        ),
    ]  # fmt: skip
    first = comparison.claims[0]
    assert first.attributed[0].shared[:2] == ("14", "bullets")
    assert first.attributed[0].statement.cue == "said"
    assert 0.42 <= comparison.claims[1].score <= first.score <= 1


STATED = "News\n\nThe army shelled the market of Ostrel on Monday and killed 31 traders."


@pytest.mark.parametrize(
    "told",
    [
        "Ann Lee said the army had shelled the market in Ostrel and 31 traders were killed.",
        "On Monday, the army shelled Ostrel’s market, killing 31 traders, according to Ann Lee.",
        "“The army shelled the market of Ostrel and thirty-one... 31 traders died,” Ann Lee said.",
        "The army reportedly shelled the market of Ostrel, killing 31 traders.",
    ],
)
def test_the_same_claim_in_other_words_is_found(told):
    found = compared(STATED, f"Notes\n\n{told}")
    assert [(one, other) for one, _, other, _, _ in pairs(found)] == [(0, 1)]


@pytest.mark.parametrize(
    "told",
    [
        # Others did something else, elsewhere, or to somebody else.
        "Ann Lee said the army had opened a road to Ostrel.",
        "Ann Lee said the price of bread in the market of Ostrel had doubled.",
        "Ann Lee said that 31 firms had sold their shares.",
        "Ann Lee said the army had not shelled the market in Ostrel, nor killed 31 traders.",
        # As a question it states nothing, and in the author's voice nothing is attributed.
        "The army shelled the market of Ostrel and killed 31 traders.",
    ],
)
def test_another_claim_is_not_taken_for_it(told):
    assert pairs(compared(STATED, f"Notes\n\n{told}")) == []


def test_questions_and_hedged_sentences_state_no_fact():
    told = "Notes\n\nAnn Lee said the army had shelled the market in Ostrel, killing 31 traders."
    question = "News\n\nDid the army shell the market of Ostrel on Monday, killing 31 traders?"
    hedged = "News\n\nThe army may have shelled the market of Ostrel and killed 31 traders."
    assert pairs(compared(question, told)) == pairs(compared(hedged, told)) == []


def test_states_and_compounds_are_one():
    one = "News\n\nThe Russian air force hit the Ostrel bridge in an air strike with Turkish jets."
    other = "Notes\n\nAnn Lee said Russia and Turkey hit the bridge in Ostrel in airstrikes."
    (pair,) = pairs(compared(one, other))
    assert pair[0] == 0


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("killings", "kill"), ("killed", "kill"), ("struck", "strik"), ("strikes", "strik"),
        ("stopped", "stop"), ("passed", "pass"), ("cities", "city"), ("news", "new"),
        ("bus", "bus"), ("said", "said"), ("", ""),
    ],
)  # fmt: skip
def test_stems(word, base):
    assert stem(word) == base


# --- positions ---------------------------------------------------------------------------------


def test_positions(comparison):
    told = [
        (
            position.status, position.statement.source, position.statement.passage.text,
            position.about and position.about.text,
            [(other.statement.article, other.statement.source) for other in position.elsewhere],
        )
        for position in comparison.positions
    ]  # fmt: skip
    assert told == [
        (
            "denied", "Pavel Dorn", "that rubber bullets had been used", None,
            [(0, "Olga Brandt"), (2, None)],
        ),
        (
            "not confirmed", "The city", "the report", "the protesters had thrown stones",
            [(1, None)],
        ),
    ]  # fmt: skip
    assert comparison.conflicts == comparison.positions[:1]


def test_a_title_that_denies_another():
    found = compared(
        "Marsa is not liberated\n\nIt rained all day, and nobody went out to see.\n",
        "Marsa liberated\n\nIt was dry all day, and many people went out to see.\n",
    )
    (conflict,) = found.conflicts
    assert conflict.statement.stance is None
    assert conflict.statement.passage.text == "Marsa is not liberated"
    assert conflict.elsewhere[0].statement.passage.text == "Marsa liberated"


def test_no_fewer_and_not_only_deny_nothing():
    one = "News\n\nNo fewer than 16 jets bombed the Ostrel bridge, and not only at night."
    other = "Notes\n\nAnn Lee said 16 jets had bombed the Ostrel bridge at night."
    found = compared(one, other)
    assert found.conflicts == ()
    assert len(found.claims) == 1


def test_a_refusal_denies_nothing():
    one = "News\n\nThe mayor, Ann Lee, refused to send fire engines and pumps to the Ostrel bridge."
    other = "Notes\n\nBob Vell said Marsa had to send fire engines and pumps to the Ostrel bridge."
    assert compared(one, other).positions == ()


def test_what_is_confirmed_here_and_not_there():
    found = compared(
        "News\n\nRussia’s military says it has struck Ostrel with Turkey for the first time, but "
        "Ankara has not confirmed the claim.",
        "Notes\n\nThe Russians have confirmed that Russian and Turkish jets struck Ostrel.",
    )
    assert [
        (one.status, one.statement.source, [other.statement.source for other in one.elsewhere])
        for one in found.positions
    ] == [("not confirmed", "Turkey", ["Russia"]), ("confirmed", "Russia", ["Russian military"])]


# --- people ------------------------------------------------------------------------------------


def test_sentiment_toward_people_that_several_name():
    found = compared(
        "News\n\nThe corrupt liar Anselm Kord stole from the poor. Mara Vell was there.",
        "News\n\nThe brave Anselm Kord saved the town and won praise for it.",
        "News\n\nThe bridge was opened by Kord, Anselm Kord said.",
    )
    (kord,) = found.targets
    assert kord.name == "Anselm Kord"
    assert [view and view.label for view in kord.views] == ["negative", "positive", "neutral"]
    assert [view and view.mentions for view in kord.views] == [1, 1, 2]


def test_number_of_targets(comparison):
    reports = [biaslens.annotate(text) for text in (WIRE, STREET)]
    assert biaslens.compare(reports, targets=0).targets == ()
    assert len(biaslens.compare(reports, targets=1).targets) == 1
    names = [target.name for target in comparison.targets]
    assert names[:1] == ["Olga Brandt"] or "Olga Brandt" in names
    brandt = next(target for target in comparison.targets if target.name == "Olga Brandt")
    # She is named in a comment of the second article, which does not count.
    assert brandt.views[1] is None


# --- what is given -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reports", "message"),
    [
        ([], "at least 2, came 0"),
        (["a"], "expected a biaslens.Report, came str; annotate it first"),
        ("a text", "expected a list of reports, came str"),
        (7, "expected a list of reports, came int"),
        ([None, None], "reports[0]: expected a biaslens.Report, came NoneType"),
    ],
)
def test_what_is_no_list_of_reports(reports, message):
    with pytest.raises(InputError, match=re.escape(message)):
        biaslens.compare(reports)


def test_from_2_to_50():
    report = biaslens.annotate("News\n\nAnn Lee said the bridge was closed.")
    with pytest.raises(InputError, match="at least 2, came 1"):
        biaslens.compare([report])
    with pytest.raises(InputError, match="at most 50"):
        biaslens.compare([report] * 51)
    found = biaslens.compare(iter([report] * 50))
    assert found.sources[0].counts == (1,) * 50
    assert found.to_text().splitlines()[49].startswith("AX  Article 50")


@pytest.mark.parametrize("targets", [-1, True, "2", 1.5])
def test_wrong_number_of_targets(targets):
    with pytest.raises(InputError, match="targets: expected a whole number from 0"):
        compared("a", "b", targets=targets)


MINE = {"schema": 1, "name": "mine", "loaded": [
    {"term": "flood of money", "category": "economy", "note": "Says it was too much.",
     "contrast": "money-coming", "neutral": ["inflow of money"]},
]}  # fmt: skip


def test_reports_of_other_lexicons():
    mine = biaslens.Lexicon.builtin().extend(MINE)
    annotator = biaslens.Annotator(mine)
    one = annotator.annotate("News\n\nA flood of money came. Ann Lee said it helped.")
    other = annotator.annotate("News\n\nAn inflow of money was seen. Ann Lee said it hurt.")
    builtin = biaslens.annotate("News\n\nIt rained.")
    with pytest.raises(InputError, match=r"reports\[1\]: expected one made with the same lexicon"):
        biaslens.compare([builtin, one])
    with pytest.raises(InputError, match="not with the built-in one"):
        biaslens.compare([one, other])
    with pytest.raises(InputError, match="lexicon: expected the one the reports were made with"):
        biaslens.compare([builtin, builtin], lexicon=mine)
    with pytest.raises(InputError, match=r"expected a biaslens\.Lexicon, came str"):
        biaslens.compare([one, other], lexicon="mine.yaml")
    found = biaslens.compare([one, other], lexicon=mine)
    assert table(found, "money-coming") == {
        "*flood of money": [(1, 0, 0), (0, 0, 0)], "inflow of money": [(0, 0, 0), (1, 0, 0)],
    }  # fmt: skip
    # Reports that come from a record or another process have to be read anew.
    again = [biaslens.Report.from_dict(one.to_dict()), pickle.loads(pickle.dumps(other))]
    assert biaslens.compare(again, lexicon=mine) == found


# --- records -----------------------------------------------------------------------------------


def test_round_trip(comparison):
    assert Comparison.from_dict(comparison.to_dict()) == comparison
    assert Comparison.from_dict(json.loads(comparison.to_json())) == comparison
    assert Comparison.from_dict(json.loads(comparison.to_json(indent=2))) == comparison
    assert pickle.loads(pickle.dumps(comparison)) == comparison
    assert hash(comparison) == hash(Comparison.from_dict(comparison.to_dict()))


def test_passages_are_cut_from_the_articles(comparison):
    texts = (WIRE, ORDER, STREET)
    passages = comparison._passages()
    assert len(passages) > 10
    for passage in passages:
        assert texts[passage.article][passage.start : passage.end] == passage.text


def change(record, *path_and_value):
    *path, last, value = path_and_value
    for key in path:
        record = record[key]
    record[last] = value


@pytest.mark.parametrize(
    ("path", "message"),
    [
        (("schema", 2), "schema 1, came 2"),
        (("schema", True), "schema 1, came True"),
        (("articles", "x"), "record.articles: expected a list, came 'x'"),
        (("articles", 0, "words", "7"), "record.articles[0].words: expected int, came '7'"),
        (("articles", 0, "label", None), "record.articles[0].label: expected str, came None"),
        (("lexicon", ["builtin"]), "record.lexicon: expected a list of 2"),
        (("sources", 0, "kind", "ghost"), "record.sources[0].kind: expected named_person or"),
        (("sources", 0, "counts", [1]), "record.sources: 'Pavel Dorn' is not of the articles"),
        (("claims", 0, "stated", "passage", "article", 9), "is not of the articles"),
        (("claims", 0, "attributed", []), "expected each to be attributed somewhere"),
        (("targets", 0, {}), "record.targets[0]: expected a mapping with name, views"),
        (("more", 1), "record: expected a mapping with lexicon, articles"),
    ],
)
def test_records_that_are_none(comparison, path, message):
    record = comparison.to_dict()
    change(record, *path)
    with pytest.raises(InputError, match=re.escape(message)):
        Comparison.from_dict(record)


def test_a_record_that_is_no_mapping():
    with pytest.raises(InputError, match="record: expected a mapping, came list"):
        Comparison.from_dict([])


# --- for reading -------------------------------------------------------------------------------


def test_text(comparison):
    text = comparison.to_text(width=80)
    assert text.startswith("A  Wire · Police clear camp at Vessin bridge\n")
    assert all(len(line) <= 80 for line in text.splitlines())
    assert re.search(r"^Pavel Dorn +3 +1 +·$", text, re.M)
    assert re.search(r"^  rioter \* +· +1 +1q$", text, re.M)
    assert "C  states as fact: Riot police injured 14 people" in text
    assert "A  denied: Pavel Dorn [denied]: that rubber bullets had been used" in text
    assert "\x1b[" not in text
    assert "\x1b[1m" in comparison.to_text(color=True)


def test_text_of_many_articles_is_no_wider():
    found = compared(*[WIRE, STREET] * 12)
    text = found.to_text(width=72)
    assert all(len(line) <= 72 for line in text.splitlines())
    assert "Z  " not in text and "X  " in text


@pytest.mark.parametrize(
    ("number", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (49, "AX"), (701, "ZZ"), (702, "AAA")]
)
def test_letters(number, name):
    assert letter(number) == name


class Page(HTMLParser):
    """Gathers the tags and the text of a page, and whether they are closed as they should be."""

    VOID = frozenset(["meta", "input"])

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)


def test_page(comparison):
    page = Page(comparison.to_html())
    text = " ".join("".join(page.words).split())
    assert "How 3 outlets tell it" in text
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    linked = [a["href"] for tag, a in page.tags if tag == "a" and (a["href"] or "").startswith("#")]
    assert len(linked) == 7 and all(href[1:] in ids for href in linked)
    # Every row of every table has a cell for each article.
    cells = [a["data-a"] for tag, a in page.tags if tag == "td"]
    assert cells == ["0", "1", "2"] * (len(cells) // 3) and cells
    assert ("a", {"href": "https://order.example/1", "rel": "noopener noreferrer"}) in page.tags
    for words in (
        "Riot police injured 14 people", "Denied here, said there", "not confirmed",
        "that is: the protesters had thrown stones", "words of Pavel Dorn", "held at arm’s length",
    ):  # fmt: skip
        assert words.lower() in text.lower()


def test_page_loads_nothing(comparison):
    for _, attributes in Page(comparison.to_html()).tags:
        assert "src" not in attributes and not any(name.startswith("on") for name in attributes)


EVIL = "<script>alert(1)</script><img src=x onerror='alert(1)'>\"&amp;"


def test_everything_is_escaped():
    def evil(text: str, number: int) -> biaslens.Report:
        known = {"id": EVIL, "outlet": f"{EVIL}{number}", "url": f"javascript:{EVIL}", "date": EVIL}
        return biaslens.annotate(Article(text, **known))

    def spoil(text: str) -> str:
        return text.replace("Brandt", "Brandt<script>x</script>").replace("rubber", "<b>rubber")

    page = Page(biaslens.compare([evil(spoil(WIRE), 1), evil(spoil(STREET), 2)]).to_html())
    assert {tag for tag, _ in page.tags}.isdisjoint(["img", "b "])
    assert [tag for tag, _ in page.tags].count("script") == 1
    assert not any((a.get("href") or "").startswith("javascript") for _, a in page.tags)
    assert "".join(page.words).count("<script>alert(1)</script>") >= 4


def test_pages_of_nothing():
    found = compared("", "")
    assert (found.sources, found.contrasts, found.claims, found.positions) == ((), (), (), ())
    text = "".join(Page(found.to_html()).words)
    assert "No outlet quotes anybody." in text
    assert found.to_text().splitlines()[:2] == ["A  Article 1", "B  Article 2"]


def test_the_same_every_time(comparison):
    again = compared(WIRE, ORDER, STREET)
    assert again.to_json() == compared(WIRE, ORDER, STREET).to_json()
    assert [claim.score for claim in again.claims] == [claim.score for claim in comparison.claims]


PIECES = st.sampled_from(
    ["Ann Lee", "said", " that ", "31", "killed", "“", "”", ".", "\n\n", "the regime", "denied",
     "Comments (3)", "\ud800", "\x00", "<b>", "not ", "it", "?", " ", "Title", "\r\n", "rebels",
     "The report", "has not confirmed", "e\u0301", "\u202e", "terrorists", ":", ";", "-"]
)  # fmt: skip
TEXTS = st.text() | st.lists(PIECES).map("".join) | st.lists(PIECES).map(" ".join)


@settings(max_examples=80, deadline=None)
@given(TEXTS, TEXTS, st.none() | st.text(), st.none() | st.text())
def test_any_texts_compare(one, other, outlet, url):
    found = biaslens.compare(
        [biaslens.annotate(Article(one, outlet=outlet, url=url)), biaslens.annotate(other)]
    )
    assert Comparison.from_dict(json.loads(found.to_json())) == found
    for passage in found._passages():
        assert (one, other)[passage.article][passage.start : passage.end] == passage.text
    assert found.to_text().encode() and found.to_html().encode()


# --- the command -------------------------------------------------------------------------------


@pytest.fixture
def run(capsysbinary, monkeypatch, tmp_path):
    from biaslens.cli import main

    monkeypatch.chdir(tmp_path)
    for name, text in (("wire", WIRE), ("order", ORDER), ("street", STREET)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")

    def run(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as stopped:
            main(["compare", *arguments])
        captured = capsysbinary.readouterr()
        assert isinstance(stopped.value.code, int)
        return stopped.value.code, captured.out.decode(), captured.err.decode()

    return run


def test_command_writes_text(run):
    status, output, errors = run("wire.txt", "order.txt", "street.txt")
    assert (status, errors) == (0, "")
    assert output.splitlines()[:3] == [
        "A  wire · Police clear camp at Vessin bridge",
        "B  order · Heroic officers end the mob’s siege of Vessin bridge",
        "C  street · Blood on Vessin bridge",
    ]


def test_command_writes_json_and_html(run, tmp_path, comparison):
    names = ("--outlet", "Wire", "--outlet", "Order", "--outlet", "Street")
    status, output, _ = run(*names, "--format", "json", "wire.txt", "order.txt", "street.txt")
    found = Comparison.from_dict(json.loads(output))
    assert (status, found.labels) == (0, ("Wire", "Order", "Street"))
    assert found.claims == comparison.claims
    status, output, _ = run("--format", "html", "-o", "page.html", *("wire.txt", "street.txt"))
    assert (status, output) == (0, "")
    assert "How 2 outlets tell it" in (tmp_path / "page.html").read_text("utf-8")


def test_command_takes_folders_and_lexicons(run, tmp_path):
    (tmp_path / "mine.yaml").write_text(json.dumps(MINE), encoding="utf-8")
    status, output, _ = run("--lexicon", "mine.yaml", ".")
    assert status == 0
    assert output.splitlines()[0].startswith("A  order · ")


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (("wire.txt",), 2, "expected at least 2 articles, came 1"),
        ((), 2, "Missing argument"),
        (("wire.txt", "none.txt"), 1, "none.txt: there is no such file"),
        (("wire.txt", "street.txt", "--outlet", "A"), 2, "one for each article, 2, came 1"),
        (("wire.txt", "street.txt", "-o", "wire.txt"), 2, "an article is read from this file"),
        (("wire.txt", "street.txt", "--lexicon", "no.yaml"), 2, "the lexicon was not loaded"),
        (("wire.txt",) * 51, 2, "expected at most 50 articles, came more"),
    ],
)
def test_command_says_what_is_wrong(run, arguments, status, message):
    found, output, errors = run(*arguments)
    assert (found, output) == (status, "")
    assert message in errors


def test_command_compares_what_can_be_read(run):
    status, output, errors = run("wire.txt", "none.txt", "street.txt")
    assert status == 1
    assert "none.txt" in errors and output.startswith("A  wire")


def test_command_compares_layers_that_a_lexicon_switches_off(run, tmp_path):
    (tmp_path / "off.yaml").write_text("layers: {attribution: off, sentiment: off}\n", "utf-8")
    names = ("--format", "json", "wire.txt", "street.txt")
    switched = json.loads(run("--lexicon", "off.yaml", *names)[1])
    plain = json.loads(run(*names)[1])
    assert {**switched, "lexicon": None} == {**plain, "lexicon": None}
