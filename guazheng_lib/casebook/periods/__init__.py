"""Legal periods that run as clocks, and the list of what is due (期限与到期清单)."""
