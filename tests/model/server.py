"""A small server that speaks the OpenAI protocol over real HTTP, and does what it is told."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = str | int | bytes | dict[str, Any]
"""A text to stream, an HTTP status to fail with, bytes to send as they are, or a tool call."""


@dataclass
class Script:
    """What to answer, call by call; the last reply is repeated."""

    replies: list[Reply | Callable[[dict[str, Any]], Reply]]
    stall_seconds: float = 0.0
    """Wait before the last words of an answer."""
    cut: bool = False
    """Close the connection in the middle of the answer."""
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    def next_reply(self, request: dict[str, Any]) -> Reply:
        reply = self.replies[min(len(self.requests), len(self.replies) - 1)]
        self.requests.append(request)
        return reply(request) if callable(reply) else reply


@contextmanager
def serve(script: Script) -> Iterator[str]:
    """The server's address while it runs."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(script))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1"
    finally:
        server.shutdown()
        server.server_close()


def _handler(script: Script) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            script.headers.append({name.lower(): value for name, value in self.headers.items()})
            reply = script.next_reply(json.loads(self.rfile.read(length)))
            if isinstance(reply, int):
                self.fail(reply)
                return
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            # The other side leaves a server that stalls.
            with suppress(OSError):
                self.stream(reply)

        def fail(self, status: int) -> None:
            said = {"error": {"message": "Incorrect API key provided: secret-key", "code": "bad"}}
            body = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def stream(self, reply: str | bytes | dict[str, Any]) -> None:
            if isinstance(reply, bytes):
                self.wfile.write(reply)
                return
            if isinstance(reply, dict):
                self.event({"tool_calls": [{"index": 0, "type": "function", **reply}]})
                self.event({}, "tool_calls")
            else:
                half = len(reply) // 2
                size = max(7, len(reply) // 200)
                for start in range(0, half, size):
                    self.event({"content": reply[start : min(start + size, half)]})
                time.sleep(script.stall_seconds)
                if script.cut:
                    return
                self.event({"content": reply[half:]})
                self.event({}, "stop")
            self.wfile.write(b"data: [DONE]\n\n")

        def event(self, delta: dict[str, Any], finish: str | None = None) -> None:
            choice = {"index": 0, "delta": {"role": "assistant", **delta}, "finish_reason": finish}
            chunk = {
                "id": "1",
                "object": "chat.completion.chunk",
                "created": 1,
                "model": "scripted",
                "choices": [choice],
            }
            self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
            self.wfile.flush()

        def log_message(self, *args: object) -> None:
            pass

    return Handler


def call(name: str, **arguments: str) -> dict[str, Any]:
    """A tool call."""
    return {"id": "call-1", "function": {"name": name, "arguments": json.dumps(arguments)}}


def data_of(request: dict[str, Any]) -> str:
    """The last message that a request carries: the task, or what a tool answered."""
    return str(request["messages"][-1]["content"])
