"""The words (术语): value types, table contracts, errors, catalogues; all else imports these."""
