"""Whether a page can be served at an address."""

import errno
import socket

import pytest

from twinbot.cli.listening import check_address
from twinbot.errors import SettingsError

FREE = 0


@pytest.mark.parametrize("host", ["ä..b", f"{'a' * 64}.example"])
def test_a_name_that_no_network_could_know_is_refused_like_an_unknown_one(host):
    with pytest.raises(SettingsError, match="this machine has no such address"):
        check_address(host, FREE)


class KernelWithoutIPv6(socket.socket):
    """What the system gives where it knows no IPv6."""

    def __init__(self, family: int = socket.AF_INET, *arguments: int) -> None:
        if family == socket.AF_INET6:
            raise OSError(errno.EAFNOSUPPORT, "Address family not supported by protocol")
        super().__init__(family, *arguments)


def found(*addresses: tuple[socket.AddressFamily, str]):
    """Return a look-up that gives these addresses for every name."""

    def look_up(host: str, port: int, **options: object):
        return [(family, socket.SOCK_STREAM, 0, "", (one, port)) for family, one in addresses]

    return look_up


def test_a_family_that_the_kernel_lacks_is_passed_over_unless_it_is_the_only_one(monkeypatch):
    version_6, version_4 = (socket.AF_INET6, "::1"), (socket.AF_INET, "127.0.0.1")
    monkeypatch.setattr(socket, "socket", KernelWithoutIPv6)
    monkeypatch.setattr(socket, "getaddrinfo", found(version_6, version_4))
    check_address("localhost", FREE)
    monkeypatch.setattr(socket, "getaddrinfo", found(version_6))
    with pytest.raises(SettingsError, match="Address family not supported"):
        check_address("localhost", FREE)
