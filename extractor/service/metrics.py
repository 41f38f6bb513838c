"""What Prometheus reads: requests, uploads, the queue, documents."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily

from extractor.store.queue import count_tasks
from extractor.store.search import count_documents

if TYPE_CHECKING:
    from extractor.store.store import Store

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)


class Metrics:
    """The counters of one server."""

    def __init__(self, store: "Store") -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "cls_requests", "Requests.", ["method", "route", "status"], registry=self.registry
        )
        self.seconds = Histogram(
            "cls_request_seconds",
            "Time to the end of an answer.",
            ["method", "route"],
            buckets=SECONDS,
            registry=self.registry,
        )
        self.uploaded = Counter("cls_uploaded_bytes", "Bytes received.", registry=self.registry)
        self.refused = Counter(
            "cls_refused", "Requests answered with a problem.", ["kind"], registry=self.registry
        )
        self.registry.register(_OfStore(store))

    def text(self) -> bytes:
        """All of them, in the text format."""
        return generate_latest(self.registry)


class _OfStore:
    """What the database knows, asked when Prometheus asks."""

    def __init__(self, store: "Store") -> None:
        self.store = store

    def describe(self) -> Iterator[GaugeMetricFamily]:
        """Names only: nothing is asked when this is registered."""
        yield GaugeMetricFamily("cls_tasks", "Documents of jobs, by state.")
        yield GaugeMetricFamily("cls_documents", "Paths in the database, by status.")

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The gauges."""
        tasks = GaugeMetricFamily("cls_tasks", "Documents of jobs, by state.", labels=["state"])
        for state, count in count_tasks(self.store).items():
            tasks.add_metric([state.value], count)
        yield tasks
        documents = GaugeMetricFamily(
            "cls_documents", "Paths in the database, by status.", labels=["status"]
        )
        for status, count in count_documents(self.store).items():
            documents.add_metric([status.value], count)
        yield documents
