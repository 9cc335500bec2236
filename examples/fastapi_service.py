"""The library behind HTTP: a small service to copy, with FastAPI.

It scores, replays, decides and lists what is due. It keeps nothing and knows no clock: whoever asks
sends the facts or the events, and the day. A body is read as the library reads JSON, so that a key
given twice, a number with a decimal point or an unknown name is refused in the library's own words.
Every error is a problem document (RFC 9457) with the code of the library and a text in Chinese.

Run it with ``uvicorn examples.fastapi_service:app``; ``/docs`` shows what can be asked.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from http import HTTPStatus
from typing import Annotated, Any, cast

from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException as Unanswered

from zhangye_fes import (
    Facts,
    FesError,
    Finding,
    Problem,
    Readings,
    Register,
    ScoreSheet,
    __version__,
    explain,
    intake,
    score,
)
from zhangye_fes.deciding import Irregular, Outcome, Refused
from zhangye_fes.events import Event
from zhangye_fes.obligations import Obligation
from zhangye_fes.regulation import DISCLAIMER
from zhangye_fes.standing import HigherLevel
from zhangye_fes.transitions import Matter, Status
from zhangye_fes.values import IsoDate

MAX_BODY = 4_000_000
"""The longest body, in bytes: the history of a county over many years."""
JSON, PROBLEM = "application/json", "application/problem+json"

APPLIED = {
    "type": "applied",
    "community": "620702001001",
    "on": "2024-05-06",
    "name": "交通巷社区",
    "county": "甘州区",
    "street": "东街街道",
    "government_approved": True,
    "civil_affairs_filed": True,
    "materials": ["application_form", "score_sheet", "experience_report", "photos"],
}
REVIEWED = {
    "type": "county_reviewed",
    "community": "620702001001",
    "on": "2024-05-20",
    "score": 93,
    "eligible": True,
    "site_visit_passed": True,
}
FACTS = {"basic_conditions_met": True, "reemployment": {"num": 188, "den": 209}}

AnyEvent = Annotated[Event, Field(discriminator="type")]


class Asked(BaseModel):
    """What is asked, without any name that is not known."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Score(Asked):
    """附件2 is to be filled in for one community."""

    facts: Facts = Field(examples=[FACTS])
    readings: Readings = Readings()


class History(Asked):
    """What happened, in its order, and how it is to be judged."""

    events: tuple[AnyEvent, ...] = Field(examples=[[APPLIED]])
    readings: Readings = Readings()
    irregular: Irregular = "refuse"


class Due(History):
    """A history, and the day as of which the list is drawn up."""

    on: IsoDate = Field(examples=["2026-11-16"])
    horizon: IsoDate | None = None


class Proposal(History):
    """A history, and an event that is to be decided."""

    event: AnyEvent = Field(examples=[REVIEWED])


class Told(BaseModel):
    """What the library tells as a named tuple, told as an object."""

    model_config = ConfigDict(from_attributes=True)


class Step(Told):
    """What became of one event."""

    line: int
    outcome: Outcome
    code: str | None
    findings: tuple[Finding, ...]
    contested: tuple[str, ...]


class Community(Told):
    """A community as it stands."""

    id: str
    status: Status
    open: tuple[Matter, ...]
    titled: bool
    name: str | None
    county: str | None
    street: str | None
    levels: tuple[HigherLevel, ...]
    recognised: IsoDate | None


class Replayed(BaseModel):
    """Every event with what became of it, and every community as it stands after them."""

    steps: tuple[Step, ...]
    communities: tuple[Community, ...]


class ProblemDocument(BaseModel):
    """Why there is no answer (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    code: str | None = None  # the library's; none where HTTP itself was misused
    provision: str | None = None  # what the first finding rests on
    problems: tuple[Problem, ...] = ()  # every field that is wrong
    findings: tuple[Finding, ...] = ()  # all that stands against the event


class Read(Request):
    """A request whose body has been read: what FastAPI is to validate is a model already."""

    def __init__(self, request: Request, model: BaseModel) -> None:
        super().__init__(request.scope)
        self._body, self._json = b"read", model


class StrictRoute(APIRoute):
    """A question whose body the library reads."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Read the body before FastAPI does."""
        answer, field = super().get_route_handler(), self.body_field
        if field is None:
            return answer
        model = cast("type[BaseModel]", field.field_info.annotation)

        async def strictly(request: Request) -> Response:
            text = await _text(request)
            return await answer(Read(request, await run_in_threadpool(_read, model, text)))

        return strictly


