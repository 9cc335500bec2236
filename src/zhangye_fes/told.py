"""Results that go into JSON and come back from it unchanged, or not at all."""

from __future__ import annotations

from typing import ClassVar, Self

from pydantic import BaseModel, ConfigDict

__all__ = ["Told"]


def __dir__() -> list[str]:
    return __all__


class Told(BaseModel):
    """A frozen result; light, for programs that want a calendar and nothing else.

    >>> class Answer(Told):
    ...     days: int
    >>> Answer.from_json(Answer(days=5).model_dump_json())
    Answer(days=5)
    """

    model_config: ClassVar[ConfigDict] = ConfigDict(
        frozen=True, extra="forbid", strict=True, defer_build=True
    )

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """Read a stored result back.

        Raises:
            InvalidInput: names every field that is wrong; a date is ``YYYY-MM-DD`` and no number.
        """
        from zhangye_fes import intake  # noqa: PLC0415 - only what is stored needs it

        return intake.restored(cls, text)
