"""A terminal assistant for a company's correspondence with its regulators."""

__version__ = "0.1.0"
