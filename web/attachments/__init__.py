"""Attachments: documents beside returns and findings, opened as downloads alone."""
