"""JSON for programs: the answers of the pages and the terminal, and drafts written part by part."""
