"""The official result form (汇总表): written, filed, read back, merged to the city's."""
