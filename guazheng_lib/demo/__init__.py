"""The demonstration city with planted truth (演示城市)."""
