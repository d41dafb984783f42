"""One address against a server that misbehaves in every way servers do."""

from __future__ import annotations

import gzip
import socket
import ssl
import threading
import time
from dataclasses import replace
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler
from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest

from cdi_qa.fetching.download import USER_AGENT, Limits, download
from cdi_qa.fetching.errors import Unfetchable
from cdi_qa.fetching.guard import Access, is_public

from .conftest import Respond, Site, in_turn, status

LIMITS = Limits(seconds=5, silence=0.5, bytes=100_000, hops=4, attempts=2, back_off=0.05)
OK = status(200, b"the document")


def stall(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(1.5)


def drip(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b".")
        time.sleep(0.1)


def drip_headers(handler: BaseHTTPRequestHandler) -> None:
    for byte in b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 80:
        handler.wfile.write(bytes([byte]))
        time.sleep(0.1)


def endless(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(b"x" * 10_000)


def keep_open(handler: BaseHTTPRequestHandler) -> None:
    status(200, b"whole")(handler)
    handler.wfile.flush()
    time.sleep(3)


def is_loopback(ip: IPv4Address | IPv6Address) -> bool:
    return ip.is_loopback


def fault_of(site: Site, address: str, limits: Limits = LIMITS) -> str:
    with pytest.raises(Unfetchable) as caught:
        download(address, site.access, limits)
    return str(caught.value)


def test_redirects_are_followed_one_by_one(site: Site) -> None:
    site.pages = {
        "/a": status(301, Location="/b"),
        "/b": status(307, Location=site.at("/c%20d?e=f")),
        "/c%20d?e=f": OK,
    }
    found = download(site.at("/a#part"), site.access, LIMITS)
    assert (found.data, found.address) == (b"the document", site.at("/c%20d?e=f"))


@pytest.mark.parametrize(
    ("respond", "said"),
    [
        (status(404), "has no such page (404)"),
        (status(403), "refuses programs (403)"),
        (status(401), "asks for a password (401)"),
        (status(429), "not able to answer now (429)"),
        (status(500), "not able to answer now (500)"),
        (status(204, b""), "gives no page (204)"),
        (status(200, b""), "the page is empty"),
        (status(200, b"half", Content_Length="400"), "the file came incomplete"),
        (status(200, b"the whole", Content_Length="3"), "a wrong length"),
        (status(200, b"x" * 90_000, Content_Length="70000"), "a wrong length"),
        (
            status(200, gzip.compress(b"one") + gzip.compress(b"two"), Content_Encoding="gzip"),
            "packed in an unknown way",
        ),
        (status(200, gzip.compress(b"x" * 900)[:-9], Content_Encoding="gzip"), "incomplete"),
        (status(200, b"no gzip", Content_Encoding="gzip"), "the connection broke"),
        (status(200, b"?", Content_Encoding="br"), "packed in an unknown way"),
        (status(200, gzip.compress(b"0" * 50_000_000, 1), Content_Encoding="gzip"), "larger than"),
        (status(200, b"few", Content_Length="-7"), ""),
        (endless, "larger than"),
        (stall, "went silent"),
    ],
)
def test_a_server_that_gives_no_document_is_named(site: Site, respond: Respond, said: str) -> None:
    site.pages["/"] = respond
    if said:
        assert said in fault_of(site, site.at("/"))
    else:
        assert download(site.at("/"), site.access, LIMITS).data == b"few"


def test_a_server_that_keeps_the_connection_open_is_not_waited_for(site: Site) -> None:
    site.pages["/"] = keep_open
    started = time.monotonic()
    assert download(site.at("/"), site.access, replace(LIMITS, silence=5)).data == b"whole"
    assert time.monotonic() - started < 2


def test_the_next_address_of_a_host_is_asked_where_the_first_takes_no_connection(
    site: Site,
) -> None:
    site.pages["/"] = OK
    several = replace(
        site.access, resolve=lambda host, port: ["127.0.0.9", "127.0.0.1"], may_ask=is_loopback
    )
    assert download(site.at("/"), several, LIMITS).data == b"the document"


def test_the_next_address_of_a_host_is_asked_where_the_first_speaks_no_tls(site: Site) -> None:
    site.pages["/"] = OK
    several = replace(
        site.access, resolve=lambda host, port: ["127.0.0.8", "127.0.0.1"], may_ask=is_loopback
    )
    with socket.create_server(("127.0.0.8", site.port)) as silent:
        threading.Thread(target=lambda: silent.accept()[0].close(), daemon=True).start()
        assert download(site.at("/"), several, LIMITS).data == b"the document"


def test_a_slow_look_up_of_a_name_is_cut_off_in_time(site: Site) -> None:
    def look_up(host: str, port: int) -> list[str]:
        time.sleep(3)
        return ["127.0.0.1"]

    slow, started = replace(site.access, resolve=look_up), time.monotonic()
    with pytest.raises(Unfetchable, match="its name was not found in 1 seconds"):
        download(site.at("/"), slow, replace(LIMITS, seconds=1, silence=20))
    assert time.monotonic() - started < 2


def test_what_the_user_agent_says_of_attempts_is_true() -> None:
    assert f"{Limits().attempts} times at most" in USER_AGENT


@pytest.mark.parametrize("respond", [drip, drip_headers])
def test_a_server_that_drips_is_cut_off_in_time(site: Site, respond: Respond) -> None:
    site.pages["/"] = respond
    started = time.monotonic()
    assert "more than 1 seconds" in fault_of(site, site.at("/"), replace(LIMITS, seconds=1))
    assert time.monotonic() - started < 3


@pytest.mark.parametrize(
    ("location", "said"),
    [
        ("/a", "in a circle"),
        ("http://documents.test/", "not https"),
        ("file:///etc/passwd", "not https"),
        ("https://10.0.0.5/", "not a public address"),
        ("https://inside.test/", "not a public address"),
        ("https://mixed.test/", "not a public address"),
        ("https://[::ffff:10.0.0.1]/", "not a public address"),
        ("https://name:word@documents.test/", "not well formed"),
        ("https://documents.test:99999/", "not well formed"),
        ("https://[::1/", "not well formed"),
    ],
)
def test_a_redirect_to_where_nobody_may_be_asked_ends_there(
    site: Site, location: str, said: str
) -> None:
    site.pages["/a"] = status(302, Location=location)
    assert said in fault_of(site, site.at("/a"))
    assert site.asked == ["/a"]


def test_endless_redirects_end(site: Site) -> None:
    site.pages = {f"/{at}": status(302, Location=f"/{at + 1}") for at in range(20)}
    assert "more than 4 times" in fault_of(site, site.at("/0"))


@pytest.mark.parametrize("first", [status(500), status(429, Retry_After="0"), stall])
def test_a_passing_failure_is_tried_again(site: Site, first: Respond) -> None:
    site.pages["/"] = in_turn(first, OK)
    assert download(site.at("/"), site.access, LIMITS).data == b"the document"


@pytest.mark.parametrize(
    "value", ["1", formatdate(time.time() + 3600, usegmt=True)], ids=["seconds", "a date"]
)
def test_retry_after_is_heeded(site: Site, value: str) -> None:
    site.pages["/"] = in_turn(status(429, Retry_After=value), OK)
    started = time.monotonic()
    if value == "1":
        assert download(site.at("/"), site.access, LIMITS).data
        assert time.monotonic() - started >= 1
    else:
        assert "(429)" in fault_of(site, site.at("/"))
        assert site.asked == ["/"]


def test_a_final_refusal_is_not_asked_again(site: Site) -> None:
    assert "(404)" in fault_of(site, site.at("/none"))
    assert site.asked == ["/none"]


def test_an_unknown_certificate_is_not_trusted(site: Site) -> None:
    distrustful = replace(site.access, tls=ssl.create_default_context())
    with pytest.raises(Unfetchable, match="certificate is not trusted"):
        download(site.at("/"), distrustful, LIMITS)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("93.184.215.14", True),
        ("2606:4700::1111", True),
        *(
            (each, False)
            for each in (
                "127.0.0.1 10.1.2.3 172.16.0.1 192.168.0.1 169.254.169.254 0.0.0.0 100.64.0.1 "
                "224.0.0.1 255.255.255.255 ::1 :: fe80::1 fc00::1 ff02::1 ::ffff:127.0.0.1 "
                "64:ff9b::7f00:1 2002:7f00:1:: 2001:0:4136:e378:8000:63bf:3fff:fdd2"
            ).split()
        ),
    ],
)
def test_only_public_addresses_may_be_asked(address: str, expected: bool) -> None:
    assert is_public(ip_address(address)) is expected


def test_the_loopback_may_not_be_asked_without_the_tests_own_rule(site: Site) -> None:
    with pytest.raises(Unfetchable, match="not a public address"):
        download(site.at("/", "127.0.0.1"), Access(tls=site.access.tls), LIMITS)
    assert site.asked == []
