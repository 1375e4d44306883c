"""The JSON Schema of lexicon files, for editors; made from the classes that the loader goes by.

It follows JSON Schema 2020-12. What it finds wrong, the loader finds wrong too; it cannot see what
only a look at other entries, other files or texts can tell. As the loader reads every value as text
(``no`` and ``1984`` are words), the schema takes numbers and booleans for text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import attrs

from .schema import LAYERS, SECTIONS, Entry, FieldSpec, field_specs

__all__ = ["DIALECT", "KINDS", "json_schema"]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_NOT_IN_DEFAULTS = ("term", "id", "forms", "variants", "examples")
_NOT_CHANGED = ("id",)
_IDS = f"^({'|'.join(SECTIONS)})/"

_Schema = dict[str, Any]


def json_schema() -> _Schema:
    """Return the JSON Schema of lexicon files."""
    sections = {name: _list({"$ref": f"#/$defs/{name}"}) for name in SECTIONS}
    properties: _Schema = {
        "schema": _described({"enum": [1, "1"]}, "Version of the format."),
        "name": _described(_ref("text"), "Name of the lexicon."),
        "extends": _described(
            _list(_ref("text")),
            "What it builds on, in order: builtin, .yaml files relative to this one, and packs.",
        ),
        "layers": _described(
            _mapping({name: _ref("switch") for name in LAYERS}),
            "Layers of annotation to switch on or off.",
        ),
        "defaults": _described(
            _mapping({name: _ref(f"{name}-defaults") for name in SECTIONS}),
            "By section: values of the fields that its entries do not give.",
        ),
        **{
            name: _described(found, _first_line(SECTIONS[name]))
            for name, found in sections.items()
        },
        "change": _described(_list(_ref("change")), "Other values for inherited entries."),
        "remove": _described(
            _list({"type": "string", "pattern": f"{_IDS}[^*]*\\*?$"}),
            "Ids of inherited entries to take out; an asterisk stands for any ending.",
        ),
    }
    return {
        "$schema": DIALECT,
        "$id": "urn:biaslens:lexicon:1",
        "title": "biaslens lexicon",
        "description": "Words that biaslens looks for in news articles.",
        **_mapping(properties),
        "allOf": [rule for name in SECTIONS for rule in _required(name)],
        "$defs": _definitions(),
    }


def _definitions() -> _Schema:
    found: _Schema = dict(_PIECES)
    for name, cls in SECTIONS.items():
        fields = {field: _field(cls, field, spec) for field, spec in field_specs(name).items()}
        found[name] = {
            "description": _first_line(cls),
            **_mapping(fields),
            "required": ["term"],
        }
        found[f"{name}-defaults"] = _mapping(_without(fields, _NOT_IN_DEFAULTS))
        found[f"{name}-change"] = {"properties": _without(fields, _NOT_CHANGED)}
    # One list of all sections' fields for editors, then the fields of the section that is meant.
    names = dict.fromkeys(f for s in SECTIONS for f in field_specs(s) if f not in _NOT_CHANGED)
    known: _Schema = dict.fromkeys(names, True)
    known["entry"] = _described(
        {"type": "string", "pattern": _IDS}, "Id of the entry, such as loaded/regime."
    )
    known["terms"] = _described(
        _mapping({"add": _ref("texts"), "remove": _ref("texts")}),
        "Wordings to add and to take away.",
    )
    found["change"] = {
        **_mapping(known),
        "required": ["entry"],
        "minProperties": 2,
        "allOf": [_fields_of(name) for name in SECTIONS],
    }
    return found


def _fields_of(section: str) -> _Schema:
    """A change of an entry of the section has fields of the section."""
    meant = {"properties": {"entry": {"pattern": f"^{section}/"}}, "required": ["entry"]}
    others = {f for name in SECTIONS for f in field_specs(name)} - field_specs(section).keys()
    unknown = dict.fromkeys(sorted(others), False)
    properties = {"properties": unknown} if unknown else {}
    return {"if": meant, "then": {"allOf": [_ref(f"{section}-change"), properties]}}


def _required(section: str) -> list[_Schema]:
    """What entries must have, shields apart, unless the file's defaults have it."""
    specs = field_specs(section)
    wanted = [[name] for name, spec in specs.items() if spec.required and name != "term"]
    if SECTIONS[section].one_of:
        wanted.append(list(SECTIONS[section].one_of))
    return [
        {
            "if": {"not": _has_default(section, [*names, "shield"])},
            "then": {
                "properties": {
                    section: _list({"anyOf": [*map(_having, names), {"required": ["shield"]}]})
                }
            },
        }
        for names in wanted
    ]


