"""Rosters as counts in bands: clauses become tallies, tallies are solved and audited. Knows no police."""
