"""One address → its bytes, with every hop checked and time and size limited."""

from __future__ import annotations

import http.client
import socket
import ssl
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from threading import Timer
from urllib.parse import urldefrag, urljoin

from cdi_qa.fetching.errors import Unfetchable
from cdi_qa.fetching.guard import Access, Target, check_target

_ATTEMPTS = 3
USER_AGENT = (
    f"cdi-qa/0.1 (fetches one public document for a reader; asks an address {_ATTEMPTS} times at "
    "most)"
)
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BLOCK = 1 << 16
_SURPLUS_SECONDS = 0.5
"""How long to listen for more than was promised, where the server does not end the connection."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one address may cost: seconds, bytes (unpacked), redirects, attempts."""

    seconds: float = 60.0
    silence: float = 20.0
    bytes: int = 60_000_000
    hops: int = 8
    attempts: int = _ATTEMPTS
    back_off: float = 2.0
    """Seconds before the second attempt; each later one waits twice as long."""


@dataclass(frozen=True, slots=True)
class Download:
    """What an address gave."""

    address: str
    """The last one, after redirects."""
    data: bytes


def download(address: str, access: Access, limits: Limits) -> Download:
    """What an address gives, tried again where that may help. Raises Unfetchable."""
    until = time.monotonic() + limits.seconds
    for attempt in range(1, limits.attempts + 1):
        try:
            return _follow(address, access, limits, until)
        except Unfetchable as fault:
            pause = max(limits.back_off * 2 ** (attempt - 1), fault.after)
            last = attempt == limits.attempts or time.monotonic() + pause > until
            if not fault.again or last:
                raise
            time.sleep(pause)
    raise AssertionError("an attempt either returns or raises")


def _follow(address: str, access: Access, limits: Limits, until: float) -> Download:
    seen: set[str] = set()
    for _ in range(limits.hops + 1):
        address = urldefrag(address).url
        if address in seen:
            raise Unfetchable("it redirects in a circle")
        seen.add(address)
        left = min(limits.silence, until - time.monotonic())
        found = _ask(check_target(address, access, left), access, limits, until)
        if isinstance(found, bytes):
            return Download(address, found)
        try:
            address = urljoin(address, found.location)
        except ValueError:
            raise Unfetchable("it led to an address that is not well formed") from None
    raise Unfetchable(f"it redirects more than {limits.hops} times")


@dataclass(frozen=True, slots=True)
class _Redirect:
    location: str


def _ask(target: Target, access: Access, limits: Limits, until: float) -> bytes | _Redirect:
    """One request, answered with a document or with where to look instead."""
    try:
        with _connected(target, access, limits, until) as connection:
            connection.request(
                "GET",
                target.path,
                headers={
                    "User-Agent": USER_AGENT,
                    "Accept": "application/pdf,text/html;q=0.9,*/*;q=0.5",
                    "Accept-Encoding": "gzip, identity",
                    "Connection": "close",
                },
            )
            line = connection.sock  # the connection forgets it once the headers are read
            response = connection.getresponse()
            if response.status in _REDIRECTS and (location := response.getheader("Location")):
                return _Redirect(location)
            _check_status(response)
            body = _read(response, line, limits)
            if time.monotonic() >= until:
                raise TimeoutError  # a connection cut off looks like one that came to its end
            return body
    except ssl.SSLCertVerificationError:
        raise Unfetchable(
            "its certificate is not trusted, or this machine's clock is wrong"
        ) from None
    except (OSError, http.client.HTTPException, ValueError, zlib.error):
        if time.monotonic() >= until:
            raise Unfetchable(f"it took more than {limits.seconds:.0f} seconds") from None
        raise Unfetchable("the connection broke or went silent", again=True) from None


@contextmanager
def _connected(
    target: Target, access: Access, limits: Limits, until: float
) -> Iterator[http.client.HTTPConnection]:
    """A connection to the very machine that was checked, cut off when time is up.

    A limit on silence alone would let a server drip a byte now and then for ever.
    """
    handles: list[socket.socket] = []
    cut = Timer(max(until - time.monotonic(), 0.0), _shut, [handles])
    cut.daemon = True
    cut.start()
    try:
        with _dial(target, access, limits, until, handles) as secure:
            connection = http.client.HTTPSConnection(target.host, target.port, context=access.tls)
            connection.sock = secure
            connection.auto_open = 0  # it would look the name up again
            yield connection
            connection.close()
    finally:
        cut.cancel()
        for handle in handles:
            handle.close()


