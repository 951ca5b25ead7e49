"""The desk on a port of this machine, as ``fazhi serve`` serves it: ``python -m bench.served PORT``."""

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fazhi.config.settings")

import django

if __name__ == "__main__":
    django.setup()
    from fazhi.config.serve import serve

    serve(host="127.0.0.1", port=int(sys.argv[1]), when_listening=lambda: None)
