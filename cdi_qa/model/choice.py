"""Which language model the settings name, opened through LangChain.

LangChain's providers are imported here and only when a model is asked for: they take seconds.
"""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from dotenv import dotenv_values

from cdi_qa import wording
from cdi_qa.errors import LanguageModelError
from cdi_qa.model.gguf import serve_file
from cdi_qa.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_ALIASES = {"google": "google_genai"}
_EXTRAS = {
    "openai": "openai",
    "anthropic": "anthropic",
    "google_genai": "google",
    "ollama": "ollama",
}
"""Providers with an extra of this package that brings what they need."""
_KEYS = {
    "openai": "OPENAI_API_KEY",
    "anthropic": "ANTHROPIC_API_KEY",
    "google_genai": "GOOGLE_API_KEY",
}
_GGUF = "gguf"
_MOST_TOKENS = 2000
"""Tokens of an answer; some models think in them before they write."""
_FEWEST_TOKENS = 400
"""Tokens of an answer where this machine has to make them."""
_NO_KEY = "none"
"""What is sent to a server that may not want a key at all."""


class ConfiguredModel:
    """The chat model of the settings, opened when it is first needed. Safe between threads."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._opening = threading.Lock()
        self._opened: BaseChatModel | None = None

    def open(self) -> BaseChatModel:
        """The model; raises LanguageModelError as `open_model` does."""
        with self._opening:
            if self._opened is None:
                self._opened = open_model(self._settings)
            return self._opened


def open_model(settings: Settings) -> BaseChatModel:
    """The configured chat model. Raises LanguageModelError with what is missing."""
    provider, name = _provider_and_name(settings)
    if provider == _GGUF:
        return _open_file(Path(name), settings)
    options: dict[str, Any] = {
        "timeout": settings.model_seconds,
        # One means none here: 0 stands for the provider's own number.
        "max_retries": 1 if provider == "google_genai" else 0,
        "max_tokens": _MOST_TOKENS,
    }
    if provider == "ollama":
        options = {
            "client_kwargs": {"timeout": settings.model_seconds},
            "num_predict": _MOST_TOKENS,
            "temperature": 0,
        }
    if settings.model_base_url:
        options |= {"base_url": settings.model_base_url, "temperature": 0}
    if provider in _KEYS:
        options["api_key"] = _key(provider, needed=not settings.model_base_url)
    return _open(provider, name, options)


def describe_model(settings: Settings) -> str:
    """The configured model's name and where it runs, without a key; opens it to be sure.

    Raises LanguageModelError.
    """
    if not settings.has_model:
        return wording.NO_MODEL
    open_model(settings)
    provider, name = _provider_and_name(settings)
    host = urlsplit(settings.model_base_url).hostname
    return f"{provider}:{name}" + (f" at {host}" if host else "")


def _provider_and_name(settings: Settings) -> tuple[str, str]:
    provider, colon, name = settings.model.partition(":")
    provider = _ALIASES.get(provider, provider)
    if colon and provider and name and provider.isidentifier():
        known = provider in {*_EXTRAS, _GGUF} or not settings.model_base_url
        # A server's own names may hold a colon ("llama3.2:1b").
        return (provider, name) if known else ("openai", settings.model)
    if settings.model_base_url:
        return "openai", settings.model or "default"
    raise LanguageModelError(wording.MODEL_NAMELESS.format(name=settings.model))


def _key(provider: str, needed: bool) -> str:
    name = _KEYS[provider]
    key = os.environ.get(name) or dotenv_values(".env").get(name)
    if not key and needed:
        raise LanguageModelError(wording.MODEL_KEY.format(name=name))
    return key or _NO_KEY


def _open_file(path: Path, settings: Settings) -> BaseChatModel:
    server = serve_file(path)
    import httpx

    options = {
        "base_url": server.address,
        "api_key": server.key,
        "timeout": settings.model_seconds,
        "max_retries": 0,
        "max_tokens": _FEWEST_TOKENS,
        "temperature": 0,
        # A proxy has no business between two ends of one process.
        "http_client": httpx.Client(trust_env=False, timeout=settings.model_seconds),
    }
    return _open("openai", path.stem, options, extra=_GGUF)


def _open(
    provider: str, name: str, options: dict[str, Any], extra: str | None = None
) -> BaseChatModel:
    from langchain.chat_models import init_chat_model

    try:
        model: BaseChatModel = init_chat_model(name, model_provider=provider, **options)
        return model
    except ImportError:
        extra = extra or _EXTRAS.get(provider)
        package = f'"cdi_qa[{extra}]"' if extra else f"langchain-{provider.replace('_', '-')}"
        text = wording.MODEL_PACKAGE.format(provider=provider, package=package)
        raise LanguageModelError(text) from None
    except Exception:
        raise LanguageModelError(wording.MODEL_SETUP) from None
