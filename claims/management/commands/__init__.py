"""A command a file; they parse, call actions and report."""
