"""Clusters on paper: folders of YAML, JSON and CSV, read into values or problems and written back."""
