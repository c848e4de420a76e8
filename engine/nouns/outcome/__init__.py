"""What comes of it: findings, concerns, trends, the assessment."""
