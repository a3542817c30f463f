"""The pages: they show the engine's answers to a person with a browser."""
