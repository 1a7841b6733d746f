"""Whether a person sits before the notebook (有人在场)."""

import sys


def attended() -> bool:
    """Tell whether the code runs for a front end at which somebody can answer (有人在场).

    A Jupyter front end says with every cell whether it can be asked for input: JupyterLab can,
    papermill and nbconvert cannot. That is part of the message protocol, so it needs no list of
    programs and no environment variable. Outside a kernel nobody is there.
    """
    ipython = sys.modules.get("IPython")
    shell = None if ipython is None else ipython.get_ipython()
    kernel = getattr(shell, "kernel", None)
    return bool(getattr(kernel, "_allow_stdin", False))
