"""What things are: the nouns of a program cluster as frozen values, on the standard library alone."""
