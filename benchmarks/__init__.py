"""How fast the library scores, told by ``make bench``; nothing here is ever asserted by a test."""
