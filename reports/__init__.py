"""cluster-reports: from the scores of a benchmarking study to one dedicated report per unit."""

__version__ = "0.1.0"
