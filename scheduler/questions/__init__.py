"""Questions about a published plan: why so, why not otherwise, at what price, who else, and what else."""
