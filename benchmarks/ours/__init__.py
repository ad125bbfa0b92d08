"""The engine as a method of each suite, through the same doors as the commands."""
