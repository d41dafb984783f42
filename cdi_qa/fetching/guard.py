"""Which addresses may be asked: https, public machines only, the one that was checked.

A page fetched is untrusted, and so is where it leads: without this, a redirect could make the
program ask a machine inside the reader's own network.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from threading import Thread
from urllib.parse import SplitResult, quote, urlsplit

from cdi_qa.fetching.errors import Unfetchable

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host, as the system's resolver gives them. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(info[4][0]) for info in found))


def is_public(address: IPAddress) -> bool:
    """False for a private, loopback, link-local, multicast or reserved address, wrapped or not."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in _TRANSLATED:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
        if address.teredo is not None:
            return False
    return address.is_global and not address.is_multicast


@dataclass(frozen=True, slots=True)
class Access:
    """How the outside is reached; a test hands in its own resolver, rule and certificate."""

    resolve: Callable[[str, int], list[str]] = resolve
    may_ask: Callable[[IPAddress], bool] = is_public
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)


@dataclass(frozen=True, slots=True)
class Target:
    """One request's aim after it was checked; `ips` are pinned, so no second look-up can differ."""

    host: str
    port: int
    path: str
    ips: tuple[str, ...]
    """Each may be asked."""


def check_target(address: str, access: Access, seconds: float) -> Target:
    """The machine to ask for an address. Raises Unfetchable where it may not be asked.

    `seconds` is the longest that looking its name up may take.
    """
    parts, port = _split(address)
    host = parts.hostname or ""
    ips = _look_up(host, port, access, seconds)
    # One bad address among good ones is how a name is turned against its asker.
    for ip in ips:
        if not access.may_ask(ipaddress.ip_address(ip.partition("%")[0])):
            raise Unfetchable("it is not a public address")
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~?")
    return Target(host, port, f"{path}?{query}" if query else path, tuple(ips))


def _look_up(host: str, port: int, access: Access, seconds: float) -> list[str]:
    """The host's addresses, in time: the system's resolver knows no limit, so it runs beside."""
    answers: SimpleQueue[list[str]] = SimpleQueue()

    def ask() -> None:
        try:
            answers.put(access.resolve(host, port))
        except (OSError, UnicodeError):
            answers.put([])

    started = time.monotonic()
    Thread(target=ask, daemon=True).start()
    try:
        ips = answers.get(timeout=max(seconds, 0.0))
    except Empty:
        taken = time.monotonic() - started
        raise Unfetchable(f"its name was not found in {taken:.0f} seconds", again=True) from None
    if not ips:
        raise Unfetchable("its name cannot be found: is this machine online?", again=True)
    return ips


def _split(address: str) -> tuple[SplitResult, int]:
    if any(char.isspace() or not char.isprintable() for char in address):
        raise Unfetchable("it led to an address that is not well formed")
    try:
        parts = urlsplit(address)
        port = parts.port or 443
    except ValueError:
        raise Unfetchable("it led to an address that is not well formed") from None
    if parts.scheme != "https":
        raise Unfetchable("it led to an address that is not https")
    if not parts.hostname or parts.username is not None or parts.password is not None:
        raise Unfetchable("it led to an address that is not well formed")
    return parts, port
