"""Settings: defaults < `.env` file < environment < command-line flags."""

from __future__ import annotations

from ipaddress import IPv4Address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import platformdirs
from pydantic import Field, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    InitSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from cdi_qa.env_file import PREFIX, read_env_file
from cdi_qa.errors import UsageError
from cdi_qa.shipped import installed_corpus, shipped_folder


def _default_corpus() -> Path:
    return shipped_folder("corpus", "corpus")


def _default_data_dir() -> Path:
    return Path(platformdirs.user_data_dir("cdi_qa", appauthor=False))


class Settings(BaseSettings):
    """Everything that can be set from outside; each field is `CDI_QA_` and its name."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore", frozen=True)

    corpus: Path = Field(default_factory=_default_corpus, description="folder of documents")
    data_dir: Path = Field(
        default_factory=_default_data_dir, description="where the index and what is saved live"
    )
    embeddings: str = Field(
        default="", description="a sentence-transformers model; empty for the one installed"
    )
    chroma_url: str = Field(
        default="", description="a Chroma server shared by several machines; empty for none"
    )
    model: str = Field(
        default="", description="a chat model as provider:model, or gguf:PATH; empty for none"
    )
    model_base_url: str = Field(default="", description="an OpenAI-compatible server")
    model_seconds: float = Field(
        default=60.0, gt=0, le=3600, description="longest wait for a model's whole answer"
    )
    address: IPv4Address = Field(
        default=IPv4Address("127.0.0.1"), description="where the chat page listens"
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Flags, then the environment, then the file, read so that a damaged one harms nothing."""
        values: dict[str, Any] = dict(read_env_file().values)
        return init_settings, env_settings, InitSettingsSource(settings_cls, values)

    @property
    def has_model(self) -> bool:
        """True where a language model is configured."""
        return bool(self.model or self.model_base_url)

    @field_validator("corpus", "data_dir")
    @classmethod
    def _absolute(cls, path: Path) -> Path:
        return path.expanduser().absolute()

    @field_validator("chroma_url")
    @classmethod
    def _web_address(cls, url: str) -> str:
        address = urlsplit(url)
        if url and not (address.scheme in {"http", "https"} and address.hostname):
            raise ValueError("write the server's address as http://host:port")
        return url.rstrip("/")

    @property
    def is_of_package(self) -> bool:
        """True over the documents that lie in the installed package, however they are named."""
        return self.corpus.resolve() == installed_corpus()

    @property
    def own_corpus(self) -> Path:
        """Where the installed documents are copied before the first change to them."""
        return self.data_dir / "corpus"

    def with_own_corpus(self) -> Settings:
        """The same settings over that copy, where the installed documents are meant."""
        if self.is_of_package and self.own_corpus.is_dir():
            return self.model_copy(update={"corpus": self.own_corpus})
        return self


def load_settings(corpus: Path | None = None, data_dir: Path | None = None) -> Settings:
    """The settings in force, flags first. Raises UsageError where one is not usable."""
    flags = {"corpus": corpus, "data_dir": data_dir}
    given: dict[str, Any] = {name: value for name, value in flags.items() if value is not None}
    try:
        return Settings(**given).with_own_corpus()
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise UsageError(f"The setting CDI_QA_{name.upper()} is wrong: {first['msg']}.") from None
