"""Any office file → canonical table, quarantine and reconciliation (读入来件)."""
