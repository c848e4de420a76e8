"""What all pages share: the frame, the style, forms, and how refusals read."""