async def _text(request: Request) -> bytes:
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != JSON:
        raise HTTPException(415, f"正文应为{JSON}")
    text = bytearray()
    async for chunk in request.stream():
        text += chunk
        if len(text) > MAX_BODY:
            raise HTTPException(413, f"正文至多{MAX_BODY}字节")
    return bytes(text)


def _read(model: type[BaseModel], text: bytes) -> BaseModel:
    return intake.validated(model, intake.loads(text, max_chars=MAX_BODY))


class Service(FastAPI):
    """An application that describes its errors as what they are."""

    def openapi(self) -> dict[str, Any]:
        """Describe it, once."""
        described = super().openapi()
        for schema in described["components"]["schemas"].values():
            schema["description"] = schema.get("description", "").partition("\n\n")[0]
        asked = (each for path in described["paths"].values() for each in path.values())
        for status, response in (each for one in asked for each in one["responses"].items()):
            if status >= "400" and JSON in response.get("content", {}):
                response["content"][PROBLEM] = response["content"].pop(JSON)
        return described


async def problem(_: Request, error: Exception) -> Response:
    """Tell an error, of the library or of HTTP."""
    status, headers = 422, None
    more: dict[str, Any]
    match error:
        case Refused(findings=findings):
            status, detail = 409, "；".join(explain(each) for each in findings)
            more = {"detail": detail, "code": error.code, "findings": findings}
            more["provision"] = findings[0].provision
        case FesError():
            more = {"detail": explain(error), "code": error.code}
            more["problems"] = getattr(error, "problems", ())
        case Unanswered():
            status, headers, more = error.status_code, error.headers, {"detail": error.detail}
    kind = f"urn:zhangye-fes:problem:{more['code']}" if "code" in more else "about:blank"
    told = ProblemDocument(type=kind, title=HTTPStatus(status).phrase, status=status, **more)
    content = told.model_dump(mode="json", exclude_defaults=True)
    return JSONResponse(content, status, headers, media_type=PROBLEM)


app = Service(title="张掖市市级充分就业社区", version=__version__, description=DISCLAIMER)
app.router.route_class = StrictRoute
for _kind in (FesError, Unanswered):
    app.add_exception_handler(_kind, problem)

_ERRORS: dict[int | str, dict[str, Any]] = {
    status: {"description": said, "model": ProblemDocument}
    for status, said in ((413, "正文过长"), (415, "正文不是JSON"), (422, "正文有误"))
}
_REFUSED = {**_ERRORS, 409: {"description": "事件被拒绝", "model": ProblemDocument}}


@app.post("/score", summary="评分", responses=_ERRORS)
def fill_in(asked: Score) -> ScoreSheet:
    """Fill in 附件2."""
    return score(asked.facts, asked.readings)


@app.post("/register/replay", summary="累积事件", responses=_ERRORS)
def replay(asked: History) -> Replayed:
    """Tell what becomes of each event, and how every community stands after them."""
    return _replayed(_register(asked))


@app.post("/register/due", summary="待办事项", responses=_ERRORS)
def due(asked: Due) -> tuple[Obligation, ...]:
    """List what has arisen by a day and is not done."""
    return _register(asked).obligations(asked.on, asked.horizon)


@app.post("/register/decide", summary="决定一个事件", responses=_REFUSED)
def decide(asked: Proposal) -> Replayed:
    """Take one more event, or tell why it cannot be taken."""
    return _replayed(_register(asked).apply(asked.event))


def _register(asked: History) -> Register:
    return Register.replay(asked.events, asked.readings, irregular=asked.irregular)


def _replayed(register: Register) -> Replayed:
    steps = map(Step.model_validate, register.steps())
    communities = (Community.model_validate(register.community(i)) for i in register.communities)
    return Replayed(steps=tuple(steps), communities=tuple(communities))
