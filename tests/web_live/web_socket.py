"""WebSockets: `serve PORT [CERTIFICATE KEY]` answers each text with the path and the text, `ask URL` says something."""

import ssl
import sys

from websockets.sync.client import connect
from websockets.sync.server import serve


def answer(connection):
    for text in connection:
        connection.send(f"{connection.request.path} {text}")


if sys.argv[1] == "serve":
    context = None
    if len(sys.argv) > 3:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*sys.argv[3:])
    with serve(answer, "127.0.0.1", int(sys.argv[2]), ssl=context) as server:
        server.serve_forever()
else:
    with connect(sys.argv[2], proxy=None, open_timeout=20) as connection:
        for text in "hello", "again":
            connection.send(text)
            print(connection.recv(timeout=20))
