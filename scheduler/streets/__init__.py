"""Questions about a station's streets: who closes which exit, what lies beyond reach, the map."""
