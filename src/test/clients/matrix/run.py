"""Installs other people's clients, sends each to coach and writes docs/clients.md: see bin/clients."""

import datetime
import json
import os
import pathlib
import re
import shlex
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
    "mcp-2": ["mcp==2.3.0"], "mcp-1": ["mcp==1.8.1", "pydantic<2.12"], "fastmcp": ["fastmcp==4.2.3"],
    "langchain": ["langchain-mcp-adapters==0.3.2"], "openai-agents": ["openai-agents==0.24.0"],
    "pydantic-ai": ["pydantic-ai-slim[mcp]==2.68.0"]}
GO = ["github.com/modelcontextprotocol/go-sdk@v1.8.0"]
RUST = ["rmcp@=3.11.0", "--no-default-features", "--features",
        "client,auth,transport-child-process,transport-streamable-http-client-reqwest"]
SDKS = ["sdk-old", "sdk-new", "@modelcontextprotocol/client"]
# How a release says that it does not have it yet.
LACKS = re.compile("No module named 'mcp|unexpected keyword argument")
ONE_CALL = "one call per start: to cancel is to end the program"
STOPS_WAITING = "no cancel in its API: it stops waiting, and the next call is answered"
NO_READING = "its tools are calls only, without a way to follow a reading's progress"
faults, lacking = [], {}


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
    classpath = WORK / "classpath"
    if not classpath.exists() or classpath.stat().st_mtime < (ROOT / "pom.xml").stat().st_mtime:
        quiet(["mvn", "-q", "-B", "dependency:build-classpath", f"-Dmdep.outputFile={classpath}"], cwd=ROOT)
    compiled("go", "sdk.go", "main.go", [
        ["go", "mod", "init", "matrix"], ["go", "get", *GO], ["go", "mod", "tidy"], ["go", "build", "-o", "sdk", "."]])
    compiled("rust", "sdk.rs", "src/main.rs", [
        ["cargo", "init", "--name", "matrix", "."], ["cargo", "add", *RUST], ["cargo", "add", "serde_json"],
        ["cargo", "add", "reqwest@0.13", "--no-default-features"], ["cargo", "add", "tokio", "--features", "full"],
        ["cargo", "build"]])


def compiled(name, source, main, steps):
    """A program of one source, built again when it has changed; not where its language is not installed."""
    folder, text = WORK / name, (HERE / source).read_text()
    if not shutil.which(steps[0][0]) or (folder / main).exists() and (folder / main).read_text() == text:
        return
    shutil.rmtree(folder, ignore_errors=True)
    for number, words in enumerate(steps):
        (folder / main).parent.mkdir(parents=True, exist_ok=True)
        quiet(words, cwd=folder)
        if number == 0:
            (folder / main).write_text(text)


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
            [*words, json.dumps(wanted)], capture_output=True, text=True, timeout=240, env=environment)
    except subprocess.TimeoutExpired:
        return {"connect": "no answer within four minutes"}
    except FileNotFoundError:
        return {"connect": "its language is not installed here"}
    lines = [line for line in ran.stdout.splitlines() if line.startswith("{")]
    return json.loads(lines[-1]) if lines else {"connect": (ran.stderr.strip() or "no answer")[-300:]}


def row(name, ways, **lacks):
    """The cells: a way is good where the client connects, a step where it works on every way that is.
    What it lacks by design is said below the table."""
    print(name, json.dumps(ways), file=sys.stderr, flush=True)
    lacks = {column.replace("_", " "): why for column, why in lacks.items()}
    for column, why in lacks.items():
        lacking.setdefault((name, why), []).append(column)
    cells = {}
    for column, done in ways.items():
        cells[column] = done.get("connect")
        for step in STEPS if done.get("connect") is True else []:
            before = cells.get(step, True)
            cells[step] = before if before is not True else done.get(step)
    for column, cell in cells.items():
        if isinstance(cell, str) and LACKS.search(cell):
            lacking.setdefault((name, "not in this release yet"), []).append(column)
        if isinstance(cell, str) and not LACKS.search(cell):
            said = " ".join(cell.replace(str(ROOT) + "/", "").split())
            faults.append(f"{name}, {column}: {said[:200]}")
    cells |= dict.fromkeys(lacks)
    return "| %s | %s |" % (name, " | ".join(shown(cells.get(column)) for column in COLUMNS))


