"""What every noun of ours has in common: frozen, strict about names, and translatable faults."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict
from pydantic_core import PydanticCustomError


class Frozen(BaseModel):
    """An immutable record; an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def fault(template: str, **values: str) -> PydanticCustomError:
    """A ValueError whose English template stays apart from its values, so that it can be translated."""
    return PydanticCustomError("fault", template, {**values, "template": template})
