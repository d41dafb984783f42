"""Data flows one way: a module imports only from layers before its own."""

import ast
from pathlib import Path

import cdi_qa

LAYERS = [
    {"errors", "wording", "text", "numerals", "knowledge", "progress", "shipped"},
    {"record"},
    {"schema", "settings", "storage", "sketches", "env_file", "sqlite_file", "retrieve", "tuning"},
    {"reading", "encoder", "vectors", "keywords", "builds", "conversations"},
    {"index", "scope", "named_sources"},
    {"identity", "due"},
    {"outline"},
    {"actions"},
    {"recognition", "indexing", "sources"},
    {"fetching"},
    {"lookup", "asks", "question", "remarks", "message"},
    {"spelling", "grounding"},
    {"answering"},
    {"render", "model"},
    {"assistant"},
    {"pack"},
    {"batch", "doctor", "source_commands", "warming"},
    {"evaluation"},
    {"ui"},
    {"cli"},
]
PACKAGE = Path(cdi_qa.__file__).parent


def layer_of(name: str) -> int:
    return next(at for at, names in enumerate(LAYERS) if name in names)


def test_imports_point_one_way() -> None:
    wrong = []
    for file in PACKAGE.rglob("*.py"):
        own = file.relative_to(PACKAGE).parts[0].removesuffix(".py")
        if own == "__init__":
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = []
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module] if node.module != "cdi_qa" else [
                    f"cdi_qa.{alias.name}" for alias in node.names
                ]  # fmt: skip
            elif isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            for name in names:
                parts = name.split(".")
                if parts[0] == "cdi_qa" and len(parts) > 1 and layer_of(parts[1]) > layer_of(own):
                    wrong.append(f"{file.name} imports {name}")
    assert wrong == []


def test_langchain_and_chroma_stop_at_one_module() -> None:
    users = set()
    for file in PACKAGE.rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        if "import chromadb" in text or "from langchain" in text:
            users.add(file.relative_to(PACKAGE).as_posix())
    assert users == {
        "vectors.py",
        "evaluation/baselines.py",
        "model/choice.py",
        "model/talk.py",
    }


def test_no_module_is_too_long() -> None:
    long = {
        file.relative_to(PACKAGE).as_posix(): count
        for file in PACKAGE.rglob("*.py")
        if (count := len(file.read_text(encoding="utf-8").splitlines())) > 350
    }
    assert long == {}
