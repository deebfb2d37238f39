"""Lets omero-py be imported without the libraries of Ice, which PyPI does not have for every Python.

Modules of Ice, and those generated for it, are replaced by empty ones; so are `requests` and the memory probe.
"""

import importlib.abc
import importlib.machinery
import sys
import types

# Modules of omero-py that need those of Ice.
NEED_ICE = tuple(
    "omero." + name
    for name in (
        "ObjectFactoryRegistrar all api callbacks clients cmd columns constants conversions fs gateway grid min model"
        " romio rtypes scripts sys util.metadata_utils util.populate_metadata util.sessions"
    ).split()
)


class AnyNames(type):
    def __getattr__(cls, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Anything


class Anything(metaclass=AnyNames):
    def __init__(self, *arguments, **options):
        pass

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Anything()

    def __call__(self, *arguments, **options):
        return Anything()

    def __getitem__(self, name):
        """A property of Ice, which names a directory of the grid, or an element."""
        return "var/" + name if isinstance(name, str) else Anything()


class AnyModule(types.ModuleType):
    __path__ = []

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        base = Exception if name.endswith(("Exception", "Error")) else Anything
        made = type(name, (base,), {})
        setattr(self, name, made)
        return made


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name, path=None, target=None):
        top = name.split(".")[0]
        generated = top.startswith("omero_") and top.endswith(("_ice", "I"))
        of_ice = top.startswith(("Ice", "Glacier2")) and top != "IceImport"
        needed = generated or of_ice or top == "requests" or name.startswith(NEED_ICE)
        return importlib.machinery.ModuleSpec(name, self) if needed else None

    def create_module(self, spec):
        module = AnyModule(spec.name)
        if spec.name == "Ice":
            from omero_version import ice_compatibility

            module.stringVersion = lambda: ice_compatibility
        return module

    def exec_module(self, module):
        pass


class Memory:
    free = available = total = 4 << 30


sys.meta_path.insert(0, Finder())
sys.modules["psutil"] = types.ModuleType("psutil")
sys.modules["psutil"].virtual_memory = Memory

import omero

omero.__getattr__ = AnyModule("omero").__getattr__
