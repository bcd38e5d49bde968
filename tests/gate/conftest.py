from tests.keeping import kept

__all__ = ["kept"]
