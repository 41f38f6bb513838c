"""The operations under `/v1`, one module per kind of thing."""
