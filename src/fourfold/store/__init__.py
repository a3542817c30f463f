"""What is kept: parts and drafts as rows of a database; the only room that touches tables."""
