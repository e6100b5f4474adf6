"""From an edition to finished files and their record.

What every command needs is given by name, all else as modules: a command, and each worker process, loads no
more than it uses.
"""

from .study import Study, identify, new_workbook, read, scores_csv, select, supported_characters, write_scores

__all__ = [
    "Study", "advising", "basis", "build", "data_frames", "edition_rules", "figures", "finished", "identify",
    "maker", "marked_copy", "meetings", "new_workbook", "plausibility", "plenary", "products", "progress",
    "read", "reproduction", "scores_csv", "select", "slides", "status", "supported_characters", "verify",
    "warnings", "watching", "write_scores",
]  # fmt: skip
