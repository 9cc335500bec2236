"""The JSON Schemas of the conformance kit: what goes over the wire, and the files of vectors.

Facts and events are described as the library reads them, so that the kit cannot fall behind; the
limits that no schema can express (``num`` is at most ``den``, a make-up day is on a weekend) are
the vectors' matter.
"""

from __future__ import annotations

import json
from typing import Any, Final, get_args

from zhangye_fes.adapter import PROTOCOL
from zhangye_fes.dates import MOST, YEARS
from zhangye_fes.days import DayKind
from zhangye_fes.obligations import Obligation
from zhangye_fes.readings import REGISTER
from zhangye_fes.regulation import lines, provisions
from zhangye_fes.rubric import ANNEX_2
from zhangye_fes.schemas import json_schema
from zhangye_fes.standing import Level
from zhangye_fes.transitions import Matter, Status

Json = dict[str, Any]

KINDS: Final = {"score": "S", "workdays": "W", "register": "R"}
"""The three kinds of questions, and the letter that their ids begin with."""

TEXT: Final[Json] = {"type": "string"}
WORDS: Final[Json] = {"type": "string", "minLength": 1}
FLAG: Final[Json] = {"type": "boolean"}
CODE: Final[Json] = {"type": "string", "pattern": "^[A-Z][A-Z0-9_]*$"}
SEQ: Final[Json] = {"type": "integer"}
COUNT: Final[Json] = {"type": "integer", "minimum": 0}
FEW: Final[Json] = {"type": "integer", "minimum": 1, "maximum": MOST}
YEAR: Final[Json] = {"type": "integer", "minimum": YEARS[0], "maximum": YEARS[-1]}
DATE: Final[Json] = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d\d-\d\d$"}
DATE_OR_NULL: Final[Json] = DATE | {"type": ["string", "null"]}
YEAR_OR_NULL: Final[Json] = YEAR | {"type": ["integer", "null"]}


def messages() -> str:
    """Describe every request and every reply."""
    definitions = _borrowed("facts") | _borrowed("event")
    definitions["readings"] = _readings()
    definitions["calendar"] = _calendar()
    for kind in KINDS:
        definitions[f"input_{kind}"] = _INPUTS[kind]
        definitions[f"output_{kind}"] = _OUTPUTS[kind]
        definitions[f"run_{kind}"] = _request(kind)
        definitions[f"reply_{kind}"] = _reply(kind)
    definitions |= {"hello": _HELLO, "bye": _object(cmd=_const("bye")), "hello_reply": _greeting()}
    definitions["error"] = _object(["seq"], seq=SEQ, outcome=_const("error"), message=TEXT)
    runs, replies = ([f"{word}_{kind}" for kind in KINDS] for word in ("run", "reply"))
    definitions["request"] = _any("hello", *runs, "bye")
    definitions["reply"] = _any("hello_reply", *replies)
    root = {"title": "一致性测试协议的请求和答复", **_any("request", "reply")}
    return _written("messages", root, definitions)


def vectors() -> str:
    """Describe a file of vectors."""
    when = {name: _enum(*each.options) for name, each in REGISTER.items()}
    outcomes = [_outcome("ok", output={"type": "object"}), _outcome("error")]
    outcomes += [_outcome(each, code=CODE) for each in ("reject", "undetermined")]
    outcomes.append(_outcome("unsupported"))
    definitions = {
        "when": _object([*when], **when) | {"minProperties": 1},
        "outcome": {"oneOf": outcomes},
        "outcome_when": {
            "oneOf": [_object(**each["properties"], when=_ref("when")) for each in outcomes]
        },
        "cite": _object(
            provision=_enum(*provisions(), *(each for each in lines() if each not in provisions())),
            quotation=WORDS,
            fires=FLAG,
        ),
        "test": _test(),
    }
    return _written("vectors", _file(), definitions)


def _file() -> Json:
    letters = [
        {
            "if": {"properties": {"kind": _const(kind)}},
            "then": {
                "properties": {
                    "tests": {"items": {"properties": {"id": {"pattern": f"^{letter}"}}}}
                }
            },
        }
        for kind, letter in KINDS.items()
    ]
    notes = {"type": "object", "propertyNames": CODE, "additionalProperties": WORDS}
    shape = _object(
        ["$schema", "notes"],
        kind=_enum(*KINDS),
        title=WORDS,
        tests={"type": "array", "minItems": 1, "items": _ref("test")},
        notes=notes,
        **{"$schema": TEXT},
    )
    return {"title": "一个主题的向量", **shape, "allOf": letters}


