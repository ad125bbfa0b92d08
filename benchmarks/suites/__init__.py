"""The suites: instances, their judge, and which methods know them."""
