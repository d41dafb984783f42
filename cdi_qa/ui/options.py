"""Streamlit's settings for the app: on this machine unless told, nothing reported, a quiet look.

`.streamlit/config.toml` says the same for `streamlit run app.py` in a checkout, and a test keeps
the two alike. An installed package has no such file beside it, so `launch` gives them as flags.
"""

from __future__ import annotations

from ipaddress import IPv4Address

ADDRESS = "127.0.0.1"

Value = str | bool | list[str]

OPTIONS: dict[str, Value] = {
    "browser.gatherUsageStats": False,
    "browser.serverAddress": ADDRESS,
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "client.toolbarMode": "minimal",
    "runner.magicEnabled": False,
    "server.address": ADDRESS,
    "server.allowedHosts": [ADDRESS, "localhost"],
    "server.fileWatcherType": "none",
    "server.headless": True,
    "server.showEmailPrompt": False,
    "theme.font": "sans-serif",
    "theme.headingFont": "sans-serif",
    "theme.codeFont": "monospace",
    "theme.headingFontSizes": "2rem",
    "theme.baseRadius": "small",
    "theme.showWidgetBorder": True,
    "theme.light.primaryColor": "#1d4f91",
    "theme.light.backgroundColor": "#ffffff",
    "theme.light.secondaryBackgroundColor": "#f2f5f9",
    "theme.light.textColor": "#17212c",
    "theme.light.linkColor": "#1d4f91",
    "theme.light.borderColor": "#c5ced9",
    "theme.dark.primaryColor": "#3670c0",
    "theme.dark.backgroundColor": "#11161d",
    "theme.dark.secondaryBackgroundColor": "#1a212b",
    "theme.dark.textColor": "#e8edf3",
    "theme.dark.linkColor": "#9cc4f5",
    "theme.dark.borderColor": "#3a4655",
}


def options_at(address: IPv4Address) -> dict[str, Value]:
    """The settings for a page that listens at an address.

    Beyond this machine any host name is let in, as only its users know by which they call it.
    """
    hosts = [ADDRESS, "localhost"] if address.is_loopback else ["*"]
    return OPTIONS | {
        "browser.serverAddress": reached_at(address),
        "server.address": str(address),
        "server.allowedHosts": hosts,
    }


def reached_at(address: IPv4Address) -> str:
    """The address by which this machine reaches a page that listens at one, or at all of them."""
    return ADDRESS if address.is_unspecified else str(address)


def option_flags(options: dict[str, Value]) -> list[str]:
    """The settings as flags of `streamlit run`."""
    flags: list[str] = []
    for name, value in options.items():
        values = value if isinstance(value, list) else [value]
        flags += [f"--{name}={_written(each)}" for each in values]
    return flags


def _written(value: str | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else value
