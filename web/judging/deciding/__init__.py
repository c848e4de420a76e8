"""Deciding beside findings: waivers, actions, scores and comments, also at a meeting."""
