"""The demonstration city (演示城市): fictional names, planted truth, files as offices send."""

from guazheng_lib.demo.city import DEFAULT_PEOPLE, DEFAULT_SEED, DemoCity, make_city

__all__ = ["DEFAULT_PEOPLE", "DEFAULT_SEED", "DemoCity", "make_city"]