def shown(cell):
    lacks = cell is None or cell is not True and LACKS.search(cell)
    return "yes" if cell is True else "–" if lacks else "no"


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

    def sdk(self, name, words, lacks={}, **more):
        ways = {column: visit(words, self.target(way) | more, self.browser)
                for column, way in {"stdio": "stdio", "HTTP": "http", "OAuth": "oauth"}.items() if column not in lacks}
        return row(name, ways, **lacks)

    def bridge(self):
        """mcp-remote is a program to others, so one of the SDKs starts it."""
        proxy = str(WORK / "node_modules/mcp-remote/dist/proxy.js")
        ways = {}
        for column, coach in {"HTTP": self.open, "OAuth": self.guarded}.items():
            environment = dict(self.browser, MCP_REMOTE_CONFIG_DIR=self.browser["HOME"] + "/remote")
            wanted = {"sdk": "sdk-new", "way": "stdio", "env": environment,
                      "command": [NODE, proxy, coach.url, "--allow-http"]}
            ways[column] = visit([NODE, str(WORK / "typescript.mjs")], wanted, self.browser)
        return row(f"mcp-remote {version('mcp-remote')}", ways, stdio="it is the bridge from stdio to HTTP")

    def said(self, words):
        ran = subprocess.run(
            words, capture_output=True, text=True, timeout=200, env=self.browser, stdin=subprocess.DEVNULL, cwd=self.browser["HOME"])
        return ran.stdout + ran.stderr

    def program(self, listing, calling):
        """A command line that lists, and makes one call per start: `calling` gives its words."""
        done = {"connect": True}

        def step(name, words, mark, there=True):
            said = self.said(words)
            if done.get(name, True) is True:
                done[name] = True if (mark in said) == there else said.strip()[-300:] or "nothing said"

        weights = calling("list_body_measurements", {})
        step("list", listing, "get_profile")
        step("call", calling("get_exercise_history", {"exercise": "squat"}), "Squat")
        step("write and undo", calling(
            "log_body_measurement", {"measurements": [{"kind": "body_weight", "value": 81.5}]}), "81.5")
        step("write and undo", weights, "81.5")
        step("write and undo", calling("undo_last_change", {}), "body weight")
        step("write and undo", weights, "81.5", False)
        if done["list"] is not True and done["call"] is not True:
            done["connect"] = done["list"]
        return done

    def mcporter(self):
        base = [NODE, str(WORK / "node_modules/mcporter/dist/cli.js")]
        home = f"COACH_HOME={self.open.environment['COACH_HOME']}"
        ways = {}
        for column, flags in {
            "stdio": ["--stdio", str(ROOT / "bin/coach-stdio"), "--env", home],
            "HTTP": ["--http-url", self.open.url, "--allow-http"],
        }.items():
            ways[column] = self.program(
                base + ["list", *flags, "--name", "coach"],
                lambda tool, arguments: base + [
                    "call", *flags, "--name", "coach", tool, "--args", json.dumps(arguments)])
        return row(f"mcporter {version('mcporter')}", ways, OAuth="not sent that way: its sign-in wants a configured server",
                   progress="prints answers only", cancel=ONE_CALL)

    def inspector(self):
        package = "@modelcontextprotocol/inspector"
        data = json.loads((WORK / "node_modules" / package / "package.json").read_text())
        program = data["bin"] if isinstance(data["bin"], str) else list(data["bin"].values())[0]
        base = [NODE, str(WORK / "node_modules" / package / program), "--cli", "--format", "json",
                "--server-url", self.open.url]
        return row(f"Inspector (command line) {data['version']}", {
            "HTTP": self.program(base + ["--method", "tools/list"], lambda tool, arguments: base + [
                "--method", "tools/call", "--tool-name", tool,
                *(word for name, value in arguments.items() for word in (
                    "--tool-arg", f"{name}={value if isinstance(value, str) else json.dumps(value)}"))])},
            stdio="not sent that way", OAuth="not sent that way", progress="prints answers only", cancel=ONE_CALL)

    def listed(self, name, program, add, list_, login, mark):
        """An assistant's own commands: it is told of coach, signs in where it must, and lists coach with the mark."""
        ways, home = {}, f"COACH_HOME={self.open.environment['COACH_HOME']}"
        for column, words in {
            "stdio": add("stdio", home, str(ROOT / "bin/coach-stdio")), "HTTP": add("http", None, self.open.url),
            "OAuth": add("oauth", None, self.guarded.url),
        }.items():
            self.said(program + words)
            # Claude Code signs in at a terminal only.
            said = "" if column != "OAuth" else self.said(["script", "-qec", shlex.join(program + login), "/dev/null"])
            lines = [line for line in self.said(program + list_).splitlines() if words_of(column) in line]
            good = any(re.search(mark[column], line) for line in lines)
            ways[column] = {"connect": True if good else said[-150:] + " ".join(lines) or "not listed"}
        return ways

    def claude_code(self):
        # It takes BROWSER as a program's path alone.
        browser = f"BROWSER={self.browser['HOME']}/tools/xdg-open"
        program = ["env", browser, str(WORK / "node_modules/@anthropic-ai/claude-code-linux-x64/claude"), "mcp"]

        def add(way, env, target):
            kind = ["-e", env, "--", target] if env else [target]
            return ["add", "--transport", "stdio" if env else "http", "coach-" + way, *kind]

        ways = self.listed("Claude Code", program, add, ["list"], ["login", "coach-oauth"],
                           dict.fromkeys(COLUMNS, "Connected"))
        return row(f"Claude Code (mcp list) {version('@anthropic-ai/claude-code')}", ways, **dict.fromkeys(
            ["list", "call", "write_and_undo", "progress", "cancel"], "its commands connect; the rest needs a model"))

    def codex(self):
        program = [NODE, str(WORK / "node_modules/@openai/codex/bin/codex.js"), "mcp"]

        def add(way, env, target):
            return ["add", "coach-" + way, *(["--env", env, "--", target] if env else ["--url", target])]

        ways = self.listed("Codex", program, add, ["list"], ["login", "coach-oauth"],
                           {"stdio": "enabled", "HTTP": "enabled", "OAuth": "OAuth"})
        unasked = "its listing shows coach as enabled without connecting"
        return row(f"Codex (mcp list) {version('@openai/codex')}", ways, stdio=unasked, HTTP=unasked, **dict.fromkeys(
            ["list", "call", "write_and_undo", "progress", "cancel"], "its commands only sign in; the rest needs a model"))

    def rows(self):
        program = {name: str(WORK / name / "bin" / "python") for name in PYTHON}
        typescript = [NODE, str(WORK / "typescript.mjs")]
        yield from (lambda sdk=sdk: self.sdk(f"TypeScript SDK {version(sdk)}", typescript, sdk=sdk) for sdk in SDKS)
        old, new = ("Python SDK " + PYTHON[name][0].split("==")[1] for name in ("mcp-1", "mcp-2"))
        python = str(HERE / "python_sdk.py")
        yield lambda: self.sdk(old, [program["mcp-1"], python], {"cancel": STOPS_WAITING})
        yield lambda: self.sdk(new, [program["mcp-2"], python])
        yield lambda: self.sdk(released("fastmcp", "FastMCP"), [program["fastmcp"], str(HERE / "fastmcp_client.py")],
                               {"progress": "its reading has no parameter for it"})
        yield lambda: self.sdk("Go SDK " + GO[0].split("@v")[1], [str(WORK / "go/sdk")])
        yield lambda: self.sdk("Rust SDK (rmcp) " + RUST[0].split("=")[1], [str(WORK / "rust/target/debug/matrix")])
        java = [shutil.which("java"), "-cp", (WORK / "classpath").read_text(), str(HERE / "Sdk.java")]
        yield lambda: self.sdk(f"Java SDK {java_version()}", java, {
            "OAuth": "left to its user, who brings the token", "cancel": STOPS_WAITING})
        for name in ("langchain", "openai-agents", "pydantic-ai"):
            yield lambda name=name: self.sdk(
                released(name, PYTHON[name][0].split("==")[0].split("[")[0]), [program[name], str(HERE / "frameworks.py")],
                {"progress": NO_READING}, framework=name)
        yield lambda: self.sdk(f"AI SDK (@ai-sdk/mcp) {version('@ai-sdk/mcp')}", [NODE, str(WORK / "ai_sdk.mjs")],
                               {"progress": NO_READING})
        yield from (self.bridge, self.inspector, self.mcporter, self.claude_code, self.codex)


