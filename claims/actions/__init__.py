"""What can happen at the desk, one verb a file; nothing else writes."""
