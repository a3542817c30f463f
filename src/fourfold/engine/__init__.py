"""What follows from the values: checks and pure functions that know no files, no clock and no Django."""
