"""The service: documents come in by HTTP, are read by workers, checked and corrected in pages.

`server.serve` runs it, `app.create_app` makes the application for tests and other servers. Nothing
is imported here.
"""
