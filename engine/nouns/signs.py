"""Signs in a text that are obeyed by what shows it, where they should be shown."""

OBEYED = "\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff"
"""For a class of a pattern: what moves a terminal's cursor, turns the direction of writing or ends
a line, and what is no sign at all. Who wants them too puts the controls below a space beside it."""
