"""Lets a panel have its keys (键盘操作), so that it can be used without a mouse."""

from pathlib import Path

import anywidget

PANEL = "gz-panel"
"""The class of a panel's outermost widget."""


class KeepKeys(anywidget.AnyWidget):
    """Stands in a panel, and keeps JupyterLab from taking the keys pressed there."""

    _esm = Path(__file__).with_name("keep_keys.js")
