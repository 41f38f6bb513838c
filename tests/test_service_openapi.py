"""The OpenAPI of the service is true: requests made from it get answers that it announces."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from tests.conftest import make_postgres
from tests.services import PRESS, Server, serving

EXAMPLES = int(os.environ.get("CLS_EXAMPLES", "8"))
"""Requests of each operation and kind."""


CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
    unsupported_method,
]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def server(request) -> Iterator[Server]:
    """A service with a document, on this host only."""
    with tempfile.TemporaryDirectory() as folder:
        database = str(Path(folder) / "corpus.db")
        if request.param == "postgresql":
            database = make_postgres(request.getfixturevalue("postgres_folder"))
        with serving(Path(folder), database) as server:
            server.end_of(server.upload(PRESS.read_bytes()).json()["id"])
            yield server


@pytest.fixture(scope="module")
def api(server):
    """Its description, without tokens: `test_service_access.py` tries those."""
    description = server.client.get("/openapi.json").json()
    for operations in description["paths"].values():
        for operation in operations.values():
            operation.pop("security", None)
    loaded = schemathesis.openapi.from_dict(description)
    loaded.config.update(base_url=server.url)
    return loaded


OPERATIONS = [
    (method, path)
    for path, methods in {
        "/v1/documents": "post get",
        "/v1/documents/{document}": "get",
        "/v1/documents/{document}/jobs": "post",
        "/v1/documents/{document}/corrections": "get post",
        "/v1/documents/{document}/corrections/{number}": "delete",
        "/v1/documents/{document}/pages/{page}": "get",
        "/v1/documents/{document}/pages/{page}.png": "get",
        "/v1/jobs/{job}": "get delete",
        "/v1/fiches": "get",
        "/v1/organisations": "get",
        "/v1/compare": "get",
        "/v1/compare/{question}": "get",
        "/v1/export": "get",
        "/v1/export/{to}": "get",
        "/v1/schema": "get",
        "/v1/session": "get post delete",
        "/healthz": "get",
        "/readyz": "get",
        "/metrics": "get",
    }.items()
    for method in methods.split()
]


def test_every_operation_is_tried(api):
    told = {
        (method, path) for path, methods in api.raw_schema["paths"].items() for method in methods
    }
    assert told == set(OPERATIONS)


@pytest.mark.parametrize("mode", list(GenerationMode))
@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_answers_are_those_that_are_announced(api, method, path, mode):
    tried = 0

    @given(case=api[path][method].as_strategy(generation_mode=mode))
    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def attempt(case):
        nonlocal tried
        tried += 1
        case.call_and_validate(checks=CHECKS)

    try:
        attempt()
    except Unsatisfiable:  # an operation without parameters cannot be asked wrongly
        assert mode is GenerationMode.NEGATIVE
        return
    assert tried
