"""Rounds: who is asked for a return, what they sent, what is wrong with it, who certified it."""
