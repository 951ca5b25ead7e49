"""The settings of the tests: the real ones, in a folder that is thrown away, with a cheap password hasher."""

import atexit
import os
import shutil
import tempfile

# Before the real settings are read: no test may come near the data of an office.
os.environ["FAZHI_HOME"] = tempfile.mkdtemp(prefix="fazhi-tests-")
atexit.register(shutil.rmtree, os.environ["FAZHI_HOME"], ignore_errors=True)
for _name in ("FAZHI_ORIGIN", "FAZHI_DEBUG"):
    os.environ.pop(_name, None)

from fazhi.config.settings import *  # noqa: E402, F403 — after the folder is set; settings are meant to be taken whole
from fazhi.config.settings import DATABASES, FAZHI_HOME, STORAGES  # noqa: E402 — as above

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Unhashed names: nothing is collected for a test, the live server finds files where they lie.
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as in an office: in memory all threads would share one connection and never wait for each other.
    DATABASES["default"]["TEST"] = {"NAME": FAZHI_HOME / "tests.sqlite3"}
    DATABASES["default"]["OPTIONS"]["init_command"] += "; PRAGMA synchronous = OFF"
