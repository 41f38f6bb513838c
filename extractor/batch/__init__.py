"""Many documents at once: every input ends as a record or as a failure with a name."""
