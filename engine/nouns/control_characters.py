"""Characters that a display obeys instead of showing them."""

CONTROL_CHARACTERS = (
    "\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff"
)
"""For a character class of a pattern: what moves a terminal's cursor, turns the direction of
writing or ends a line, and code points that are no characters. The controls below a space are left
to each pattern, since some texts may have line ends and tabs."""
