"""What kind of document was downloaded, by its content: a server may say anything."""

from __future__ import annotations


def ending_of(data: bytes) -> str:
    """The file ending that the content itself calls for; "" where it is neither page nor PDF."""
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"%pdf-" in start:
        return ".pdf"
    if start.startswith((b"<!doctype html", b"<html")) or b"<head" in start or b"<body" in start:
        return ".html"
    return ""
