"""`python -m coachdesk`."""

import sys

from coachdesk.cli import main

if __name__ == "__main__":
    sys.exit(main())
