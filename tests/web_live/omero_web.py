"""The real OMERO.web, as Gunicorn runs it. Without Ice it finds no OMERO.server."""

import without_ice
from omeroweb.wsgi import application
