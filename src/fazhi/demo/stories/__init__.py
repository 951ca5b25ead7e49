"""What is told of the street by name: cases written out from tables, beside those that are worked out."""
