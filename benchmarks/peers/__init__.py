"""What others would write: plain models of the station week, independent of the kernel."""
