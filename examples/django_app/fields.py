"""JSON in a table and in a form that the library reads: what is wrong is said beside the field."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.fields import InvalidJSONInput
from pydantic import BaseModel

from zhangye_fes import InvalidInput, explain, intake


class RecordField(models.JSONField):
    """JSON that a model of the library accepts, kept as it was given."""

    empty_values = ({},)  # Django lets pass unseen what is empty, and [] and null are no record

    def __init__(self, *args: Any, record: type[BaseModel], **options: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **options)
        self.record = record

    def deconstruct(self) -> Any:  # noqa: ANN401
        """Tell a migration which model it is."""
        name, path, args, options = super().deconstruct()
        return name, path, args, {**options, "record": self.record}

    def validate(self, value: Any, model_instance: models.Model | None) -> None:  # noqa: ANN401
        """Refuse what the library refuses, with every fault, in Chinese."""
        try:
            intake.validated(self.record, value)
        except InvalidInput as error:
            raise ValidationError([explain(each) for each in error.problems]) from None
        super().validate(value, model_instance)

    def formfield(self, **options: Any) -> Any:  # noqa: ANN401
        """Read it strictly in a form as well."""
        return super().formfield(**{"form_class": RecordInput, **options})


class RecordInput(forms.JSONField):
    """JSON that is read as the library does: no key twice, no number with a decimal point."""

    def to_python(self, value: Any) -> Any:  # noqa: ANN401
        """Read what was typed; what no record accepts comes through, for its field to refuse."""
        if not isinstance(value, str) or not value:
            return value or {}
        try:
            return intake.loads(value)
        except InvalidInput as error:
            raise ValidationError(explain(error)) from None

    def bound_data(self, data: Any, initial: Any) -> Any:  # noqa: ANN401
        """Show again what was typed, as it was typed."""
        return initial if self.disabled else InvalidJSONInput(data or "")
