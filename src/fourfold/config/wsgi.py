"""The site as a WSGI application, warm before its first request."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fourfold.config.settings")
site = get_wsgi_application()

from django.conf import settings  # noqa: E402 - Django starts first

from fourfold.config.proxy import behind  # noqa: E402 - as above
from fourfold.config.warm import warm  # noqa: E402 - as above

application = behind(site, settings.PROXY)
warm()
# What is here by now stays: no collection has to look at it again.
gc.collect()
gc.freeze()
