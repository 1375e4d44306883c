"""The command: what it prints, what it says when something is wrong, what it leaves behind."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

import biaslens
from biaslens.cli import main
from biaslens.cli.main import _cli

EXAMPLES = Path(__file__).parent.parent / "examples"
WIRE = EXAMPLES / "wire.txt"
NEWSROOM = EXAMPLES / "newsroom.yaml"
TEXT = "A headline\n\nThe regime said it had reportedly won.\n"
COMMAND = (sys.executable, "-c", "from biaslens.cli import main; main()")


@pytest.fixture
def run(capsysbinary, monkeypatch):
    """Run the command in this process; returns its status, output and errors."""
    monkeypatch.delenv("NO_COLOR", raising=False)

    def run(*arguments: object, stdin: bytes = b"") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as stopped:
            main([str(argument) for argument in arguments])
        captured = capsysbinary.readouterr()
        assert isinstance(stopped.value.code, int)
        return stopped.value.code, captured.out.decode(), captured.err.decode()

    return run


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_text_is_the_default(run, article):
    status, output, errors = run("annotate", article)
    assert (status, errors) == (0, "")
    assert output.startswith("A headline\n")
    assert "~reportedly~" in output
    assert "loaded/regime" in output


def test_json_is_the_report(run, article):
    status, output, _ = run("annotate", "--format", "json", article)
    expected = biaslens.annotate(biaslens.Article(TEXT, id=str(article)))
    assert status == 0
    assert biaslens.Report.from_dict(json.loads(output)) == expected


def test_json_of_several_files_is_an_array(run, article):
    status, output, _ = run("annotate", "--format", "json", article, WIRE)
    reports = json.loads(output)
    assert status == 0
    assert [report["article"]["id"] for report in reports] == [str(article), str(WIRE)]


def test_json_of_several_files_is_an_array_even_if_one_is_left(run, article, tmp_path):
    status, output, _ = run("annotate", "--format", "json", article, tmp_path / "none.txt")
    assert status == 1
    assert len(json.loads(output)) == 1


def test_jsonl_is_one_line_each(run, article):
    status, output, _ = run("annotate", "--format", "jsonl", article, WIRE)
    lines = output.splitlines()
    assert status == 0
    assert [json.loads(line)["article"]["id"] for line in lines] == [str(article), str(WIRE)]


@pytest.mark.parametrize("arguments", [(), ("-",)])
def test_standard_input(run, arguments):
    status, output, _ = run("annotate", "--format", "json", *arguments, stdin=TEXT.encode())
    record = json.loads(output)
    assert status == 0
    assert record["text"] == TEXT
    assert record["article"]["id"] is None


def test_empty_input(run):
    status, output, errors = run("annotate", stdin=b"")
    assert (status, errors) == (0, "")
    assert "(no title)" in output


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\n"])
def test_line_ends_are_kept(run, tmp_path, ends):
    text = TEXT.replace("\n", ends)
    path = tmp_path / "article.txt"
    path.write_bytes(text.encode())
    _, output, _ = run("annotate", "--format", "json", path)
    record = json.loads(output)
    assert record["text"] == text
    assert all(text[h["start"] : h["end"]] == "reportedly" for h in record["hedges"])
    assert record["hedges"]


def test_byte_order_mark_is_not_text(run, tmp_path):
    path = tmp_path / "article.txt"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    _, output, _ = run("annotate", "--format", "json", path)
    assert json.loads(output)["text"] == TEXT


def test_layers(run, article):
    _, output, _ = run("annotate", "--format", "json", "--layer", "hedging", article)
    record = json.loads(output)
    assert record["hedges"]
    assert not record["loaded_terms"]
    assert not record["attributions"]


def test_all_zones(run):
    _, some, _ = run("annotate", EXAMPLES / "opposition.txt")
    _, whole, _ = run("annotate", "--all-zones", EXAMPLES / "opposition.txt")
    assert "oda_fisher" not in some
    assert "*Terrorists*" in whole
    assert "left out" not in whole


def test_lexicon(run):
    text = b"The last nest of terror fell."
    found = [
        [term["entry"] for term in json.loads(output)["loaded_terms"]]
        for _, output, _ in (
            run("annotate", "--format", "json", *extra, stdin=text)
            for extra in ((), ("--lexicon", NEWSROOM))
        )
    ]
    assert "loaded/nest-of-terror" not in found[0]
    assert "loaded/nest-of-terror" in found[1]


def test_colour_when_asked_for(run, article):
    assert "\x1b[" in run("annotate", "--color", "always", article)[1]
    assert "\x1b[" not in run("annotate", "--color", "never", article)[1]
    # The output is no terminal here.
    assert "\x1b[" not in run("annotate", article)[1]


@pytest.mark.parametrize(("no_color", "coloured"), [(None, True), ("1", False), ("", True)])
def test_no_color(run, article, monkeypatch, no_color, coloured):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    if no_color is not None:
        monkeypatch.setenv("NO_COLOR", no_color)
    assert ("\x1b[" in run("annotate", article)[1]) is coloured


# --- what is wrong -----------------------------------------------------------------------------


def test_one_bad_file_does_not_stop_the_others(run, article, tmp_path):
    status, output, errors = run("annotate", "--format", "jsonl", tmp_path / "no.txt", article)
    assert status == 1
    assert errors == f"biaslens: {tmp_path / 'no.txt'}: there is no such file\n"
    assert json.loads(output)["text"] == TEXT


def test_folder_with_nothing_to_read(run, tmp_path):
    status, output, errors = run("annotate", tmp_path)
    assert (status, output) == (1, "")
    said = "expected .txt or .html files in this folder, found none"
    assert errors == f"biaslens: {tmp_path}: {said}\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"one\ntwo caf\xe9", "expected UTF-8, found the byte 0xE9 at offset 11 (line 2)"),
        (b"\xef\xbb\xbfone\xff", "expected UTF-8, found the byte 0xFF at offset 6 (line 1)"),
        (b"\xff\xfeA\x00", "expected UTF-8, found the byte 0xFF at offset 0 (line 1)"),
    ],
)
def test_not_utf8(run, tmp_path, content, said):
    path = tmp_path / "article.txt"
    path.write_bytes(content)
    status, output, errors = run("annotate", path)
    assert (status, output) == (1, "")
    assert errors == f"biaslens: {path}: {said}\n"


def test_broken_lexicon(run, article, tmp_path):
    path = tmp_path / "broken.yaml"
    path.write_text("schema: 1\nname: x\nloadd: []\n", encoding="utf-8")
    status, output, errors = run("annotate", "--lexicon", path, article)
    assert (status, output) == (2, "")
    assert errors.startswith("biaslens: ")
    assert f"{path}:3:1: " in errors
    assert "loaded" in errors


def test_missing_lexicon(run, article, tmp_path):
    status, output, errors = run("annotate", "--lexicon", tmp_path / "none.yaml", article)
    assert (status, output) == (2, "")
    assert errors.startswith("biaslens: ")
    assert "none.yaml" in errors
    assert "Traceback" not in errors


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("annotate", "--format", "xml"), "xml"),
        (("annotate", "--layer", "hedge"), "hedge"),
        (("annotate", "--colour", "always"), "--colour"),
        (("anotate",), "anotate"),
    ],
)
def test_wrong_call(run, arguments, named):
    status, output, errors = run(*arguments)
    assert (status, output) == (2, "")
    assert errors.startswith("biaslens: ")
    assert named in errors
    assert "--help" in errors


# --- files -------------------------------------------------------------------------------------


def test_output_file(run, article, tmp_path):
    target = tmp_path / "report.json"
    status, output, _ = run("annotate", "--format", "json", "-o", target, article)
    assert (status, output) == (0, "")
    assert json.loads(target.read_text(encoding="utf-8"))["text"] == TEXT
    assert sorted(path.name for path in tmp_path.iterdir()) == ["article.txt", "report.json"]


def test_output_file_stays_when_nothing_could_be_read(run, tmp_path):
    target = tmp_path / "report.json"
    target.write_text("old", encoding="utf-8")
    status, _, _ = run("annotate", "--format", "json", "-o", target, tmp_path / "none.txt")
    assert status == 1
    assert target.read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["report.json"]


def test_output_file_stays_when_something_breaks(run, article, tmp_path, monkeypatch):
    target = tmp_path / "report.json"
    target.write_text("old", encoding="utf-8")

    def breaks(self):
        raise RuntimeError

    monkeypatch.setattr(biaslens.Report, "to_json", breaks)
    with pytest.raises(RuntimeError):
        main(["annotate", "--format", "json", "-o", str(target), str(article)])
    assert target.read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["article.txt", "report.json"]


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_output_file_keeps_its_permissions(run, article, tmp_path):
    target = tmp_path / "report.txt"
    target.touch(mode=0o640)
    run("annotate", "-o", target, article)
    assert target.stat().st_mode & 0o777 == 0o640


def test_output_folder_that_is_not_there(run, article, tmp_path):
    target = tmp_path / "none" / "report.txt"
    status, _, errors = run("annotate", "-o", target, article)
    assert status == 1
    assert errors.startswith(f"biaslens: {target}: ")


# --- the process -------------------------------------------------------------------------------


def test_version(run):
    status, output, _ = run("--version")
    assert status == 0
    assert output.startswith("biaslens ")


def test_help_names_every_option(run):
    status, output, _ = run("annotate", "--help")
    assert status == 0
    options = ("--lexicon", "--format", "--layer", "--all-zones", "--color", "--output")
    assert [option for option in options if option not in output] == []


@pytest.mark.skipif(os.name == "nt", reason="pipes of POSIX")
def test_a_reader_that_has_seen_enough(tmp_path):
    path = tmp_path / "long.txt"
    path.write_text(TEXT * 2000, encoding="utf-8")
    command = [*COMMAND, "annotate", str(path)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


def test_a_terminal_that_cannot_say_it():
    done = subprocess.run(
        [*COMMAND, "annotate", str(WIRE)],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    assert done.stdout.isascii()
    assert b"Marsalin" in done.stdout


# --- folders, patterns, JSON Lines, pages --------------------------------------------------------

PAGE = (
    "<html><head><title>Army enters Marsalin</title></head><body><nav>Home</nav><article>"
    "<h1>Army enters Marsalin</h1><p>The regime said on Monday that terrorists had fled the town "
    "of Marsalin after a week of fighting there.</p><p>Ostavia has not confirmed the report, and "
    "officials would not say when the &lt;script&gt; road would be open again to traffic.</p>"
    "</article><footer>Copyright</footer></body></html>"
)


@pytest.fixture
def folder(tmp_path):
    """A folder of articles, with files in it that are none."""
    root = tmp_path / "news"
    for name in ("b.txt", "a.TXT", "deep/c.txt", "deep/d.md", ".hidden.txt", ".git/e.txt"):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"The regime of {path.stem} said so.\n", encoding="utf-8")
    return root


def ids(output: str) -> list[str]:
    return [json.loads(line)["article"]["id"] for line in output.splitlines()]


def lines(*records: object) -> bytes:
    return "".join(f"{json.dumps(record)}\n" for record in records).encode()


def test_folder(run, folder):
    status, output, errors = run("annotate", "--format", "jsonl", folder)
    assert (status, errors) == (0, "")
    assert ids(output) == [str(folder / name) for name in ("a.TXT", "b.txt", "deep/c.txt")]


def test_pattern(run, folder, monkeypatch):
    monkeypatch.chdir(folder)
    assert ids(run("annotate", "--format", "jsonl", "*.txt")[1]) == ["b.txt"]
    found = ids(run("annotate", "--format", "jsonl", "**/[bc].*")[1])
    assert found == ["b.txt", os.path.join("deep", "c.txt")]
    status, output, errors = run("annotate", "x*.txt")
    assert (status, output) == (1, "")
    assert errors == "biaslens: x*.txt: no file matches this pattern\n"


def test_file_that_is_called_like_a_pattern(run, tmp_path):
    path = tmp_path / "a[1].txt"
    path.write_text(TEXT, encoding="utf-8")
    assert ids(run("annotate", "--format", "jsonl", path)[1]) == [str(path)]


def test_one_file_of_a_folder_is_still_an_array(run, article):
    record = json.loads(run("annotate", "--format", "json", article.parent)[1])
    assert [one["text"] for one in record] == [TEXT]


@pytest.mark.parametrize("how", ["file", "stdin"])
def test_json_lines(run, tmp_path, how):
    content = b"\xef\xbb\xbf" + lines(
        {"text": TEXT, "id": 7, "outlet": "Standard", "url": "https://x.example", "date": "2026"},
        {"text": "The regime."},
    )
    path = tmp_path / "articles.jsonl"
    path.write_bytes(content.replace(b"}\n", b"}\r\n\n"))
    if how == "file":
        status, output, errors = run("annotate", "--format", "jsonl", path)
    else:
        arguments = ("annotate", "--format", "jsonl", "--input-format", "jsonl", "-")
        status, output, errors = run(*arguments, stdin=path.read_bytes())
    assert (status, errors) == (0, "")
    first, second = map(json.loads, output.splitlines())
    about = {"id": "7", "outlet": "Standard", "url": "https://x.example", "date": "2026"}
    assert (first["text"], first["article"]) == (TEXT, about)
    assert second["article"]["id"] == (f"{path}:3" if how == "file" else "stdin:3")


def test_text_field(run):
    content = lines({"body": {"text": 1}, "content": "The regime.", "text": "No."})
    arguments = ("annotate", "--format", "jsonl", "--input-format", "jsonl")
    output = run(*arguments, "--text-field", "content", stdin=content)[1]
    assert json.loads(output)["text"] == "The regime."
    status, _, errors = run(*arguments, "--text-field", "body", stdin=content)
    assert status == 1
    assert errors == (
        "biaslens: standard input:1: expected a string in the field 'body', came dict\n"
    )


def test_bad_lines_do_not_stop_the_others(run, tmp_path):
    path = tmp_path / "articles.jsonl"
    path.write_bytes(
        b'{"text": "The regime."}\n{"text"\n[1]\n{"title": "x"}\n{"text": "\xff"}\n'
        b'{"text": "a", "url": []}\n' + b"[" * 100_000 + b'\n{"text": "The end."}\n'
    )
    status, output, errors = run("annotate", "--format", "jsonl", path)
    assert status == 1
    assert ids(output) == [f"{path}:1", f"{path}:8"]
    said = errors.splitlines()
    assert said[:5] == [
        f"biaslens: {path}:2: not JSON (expecting ':' delimiter at column 8), expected an object "
        'such as {"text": "…"}',
        f"biaslens: {path}:3: expected a JSON object, came list",
        f"biaslens: {path}:4: no field 'text'; it has title",
        f"biaslens: {path}:5: expected UTF-8, found the byte 0xFF at offset 10 (line 1)",
        f"biaslens: {path}:6: expected a string in the field 'url', came list",
    ]
    assert said[5].startswith(f"biaslens: {path}:7: expected a JSON object, but ")
    assert said[6:] == ["biaslens: 6 articles or files were left out"]


def test_json_lines_are_read_and_written_one_by_one(monkeypatch):
    # The second line comes only after the report of the first one has been written.
    written = io.BytesIO()

    class Slow(io.RawIOBase):
        def __iter__(self):
            yield lines({"text": "The regime."})
            assert json.loads(written.getvalue())["text"] == "The regime."
            yield lines({"text": "The end."})

    monkeypatch.setattr(sys, "stdin", type("Stdin", (), {"buffer": Slow()})())
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written))
    with pytest.raises(SystemExit) as stopped:
        main(["annotate", "--format", "jsonl", "--input-format", "jsonl"])
    assert stopped.value.code == 0
    assert written.getvalue().count(b"\n") == 2


def test_jobs_give_the_same(run, folder):
    one = run("annotate", "--format", "jsonl", folder)
    assert run("annotate", "--format", "jsonl", "--jobs", "2", folder) == one
    assert run("annotate", "--jobs", "0", folder)[0] == 2


def test_page(run, tmp_path):
    pytest.importorskip("trafilatura")
    path = tmp_path / "story.html"
    path.write_text(PAGE, encoding="utf-8")
    status, output, errors = run("annotate", "--format", "json", path)
    record = json.loads(output)
    assert (status, errors) == (0, "")
    assert record["text"].startswith("Army enters Marsalin\n\nThe regime said on Monday")
    assert "the <script> road" in record["text"]
    assert "Copyright" not in record["text"]
    assert record["zones"][0]["kind"] == "title"
    piped = run("annotate", "--format", "json", "--input-format", "html", stdin=PAGE.encode())[1]
    assert json.loads(piped)["text"] == record["text"]


def test_page_without_an_article(run, tmp_path):
    pytest.importorskip("trafilatura")
    path = tmp_path / "empty.html"
    path.write_bytes(b"")
    status, output, errors = run("annotate", path)
    assert (status, output) == (1, "")
    assert errors == f"biaslens: {path}: expected a page with an article, found none\n"


def test_page_without_the_extra(run, article, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    path = tmp_path / "story.html"
    path.write_text(PAGE, encoding="utf-8")
    status, output, errors = run("annotate", "--format", "jsonl", path, article)
    assert status == 1
    assert ids(output) == [str(article)]
    assert f"biaslens: {path}: " in errors
    assert 'pip install "biaslens[html]"' in errors


# --- formats -----------------------------------------------------------------------------------


def test_csv_of_several_files(run, article):
    import csv

    status, output, _ = run("annotate", "--format", "csv", "--layer", "loaded", article, WIRE)
    table = list(csv.DictReader(io.StringIO(output, newline="")))
    assert status == 0
    assert {row["layer"] for row in table} == {"loaded"}
    assert table[0]["article"] == str(article)
    assert table[0]["entry"] == "loaded/regime"


def test_web_annotations(run, article):
    one = json.loads(run("annotate", "--format", "webannotation", article)[1])
    assert one["type"] == "AnnotationCollection"
    several = json.loads(run("annotate", "--format", "webannotation", article, WIRE)[1])
    assert several[0] == one
    assert len(several) == 2


def test_sarif(run, article):
    log = json.loads(run("annotate", "--format", "sarif", article, WIRE)[1])
    (run_,) = log["runs"]
    assert len(run_["artifacts"]) == 2
    assert run_["results"][0]["ruleId"] == "loaded/regime"


needs_html = pytest.mark.skipif(
    not hasattr(biaslens.Report, "to_html"), reason="there is no report in HTML"
)


@needs_html
def test_html_of_one_article(run, article, tmp_path):
    target = tmp_path / "report.html"
    status, output, _ = run("annotate", "--format", "html", "-o", target, article)
    assert (status, output) == (0, "")
    assert "<html" in target.read_text(encoding="utf-8")


@needs_html
def test_html_of_several_articles(run, article, tmp_path):
    target = tmp_path / "report.html"
    status, _, errors = run("annotate", "--format", "html", "-o", target, article, WIRE)
    assert status == 2
    assert "--output-dir" in errors
    assert not target.exists()
    pages = tmp_path / "pages"
    assert run("annotate", "--format", "html", "--output-dir", pages, article, WIRE)[0] == 0
    assert sorted(path.name for path in pages.iterdir()) == ["article.html", "wire.html"]


def test_lone_surrogate_in_every_format(run, tmp_path):
    content = b'{"text": "The regime \\ud800 said it."}\n'
    for form in ("text", "json", "jsonl", "csv", "webannotation", "sarif"):
        arguments = ("annotate", "--format", form, "--input-format", "jsonl")
        status, output, errors = run(*arguments, stdin=content)
        assert (status, errors) == (0, "")
        assert "regime" in output
    target = tmp_path / "out"
    arguments = ("annotate", "--format", "brat", "--input-format", "jsonl", "--output-dir", target)
    assert run(*arguments, stdin=content)[0] == 0
    assert (target / "stdin-000001.txt").read_text(encoding="utf-8") == "The regime ? said it."


# --- a folder for the output -------------------------------------------------------------------


def tree(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.*"))


def test_output_dir(run, folder, article, tmp_path):
    target = tmp_path / "out" / "deeper"
    arguments = ("annotate", "--format", "json", "--output-dir", target, folder, article)
    status, output, errors = run(*arguments)
    assert (status, output, errors) == (0, "", "")
    assert tree(target) == ["a.json", "article.json", "b.json", "deep/c.json"]
    assert json.loads((target / "article.json").read_text(encoding="utf-8"))["text"] == TEXT


def test_names_that_are_taken_get_a_number(run, tmp_path):
    for name in ("one/a.txt", "two/a.txt", "A.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    files = [tmp_path / name for name in ("one/a.txt", "two/a.txt", "A.txt")]
    target = tmp_path / "out"
    assert run("annotate", "--output-dir", target, *files)[0] == 0
    assert tree(target) == ["A-3.txt", "a-2.txt", "a.txt"]


def test_articles_are_never_written_over(run, folder):
    before = (folder / "b.txt").read_text(encoding="utf-8")
    status, _, errors = run("annotate", "--output-dir", folder, folder)
    assert status == 1
    assert f"biaslens: {folder / 'b.txt'}: not written over an article that is read\n" in errors
    assert (folder / "b.txt").read_text(encoding="utf-8") == before
    status, _, errors = run("annotate", "-o", folder / "b.txt", folder)
    assert status == 2
    assert "an article is read from this file" in errors
    assert (folder / "b.txt").read_text(encoding="utf-8") == before


def test_brat_needs_a_folder(run, article, tmp_path):
    assert run("annotate", "--format", "brat", article)[0] == 2
    target = tmp_path / "out"
    assert run("annotate", "--format", "brat", "--output-dir", target, article)[0] == 0
    assert tree(target) == ["annotation.conf", "article.ann", "article.txt"]
    assert (target / "article.txt").read_text(encoding="utf-8") == TEXT


def test_output_and_output_dir(run, article, tmp_path):
    status, _, errors = run("annotate", "-o", tmp_path / "a", "--output-dir", tmp_path, article)
    assert status == 2
    assert "exclude each other" in errors


def test_output_dir_that_cannot_be_written(run, article, tmp_path):
    (tmp_path / "file").touch()
    target = tmp_path / "file" / "out"
    status, _, errors = run("annotate", "--output-dir", target, article)
    assert status == 1
    assert errors.startswith(f"biaslens: {target / 'article.txt'}: ")


# --- --fail-on ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("conditions", "status", "said"),
    [
        (["loaded:author"], 3, ["loaded:author: found 1 in 1 article"]),
        (["loaded:source"], 0, []),
        (["loaded:scare_quote", "hedging"], 3, ["hedging: found 1 in 1 article"]),
        (["attribution", "attribution"], 3, ["attribution: found 2 in 1 article"]),
        (
            ["loaded", "hedging"],
            3,
            ["loaded: found 1 in 1 article", "hedging: found 1 in 1 article"],
        ),
    ],
)
def test_fail_on(run, article, conditions, status, said):
    options = [part for condition in conditions for part in ("--fail-on", condition)]
    found, output, errors = run("annotate", *options, article)
    assert found == status
    assert errors == "".join(f"biaslens: --fail-on {line}\n" for line in said)
    assert "A headline" in output


def test_fail_on_counts_what_is_shown(run):
    path = EXAMPLES / "opposition.txt"
    terms = biaslens.annotate(path.read_text(encoding="utf-8")).loaded_terms
    shown = [term for term in terms if term.zone in ("title", "body")]
    assert 0 < len(shown) < len(terms)
    for count, extra in ((len(shown), ()), (len(terms), ("--all-zones",))):
        status, _, errors = run("annotate", "--fail-on", "loaded", *extra, path)
        assert status == 3
        assert errors == f"biaslens: --fail-on loaded: found {count} in 1 article\n"


def test_a_file_that_cannot_be_read_outranks_what_is_found(run, article, tmp_path):
    status, _, errors = run("annotate", "--fail-on", "loaded", article, tmp_path / "none.txt")
    assert status == 1
    assert "--fail-on loaded: found 1" in errors


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("loded", "expected a layer of attribution, hedging, loaded, came 'loded'"),
        ("loaded:auhtor", "did you mean 'author'?"),
        ("loaded:", "expected a voice of author, source, scare_quote, came ''"),
    ],
)
def test_wrong_fail_on(run, article, condition, said):
    status, output, errors = run("annotate", "--fail-on", condition, article)
    assert (status, output) == (2, "")
    assert said in errors


def test_fail_on_a_layer_that_is_off(run, article):
    status, _, errors = run("annotate", "--layer", "hedging", "--fail-on", "loaded", article)
    assert status == 2
    assert "--fail-on loaded: the layer is not among those annotated" in errors


# --- completion, help, the bar -----------------------------------------------------------------


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_script(run, shell):
    status, output, _ = run("completion", shell)
    assert status == 0
    assert f"_BIASLENS_COMPLETE={shell}_complete" in output


def test_completion_of_words(capsysbinary, monkeypatch):
    monkeypatch.setenv("_BIASLENS_COMPLETE", "zsh_complete")
    monkeypatch.setenv("COMP_WORDS", "biaslens annotate --format web")
    monkeypatch.setenv("COMP_CWORD", "3")
    with pytest.raises(SystemExit):
        main([])
    assert b"webannotation" in capsysbinary.readouterr().out


def test_help_shows_examples(run):
    for command in ("annotate", "evaluate", "completion"):
        status, output, _ = run(command, "--help")
        assert status == 0
        examples = output.partition("Examples:\n")[2].splitlines()
        assert sum("biaslens" in line for line in examples) >= 3


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("stdout", "shown"), [("file", True), ("pipe", False), ("dir", True)])
def test_bar(folder, tmp_path, monkeypatch, stdout, shown):
    monkeypatch.setattr(sys.modules["biaslens.cli.annotate"], "_LONG", 0)
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    reading, writing = os.pipe()
    if stdout == "file":
        os.close(writing)
        writing = os.open(tmp_path / "out", os.O_WRONLY | os.O_CREAT)
    extra = ["--output-dir", str(tmp_path / "to")] if stdout == "dir" else []
    with open(writing, "w", encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        with pytest.raises(SystemExit) as stopped:
            main(["annotate", "--format", "jsonl", *extra, str(folder)])
    os.close(reading)
    assert stopped.value.code == 0
    assert ("article" in terminal.getvalue()) is shown


# --- what a new user meets -----------------------------------------------------------------------


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name)


@pytest.mark.parametrize("path", [(), *commands(_cli)], ids=" ".join)
def test_help_shows_an_example(run, path):
    status, output, errors = run(*path, "--help")
    assert (status, errors) == (0, "")
    examples = re.search(r"^  Examples?:\n((?:    .+\n)+)", output, re.M)
    assert examples
    said = " ".join(("biaslens", *path))
    assert all(said in line or "--no-config" in line for line in examples[1].splitlines())


def test_the_module_is_the_command():
    called = [sys.executable, "-m", "biaslens", "--version"]
    done = subprocess.run(called, capture_output=True, text=True, check=True)
    assert done.stdout == f"biaslens {biaslens.__version__}\n"


def test_a_page_of_one_layer_says_nothing_of_the_others(run, article, tmp_path):
    _, page, _ = run("annotate", "--format", "html", "--layer", "loaded", article)
    assert 'id="p-loaded"' in page
    assert 'id="p-speaking"' not in page
    assert 'id="p-hedges"' not in page
    folder = tmp_path / "pages"
    run(
        "annotate", "--format", "html", "--layer", "loaded", "--output-dir", folder, article
    )  # fmt: skip
    assert (folder / "article.html").read_text(encoding="utf-8") == page


@pytest.mark.parametrize(
    "arguments",
    [
        ("annotate", WIRE, "-o", "{}"),
        ("compare", WIRE, WIRE, "-o", "{}"),
        ("lexicon", "init", "{}"),
    ],
)
def test_a_folder_to_write_to_that_is_not_there(run, tmp_path, arguments):
    target = tmp_path / "none" / "file"
    status, output, errors = run(*(str(part).format(target) for part in arguments))
    assert (status, output) == (1, "")
    assert f"biaslens: {target}: there is no folder {target.parent}\n" in errors
