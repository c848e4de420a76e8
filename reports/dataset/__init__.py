"""The findings as a data set for analysts: Parquet files by quarter and kind of organisation."""
