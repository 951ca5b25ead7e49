"""What goes on all year in the street, duty by duty, in the numbers that its figures ask for."""