def _test() -> Json:
    several = {"type": "array", "minItems": 1}
    expect = {
        "must": _ref("outcome"),
        "reading": several | {"items": _ref("outcome_when")},
        "open": several | {"items": _ref("outcome")},
    }
    inputs = ["input", "input_text", "request_text"]
    shape = _object(
        [*inputs, "flags", "readings"],
        id={"type": "string", "pattern": r"^[SWR]-(\d{4}|[0-9a-f]{10})$"},
        rev={"type": "integer", "minimum": 1},
        level=_enum(*expect),
        title=WORDS,
        cites=several | {"items": _ref("cite")},
        flags={"type": "array", "uniqueItems": True, "items": CODE},
        readings={"type": "object"},
        input={},
        input_text={"type": "string", "pattern": r"^[^\n\r]+$"},
        request_text={"type": "string", "pattern": r"^[^\n\r]+\}$"},
        expect={},
        derivation=WORDS,
    )
    by_level = [
        {
            "if": {"properties": {"level": _const(level)}},
            "then": {"properties": {"expect": expected}},
        }
        for level, expected in expect.items()
    ]
    one_input = {"oneOf": [{"required": [name]} for name in inputs]}
    return {**shape, "allOf": [*by_level, one_input]}


def _outcome(name: str, **more: Json) -> Json:
    return _object(outcome=_const(name), **more)


# Requests


def _request(kind: str) -> Json:
    return _object(
        ["readings"],
        cmd=_const("run"),
        seq=SEQ,
        kind=_const(kind),
        readings=_ref("readings"),
        input=_ref(f"input_{kind}"),
    )


def _readings() -> Json:
    options = {
        name: {"description": each.question, **_enum(*each.options)}
        for name, each in REGISTER.items()
    }
    return _object([*options], **options)


def _calendar() -> Json:
    moved = _enum("holiday", "makeup_workday")
    pair = {"type": "array", "prefixItems": [DATE, moved], "items": False, "minItems": 2}
    return _object(**{"from": DATE, "to": DATE, "days": {"type": "array", "items": pair}})


def _question(op: str, **fields: Json) -> Json:
    more = {"known_on": DATE, "calendar": _ref("calendar")}
    not_both = {"not": {"required": [*more]}}
    return _object([*more], op=_const(op), **fields, **more) | not_both


def _ref(name: str) -> Json:
    return {"$ref": f"#/$defs/{name}"}


def _any(*names: str) -> Json:
    return {"anyOf": [_ref(name) for name in names]}


def _const(value: object) -> Json:
    return {"const": value}


def _enum(*values: object) -> Json:
    return {"enum": [*values]}


def _list(items: Json) -> Json:
    return {"type": "array", "items": items}


def _object(optional: list[str] | None = None, /, **properties: Json) -> Json:
    """Describe an object with just these properties."""
    required = [name for name in properties if name not in (optional or [])]
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


_HELLO: Final = _object(cmd=_const("hello"), protocol=_const(PROTOCOL))

_QUESTIONS: Final = [
    _question("is_workday", date=DATE),
    _question("add_workdays", date=DATE, n=FEW),
    _question("count_workdays", first=DATE, last=DATE),
    _question("publicity_period", posted=DATE, workdays=FEW),
    _question("check_publicity", posted=DATE, last=DATE, workdays=FEW),
    _question("month_deadline", event=DATE, months=FEW),
    _question("funds_report_deadline", year=YEAR),
    _question("in_force", date=DATE),
]

_QUERY: Final = _object(
    ["entitlement", "obligations", "findings"],
    entitlement=_object(community=WORDS, year=YEAR, on=DATE),
    obligations=_object(on=DATE),
    findings=_object(on=DATE),
)

_INPUTS: Final[dict[str, Json]] = {
    "score": _object(facts=_ref("facts")),
    "workdays": {"oneOf": _QUESTIONS},
    "register": _object(
        ["irregular", "as_of", "known_on", "calendar", "query"],
        events=_list(_ref("event")),
        irregular=_enum("refuse", "keep"),
        as_of=DATE,
        known_on=DATE,
        calendar=_ref("calendar"),
        query=_QUERY,
    )
    | {"not": {"required": ["known_on", "calendar"]}},
}

