"""The base of every record: frozen, closed, documented field by field."""

from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION: Final = "1.0"
"""Version of the public contract; the committed JSON Schema carries it in its `$id`."""

Score = Annotated[float, Field(ge=0, le=1)]
NumeroPage = Annotated[int, Field(ge=1)]


class Record(BaseModel):
    """Immutable data. The docstring under every field becomes its description in the JSON Schema:
    extractor/schema.py reads it from the source, since doing so at each start costs 50 ms.
    """

    # Validators are built when the first record is made, once for the whole tree of models.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
