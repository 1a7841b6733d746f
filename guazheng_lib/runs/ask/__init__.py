"""The point check (查一个): all that is known of one subject, with its sources, in a second."""

from guazheng_lib.runs.ask.answer import Answer
from guazheng_lib.runs.ask.point import ask

__all__ = ["Answer", "ask"]
