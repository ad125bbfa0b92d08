"""What was walked beside what was planned: the crews' radios against their routes (Z17, Z18, C02)."""
