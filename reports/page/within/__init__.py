"""The site's pages in parts, for an application with a frame and addresses of its own."""
