"""Why a file cannot be read (拒读原因), told by the reader process to its parent."""


class Refusal(Exception):
    """Raised in the reader process where a file is refused (拒读): what, and what to do."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy
