"""The version, in one place: the build reads it from here, and `statuskit.__version__` on first use."""

__version__ = "0.1.0"
