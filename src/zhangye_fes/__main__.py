"""``python -m zhangye_fes``: the command line."""

import sys

from zhangye_fes.cli import main

__all__ = ["main"]

if __name__ == "__main__":
    sys.exit(main())
