"""Panels for analysts in JupyterLab (分析面板)."""
