"""The portable folder for Windows: assembled from wheels, with the file that starts it."""
