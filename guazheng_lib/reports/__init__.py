"""Figures, pages, the official form, the report (文书)."""
