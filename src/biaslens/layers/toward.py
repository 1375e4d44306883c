"""Sentiment toward one person or group named in a sentence: who does what to whom.

Words that judge are weighed by how they stand to the target: what it does, what is done to it, what it
is called, what it has, and, less and less, what else is said near it.
"""

from __future__ import annotations

import attrs
from ..grammar.clauses import CONTRASTERS, Range, Syntax
from ..text.tokens import Tokens
from .events import Event, read_events
from .sentiment import SentimentScorer

NEG = frozenset(["not", "n't", "never", "no", "without", "neither", "nor", "hardly", "barely", "nothing", "none", "cannot", "nobody"])
REACH = 60

@attrs.frozen(slots=True)
class Role:
    first: int
    last: int
    subject: float
    object: float
    verbal: bool


def roles_in(syntax, scorer, s, e):
    if scorer.roles is None: return {}
    t = syntax.document.tokens
    part = Tokens(t.words[s:e], t.keys[s:e], t.starts[s:e], t.ends[s:e], [], [])
    out = {}
    for m in scorer.roles.find(part, syntax.reading.tags[s:e]).get("toward", ()):
        v = syntax.letters[s + m.first] in "bpzdngZB" and m.entry.pos in ("verb", "phrase")
        out[s + m.first] = Role(s + m.first, s + m.last, m.entry.subject, m.entry.object, v)
    return out


