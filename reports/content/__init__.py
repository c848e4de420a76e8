"""What every report says, before anybody knows in which form."""
