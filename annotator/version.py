"""The version of the program, read by the build and shown in the window and by ``--version``."""

__version__ = "0.1.0"
