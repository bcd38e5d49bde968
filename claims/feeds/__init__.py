"""What readers' programs subscribe to: Atom, JSON Feed, and the ClaimReviews as a DataFeed."""
