"""Writes the compiled copies of the built-in lexicons into the package.

    python tools/compile_lexicon.py

The build of every wheel does the same. In a checkout, a copy becomes void as soon as a lexicon or
the code that reads it is changed; then the lexicons are read from their own files again.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent / "src" / "biaslens"


def main() -> None:
    """Write a snapshot for every language."""
    # The package's own __init__ is left aside, as it wants what a build need not have installed.
    spec = importlib.util.spec_from_file_location("biaslens", _PACKAGE / "__init__.py")
    assert spec is not None
    sys.modules["biaslens"] = importlib.util.module_from_spec(spec)
    sys.dont_write_bytecode = True
    from biaslens.lexicon.assemble import builtin_languages, read_builtin
    from biaslens.lexicon.snapshot import snapshot_name, write_snapshot

    for language in builtin_languages():
        entries = read_builtin(language)
        path = _PACKAGE / "data" / snapshot_name(language)
        passing = path.with_name(f"{path.name}.{os.getpid()}")
        passing.write_bytes(write_snapshot(language, entries.values()))
        passing.replace(path)
        print(f"{path}: {len(entries)} entries, {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
