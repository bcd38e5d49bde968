from tests.keeping import kept, people

__all__ = ["kept", "people"]
