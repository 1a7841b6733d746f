"""Panels for analysts in JupyterLab (分析面板); unattended each shows its static twin."""
