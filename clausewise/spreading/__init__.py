"""Spreading: a run's work over many processes or machines, partition by partition."""
