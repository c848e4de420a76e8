"""What every report says, whatever form it is given in."""
