"""Reports in MessagePack as spaCy writes it, for docs that go to a file or another process.

spaCy finds these two by their entry points (``srsly_msgpack_encoders`` and ``…_decoders``).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import Any

__all__ = ["decode", "encode"]

_MARK = "__biaslens_report__"
_Chain = Callable[[Any], Any]


def encode(value: Any, chain: _Chain | None = None) -> Any:
    """Turn a report into what MessagePack can hold; hand on everything else."""
    module = sys.modules.get("biaslens.report")
    if module is not None and isinstance(value, module.Report):
        return {_MARK: value.to_dict()}
    return value if chain is None else chain(value)


def decode(value: Mapping[Any, Any], chain: _Chain | None = None) -> Any:
    """Turn what :func:`encode` made into a report; hand on everything else."""
    if _MARK in value:
        from ..report import Report

        return Report.from_dict(value[_MARK])
    return value if chain is None else chain(value)
