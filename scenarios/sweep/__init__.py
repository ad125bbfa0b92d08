"""A sweep: many variants of one scenario, planned side by side, with what comes out as a table."""
