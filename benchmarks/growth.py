"""How time and memory grow with the length of a text, whatever the text is.

    python benchmarks/growth.py                      up to a million characters, 1 to 2 minutes
    python benchmarks/growth.py prose "no spaces"    these shapes alone
    python benchmarks/growth.py prose --most 50      up to 50 million characters
    python benchmarks/growth.py --svg docs/images/growth.svg

Each text is annotated in a process of its own, which tells its CPU time and by how much its peak
of resident memory rose. Beside each row stand the exponents of the curves of time and memory (least
squares on logarithms): 1 is linear, 2 is quadratic. The last line tells whether all are at most
1.1; if not, the script ends with status 1.

The time shown is the whole. Its exponent is fitted twice: without Python's collector of cyclic
garbage, which is what biaslens itself costs and what is judged, and with it (“+gc”). The collector
looks through everything that is held each time a quarter more objects are held, so that its share
depends on what else a program holds, and grows with the logarithm of a large text's length; a
program that annotates huge texts can switch it off for that time.

The exponent of memory comes from texts a quarter as long, for which every object that Python makes
is counted: resident memory holds what was left free by loading, too, which hides growth.
"""

from __future__ import annotations

import argparse
import gc
import json
import math
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Sequence
from pathlib import Path

EXAMPLES = Path(__file__).parent.parent / "examples"
BOUND = 1.1
#: Each size is half of the next.
STEPS = 4
#: By how much shorter the texts are for which memory is traced, which takes several times as long.
TRACED = 4
#: A machine that does other things too makes some times too long: what grows too fast is measured
#: again, and the least time of each size is taken.
ATTEMPTS = 3
#: Units that are repeated; the shapes of prose are made from the example articles.
UNITS = {
    "straight quotes": '"',
    "curly quotes": "“”",
    "opening quotes": "“",
    "opening brackets": "(",
    "one word": "road ",
    "said": "said ",
    "he said that": "he said that ",
    "colons and newlines": ":\n",
    "newlines": "\n",
    "short paragraphs": "He said no.\n\n",
    "NULs": "\0",
}
SHAPES = ("prose", "one line", "no spaces", *UNITS)


