"""What is interrupted, and how one tells that the old or the new state is there and whole."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from cdi_qa.assistant import Assistant
from cdi_qa.builds import check_file, current_build, read_fingerprint
from cdi_qa.conversations import Conversations
from cdi_qa.indexing import index_home
from cdi_qa.pack.store import PackStore
from cdi_qa.reading.manifest import list_sources
from cdi_qa.reading.origins import read_origin
from cdi_qa.settings import Settings
from cdi_qa.sources import remove_source
from cdi_qa.sqlite_file import is_damaged
from tests.fetching.conftest import Site, status
from tests.fetching.test_fetch import DIGEST, FULL, NOTE, page

CUSTODY = "Custody\n\nThe custody suite was closed for 41 days in 2019.\n"
HOMES = "Housing\n\nThe council inspected 212 homes and failed {} of them.\n"


class Scenario:
    """One thing that is done to a data folder and a corpus of its own."""

    name = ""

    def __init__(self, folder: Path, models: Path) -> None:
        self.folder = folder
        self.settings = Settings(corpus=folder / "corpus", data_dir=folder / "data")
        self.settings.corpus.mkdir(parents=True)
        shutil.copytree(models, self.settings.data_dir / "models")

    def command(self) -> list[str]:
        """What is to be run next, from the state that the last run left."""
        raise NotImplementedError

    def verify(self, said: list[str]) -> str:
        """The state found, "old", "new" or "between"; an AssertionError where it is none."""
        raise NotImplementedError

    def _cli(self, *arguments: str) -> list[str]:
        corpus, data = str(self.settings.corpus), str(self.settings.data_dir)
        return ["cli", "--corpus", corpus, "--data-dir", data, *arguments]


class Indexing(Scenario):
    """`cdi-qa index` after a document changed, every fourth time where there was no index."""

    name = "indexing"

    def __init__(self, folder: Path, models: Path) -> None:
        super().__init__(folder, models)
        (self.settings.corpus / "custody.txt").write_text(CUSTODY)
        self.runs, self.failed = 0, 0

    def command(self) -> list[str]:
        self.runs += 1
        if self.runs % 4 == 0:
            shutil.rmtree(self.settings.data_dir / "index")
        self.home = index_home(self.settings)
        self.before = current_build(self.home)
        self._write(100 + self.runs)
        return self._cli("index")

    def _write(self, failed: int) -> None:
        more = "\n\n".join(f"Home {number} was seen and passed." for number in range(60))
        text = f"{HOMES.format(failed)}\n\n{more}\n"
        (self.settings.corpus / "homes.txt").write_text(text)

    def verify(self, said: list[str]) -> str:
        build, new = current_build(self.home), 100 + self.runs
        state = "old" if build == self.before else "new"
        if state == "new":
            self.failed = new
        if build is not None:
            assert read_fingerprint(build)
            for name in ("readings.json", "bm25", "keys", "vectors.npy"):
                check_file(build, name)
            assert not is_damaged(build / "chroma" / "chroma.sqlite3")
            # With the documents that it was made from it answers as it is.
            self._write(self.failed)
            self._answers(self.failed, is_built=False)
            self._write(new)
        self._answers(new, is_built=state == "old")
        self.failed = new
        return state

    def _answers(self, failed: int, is_built: bool) -> None:
        opened = Assistant.open(self.settings)
        assert (opened.report is not None) == is_built
        assert opened.remark == ""
        opened.index.check()
        assert str(failed) in opened.ask("How many homes did the council fail?").text
        assert "41 days" in opened.ask("How long was the custody suite closed?").text


class Adding(Scenario):
    """`cdi-qa sources add` of two documents."""

    name = "adding"

    def __init__(self, folder: Path, models: Path) -> None:
        super().__init__(folder, models)
        (self.settings.corpus / "custody.txt").write_text(CUSTODY)
        long = "".join(f"<p>Home {number} was inspected.</p>" for number in range(4_000))
        self.files = {"one.html": f"<html><body>{long}</body></html>", "two.txt": HOMES.format(17)}
        for name, text in self.files.items():
            (folder / name).write_text(text)

    def command(self) -> list[str]:
        return self._cli("sources", "add", *(str(self.folder / name) for name in self.files))

    def verify(self, said: list[str]) -> str:
        found, problems = list_sources(self.settings.corpus)
        assert problems == []
        there = {source.path for source in found} - {"custody.txt"}
        assert there in (set(), {"one.html"}, set(self.files))
        for name in there:
            assert (self.settings.corpus / name).read_text() == self.files[name]
            remove_source(self.settings, Path(name).stem)
        shutil.rmtree(self.settings.data_dir / "removed", ignore_errors=True)
        return {0: "old", 1: "between", 2: "new"}[len(there)]


class Removing(Scenario):
    """`cdi-qa sources remove` of a document."""

    name = "removing"

    def command(self) -> list[str]:
        (self.settings.corpus / "custody.txt").write_text(CUSTODY)
        (self.settings.corpus / "homes.txt").write_text(HOMES.format(17))
        return self._cli("sources", "remove", "homes")

    def verify(self, said: list[str]) -> str:
        kept = list((self.settings.data_dir / "removed").glob("homes*.txt"))
        left = self.settings.corpus / "homes.txt"
        assert left.exists() or kept
        for file in [left] if left.exists() else kept:
            assert file.read_text() == HOMES.format(17)
        assert list_sources(self.settings.corpus)[1] == []
        state = "old" if left.exists() else "new"
        shutil.rmtree(self.settings.data_dir / "removed", ignore_errors=True)
        return state


class Fetching(Scenario):
    """What `cdi-qa sources fetch` does, from a real server on the loopback."""

    name = "fetching"

    def __init__(self, folder: Path, models: Path, certificate: Path) -> None:
        super().__init__(folder, models)
        self.site, self.certificate = Site(certificate), certificate
        self.site.pages["/one"] = status(
            200, page(*(f"{FULL} Station {number}." for number in range(400)))
        )
        (self.settings.corpus / "note.txt").write_text(NOTE)
        (self.settings.corpus / "avon.md").write_text(DIGEST)
        (self.settings.corpus / "manifest.toml").write_text(
            '[[source]]\nid = "avon"\nfile = "avon.md"\nkind = "digest"\ndate = "2019-05-05"\n'
            'title = "Inspection of the Avon Fire Service (digest)"\n'
            f'address = "{self.site.at("/one")}"\n'
        )

    def command(self) -> list[str]:
        corpus, data = str(self.settings.corpus), str(self.settings.data_dir)
        return ["fetch", corpus, data, str(self.certificate), "avon"]

    def verify(self, said: list[str]) -> str:
        found, problems = list_sources(self.settings.corpus)
        assert problems == []
        (avon,) = [source for source in found if source.id == "avon"]
        if avon.kind == "digest":
            return "old"
        document = self.settings.corpus / avon.path
        assert read_origin(document) is not None
        assert "12,750 calls" in document.read_text()
        remove_source(self.settings, "avon")
        return "new"


class Saving(Scenario):
    """Questions, answers and pack questions kept one after another."""

    name = "saving"
    runs = 0

    def command(self) -> list[str]:
        self.runs += 1
        self.first = self.runs * 1000
        return ["save", str(self.settings.data_dir), str(self.first), "40"]

    def verify(self, said: list[str]) -> str:
        """Nothing said to be kept is missing, and at most the one thing under way is there too."""
        talk, packs = Conversations(self.settings.data_dir), PackStore(self.settings.data_dir)
        assert (talk.remark, packs.notice) == ("", "")
        kept = set()
        for chat in talk.find():
            for message in talk.messages(chat.id) or []:
                kept.add(message.question.replace("question", "asked"))
                if message.answer is not None:
                    number = message.question.split()[1]
                    assert message.answer.text == f"answer {number}"
                    kept.add(f"answered {number}")
        for pack in packs.list():
            kept |= {item.text for item in pack.items}
        own = {entry for entry in kept if int(entry.split()[1]) >= self.first}
        acknowledged = {line for line in said if not line.startswith("steps")}
        assert acknowledged <= own, acknowledged - own
        assert len(own - acknowledged) <= 1, own - acknowledged
        return "new" if own - acknowledged else "old"


def run_worker(step: int, folder: Path, command: list[str]) -> subprocess.Popen[str]:
    """Start a command that dies at a step; 0 lets it live."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.faults.worker", str(step), str(folder), *command],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
