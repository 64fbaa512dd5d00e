"""A network camera on the loopback interface that behaves as the test wants it to."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numpy as np

from hardware.scanners.camera.pictures import Gray

Serve = Callable[[socket.socket, threading.Event], None]
_HEAD = b"HTTP/1.0 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=frame\r\n\r\n"


@contextmanager
def serving(serve: Serve) -> Iterator[str]:
    """Serve every connection in that way; yields the address."""
    over = threading.Event()
    threads: list[threading.Thread] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def accept() -> None:
            while not over.is_set():
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                threads.append(threading.Thread(target=_serve, args=(serve, connection, over)))
                threads[-1].start()

        threads.append(threading.Thread(target=accept))
        threads[-1].start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/video"
        over.set()
        server.shutdown(socket.SHUT_RDWR)
    for thread in threads:
        thread.join()


def _serve(serve: Serve, connection: socket.socket, over: threading.Event) -> None:
    with connection:
        try:
            serve(connection, over)
        except OSError:
            return  # the camera was given up, as it should be


def never_answering(connection: socket.socket, over: threading.Event) -> None:
    """Take the connection, and nothing more."""
    over.wait()


def talking_nonsense(connection: socket.socket, over: threading.Event) -> None:
    """Answer with a page."""
    connection.recv(4096)
    connection.sendall(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<html>" + b"Log in! " * 5000)


def babbling(connection: socket.socket, over: threading.Event) -> None:
    """Send bytes without an end that are no pictures."""
    connection.recv(4096)
    connection.sendall(_HEAD)
    noise = np.random.default_rng(7).bytes(1 << 20)
    while not over.is_set():
        connection.sendall(noise)


def showing(images: list[Gray], *, then_hang: bool) -> Serve:
    """Return a camera that shows the pictures and then ends, or falls silent."""
    import cv2

    parts = [cv2.imencode(".jpg", image)[1].tobytes() for image in images]

    def serve(connection: socket.socket, over: threading.Event) -> None:
        connection.recv(4096)
        connection.sendall(_HEAD)
        for part in parts:
            size = str(len(part)).encode()
            connection.sendall(b"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: " + size + b"\r\n\r\n" + part)
            connection.sendall(b"\r\n")
        if then_hang:
            over.wait()

    return serve
