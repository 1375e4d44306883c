"""What the reading of raw text has to know of English print: abbreviations and sentence openers."""

from __future__ import annotations

__all__ = [
    "ABBREVIATIONS",
    "BEFORE_NAME",
    "BEFORE_NUMBER",
    "ELISIONS",
    "FIRM_OPENERS",
    "NEVER_LAST",
    "OPENERS",
    "REPORTING",
    "WORDS_TOO",
]

#: Stand before a name, so that the full stop behind them never ends a sentence.
BEFORE_NAME = frozenset(
    """
    mr mrs ms messrs mx dr prof rev revd fr sr hon gen lt col maj capt cpt cmdr cdr adm sgt cpl pvt
    brig cmdt supt insp det spc ssgt sen sens rep reps gov govs pres amb sec atty asst dep supt del
    st ste mt ft ald cllr dist mme mlle mgr msgr
    """.split()
)

#: Stand before a number ("No. 10", "Jan. 5"); before anything else they are words of their own.
BEFORE_NUMBER = frozenset(
    """
    no nos vol pp p art arts fig figs sec ch jan feb mar apr jun jul aug sep sept oct nov dec
    approx ca tel ext op para paras pt apt sect c b d
    """.split()
)

#: May stand within a sentence or at its end ("Inc.", "Jr.", "etc.").
ABBREVIATIONS = frozenset(
    """
    inc corp co cos ltd llc plc bros assn dept univ jr sr esq etc al vs v ie eg cf viz
    ave blvd rd hwy ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich
    minn miss mo mont neb nev okla ore pa penn tenn tex vt va wash wis wyo
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun
    min max est govt intl natl ph ed eds trans
    """.split()
)

#: Abbreviations that are names or words as well ("The Baltimore Sun.", "he called Max."): with a
#: capital behind them they are taken for the word.
WORDS_TOO = frozenset("al del ed max min mo sat sun wed".split())

#: Abbreviations that always lead on to something.
NEVER_LAST = frozenset("e.g i.e eg ie cf viz vs v p.s".split())

#: Words that open a sentence when they stand capitalised behind an abbreviation ("the U.S. But …").
OPENERS = frozenset(
    """
    a about after again all although an and another any anyone are as asked at because before both
    but by can critics could despite did do during each earlier either even every everyone few for
    former from had has have he her here his how however i if in indeed instead is it its just last
    later like many maybe meanwhile more moreover most much my neither never nevertheless next no
    nobody none nonetheless nor not nothing now of officials on once one only or other others our
    over perhaps police since so some someone soon still such that the their then there therefore
    these they this those though three through throughout thus to today two under unlike until was
    we were what when where whether which while who why will with within without would yes yet you
    your
    """.split()
)

#: Openers that are never a surname, so that a sentence may end with a single letter before them
#: ("Vitamin C. It …", but "George F. Will").
FIRM_OPENERS = frozenset(
    """
    although and because but despite he however if in it its she that the their then there these
    they this those we when while
    """.split()
)

#: Verbs that carry a sentence on behind a question or a cry: "“Why?” Smith asked."
REPORTING = frozenset(
    """
    added asked asks cried demanded exclaimed joked quipped recalled replied said says screamed
    shouted tweeted wondered wrote yelled
    """.split()
)

#: Words written with an apostrophe for letters left out at their head; no quotation opens there.
ELISIONS = frozenset("bout cause cos em n neath nother round til till tis twas twere twill".split())
