"""One file a version of the ledger's schema; a version once published is never edited."""
