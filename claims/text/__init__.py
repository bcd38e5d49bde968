"""Working with text, in plain Python: no models, no requests."""
