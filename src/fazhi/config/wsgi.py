"""The web application, as a server loads it."""

import os

from django.core.wsgi import get_wsgi_application

from fazhi.config import daily

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fazhi.config.settings")
application = get_wsgi_application()
daily.start()
