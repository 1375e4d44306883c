"""Lexicon packs: lexicons in distributions of their own, found by name.

A pack is a package with a lexicon file in it and an entry point in the group
:data:`GROUP` that gives the package a name. Its code, if it has any, is not run.
"""

from __future__ import annotations

import os
from importlib.util import find_spec

import attrs

__all__ = ["GROUP", "Pack", "PackError", "find_pack", "pack_names"]

GROUP = "biaslens.lexicons"
_FILE = "lexicon.yaml"


class PackError(Exception):
    """A pack is installed but cannot be used; the message says which and why."""


@attrs.frozen(slots=True)
class Pack:
    """A lexicon pack.

    Attributes:
        name: Its name, as ``extends`` has it.
        distribution: Name and version of the distribution that it comes from.
        path: Its lexicon file.
    """

    name: str
    distribution: str
    path: str


def pack_names() -> tuple[str, ...]:
    """Return the names of all packs that are installed."""
    from importlib.metadata import entry_points

    return tuple(sorted({point.name for point in entry_points(group=GROUP)}))


def find_pack(name: str) -> Pack | None:
    """Find a pack.

    Args:
        name: Its name.

    Returns:
        The pack, or ``None`` where none has the name.

    Raises:
        PackError: It cannot be used, or two distributions have one of the name.
    """
    # Imported here, as it takes as long as reading a lexicon.
    from importlib.metadata import entry_points

    # The same distribution may lie twice on the path; the first counts.
    found: dict[str, tuple[str, str, str]] = {}
    for point in entry_points(group=GROUP, name=name):
        own = point.dist.metadata["Name"] if point.dist is not None else "unknown"
        version = point.dist.version if point.dist is not None else ""
        found.setdefault(own, (f"{own} {version}".strip(), point.value, point.module))
    if not found:
        return None
    if len(found) > 1:
        both = " and ".join(distribution for distribution, _, _ in found.values())
        raise PackError(f"pack {name!r} is in {both}, expected one of them to be installed")
    ((distribution, value, module),) = found.values()
    what = f"pack {name!r} of {distribution} is broken: "
    if value.strip() != module:
        raise PackError(f"{what}its entry point is {value!r}, expected a package alone")
    try:
        spec = find_spec(module)
    except Exception as error:  # the code of a package around it may raise anything
        raise PackError(f"{what}{module}: {type(error).__name__}: {error}") from error
    folders = list(spec.submodule_search_locations or ()) if spec is not None else []
    if not folders:
        kind = "no such package" if spec is None else "a module, expected a package"
        raise PackError(f"{what}{module}: {kind}")
    for folder in folders:
        for file in (f"{name}.yaml", _FILE):
            path = os.path.join(folder, file)
            if os.path.isfile(path):
                return Pack(name, distribution, path)
    raise PackError(f"{what}no {name}.yaml or {_FILE} in {module}, expected one of them")
