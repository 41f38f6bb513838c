"""One module per revision; what is released is never changed."""
