"""English inflection: the plural of nouns, and the -s, -ed and -ing forms of verbs.

Regular forms follow the rules of Quirk et al. (1985), *A Comprehensive Grammar of the English
Language*, 3.3-3.20 and 5.73-5.103; irregular forms come from a table of words common in news. Where
British and American English differ (travelled, traveled), both forms are given. Forms that nobody
writes do no harm, as they are only looked for.
"""

from __future__ import annotations

import re

__all__ = ["head_of", "inflect", "looks_inflected", "noun_forms", "verb_forms"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Base, past and participle; "/" parts equals.
_IRREGULAR_VERBS = """
arise arose arisen|awake awoke awoken|bear bore borne/born|beat beat beaten|become became become
befall befell befallen|beget begot begotten|begin began begun|behold beheld beheld|bend bent bent
beset beset beset|bet bet bet|bid bid/bade bid/bidden|bind bound bound|bite bit bitten
bleed bled bled|blow blew blown|break broke broken|breed bred bred|bring brought brought
broadcast broadcast/broadcasted broadcast|build built built|burn burned/burnt burned/burnt
burst burst burst|buy bought bought|cast cast cast|catch caught caught|choose chose chosen
cling clung clung|come came come|cost cost cost|creep crept crept|cut cut cut|deal dealt dealt
dig dug dug|do did done|draw drew drawn|dream dreamed/dreamt dreamed/dreamt|drink drank drunk
drive drove driven|dwell dwelt/dwelled dwelt/dwelled|eat ate eaten|fall fell fallen|feed fed fed
feel felt felt|fight fought fought|find found found|flee fled fled|fling flung flung
fly flew flown|forbid forbade/forbad forbidden|forecast forecast/forecasted forecast
forget forgot forgotten|forgive forgave forgiven|forgo forwent forgone|forsake forsook forsaken
freeze froze frozen|get got got/gotten|give gave given|go went gone|grind ground ground
grow grew grown|hang hung/hanged hung/hanged|have had had|hear heard heard|hide hid hidden
hit hit hit|hold held held|hurt hurt hurt|keep kept kept|kneel knelt/kneeled knelt/kneeled
know knew known|lay laid laid|lead led led|lean leaned/leant leaned/leant
leap leaped/leapt leaped/leapt|learn learned/learnt learned/learnt|leave left left|lend lent lent
let let let|lie lay/lied lain/lied|light lit/lighted lit/lighted|lose lost lost|make made made
mean meant meant|meet met met|mow mowed mown/mowed|pay paid paid|plead pleaded/pled pleaded/pled
prove proved proved/proven|put put put|quit quit/quitted quit/quitted|read read read
rend rent rent|rid rid rid|ride rode ridden|ring rang rung|rise rose risen|run ran run
saw sawed sawn/sawed|say said said|see saw seen|seek sought sought|sell sold sold|send sent sent
set set set|sew sewed sewn/sewed|shake shook shaken|shed shed shed|shine shone/shined shone/shined
shoot shot shot|show showed shown/showed|shrink shrank/shrunk shrunk|shut shut shut|sing sang sung
sink sank/sunk sunk|sit sat sat|slay slew/slayed slain/slayed|sleep slept slept|slide slid slid
sling slung slung|slit slit slit|smell smelled/smelt smelled/smelt|smite smote smitten
sneak sneaked/snuck sneaked/snuck|sow sowed sown/sowed|speak spoke spoken
speed sped/speeded sped/speeded|spell spelled/spelt spelled/spelt|spend spent spent
spill spilled/spilt spilled/spilt|spin spun/span spun|spit spat/spit spat/spit|split split split
spoil spoiled/spoilt spoiled/spoilt|spread spread spread|spring sprang/sprung sprung
stand stood stood|steal stole stolen|stick stuck stuck|sting stung stung|stink stank/stunk stunk
strew strewed strewn|stride strode stridden|strike struck struck/stricken|string strung strung
strive strove/strived striven/strived|swear swore sworn|sweep swept swept
swell swelled swollen/swelled|swim swam swum|swing swung swung|take took taken|teach taught taught
tear tore torn|tell told told|think thought thought|thrive thrived/throve thrived/thriven
throw threw thrown|thrust thrust thrust|tread trod trodden/trod|understand understood understood
wake woke/waked woken/waked|wear wore worn|weave wove woven|wed wed/wedded wed/wedded
weep wept wept|win won won|wind wound wound|wreak wreaked/wrought wreaked/wrought
wring wrung wrung|write wrote written
"""
_VERBS = {
    base: (past.split("/"), participle.split("/"))
    for base, past, participle in (
        row.split() for row in re.split(r"[|\n]", _IRREGULAR_VERBS) if row.strip()
    )
}
_BE = ("am", "is", "are", "was", "were", "been", "being")
_VERB_PREFIXES = (
    "under", "inter", "over", "with", "fore", "out", "mis", "off", "un", "re", "up", "in",
)  # fmt: skip
_NO_PREFIX = _words("relay input")  # these only look as if they had one

# Verbs of more than one syllable that double their last consonant.
_DOUBLING = _words(
    """
    abet abhor acquit admit allot annul befit commit compel concur confer control defer demur deter
    dispel embed emit enrol enthral equip excel expel extol fulfil handicap impel incur infer inter
    kidnap occur omit outfit patrol permit prefer program propel rebel rebut recur refer regret
    remit repel submit transfer transmit transship unplug unzip
    """
)
_EITHER = _words(
    """
    benefit bias bus combat focus format gas hostel leaflet profit target worship bayonet benefit
    dial fuel duel initial trial gruel
    """
)

_IRREGULAR_NOUNS = """
man men|woman women|child children|person people/persons|foot feet|tooth teeth|goose geese
mouse mice|louse lice|ox oxen|penny pence/pennies|axis axes|phenomenon phenomena
criterion criteria|bacterium bacteria|memorandum memoranda/memorandums
referendum referendums/referenda|curriculum curricula/curriculums|medium media/mediums
addendum addenda|spectrum spectra/spectrums|stratum strata|datum data|erratum errata
symposium symposia/symposiums|moratorium moratoriums/moratoria|consortium consortia/consortiums
millennium millennia/millenniums|alumnus alumni|nucleus nuclei|stimulus stimuli|radius radii
cactus cacti/cactuses|syllabus syllabuses/syllabi|corpus corpora|genus genera|opus opuses/opera
larva larvae|formula formulas/formulae|antenna antennas/antennae|index indexes/indices
matrix matrices|appendix appendices/appendixes|vertex vertices|wife wives|life lives|knife knives
half halves|calf calves|leaf leaves|loaf loaves|thief thieves|wolf wolves|shelf shelves
self selves|sheaf sheaves|scarf scarves/scarfs|dwarf dwarves/dwarfs|hoof hooves/hoofs
bureau bureaus/bureaux|plateau plateaus/plateaux|chateau chateaux|tableau tableaux|corps corps
kibbutz kibbutzim|fedayee fedayeen|mujahid mujahideen/mujahidin/mujahedeen/mujahedin
graffito graffiti|virtuoso virtuosos/virtuosi|stomach stomachs|monarch monarchs
patriarch patriarchs|matriarch matriarchs|oligarch oligarchs|epoch epochs|eunuch eunuchs
quiz quizzes|brother brothers
"""
_NOUNS = {
    singular: tuple(plurals.split("/"))
    for singular, plurals in (
        row.split() for row in re.split(r"[|\n]", _IRREGULAR_NOUNS) if row.strip()
    )
}
# Compounds such as "spokeswoman", "grandchild", "housewife" end like these.
_NOUN_ENDINGS = ("woman", "child", "person", "foot", "tooth", "wife", "life", "mouse", "wolf")
_MAN_REGULAR = re.compile(r"(?:hu|ger|ro|otto|talis|sha|cai|bosnia|nor|mus[su]l|turk|oman)man$")
_UNCHANGED = _words(
    """
    aircraft spacecraft hovercraft sheep deer fish swine moose salmon offspring series species means
    headquarters crossroads barracks gallows personnel police cattle innings news sanctions
    """
)
_O_TAKES_ES = _words(
    """
    hero potato tomato echo veto embargo torpedo domino mosquito negro mulatto no
    """
)
_O_EITHER = _words("volcano tornado cargo motto mango buffalo ghetto halo")
_PREPOSITIONS = _words(
    """
    of in on for to at by with from against over under about into onto upon between among as after
    before behind beyond without within towards toward de du des
    """
)
_VOWELS = frozenset("aeiouáéíóúàèìòùâêîôûäëïöü")


def inflect(term: str, pos: str, head: int | None = None) -> list[str]:
    """Inflect one word of a term.

    Args:
        term: One or more words, single spaces between them.
        pos: ``noun`` or ``verb``; a term of any other class stays as it is.
        head: Index from 0 of the word that inflects; ``None`` for :func:`head_of`.

    Returns:
        The term itself, then its other forms.
    """
    if pos not in ("noun", "verb"):
        return [term]
    words = term.split(" ")
    at = head_of(words, pos) if head is None else head
    forms = noun_forms(words[at]) if pos == "noun" else verb_forms(words[at])
    return [" ".join([*words[:at], form, *words[at + 1 :]]) for form in forms]


def head_of(words: list[str], pos: str) -> int:
    """Return the index of the word that inflects in a term and carries its word class.

    Verbs and modals begin with it; in nouns it stands before the first preposition ("war of
    aggression", "threat of", "coup d'état"), else last.
    """
    if len(words) == 1 or pos in ("verb", "modal", "preposition"):
        return 0
    if pos == "noun":
        for i in range(1, len(words)):
            word = words[i].lower()
            if word in _PREPOSITIONS or word.startswith(("d'", "d’")):
                return i - 1
    return len(words) - 1


def noun_forms(noun: str) -> list[str]:
    """Return a noun and its plurals.

    Args:
        noun: One word, in the singular; it may be hyphenated.
    """
    before, hyphen, last = noun.rpartition("-")
    if hyphen:
        parts = noun.split("-")
        for i in range(1, len(parts)):
            # commander-in-chief and passer-by, but build-up
            inner = parts[i].lower() in _PREPOSITIONS and i + 1 < len(parts)
            agent = parts[i].lower() in ("by", "on", "up") and parts[0].endswith(("er", "or"))
            if inner or agent:
                rest = "-".join(parts[i:])
                return [f"{form}-{rest}" for form in noun_forms("-".join(parts[:i]))]
        return [f"{before}-{form}" for form in noun_forms(last)]
    return _unique([noun, *_plurals(noun)])


def _plurals(noun: str) -> list[str]:
    key = noun.lower()
    if key in _UNCHANGED or key.endswith(("nese", "nese", "guese", "craft")):
        return []
    irregular = _NOUNS.get(key)
    if irregular:
        return list(irregular)
    for ending in _NOUN_ENDINGS:
        if key.endswith(ending):
            stem = noun[: -len(ending)]
            return [stem + plural for plural in _NOUNS[ending]]
    if key.endswith("man") and len(key) > 4 and not _MAN_REGULAR.search(key):
        return [noun[:-2] + "en"]
    if key.endswith("sis"):
        return [noun[:-2] + "es"]
    if key.endswith("y") and len(key) > 1 and key[-2] not in _VOWELS:
        return [noun[:-1] + "ies"]
    if key.endswith("quy"):
        return [noun[:-1] + "ies"]
    if key.endswith(("s", "x", "z", "ch", "sh")):
        return [noun + "es"]
    if key in _O_TAKES_ES:
        return [noun + "es"]
    if key in _O_EITHER:
        return [noun + "s", noun + "es"]
    return [noun + "s"]


def verb_forms(verb: str) -> list[str]:
    """Return a verb and its -s, past, participle and -ing forms.

    Args:
        verb: One word, in its base form; it may be hyphenated ("re-occupy").
    """
    before, hyphen, last = verb.rpartition("-")
    if hyphen and last:
        return [f"{before}-{form}" for form in verb_forms(last)]
    key = verb.lower()
    if key == "be":
        return [verb, *_BE]
    stems = _stems(verb, key)
    irregular = _irregular_verb(key)
    if irregular is None:
        past = [stem + "ed" if stem[-1:] != "e" else stem + "d" for stem in stems]
        if _consonant_y(key):
            past = [verb[:-1] + "ied"]
    else:
        prefix, (pasts, participles) = irregular
        past = [verb[: len(prefix)] + form for form in (*pasts, *participles)]
    return _unique([verb, _third_person(verb, key), *past, *_participles(verb, key, stems)])


def _irregular_verb(key: str) -> tuple[str, tuple[list[str], list[str]]] | None:
    found = _VERBS.get(key)
    if found:
        return "", found
    if key in _NO_PREFIX:
        return None
    for prefix in _VERB_PREFIXES:
        if key.startswith(prefix):
            found = _VERBS.get(key[len(prefix) :])
            if found:
                return prefix, found
    return None


def _consonant_y(key: str) -> bool:
    return key.endswith("y") and len(key) > 1 and (key[-2] not in _VOWELS or key.endswith("quy"))


def _third_person(verb: str, key: str) -> str:
    if key == "have":
        return verb[:-2] + "s"
    if _consonant_y(key):
        return verb[:-1] + "ies"
    if key.endswith("z") and len(key) > 2 and key[-2] in _VOWELS:
        return verb + "zes"
    if key.endswith(("s", "x", "z", "ch", "sh")):
        return verb + "es"
    if key.endswith("o") and len(key) > 1 and key[-2] not in _VOWELS:
        return verb + "es"
    return verb + "s"


def _participles(verb: str, key: str, stems: list[str]) -> list[str]:
    if key.endswith("ie"):
        return [verb[:-2] + "ying"]
    if key.endswith("e") and len(key) > 2 and not key.endswith(("ee", "oe", "ye")):
        either = [verb + "ing"] if key.endswith("ge") else []
        return [verb[:-1] + "ing", *either]
    return [stem + "ing" for stem in stems]


def _stems(verb: str, key: str) -> list[str]:
    """The stems that -ed and -ing are put to: the verb, its last letter doubled, or both."""
    if key.endswith("c") and len(key) > 3:
        return [verb + "k"]
    doubled = [verb + verb[-1:]]
    if key in _DOUBLING:
        return doubled
    if key in _EITHER:
        return [verb, *doubled]
    if not _ends_like_stop(key):
        return [verb]
    if _vowel_groups(key) == 1 or _irregular_verb(key) is not None:
        return doubled
    if key.endswith("l"):
        return [*doubled, verb]
    for prefix in ("re", "un", "over", "out", "under", "mis"):
        rest = key.removeprefix(prefix)
        if 3 < len(rest) < len(key) and _ends_like_stop(rest) and _vowel_groups(rest) == 1:
            return [*doubled, verb]
    return [verb]


def _vowel_groups(key: str) -> int:
    """About as many as a word has syllables."""
    return len(re.findall(r"[aeiouy]+", key.replace("qu", "q")))


def _ends_like_stop(key: str) -> bool:
    """Whether a word ends with consonant, one vowel and a consonant that can be doubled."""
    if len(key) < 3 or key[-1] in "aeiouwxyhkqj" or not key[-1].isalpha():
        return False
    if key[-2] not in "aeiou":
        return False
    return key[-3] not in "aeiou" or (key[-3] == "u" and key[-4:-3] == "q")


# Inflected forms that are not words of their own as well, such as "found".
_OWN_WORDS = _words(
    """
    found fell bound wound ground bore felt rent lit wed spat stove shone thrust bid span lay borne
    born hamstring embed imbed people persons media data opera bacteria agenda pence opus lens
    """
)
_INFLECTED = {
    "noun": frozenset(form for forms in _NOUNS.values() for form in forms)
    - _NOUNS.keys() - _OWN_WORDS,
    "verb": frozenset(form for pair in _VERBS.values() for forms in pair for form in forms)
    - _VERBS.keys() - _OWN_WORDS,
}  # fmt: skip
_VOWEL = re.compile("[aeiouy]")


def looks_inflected(word: str, pos: str) -> bool:
    """Say whether a word looks like an inflected form rather than a base form.

    Args:
        word: One word.
        pos: ``noun`` or ``verb``.
    """
    key = word.lower()
    if key in _INFLECTED[pos]:
        return True
    if not key.isalpha() or len(key) < 4 or key in _OWN_WORDS:
        return False
    if pos == "verb":
        if key in _VERBS:
            return False
        if key.endswith("ing"):
            return _VOWEL.search(key[:-3]) is not None
        if key.endswith("ed"):
            return key[-3] != "e" and _VOWEL.search(key[:-2]) is not None
    elif key in _NOUNS or key in _UNCHANGED or key.endswith("ics"):
        return False
    return key.endswith("s") and not key.endswith(("ss", "us", "is", "as", "os"))


def _unique(forms: list[str]) -> list[str]:
    return list(dict.fromkeys(forms))
