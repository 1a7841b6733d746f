"""Notices and letters (文书): public notice, circular, letters to units, weekly report."""

from guazheng_lib.reports.notices.export import export_templates
from guazheng_lib.reports.notices.kinds import kind_of, notices
from guazheng_lib.reports.notices.result import result_lines
from guazheng_lib.reports.notices.templates import templates_folder
from guazheng_lib.reports.notices.write import write_notice

__all__ = [
    "export_templates",
    "kind_of",
    "notices",
    "result_lines",
    "templates_folder",
    "write_notice",
]
