"""A real https server on the loopback, under names that only the tests' resolver knows."""

from __future__ import annotations

import datetime
import ssl
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from cdi_qa.fetching import Access

HOST = "documents.test"
ADDRESSES = {HOST: ["127.0.0.1"], "inside.test": ["10.0.0.5"], "mixed.test": ["127.0.0.1", "::1"]}

Respond = Callable[[BaseHTTPRequestHandler], None]


def resolve(host: str, port: int) -> list[str]:
    """The tests' names, and addresses as they are; no other name is ever looked up."""
    if host in ADDRESSES:
        return ADDRESSES[host]
    try:
        return [str(ip_address(host))]
    except ValueError:
        raise OSError(f"{host} is not known here") from None


class Site:
    """The server: what it answers at each path, and what it was asked."""

    def __init__(self, certificate: Path) -> None:
        self.pages: dict[str, Respond] = {}
        self.asked: list[str] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(self.path)
                site.pages.get(self.path, status(404))(self)

            def log_message(self, *arguments: object) -> None:
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, request: object, client_address: object) -> None:
                pass  # a client that goes away is what several tests are about

        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        self.server = Server(("127.0.0.1", 0), Handler)
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()
        self.access = Access(
            resolve=resolve,
            may_ask=lambda ip: ip == ip_address("127.0.0.1"),
            tls=ssl.create_default_context(cafile=str(certificate)),
        )

    def at(self, path: str, host: str = HOST) -> str:
        return f"https://{host}:{self.port}{path}"


def status(code: int, body: bytes = b"no", **headers: str) -> Respond:
    def respond(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        fields = {name.replace("_", "-"): value for name, value in headers.items()}
        for name, value in ({"Content-Length": str(len(body))} | fields).items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return respond


def in_turn(*responses: Respond) -> Respond:
    left = list(responses)
    return lambda handler: (left.pop(0) if len(left) > 1 else left[0])(handler)


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_certificate(tmp_path_factory.mktemp("tls"))


def make_certificate(folder: Path) -> Path:
    """A certificate of the tests' own, with its key, in a file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / "server.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return file


@pytest.fixture
def site(certificate: Path) -> Iterator[Site]:
    made = Site(certificate)
    yield made
    made.server.shutdown()
    made.server.server_close()