def words_of(column):
    return "coach-" + {"HTTP": "http", "OAuth": "oauth"}.get(column, column)


def released(name, title):
    return title + " " + PYTHON[name][0].split("==")[1]


def java_version():
    return re.search("<mcp.version>(.*)</mcp.version>", (ROOT / "pom.xml").read_text()).group(1)


def page(table):
    head = (HERE / "clients.md").read_text()
    lines = ["| client | " + " | ".join(COLUMNS) + " |", "|---" * (len(COLUMNS) + 1) + "|", *table]
    what = "\n".join(f"- {fault}" for fault in faults)
    without = "\n".join(f"- {name}, {', '.join(columns)}: {why}." for (name, why), columns in lacking.items())
    return head.replace("TABLE", "\n".join(lines)).replace("LACKS", without).replace("FAULTS", what or "Nothing.")


def main():
    install()
    for script in HERE.glob("*.mjs"):
        shutil.copy(script, WORK)
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        coaches = [Coach(folder, "none"), Coach(folder, "builtin")]
        try:
            wanted = [int(word) for word in sys.argv[1:]]
            table = [one() for number, one in enumerate(Matrix(*coaches, folder).rows(), 1)
                     if not wanted or number in wanted]
        finally:
            for coach in coaches:
                coach.stop()
    if not wanted:
        (ROOT / "docs" / "clients.md").write_text(page(table))
    print("\n".join([*table, *map(str, lacking.items()), *faults]))


NODE = str(WORK / "node_modules/node/bin/node")
main()
