"""What evidence is made of: grids, cells, tables, registers, returns; the columns of each table."""