def text_of(shape: str, length: int) -> str:
    """Make a text of a shape.

    Args:
        shape: One of ``SHAPES``.
        length: Its length in characters.
    """
    unit = UNITS.get(shape)
    if unit is None:
        articles = sorted(EXAMPLES.glob("*.txt"))
        unit = "\n\n".join(path.read_text(encoding="utf-8").strip() for path in articles) + "\n\n"
        if shape != "prose":
            unit = (" " if shape == "one line" else "").join(unit.split())
            unit += " " if shape == "one line" else ""
    return (unit * (length // len(unit) + 1))[:length]


def peak() -> int:
    """Return the most memory that this process has held so far, in bytes."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        import resource  # a machine without /proc; one without this module cannot be measured

        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return most if sys.platform == "darwin" else most * 1024
    return 1024 * int(status.partition("VmHWM:")[2].split()[0])


def measure_here(shape: str, length: int) -> dict[str, float]:
    """Annotate a text of a shape in this process, and return what it took."""
    import biaslens

    annotator = biaslens.Annotator()
    # A small text, so that it leaves behind little free memory that would hide what is taken.
    annotator.annotate("Ankara said on Monday that the regime may fall.")
    text = text_of(shape, length)
    # The collector looks through the lexicon at times that have nothing to do with the length.
    gc.collect()
    gc.freeze()
    collecting = [0.0]

    def watch(phase: str, _: dict[str, int]) -> None:
        collecting[0] += time.process_time() * (1 if phase == "stop" else -1)

    gc.callbacks.append(watch)
    before, began = peak(), time.process_time()
    report = annotator.annotate(text)
    seconds = time.process_time() - began
    gc.callbacks.remove(watch)
    resident = peak() - before
    del report
    text = text[: length // TRACED]
    tracemalloc.start()
    annotator.annotate(text)
    return {
        "seconds": seconds,
        "own": seconds - collecting[0],
        "resident": resident,
        "traced": tracemalloc.get_traced_memory()[1],
    }


def measure(shape: str, length: int) -> dict[str, float]:
    """Annotate a text of a shape in a fresh process, and return what it took.

    Raises:
        RuntimeError: If the process fails; it names the shape and the length.
    """
    command = [sys.executable, __file__, shape, "--here", str(length)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        reason = done.stderr.strip().splitlines()[-1:] or [f"status {done.returncode}"]
        raise RuntimeError(f"{shape}, {length:,} characters: {reason[0]}")
    found: dict[str, float] = json.loads(done.stdout)
    return found


def exponent(sizes: Sequence[float], costs: Sequence[float]) -> float:
    """Fit ``cost = factor * size ** exponent`` and return the exponent.

    Args:
        sizes: Two or more sizes.
        costs: What each costs, above 0.
    """
    xs, ys = [math.log(size) for size in sizes], [math.log(cost) for cost in costs]
    middle_x, middle_y = sum(xs) / len(xs), sum(ys) / len(ys)
    rise = sum((x - middle_x) * (y - middle_y) for x, y in zip(xs, ys, strict=True))
    return rise / sum((x - middle_x) ** 2 for x in xs)


def _own(cost: dict[str, float]) -> float:
    return cost["own"]


def drawing(sizes: Sequence[int], curves: dict[str, list[float]]) -> str:
    """Draw the time of each shape against its length, both logarithmic, as an SVG picture."""
    width, height, left, top, right, bottom = 760, 460, 64, 40, 190, 52
    low = 10.0 ** math.floor(math.log10(min(map(min, curves.values()))))
    high = 10.0 ** math.ceil(math.log10(max(map(max, curves.values()))))

    def x(size: float) -> float:
        share = math.log(size / sizes[0]) / math.log(sizes[-1] / sizes[0])
        return left + share * (width - left - right)

    def y(cost: float) -> float:
        share = math.log(cost / low) / math.log(high / low)
        return height - bottom - share * (height - top - bottom)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        'font-family="sans-serif" font-size="12" role="img">',
        "<title>CPU time of one annotation against the length of the text</title>",
        f'<rect width="{width}" height="{height}" fill="white"/>',
        f'<text x="{left}" y="22" font-size="14">CPU seconds for one text, by its length in '
        "characters; dashed: linear</text>",
    ]
    for power in range(round(math.log10(low)), round(math.log10(high)) + 1):
        line = y(10.0**power)
        parts.append(
            f'<path d="M{left} {line:.1f}H{width - right}" stroke="#ddd"/>'
            f'<text x="{left - 8}" y="{line + 4:.1f}" text-anchor="end">{10.0**power:g}</text>'
        )
    for size in sizes:
        parts.append(
            f'<path d="M{x(size):.1f} {top}V{height - bottom}" stroke="#ddd"/><text '
            f'x="{x(size):.1f}" y="{height - bottom + 20}" text-anchor="middle">{size:,}</text>'
        )
    # A straight line of slope 1 through the middle of the picture's left edge.
    first = low * (high * sizes[0] / sizes[-1] / low) ** 0.5
    last = first * sizes[-1] / sizes[0]
    parts.append(
        f'<path d="M{x(sizes[0]):.1f} {y(first):.1f}L{x(sizes[-1]):.1f} {y(last):.1f}" '
        'stroke="#555" stroke-dasharray="6 5"/>'
    )
    lowest_label = top
    for number, (shape, costs) in enumerate(sorted(curves.items(), key=lambda each: -each[1][-1])):
        colour = f"hsl({number * 360 // len(curves)} 65% 40%)"
        places = " ".join(f"{x(s):.1f},{y(c):.1f}" for s, c in zip(sizes, costs, strict=True))
        label = max(y(costs[-1]) + 4, lowest_label)
        lowest_label = label + 15
        parts.append(
            f'<polyline points="{places}" fill="none" stroke="{colour}" stroke-width="1.6"/>'
            f'<path d="M{x(sizes[-1]):.1f} {y(costs[-1]):.1f}L{width - right + 14} '
            f'{label - 4:.1f}" stroke="{colour}" stroke-width="0.6"/>'
            f'<text x="{width - right + 18}" y="{label:.1f}" fill="{colour}">{shape}</text>'
        )
    return "\n".join([*parts, "</svg>", ""])


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("shapes", nargs="*", metavar="SHAPE", help=", ".join(SHAPES) + "; or all")
    parser.add_argument(
        "--most",
        type=float,
        default=1.0,
        metavar="N",
        help="the longest, in millions of characters",
    )
    parser.add_argument("--svg", type=Path, metavar="FILE", help="draw the times")
    parser.add_argument("--here", type=int, metavar="N", help=argparse.SUPPRESS)
    options = parser.parse_args()
    for shape in options.shapes:
        if shape not in SHAPES:
            parser.error(f"expected some of {', '.join(SHAPES)}, came {shape!r}")
    if options.here:
        print(json.dumps(measure_here(options.shapes[0], options.here)))
        return
    longest = int(options.most * 1_000_000)
    if longest < 100_000:
        parser.error("--most: expected at least 0.1")

    sizes = [longest >> step for step in reversed(range(STEPS))]
    print("CPU seconds and peak memory of one annotation, and their exponents")
    print(
        f"{'characters':21}"
        + "".join(f"{size:>16,}" for size in sizes)
        + "    time     +gc  memory"
    )
    curves: dict[str, list[float]] = {}
    best: list[dict[str, float]] = []
    worst = 0.0
    for shape in options.shapes or SHAPES:
        for attempt in range(ATTEMPTS):
            found = [measure(shape, size) for size in sizes]
            if attempt:
                found = [min(each, key=_own) for each in zip(found, best, strict=True)]
            best = found
            curves[shape] = [each["seconds"] for each in best]
            slopes = [
                exponent(sizes, [each[cost] for each in best])
                for cost in ("own", "seconds", "traced")
            ]
            if max(slopes[0], slopes[2]) <= BOUND:
                break
        worst = max(worst, slopes[0], slopes[2])
        cells = "".join(f"{e['seconds']:8.2f}s {e['resident'] / 1e6:4,.0f} MB" for e in best)
        print(f"{shape:21}{cells}" + "".join(f"{slope:8.2f}" for slope in slopes), flush=True)
    if options.svg:
        options.svg.parent.mkdir(parents=True, exist_ok=True)
        options.svg.write_text(drawing(sizes, curves), encoding="utf-8")
    print(f"the largest exponent is {worst:.2f}; expected at most {BOUND}")
    if worst > BOUND:
        sys.exit(1)


if __name__ == "__main__":
    main()
