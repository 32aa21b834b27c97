"""A pack that ends the process when it is imported."""

import sys

sys.exit("the pack wants to be alone")
