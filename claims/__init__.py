"""Claims, the evidence on them, and the rulings that a desk publishes."""