def _has_default(section: str, names: list[str]) -> _Schema:
    given = {"type": "object", "anyOf": [_having(name) for name in names]}
    defaults = {"type": "object", "properties": {section: given}, "required": [section]}
    return {"type": "object", "properties": {"defaults": defaults}, "required": ["defaults"]}


def _having(name: str) -> _Schema:
    return {"required": [name]}


# Values by the kind of their field --------------------------------------------------------------


def _field(cls: type[Entry], name: str, spec: FieldSpec) -> _Schema:
    """The schema of a field, with what it is when it is not given."""
    found = _described(KINDS[spec.kind](spec), spec.description)
    default = next(field.default for field in attrs.fields(cls) if field.name == name)
    if not spec.required and isinstance(default, (str, int, float)):
        found["default"] = default
    return found


def _string(spec: FieldSpec) -> _Schema:
    return {"enum": list(spec.allowed)} if spec.allowed else _ref("text")


def _strings(spec: FieldSpec) -> _Schema:
    return _list(_string(spec))


def _integer(spec: FieldSpec) -> _Schema:
    return _in_range(spec, "integer", "^\\s*[+-]?[0-9]{1,9}\\s*$")


def _number(spec: FieldSpec) -> _Schema:
    digits = "([0-9]+\\.?|[0-9]*\\.[0-9]+)([eE][+-]?[0-9]+)?"
    return _in_range(spec, "number", f"^\\s*[+-]?{digits}\\s*$")


def _in_range(spec: FieldSpec, kind: str, written: str) -> _Schema:
    """A number, or one in quotation marks, whose size a schema cannot tell."""
    limits = {"minimum": spec.low, "maximum": spec.high}
    bounds = {name: limit for name, limit in limits.items() if limit is not None}
    return {"type": [kind, "string"], "pattern": written, **bounds}


def _flag(spec: FieldSpec) -> _Schema:
    return {"enum": [True, False, "true", "false", "True", "False", "TRUE", "FALSE"]}


def _context(spec: FieldSpec) -> _Schema:
    return _mapping({"after": _ref("texts"), "before": _ref("texts")})


def _examples(spec: FieldSpec) -> _Schema:
    return _mapping({"hit": _ref("texts"), "miss": _ref("texts")})


#: For each kind of :class:`~.schema.FieldSpec`, what may be written.
KINDS: Mapping[str, Callable[[FieldSpec], _Schema]] = {
    "string": _string,
    "strings": _strings,
    "integer": _integer,
    "number": _number,
    "flag": _flag,
    "context": _context,
    "examples": _examples,
}

_PIECES: _Schema = {
    "text": {"type": ["string", "number", "boolean"], "pattern": "\\S"},
    "texts": {"type": "array", "items": {"$ref": "#/$defs/text"}},
    "switch": {"enum": [True, False, "on", "off", "true", "false", "On", "Off", "ON", "OFF"]},
}


# Pieces -----------------------------------------------------------------------------------------


def _ref(name: str) -> _Schema:
    return {"$ref": f"#/$defs/{name}"}


def _list(items: _Schema) -> _Schema:
    return {"type": "array", "items": items}


def _mapping(properties: _Schema) -> _Schema:
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _described(schema: _Schema, description: str) -> _Schema:
    return {"description": description, **schema}


def _without(fields: _Schema, names: tuple[str, ...]) -> _Schema:
    return {name: field for name, field in fields.items() if name not in names}


def _first_line(cls: type[Entry]) -> str:
    return (cls.__doc__ or "").partition("\n")[0]
