"""What a plan leaves open: its electives compiled, enumerated, folded together, and judged."""
