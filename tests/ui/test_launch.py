from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tomllib
from contextlib import suppress
from ipaddress import IPv4Address
from pathlib import Path

import pytest
from streamlit import config

from cdi_qa.errors import UsageError
from cdi_qa.settings import load_settings
from cdi_qa.ui.launch import APP_FILE, app_environment, free_port, run_app
from cdi_qa.ui.options import OPTIONS, option_flags, options_at
from tests.ports import unused_port

from .conftest import ROOT, wait_for


def flattened(table: dict[str, object], prefix: str = "") -> dict[str, object]:
    flat: dict[str, object] = {}
    for name, value in table.items():
        if isinstance(value, dict):
            flat |= flattened(value, f"{prefix}{name}.")
        else:
            flat[prefix + name] = value
    return flat


def test_checkout_and_package_are_set_up_alike() -> None:
    written = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert flattened(written) == OPTIONS


def test_every_option_exists_and_nothing_is_reported() -> None:
    assert set(OPTIONS) <= set(config.get_config_options())
    assert OPTIONS["browser.gatherUsageStats"] is False
    assert OPTIONS["server.address"] == "127.0.0.1"


def test_this_machine_alone_is_the_default_address() -> None:
    assert options_at(load_settings().address) == OPTIONS


@pytest.mark.parametrize(
    ("address", "reached", "hosts"),
    [
        ("127.0.0.2", "127.0.0.2", ["127.0.0.1", "localhost"]),
        ("0.0.0.0", "127.0.0.1", ["*"]),
        ("10.1.2.3", "10.1.2.3", ["*"]),
    ],
)
def test_another_address(address: str, reached: str, hosts: list[str]) -> None:
    options = options_at(IPv4Address(address))
    assert options["server.address"] == address
    assert options["browser.serverAddress"] == reached
    assert options["server.allowedHosts"] == hosts


def test_an_address_of_another_machine_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CDI_QA_ADDRESS", "192.0.2.1")
    with pytest.raises(UsageError, match=r"192\.0\.2\.1 is none of this machine's"):
        run_app(load_settings(), open_browser=False)


def test_options_as_flags() -> None:
    flags = option_flags({"a.b": False, "c.d": ["x", "y"], "e.f": "z"})
    assert flags == ["--a.b=false", "--c.d=x", "--c.d=y", "--e.f=z"]


def test_settings_reach_the_page(tmp_path: Path) -> None:
    environment = app_environment(load_settings(corpus=tmp_path / "a", data_dir=tmp_path / "b"))
    assert environment["CDI_QA_CORPUS"] == str(tmp_path / "a")
    assert environment["CDI_QA_DATA_DIR"] == str(tmp_path / "b")
    assert APP_FILE.is_file()


def test_port_in_use_is_refused() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(UsageError, match="is in use"):
            run_app(load_settings(), port=taken.getsockname()[1], open_browser=False)


def test_a_port_in_use_is_passed_over() -> None:
    with socket.socket() as taken:
        first = free_port()
        with suppress(OSError):  # taken meanwhile, which does as well
            taken.bind(("127.0.0.1", first))
            taken.listen()
        assert free_port() != first


def test_port_out_of_range_is_refused() -> None:
    with pytest.raises(UsageError, match="1 to 65535"):
        run_app(load_settings(), port=70000, open_browser=False)


@pytest.mark.skipif(os.name != "posix", reason="sends POSIX signals")
@pytest.mark.parametrize(
    ("stop", "address"), [(signal.SIGINT, "127.0.0.1"), (signal.SIGTERM, "0.0.0.0")]
)
def test_stops_cleanly(stop: signal.Signals, address: str, tmp_path: Path) -> None:
    port = unused_port()
    code = (
        "import sys; from cdi_qa.settings import load_settings; from cdi_qa.ui.launch import "
        f"run_app; sys.exit(run_app(load_settings(), port={port}, open_browser=False))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        env={**os.environ, "CDI_QA_DATA_DIR": str(tmp_path), "CDI_QA_ADDRESS": address},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        # A suite that runs in the background ignores SIGINT, and what it starts would too.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    try:
        wait_for(f"http://127.0.0.1:{port}", process)
        process.send_signal(stop)
        printed, _ = process.communicate(timeout=30)
    finally:
        with suppress(ProcessLookupError):  # the page's own process too, where it did not stop
            os.killpg(process.pid, signal.SIGKILL)
    assert process.returncode == 0
    assert f"http://127.0.0.1:{port}" in printed
    assert "Traceback" not in printed
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0
