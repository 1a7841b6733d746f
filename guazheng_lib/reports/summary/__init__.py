"""The report as an official document (总结报告), and the officer's words in it kept."""
