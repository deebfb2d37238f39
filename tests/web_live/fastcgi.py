"""Runs the application behind FastCGI on the port that the first argument names."""

import sys

from flup.server.fcgi import WSGIServer

from application import application

WSGIServer(application, bindAddress=("127.0.0.1", int(sys.argv[1]))).run()
