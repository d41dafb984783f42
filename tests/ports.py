"""Ports for the servers that tests start."""

from __future__ import annotations

import socket


def unused_port() -> int:
    """A port of this machine that nothing listens at, of the system's choice.

    Unlike the first free one from a fixed number, it is not what another worker takes as well.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
