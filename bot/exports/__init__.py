"""What leaves Onward as a file: one file for each kind of document."""