# Replies


def _reply(kind: str) -> Json:
    output = _ref(f"output_{kind}")
    outcomes = [
        _object(seq=SEQ, outcome=_const("ok"), output=output),
        _object(seq=SEQ, outcome=_enum("reject", "undetermined"), code=CODE),
        _object(seq=SEQ, outcome=_const("unsupported")),
        _ref("error"),
    ]
    return {"oneOf": outcomes}


def _greeting() -> Json:
    calendar = _object(**{"from": DATE, "to": DATE})
    only_score = {"properties": {"kinds": _const(["score"])}}
    shape = _object(
        ["calendar"],
        protocol=_const(PROTOCOL),
        implementation=_object(name=TEXT, version=TEXT, language=TEXT),
        kinds=_list(TEXT) | {"minItems": 1},
        overrides=FLAG,
        calendar=calendar | {"type": ["object", "null"]},
        readings=_ref("readings"),
    )
    needs = {"required": ["calendar"], "properties": {"calendar": {"type": "object"}}}
    return {**shape, "if": only_score, "else": needs}


def _points(most: int) -> Json:
    mark = {"type": "integer", "minimum": 0, "maximum": most}
    return {"type": "array", "prefixItems": [mark, mark], "items": False, "minItems": 2}


_COMMUNITY: Final = _object(
    status=_enum(*get_args(Status)),
    open=_list(_enum(*get_args(Matter))),
    titled=FLAG,
    name=TEXT,
    levels=_list(_enum(*get_args(Level))),
)

_STEP: Final = {
    "oneOf": [
        _object(["findings"], outcome=_const("ok"), findings=_list(CODE) | {"minItems": 1}),
        _object(outcome=_enum("reject", "undetermined"), code=CODE),
    ]
}

_OBLIGATION: Final = _object(
    kind=_enum(*get_args(Obligation.model_fields["kind"].annotation)),
    community=WORDS,
    year=YEAR_OR_NULL,
    due=DATE_OR_NULL,
    why=_enum(None, "no_term", "calendar_not_published"),
    overdue={"type": ["boolean", "null"]},
)

_ANSWERS: Final = [
    _object(is_workday=FLAG, kind=_enum(*map(str, DayKind))),
    _object(date=DATE),
    _object(count=COUNT),
    _object(last_day=DATE, earliest_next_step=DATE),
    _object(counted=COUNT | {"type": ["integer", "null"]}, enough=FLAG),
    _object(not_before=DATE, last_day=DATE_OR_NULL),
    _object(last_day=DATE),
    _object(in_force=FLAG, contested=FLAG),
]

_OUTPUTS: Final[dict[str, Json]] = {
    "score": _object(
        eligible={"type": ["boolean", "null"]},
        low=COUNT | {"maximum": 100},
        high=COUNT | {"maximum": 100},
        verdict=_enum("qualified", "not_qualified", "undetermined"),
        rows=_object(**{row.id: _points(row.standard) for row in ANNEX_2.rows}),
    ),
    "workdays": {"oneOf": _ANSWERS},
    "register": _object(
        ["entitlement", "obligations", "findings"],
        steps=_list(_STEP),
        communities={"type": "object", "additionalProperties": _COMMUNITY},
        entitlement=_object(amount=_enum(0, 10_000), codes=_list(CODE)),
        obligations=_list(_OBLIGATION),
        findings=_list(_object(code=CODE, community=WORDS, year=YEAR_OR_NULL)),
    ),
}


# How it is written


def _borrowed(name: str) -> Json:
    """A schema of the library and what it refers to, as definitions."""
    schema = json_schema(name)
    about = ("$schema", "$id", "$defs")
    return {
        **schema.get("$defs", {}),
        name: {key: value for key, value in schema.items() if key not in about},
    }


def _written(name: str, root: Json, definitions: Json) -> str:
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:zhangye-fes:conformance:{name}:1",
        **root,
        "$defs": definitions,
    }
    return f"{json.dumps(schema, ensure_ascii=False, indent=2)}\n"
