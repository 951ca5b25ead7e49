"""The web server of an office: one process, on an address that is free."""

import errno
import ipaddress
import multiprocessing
import socket
import time
from collections.abc import Callable
from threading import Thread

from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

APPLICATION = "fazhi.config.wsgi:application"
THREADS = 4
PORTS_TRIED = 100
SECONDS_TO_FINISH = 5
SECONDS_BETWEEN_LOOKS = 0.05


def behind() -> bool:
    """Tell whether the database lacks changes that this version brings."""
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def free_port(host: str, wanted: int) -> int:
    """Return ``wanted`` or the next port after it that nothing listens on.

    Where the whole stretch is taken, the system chooses.  A host that is not this machine's, or a
    port one may not use, raises ``OSError``.
    """
    for port in (*range(wanted, min(wanted + PORTS_TRIED, 2**16)), 0):
        try:
            with socket.create_server((host, port), family=_family(host)) as listener:
                return int(listener.getsockname()[1])
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
    raise OSError(errno.EADDRINUSE, "no port is free")


def address(host: str, port: int) -> str:
    """Return what to type into a browser on this machine.

    >>> address("0.0.0.0", 8000), address("::1", 8000)
    ('http://127.0.0.1:8000/', 'http://[::1]:8000/')
    """
    near = _from_here(host)
    return f"http://[{near}]:{port}/" if ":" in near else f"http://{near}:{port}/"


def beyond_this_machine(host: str) -> bool:
    """Tell whether others than this machine can reach a server on ``host``."""
    try:
        return not ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host != "localhost"


def serve(*, host: str, port: int, when_listening: Callable[[], None]) -> None:
    """Serve until interrupted; ``when_listening`` is called once connections are taken."""
    call_command("collectstatic", interactive=False, verbosity=0)
    # The server works in a second process.  A fork of this one would share its connections, and until
    # it is ready would take a signal to stop for its parent's and pass over it.
    connections.close_all()
    multiprocessing.set_start_method("spawn", force=True)
    server = Granian(
        APPLICATION,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        log_level=LogLevels.warning,
        websockets=False,
        respawn_failed_workers=True,
        # A browser that holds its connection open must not hold up the stopping.
        workers_kill_timeout=SECONDS_TO_FINISH,
    )
    server.on_startup(Thread(target=_watch, args=(host, port, when_listening), daemon=True).start)
    server.serve()


def _watch(host: str, port: int, when_listening: Callable[[], None]) -> None:
    """Wait until a connection is taken: the server itself says so before it is true."""
    while True:
        try:
            socket.create_connection((_from_here(host), port), timeout=1).close()
        except OSError:
            time.sleep(SECONDS_BETWEEN_LOOKS)
        else:
            return when_listening()


def _from_here(host: str) -> str:
    """Return where this machine finds a server that listens on ``host``, which may be all its addresses."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 — looked up, not bound to


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET
