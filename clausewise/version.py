"""The version of Clausewise, as outputs give it."""

__version__ = "0.1.0"
