"""Where crews go: the road graph, travel times, loops and routes."""
