"""Installs other people's clients, sends each to coach and writes docs/clients.md: see bin/clients."""

import datetime
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import threading

import person

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[3]
WORK = ROOT / "target" / "matrix"
PERSON = str(HERE / "person.py")
COLUMNS = ["stdio", "HTTP", "OAuth", "list", "call", "write and undo", "progress", "cancel"]
STEPS = COLUMNS[3:]
# The oldest does not load beside the newest pydantic.
PYTHON = {
    "mcp-2": ["mcp==2.3.0"], "mcp-1": ["mcp==1.8.1", "pydantic<2.12"], "fastmcp": ["fastmcp==4.2.3"]}
SDKS = ["sdk-old", "sdk-new", "@modelcontextprotocol/client"]
faults = []


def quiet(words, **more):
    return subprocess.run(words, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **more)


def install():
    """Whatever a registry has; what cannot be installed is not tried, and the table says so."""
    WORK.mkdir(parents=True, exist_ok=True)
    there = WORK / "package.json"
    wanted = (HERE / "package.json").read_text()
    if not there.exists() or there.read_text() != wanted or not (WORK / "node_modules").exists():
        there.write_text(wanted)
        quiet(["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=WORK)
    for name, packages in PYTHON.items():
        program = WORK / name / "bin" / "python"
        if not program.exists():
            quiet([sys.executable, "-m", "venv", WORK / name])
            quiet([program, "-m", "pip", "install", "-q", *packages])


class Coach:
    """One that serves over HTTP, with a home of its own that holds the demo and a log."""

    def __init__(self, folder, auth):
        self.home = folder / auth
        self.environment = {
            "PATH": os.environ["PATH"], "HOME": str(folder), "COACH_HOME": str(self.home), "PORT": "0",
            "RATE_LIMIT_PER_HOUR": "0", "COACH_AUTH": auth}
        log = folder / "log.csv"
        log.write_text(rows())
        quiet([ROOT / "bin/coach", "import", log, "--yes"], env=self.environment)
        self.process = subprocess.Popen(
            [ROOT / "bin/coach"], env=self.environment, stderr=subprocess.PIPE, text=True)
        link = None
        for line in self.process.stderr:
            found = re.search(r"coach serves (\S+) ", line)
            if found:
                self.url = found.group(1)
            if "/first?token=" in line:
                link = line.strip()
            if link or (found and auth == "none"):
                break
        threading.Thread(target=self.process.stderr.read, daemon=True).start()
        if link:
            person.Person().accept(link)

    def stop(self):
        self.process.terminate()
        self.process.wait(60)


def rows():
    """A year of two lifts in the form of a FitNotes export."""
    text = "Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time,Comment\n"
    for week in range(50, 0, -1):
        day = datetime.date.today() - datetime.timedelta(days=7 * week)
        text += f"{day},Squat,Legs,{150 - week},kgs,5,,,,\n" * 3 + f"{day},Bench Press,Chest,80,kgs,8,,,,\n"
    return text


def version(package):
    return json.loads((WORK / "node_modules" / package / "package.json").read_text())["version"]


def visit(words, wanted, browser):
    environment = dict(os.environ, **browser)
    try:
        ran = subprocess.run(
            [*words, json.dumps(wanted)], capture_output=True, text=True, timeout=120, env=environment)
    except subprocess.TimeoutExpired:
        return {"connect": "no answer within two minutes"}
    lines = [line for line in ran.stdout.splitlines() if line.startswith("{")]
    return json.loads(lines[-1]) if lines else {"connect": (ran.stderr.strip() or "no answer")[-300:]}


def row(name, ways):
    """The cells: a way is good where the client connects, a step where it works on every way that is."""
    cells = {}
    for column, done in ways.items():
        cells[column] = done.get("connect")
        for step in STEPS if done.get("connect") is True else []:
            before = cells.get(step, True)
            cells[step] = before if before is not True else done.get(step)
    for column, cell in cells.items():
        if isinstance(cell, str):
            said = " ".join(cell.replace(str(ROOT) + "/", "").split())
            faults.append(f"{name}, {column}: {said[:200]}")
    return "| %s | %s |" % (name, " | ".join(shown(cells.get(column)) for column in COLUMNS))


def shown(cell):
    return "yes" if cell is True else "no" if isinstance(cell, str) else "–"


class Matrix:
    def __init__(self, open_coach, guarded, folder):
        self.open, self.guarded = open_coach, guarded
        tools = folder / "tools"
        tools.mkdir()
        stand_in = tools / "xdg-open"
        stand_in.write_text(f'#!/bin/sh\nexec {sys.executable} {PERSON} "$@"\n')
        stand_in.chmod(0o755)
        self.browser = {
            "BROWSER": f"{stand_in} %s &", "PATH": f"{tools}:{os.environ['PATH']}", "HOME": str(folder)}

    def target(self, way):
        if way == "stdio":
            return {"way": way, "command": [str(ROOT / "bin/coach-stdio")], "env": self.open.environment}
        coach = self.guarded if way == "oauth" else self.open
        return {"way": way, "url": coach.url, "person": PERSON, "python": sys.executable}

    def sdk(self, name, words, **more):
        ways = {column: visit(words, self.target(way) | more, self.browser)
                for column, way in {"stdio": "stdio", "HTTP": "http", "OAuth": "oauth"}.items()}
        print(name, json.dumps(ways), file=sys.stderr)
        return row(name, ways)

    def bridge(self):
        """mcp-remote is a program to others, so one of the SDKs starts it."""
        proxy = str(WORK / "node_modules/mcp-remote/dist/proxy.js")
        ways = {}
        for column, coach in {"HTTP": self.open, "OAuth": self.guarded}.items():
            environment = dict(self.browser, MCP_REMOTE_CONFIG_DIR=self.browser["HOME"] + "/remote")
            wanted = {"sdk": "sdk-new", "way": "stdio", "env": environment,
                      "command": [NODE, proxy, coach.url, "--allow-http"]}
            ways[column] = visit([NODE, str(WORK / "typescript.mjs")], wanted, self.browser)
        print("mcp-remote", json.dumps(ways), file=sys.stderr)
        return row(f"mcp-remote {version('mcp-remote')}", ways)

    def program(self, name, listing, calling, way):
        """A command line that lists and calls, and has no more to it."""
        done = {"connect": True}
        for step, words, mark in (("list", listing, "get_profile"), ("call", calling, "Squat")):
            ran = subprocess.run(
                words, capture_output=True, text=True, timeout=200, env=dict(os.environ, **self.browser))
            said = ran.stdout + ran.stderr
            done[step] = True if mark in ran.stdout else said.strip()[-300:] or "nothing said"
        if done["list"] is not True and done["call"] is not True:
            done["connect"] = done["list"]
        return done

    def mcporter(self):
        base = [NODE, str(WORK / "node_modules/mcporter/dist/cli.js")]
        ways = {}
        for column, flags in {
            "stdio": ["--stdio", str(ROOT / "bin/coach-stdio"), *(
                word for key in ("COACH_HOME",) for word in ("--env", f"{key}={self.open.environment[key]}"))],
            "HTTP": ["--http-url", self.open.url, "--allow-http"],
        }.items():
            ways[column] = self.program(
                "mcporter", base + ["list", *flags, "--name", "coach"],
                base + ["call", *flags, "--name", "coach", "get_exercise_history", "exercise=squat"], column)
        return row(f"mcporter {version('mcporter')}", ways)

    def inspector(self):
        package = "@modelcontextprotocol/inspector"
        data = json.loads((WORK / "node_modules" / package / "package.json").read_text())
        program = data["bin"] if isinstance(data["bin"], str) else list(data["bin"].values())[0]
        base = [NODE, str(WORK / "node_modules" / package / program), "--cli", "--format", "json",
                "--server-url", self.open.url]
        call = ["--method", "tools/call", "--tool-name", "get_exercise_history", "--tool-arg", "exercise=squat"]
        return row(f"Inspector (command line) {data['version']}", {
            "HTTP": self.program("inspector", base + ["--method", "tools/list"], base + call, "HTTP")})

    def rows(self):
        program = {name: str(WORK / name / "bin" / "python") for name in PYTHON}
        for sdk in SDKS:
            yield self.sdk(
                f"TypeScript SDK {version(sdk)}", [NODE, str(WORK / "typescript.mjs")], sdk=sdk)
        for name in ("mcp-1", "mcp-2"):
            title = "Python SDK " + PYTHON[name][0].split("==")[1]
            yield self.sdk(title, [program[name], str(HERE / "python_sdk.py")])
        yield self.sdk("FastMCP " + PYTHON["fastmcp"][0].split("==")[1],
                       [program["fastmcp"], str(HERE / "fastmcp_client.py")])
        yield self.bridge()
        yield self.inspector()
        yield self.mcporter()


def page(table):
    head = (HERE / "clients.md").read_text()
    lines = ["| client | " + " | ".join(COLUMNS) + " |", "|---" * (len(COLUMNS) + 1) + "|", *table]
    what = "\n".join(f"- {fault}" for fault in faults)
    return head.replace("TABLE", "\n".join(lines)).replace("FAULTS", what or "Nothing.")


def main():
    install()
    shutil.copy(HERE / "typescript.mjs", WORK)
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        coaches = [Coach(folder, "none"), Coach(folder, "builtin")]
        try:
            table = list(Matrix(*coaches, folder).rows())
        finally:
            for coach in coaches:
                coach.stop()
    (ROOT / "docs" / "clients.md").write_text(page(table))
    print("\n".join([*table, *faults]))


NODE = str(WORK / "node_modules/node/bin/node")
main()
