"""The draft verification sheets of HR agencies (中介核查表): one sheet an agency, one index.

What is checked and on which legal basis is data (`sheet.yml`). A sheet is a draft for officers:
it says what the words of advertisements point to, never that an agency did anything.
"""