def evidence(syntax: Syntax, scorer: SentimentScorer, s: int, e: int, t0: int, t1: int, news=None) -> dict[str, float]:
    """Sums by kind."""
    keys, letters, reading = syntax.keys, syntax.letters, syntax.reading
    s, e = max(s, t0 - REACH), min(e, t1 + REACH)
    ev = {}
    def add(kind, x):
        if x: ev[kind] = ev.get(kind, 0.0) + x
    roles = roles_in(syntax, scorer, s, e)
    events = read_events(syntax, s, e)
    # polarity of words
    pol = [0.0] * (e - s)
    skip = set()
    for at, r in roles.items():
        x = (r.subject if not r.object else 0) if r.subject else r.object * 0.5
        if r.verbal: x = (r.subject + r.object) / 2
        pol[at - s] = x
        for k in range(at + 1, r.last): skip.add(k)
    for i in range(s, e):
        if i in roles or i in skip: continue
        if t0 <= i < t1: continue
        if letters[i] in "P" : continue
        v = scorer.valence(keys[i])
        if v and letters[i] not in "itDHm":
            pol[i - s] = v
    flipped = set()
    for i in range(s, e):
        if pol[i - s]:
            for k in range(max(s, i - 4), i):
                if keys[k] in NEG and not any(letters[j] in ",.;" for j in range(k, i)):
                    pol[i - s] *= -0.6
                    flipped.add(i)
                    break
    for i in range(t0, t1):
        if pol[i - s] == 0 and t1 - t0 > 1 and i not in skip and letters[i] != "P":
            pol[i - s] = scorer.valence(keys[i])
        add("inside", pol[i - s])
    # target group
    tg = reading.noun_group(t1 - 1) or (t0, t1)
    tlast = t1 - 1
    possessor = letters[tlast] in "HS" or (t1 < e and letters[t1] == "S") or letters[t0] == "H"
    group = (min(tg[0], t0), max(tg[1], t1))
    group = (max(group[0], s), min(group[1], e))
    head = (t0, t1)
    used = set()
    if possessor:
        for i in range(t1, group[1]):
            r = roles.get(i)
            if r and not r.verbal:
                add("poss_role", (r.subject if r.subject else 0) * sgn(keys, letters, s, i))
                if r.object and not r.subject: add("poss_obj", r.object)
            else:
                add("poss", pol[i - s])
            used.add(i)
        for i in range(group[0], t0):
            used.add(i)
    else:
        for i in range(group[0], group[1]):
            if not (t0 <= i < t1):
                add("mod", pol[i - s]); used.add(i)
    # hosts
    hosts = []
    at = group[0]
    for _ in range(3):
        p = at - 1
        if p <= s or letters[p] not in "it": break
        h = reading.noun_group(p - 1)
        if h is None or h[0] < s: break
        r = None
        for i in range(h[0], h[1]):
            if i in roles and not roles[i].verbal: r = roles[i]
        prep = keys[p]
        if r and len(hosts) == 0:
            x = r.object if r.object else (r.subject if prep == "of" else 0)
            if prep in ("by", "from", "with") : x = r.subject if prep=="by" else 0.3*r.object
            add("host_role", x * sgn(keys, letters, s, r.first)); used.update(range(h[0], h[1]))
        elif len(hosts)==0:
            for i in range(h[0], h[1]): add("host_" + ("of" if prep == "of" else "other"), pol[i - s]); used.add(i)
        hosts.append((h, r, prep))
        at = h[0]
    # events
    host_groups = [h for h, r, p in hosts if p == "of"]
    own = possessor
    owners = set(); kept = set(); directed = set()
    for n, x in enumerate(events):
        role = None
        for at, r in roles.items():
            if x.first <= at < x.last and r.verbal: role = r
        neg = -0.6 if x.negated else 1.0
        insub = x.subject is not None and x.subject[0] <= t0 < x.subject[1]
        if insub:
            # target must not be within a pp of the subject
            is_head = in_head(syntax, x.subject, t0)
        else: is_head = False
        obj = x.object
        if role and role.last > x.last:
            g = reading.noun_group(role.last) if role.last < e else None
            obj = g
        elif role and x.passive:
            obj = None
        passive = x.passive
        if role and not passive and role.object and not role.subject and obj is None and x.last < e and keys[x.last] in ("over", "for", "by", "amid", "after"):
            passive = True
        inobj = obj is not None and obj[0] <= t0 < obj[1]
        hostobj = obj is not None and any(obj[0] <= h[0] < obj[1] for h in host_groups) and not inobj
        prep = group[0] - 1
        agent = passive and prep >= x.last and keys[prep] == "by" and prep - x.last < 4
        used_here = set()
        if role and (insub or inobj or hostobj or agent): directed.update(range(role.first, role.last))
        if role:
            used.update(range(role.first, role.last))
            down, up = (role.object, role.subject)
            if insub and is_head and not own:
                add("passive" if passive else "subj", (down if passive else up) * neg)
                add("subj_flip", (0 if passive else down) * neg)
            elif insub:
                add("host_subj", (down if passive else up) * neg)
            elif inobj:
                add("obj_own" if own else "obj", down * neg)
                add("obj_flip", up * neg)
            elif hostobj:
                add("host_obj", down * neg)
            elif agent:
                add("agent", up * neg)
            elif prep > x.last and letters[prep] in "i" and prep - x.last < 12:
                add("prep_role", down * neg)
        if insub and is_head and not own:
            owners.add(n)
        # words of the predicate
        to = events[n + 1].begin if n + 1 < len(events) else e
        words = [i for i in range(x.last, min(to,e)) if i not in used and not t0 <= i < t1]
        if x.negated or (role and role.subject <= -0.9 and keys[x.verb][:4] in ("fail","refu","lack")):
            for i in words:
                if pol[i - s] and i not in flipped:
                    pol[i - s] *= -0.6; flipped.add(i)
        total = sum(pol[i - s] for i in words)
        vpol = 0 if role else pol[x.verb - s] * neg
        if insub and is_head and not own:
            kind = "pred" if x.linking else "said" if x.saying else ("vp_neg" if role.object < 0 else "vp_pos") if role and role.object and not passive else "vp"
            add(kind, total); add("v_subj", vpol)
            used.update(words); used.add(x.verb)
        elif inobj or hostobj:
            add("objvp", sum(pol[i - s] for i in words if i >= t1)); add("v_obj", vpol)
            used.update(words); used.add(x.verb)
        elif x.subject is not None and not insub and (letters[x.subject[0]] in "PR" or letters[x.subject[1]-1] in "P") and not x.saying:
            kept.update(i for i in words); kept.add(x.verb)
        elif insub:
            add("host_vp", total + vpol); used.update(words); used.add(x.verb)
    tone = 0.0
    tonew = 0.0
    for i in range(s, e):
        if t0 <= i < t1 or i in directed: continue
        tone += pol[i - s]
        if i not in used: tonew += pol[i-s]
    if tone: ev["TONE"] = tone / (tone * tone + 15) ** .5
    if tonew: ev["TONEW"] = tonew / (tonew * tonew + 15) ** .5
    tk = syntax.document.tokens
    text = syntax.document.text
    parts = []
    at = tk.starts[s]
    for i in sorted(directed):
        parts.append(text[at:tk.starts[i]]); at = tk.ends[i]
    parts.append(text[at:tk.ends[e-1]])
    v = scorer.score("".join(parts)).compound
    if v: ev["VADER"] = v
    # rest
    for i in range(s, e):
        if i in used or t0 <= i < t1 or not pol[i - s]: continue
        d = i - t1 if i >= t1 else t0 - i
        side = "r" if i >= t1 else "l"
        k = "near" if d <= 5 else "mid" if d <= 14 else "far"
        if i in kept: k = "other"
        add(f"{k}_{side}", pol[i - s])
    return ev


def in_head(syntax, subject, token):
    """Whether a token stands in one of the heads of a subject."""
    at = subject[0]
    for _ in range(5):
        g = syntax.reading.noun_group(at)
        if g is None: return False
        if g[0] <= token < g[1]: return True
        at = g[1]
        if at >= subject[1]: return False
        if syntax.letters[at] not in ",c": return False
        at += 1
        if at < subject[1] and syntax.letters[at] == "c": at += 1
        if at >= subject[1] or syntax.letters[at] in "w": return False
    return False


def sgn(keys, letters, s, i):
    for k in range(max(s, i - 4), i):
        if keys[k] in NEG: return -0.6
    return 1.0
