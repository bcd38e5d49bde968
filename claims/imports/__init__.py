"""What comes in from elsewhere, one format a file."""
