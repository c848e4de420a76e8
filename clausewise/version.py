"""The version of Clausewise, as outputs tell it."""

__version__ = "0.1.0"
