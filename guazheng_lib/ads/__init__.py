"""Advertisements of HR agencies (招聘信息)."""
