"""Scanning what comes in for viruses, by a ClamAV that the settings name."""
