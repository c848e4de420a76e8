"""What if: numbers moved in the browser, to see which findings would be others."""
