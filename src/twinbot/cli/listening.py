"""Whether a page can be served at an address, told before anything is loaded for it."""

from __future__ import annotations

import errno
import socket

from twinbot.errors import SettingsError


def check_address(host: str, port: int) -> None:
    """Refuse an address at which no server can listen now.

    Args:
        host: The name or number of one of this machine's addresses.
        port: Port.

    Raises:
        SettingsError: If the name is unknown, the address belongs to another machine, or the port
            is taken or reserved; the message says what to do.
    """
    try:
        _listen_once(host, port)
    except (OSError, UnicodeError) as error:  # the latter of a name that no network could know
        message = f"the page cannot be served at {host}:{port}: {_remedy(error, port)}"
        raise SettingsError(message) from error


def _listen_once(host: str, port: int) -> None:
    """Take a port at every address of a name, as the server will, and free it again."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    missing: OSError | None = None
    bound = False
    for family, kind, protocol, _, address in found:
        try:
            listener = socket.socket(family, kind, protocol)
        except OSError as error:  # a kernel without IPv6; the server skips it likewise
            missing = error
            continue
        with listener:
            # As the server itself does: a port whose last connections still fade is free.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if family == socket.AF_INET6:
                listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            listener.bind(address)
        bound = True
    if missing is not None and not bound:
        raise missing


def _remedy(error: OSError | UnicodeError, port: int) -> str:
    """Return what is wrong with an address and what an operator can do about it."""
    if isinstance(error, UnicodeError | socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
        return (
            "this machine has no such address; give one of its own with --host or TWINBOT_HOST, "
            "such as 127.0.0.1"
        )
    if error.errno == errno.EADDRINUSE:
        return (
            "another program listens there, perhaps a twinbot that still runs; end that one or "
            f"choose another port with --port or TWINBOT_PORT (ss -ltnp 'sport = :{port}' names it)"
        )
    if error.errno == errno.EACCES:
        return (
            "this user may not use that port (ports below 1024 are reserved); choose another with "
            "--port or TWINBOT_PORT"
        )
    return f"{error.strerror}; choose another with --host and --port"
