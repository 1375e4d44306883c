"""Puts compiled copies of the built-in lexicons into every wheel, so that they load at once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class LexiconHook(BuildHookInterface):
    """Runs tools/compile_lexicon.py; the wheel takes what that leaves in the package."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        # In a process of its own, so that nothing of the package stays imported in the builder's.
        tool = Path(self.root, "tools", "compile_lexicon.py")
        subprocess.run([sys.executable, str(tool)], check=True, stdout=subprocess.DEVNULL)
        build_data["artifacts"].append("/src/biaslens/data/lexicon-*.txt")
