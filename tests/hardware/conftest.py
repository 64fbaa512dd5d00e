"""Qt draws off screen, so that the tests of the keyboard filter need no display."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
