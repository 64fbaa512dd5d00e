import doctest
import importlib
import pkgutil

import pytest

import kiosk.identification

MODULES = [module.name for module in pkgutil.walk_packages(kiosk.identification.__path__, "kiosk.identification.")]


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_hold(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
