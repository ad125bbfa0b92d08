"""How a week is made: from a station to a lawful, proven roster."""
