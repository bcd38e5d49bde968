"""The first page of the desk: what waits for who is signed in, and where the desk stands."""
