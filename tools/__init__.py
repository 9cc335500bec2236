"""What the project makes from its own data; nothing here is installed."""