def _dial(
    target: Target, access: Access, limits: Limits, until: float, handles: list[socket.socket]
) -> ssl.SSLSocket:
    """A connection to the first of the addresses that takes one, in `handles` too.

    Raises OSError where none does.
    """
    fault = OSError("no address")
    for number, ip in enumerate(target.ips):
        # An address that says nothing leaves the others their share of the time.
        share = (until - time.monotonic()) / (len(target.ips) - number)
        if share <= 0:
            raise TimeoutError
        try:
            plain = socket.create_connection((ip, target.port), timeout=min(limits.silence, share))
            handles.append(plain.dup())
            secure = access.tls.wrap_socket(plain, server_hostname=target.host)
            secure.settimeout(limits.silence)
            return secure
        except ssl.SSLCertVerificationError:
            raise
        except OSError as error:
            fault = error
    raise fault


def _shut(connections: list[socket.socket]) -> None:
    for connection in list(connections):
        with suppress(OSError):  # it may have ended by itself
            connection.shutdown(socket.SHUT_RDWR)


def _check_status(response: http.client.HTTPResponse) -> None:
    if response.status == 200:
        return
    busy = response.status == 429 or response.status >= 500
    after = _retry_after(response.getheader("Retry-After", "")) if busy else 0.0
    meaning = {401: "asks for a password", 403: "refuses programs", 404: "has no such page"}
    said = meaning.get(response.status, "is not able to answer now" if busy else "gives no page")
    raise Unfetchable(f"the site {said} ({response.status})", again=busy, after=after)


def _retry_after(value: str) -> float:
    """Seconds to wait, from a number of them or a date; 0 where it is neither."""
    if value.strip().isdigit():
        return float(value.strip()[:9])
    try:
        then = parsedate_to_datetime(value)
    except ValueError:
        return 0.0
    if then.tzinfo is None:
        then = then.replace(tzinfo=UTC)
    return max((then - datetime.now(UTC)).total_seconds(), 0.0)


def _read(response: http.client.HTTPResponse, connection: socket.socket, limits: Limits) -> bytes:
    """The whole body, unpacked. Raises Unfetchable where it is too much, too little or packed."""
    too_large = Unfetchable(f"the file is larger than {limits.bytes // 1_000_000 or 1} MB")
    packing = response.getheader("Content-Encoding", "identity").strip().lower()
    if packing not in {"", "identity", "gzip", "x-gzip"}:
        raise Unfetchable("it is packed in an unknown way")
    unpack = zlib.decompressobj(wbits=31) if packing.endswith("gzip") else None
    promised, received, body = response.length, 0, bytearray()
    response.length = None  # it would end the body where the server said, whatever comes after
    while block := _next_block(response, connection, received == promised):
        received += len(block)
        if promised is not None and received > promised:
            raise Unfetchable("the server gave a wrong length for the file", again=True)
        if received > limits.bytes:
            raise too_large
        body += unpack.decompress(block, limits.bytes + 1 - len(body)) if unpack else block
        if len(body) > limits.bytes:
            raise too_large
    if (promised is not None and received < promised) or (unpack and not unpack.eof):
        raise Unfetchable("the file came incomplete", again=True)
    if unpack and unpack.unused_data.strip(b"\0"):
        raise Unfetchable("it is packed in an unknown way")
    if not body:
        raise Unfetchable("the page is empty")
    return bytes(body)


def _next_block(
    response: http.client.HTTPResponse, connection: socket.socket, complete: bool
) -> bytes:
    """What comes next; after all that was promised, only if it comes at once."""
    if not complete:
        return response.read1(_BLOCK)
    connection.settimeout(_SURPLUS_SECONDS)
    try:
        return response.read1(_BLOCK)
    except OSError:
        return b""
