"""Registration against every source, month by month (排查)."""
