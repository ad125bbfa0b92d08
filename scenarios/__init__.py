"""Stations that ship, and what-if changes to them."""
