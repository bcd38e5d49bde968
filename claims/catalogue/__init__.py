"""
What readers find among the rulings that stand: by words, topic, claimant, rating, language, day.

Everything is asked of the list that claims/models/listing.py keeps; the same words and filters
give the same rulings on SQLite and PostgreSQL.
"""
