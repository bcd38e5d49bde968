from tests.views.conftest import _static_root

__all__ = ["_static_root"]
