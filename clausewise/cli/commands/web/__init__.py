"""The commands about the web application, of which the command line knows nothing else."""
