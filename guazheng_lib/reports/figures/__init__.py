"""The named numbers of a report (数字): counted once for page, form and report."""
