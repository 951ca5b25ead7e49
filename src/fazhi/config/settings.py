"""Django's settings, read from a few environment variables.

``FAZHI_HOME``: the data folder.  ``DATABASE_URL``: a PostgreSQL instead of SQLite.
``FAZHI_ORIGIN``: the address people type, such as ``https://fazhi.example.gov.cn``, when the
office is served beyond this machine.  ``FAZHI_DEBUG=1``: Django's error pages, for programmers.
"""

import os
from urllib.parse import urlsplit

from fazhi.config import home as _home
from fazhi.config.databases import database

FAZHI_HOME = _home.home()

SECRET_KEY = _home.secret_key(FAZHI_HOME)
DEBUG = os.environ.get("FAZHI_DEBUG") == "1"

# Where it is reached -----------------------------------------------------------------------------

PUBLIC_ADDRESS = os.environ.get("FAZHI_ORIGIN", "").rstrip("/")
_origin = urlsplit(os.environ.get("FAZHI_ORIGIN", ""))
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *([_origin.hostname] if _origin.hostname else [])]
CSRF_TRUSTED_ORIGINS = [f"{_origin.scheme}://{_origin.netloc}"] if _origin.hostname else []

_by_https = _origin.scheme == "https"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _by_https else None
SECURE_HSTS_SECONDS = 31_536_000 if _by_https else 0
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _by_https

# What it is made of ------------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "fazhi.store",
    "fazhi.desk",
    "fazhi.portal",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "fazhi.config.uploads.UploadLimit",
    "fazhi.config.unreadable.NoNul",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "fazhi.config.urls"
WSGI_APPLICATION = "fazhi.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# What it keeps -----------------------------------------------------------------------------------

DATABASES = {"default": database(os.environ.get("DATABASE_URL"), folder=FAZHI_HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

STATIC_URL = "/static/"
STATIC_ROOT = FAZHI_HOME / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": FAZHI_HOME / "files"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Language and time -------------------------------------------------------------------------------

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

# Who comes in ------------------------------------------------------------------------------------

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"

# A working day: whoever leaves the desk unlocked overnight signs in again in the morning.
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_NAME = "fazhi_session"
CSRF_COOKIE_NAME = "fazhi_csrf"
CSRF_COOKIE_HTTPONLY = True

# What pages may do -------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "style-src": ["'self'"],
        "script-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        # Papers are previewed in a frame of our own pages, and of nobody else's.
        "frame-ancestors": ["'self'"],
    },
}
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

# What may be sent in -----------------------------------------------------------------------------

UPLOAD_LIMIT = 20 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_PERMISSIONS = 0o600

# What it says of itself --------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"terminal": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["terminal"], "level": "WARNING"},
    # By default Django mails its errors to administrators and shows them nowhere.
    "loggers": {"django": {"handlers": ["terminal"], "level": "WARNING", "propagate": False}},
}

# Django's advice that this file answers otherwise: the proxy sends people on to HTTPS (W008), our own pages
# frame each other (W019), and an office reached from its own machine only speaks plain HTTP (the others).
SILENCED_SYSTEM_CHECKS = ["security.W008", "security.W019"]
if not _by_https:
    SILENCED_SYSTEM_CHECKS += ["security.W004", "security.W012", "security.W016"]
