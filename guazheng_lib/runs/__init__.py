"""Papermill over the counties (批量运行)."""
