"""The agencies behind the advertisements (人力资源服务机构): who is one, and who is worst.

Several spellings are one agency (`names`); their advertisements make an order of visits
(`ranking`), and names lead to the units and people of the screening (`links`).
"""
