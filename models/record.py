"""The base of every record: frozen, closed, documented field by field."""

from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION: Final = "1.0"
"""Version of the public contract; the committed JSON Schema carries it in its `$id`."""

Score = Annotated[float, Field(ge=0, le=1)]
NumeroPage = Annotated[int, Field(ge=1)]


class Record(BaseModel):
    """Immutable data whose docstrings become the descriptions of the JSON Schema."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)
