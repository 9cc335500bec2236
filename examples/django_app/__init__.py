"""A small Django application to copy: communities, their facts, and the sheets they come to."""
