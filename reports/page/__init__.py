"""The site of an assessment: plain views, the addresses of pages, templates."""
