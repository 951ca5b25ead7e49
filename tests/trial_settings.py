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

from fazhi.config import settings as _real  # noqa: E402 — as above
from fazhi.config.settings import *  # noqa: E402, F403 — after the folder is set; settings are meant to be taken whole

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Unhashed names: nothing is collected for a test, the live server finds files where they lie.
STORAGES = _real.STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True

_database = dict(_real.DATABASES["default"])
if _database["ENGINE"].endswith("sqlite3"):
    # A file, as in an office: in memory all threads would share one connection and never wait for each other.
    _database["TEST"] = {"NAME": _real.FAZHI_HOME / "tests.sqlite3"}
    _init = _database["OPTIONS"]["init_command"]
    _database["OPTIONS"] = _database["OPTIONS"] | {"init_command": f"{_init}; PRAGMA synchronous = OFF"}
DATABASES = {"default": _database}
