/** `messages convert`, `formats`, `check` and `get --format`, from their arguments to their exit codes. */
import { assert, describe, it } from "@effect/vitest"
import { Samples } from "@org/messages-contract"
import type { Catalogue } from "@org/messages-formats"
import * as Effect from "effect/Effect"
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as FormatNames from "../../src/commandline/FormatNames.js"
import { message, run } from "../support.js"

const folder = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(join(tmpdir(), "messages-"))),
  (path) => Effect.sync(() => rmSync(path, { recursive: true }))
)

const chat = [
  { role: "system", content: "Be brief." },
  { role: "user", name: "ada", content: "Write to ada@example.com" }
]
const stdin = JSON.stringify(chat)

describe("messages convert", () => {
  it.effect("writes a list of the format, and one line about what it does not say", () =>
    Effect.gen(function* () {
      const said = yield* run(["convert", "--from", "chat", "--to", "anthropic"], { stdin })
      assert.strictEqual(said.exit, 0)
      assert.deepEqual(JSON.parse(said.stdout), [
        { role: "user", content: [{ type: "text", text: "Be brief." }] },
        { role: "user", content: [{ type: "text", text: "Write to ada@example.com" }] }
      ])
      assert.strictEqual(said.stderr, "1 leaf dropped, 3 changed; --report for all\n")
    })
  )

  it.effect("says nothing when nothing is lost", () =>
    Effect.gen(function* () {
      const canonical = yield* run(["convert", "-", "--from", "chat", "--to", "canonical"], { stdin })
      assert.strictEqual(canonical.stderr, "")
      const back = yield* run(["convert", "--to", "chat"], { stdin: canonical.stdout })
      assert.deepEqual([JSON.parse(back.stdout), back.stderr], [chat, ""])
    })
  )

  it.scoped("gives everything back through the sidecar that it wrote", () =>
    Effect.gen(function* () {
      const path = join(yield* folder, "residue.json")
      const original = JSON.stringify([message({ createdAt: "2026-01-05T09:00:00Z", tags: ["a"] })])
      const out = yield* run(["convert", "--to", "anthropic", "--residue", path], { stdin: original })
      assert.strictEqual(JSON.parse(readFileSync(path, "utf8")).format, "anthropic")
      const args = ["convert", "--from", "anthropic", "--to", "canonical", "--residue", path]
      const back = yield* run(args, { stdin: out.stdout })
      assert.deepEqual([JSON.parse(back.stdout), back.stderr], [JSON.parse(original), ""])
      const over = ["convert", "--from", "anthropic", "--to", "ai-sdk", "--residue-in", path, "--residue", `${path}2`]
      assert.notInclude((yield* run(over, { stdin: out.stdout })).stdout, "messages/residue")
      assert.isAbove(JSON.parse(readFileSync(`${path}2`, "utf8")).runs.length, 0)
      const none = yield* run(["convert", "--to", "chat", "--residue", path], { stdin: "[]" })
      assert.strictEqual(none.exit, 2)
    })
  )

  it.effect("keeps the rest in slots, unless the document must be clean", () =>
    Effect.gen(function* () {
      const original = JSON.stringify([message({ tags: ["a"] })])
      const out = yield* run(["convert", "--to", "ai-sdk"], { stdin: original })
      assert.match(out.stderr, /the document embeds the original values; --report/)
      const back = yield* run(["convert", "--to", "canonical"], { stdin: out.stdout })
      assert.deepEqual(JSON.parse(back.stdout), JSON.parse(original))
      const clean = yield* run(["convert", "--to", "ai-sdk", "--clean"], { stdin: original })
      assert.notInclude(clean.stdout, "messages/residue")
    })
  )

  it.effect("does not say that it keeps original values if it only made values up", () =>
    Effect.gen(function* () {
      const said = yield* run(["convert", "--to", "ai-sdk"], {
        stdin: '[{"version":1,"role":"user","parts":[{"type":"text","text":"Hi"}]}]'
      })
      assert.strictEqual(said.stderr, "1 leaf made up; --report for all\n")
    })
  )

  it.scoped("writes the report to a file, and to standard error", () =>
    Effect.gen(function* () {
      const path = join(yield* folder, "report.json")
      const args = ["convert", "--from", "chat", "--to", "anthropic", "--report"]
      assert.strictEqual((yield* run([...args, path], { stdin })).stderr, "")
      assert.deepInclude(JSON.parse(readFileSync(path, "utf8")), { format: "anthropic", dropped: ["/1/author/name"] })
      assert.deepEqual(
        JSON.parse((yield* run([...args, "-"], { stdin })).stderr),
        JSON.parse(readFileSync(path, "utf8"))
      )
    })
  )

  it.effect("exits with 10 for a loss that --fail-on names, after it has printed the document", () =>
    Effect.gen(function* () {
      const args = ["convert", "--from", "chat", "--to", "anthropic", "--fail-on"]
      const failed = yield* run([...args, "synthetic,dropped"], { stdin })
      assert.strictEqual(failed.exit, 10)
      assert.match(failed.stderr, /1 dropped/)
      assert.strictEqual(JSON.parse(failed.stdout).length, 2)
      assert.strictEqual((yield* run([...args, "synthetic"], { stdin })).exit, 0)
      assert.strictEqual((yield* run([...args, "lost"], { stdin })).exit, 2)
      assert.strictEqual((yield* run(["convert", "--to", "html", "--fail-on", "dropped"], { stdin })).exit, 2)
      assert.strictEqual((yield* run(["convert", "--to", "markdown", "--report", "-"], { stdin })).exit, 2)
    })
  )

  it.effect("writes lines, and documents for people", () =>
    Effect.gen(function* () {
      const lines = yield* run(["convert", "--from", "chat", "--to", "ndjson"], { stdin })
      assert.strictEqual(lines.stdout.split("\n").length, 3)
      const again = yield* run(["convert", "--from", "ndjson", "--to", "chat"], { stdin: lines.stdout })
      assert.deepEqual(JSON.parse(again.stdout), chat)
      assert.match(
        (yield* run(["convert", "--from", "chat", "--to", "markdown"], { stdin })).stdout,
        /^# Conversation\n/
      )
      assert.match((yield* run(["convert", "--from", "chat", "--to", "html"], { stdin })).stdout, /^<!doctype html>/)
    })
  )

  it.effect("reads what every provider answers, and gives it back", () =>
    Effect.gen(function* () {
      for (const { json, provider } of Samples.all.filter(({ kind }) => kind === "msg")) {
        const there = yield* run(["convert", "--from", provider, "--to", "canonical"], { stdin: JSON.stringify(json) })
        assert.deepInclude(JSON.parse(there.stdout)[0], { format: provider })
        const back = yield* run(["convert", "--to", provider], { stdin: there.stdout })
        assert.deepEqual(JSON.parse(back.stdout), [json])
      }
      const page = Samples.get("honcho", "page-messages.json").json
      const found = yield* run(["convert", "--to", "ndjson"], { stdin: JSON.stringify(page) })
      assert.match(found.stdout, /^\{"version":1,"format":"honcho"/)
    })
  )

  it.effect("says what is wrong with a document, with exit code 2", () =>
    Effect.gen(function* () {
      for (const [document, expected] of [
        ['[{"role":"user","content":"Hi"}]', /could be any of anthropic, chat, responses, ai-sdk-model/],
        ["[1]", /looks like no known format/],
        ["nothing", /neither JSON/]
      ] as const) {
        const said = yield* run(["convert", "--to", "canonical"], { stdin: document })
        assert.deepEqual([said.exit, said.stdout], [2, ""])
        assert.match(said.stderr, expected)
      }
      const json = yield* run(["convert", "--from", "chat", "--to", "canonical", "--json"], { stdin: "[1]" })
      assert.deepInclude(JSON.parse(json.stderr), { type: "urn:messages:problem:invalid-document", path: "/0" })
      const missing = yield* run(["convert", "/nowhere/x.json", "--to", "chat"])
      assert.deepEqual([missing.exit, missing.stderr.includes("does not exist")], [2, true])
      assert.strictEqual((yield* run(["convert", "--to", "ai-sdk", "--from", "chat"], { stdin: "[]" })).exit, 2)
    })
  )

  it.scoped("redacts before it writes, and counts", () =>
    Effect.gen(function* () {
      const path = join(yield* folder, "rules.json")
      writeFileSync(path, '[{"name": "style", "pattern": "brief"}]')
      const args = ["convert", "--from", "chat", "--to", "chat", "--redact", "--redact-rules", path]
      const said = yield* run(args, { stdin })
      assert.deepEqual(JSON.parse(said.stdout), [
        { role: "system", content: "Be [redacted: style]." },
        { role: "user", name: "ada", content: "Write to [redacted: e-mail address]" }
      ])
      assert.match(said.stderr, /^redacted: 1 × style, 1 × e-mail address\n/)
      writeFileSync(path, '[{"name": "style", "pattern": "("}]')
      assert.strictEqual((yield* run(args, { stdin })).exit, 2)
      writeFileSync(path, "[]")
      const refused = yield* run(args, { stdin })
      assert.deepEqual([refused.exit, refused.stdout], [2, ""])
      assert.match(refused.stderr, /rules\.json.* has no rules/)
    })
  )
})

describe("the files of messages convert", () => {
  const names = (said: { readonly exit: number; readonly stderr: string }) => [said.exit, said.stderr.split("\n")[0]]

  it.scoped("are never overwritten by each other", () =>
    Effect.gen(function* () {
      const path = yield* folder
      const [input, link, other] = [join(path, "in.json"), join(path, "link.json"), join(path, "other.json")]
      writeFileSync(input, stdin)
      symlinkSync(input, link)
      const args = ["convert", input, "--from", "chat", "--to", "anthropic"]
      for (const [more, problem] of [
        [["--residue", input], "the document and --residue"],
        [["--report", link], "the document and --report"],
        [["--residue", other, "--report", join(path, ".", "other.json")], "--residue and --report"],
        [["--residue", other, "--residue-in", other], "--residue and --residue-in"]
      ] as const)
        assert.deepEqual(names(yield* run([...args, ...more])), [2, `error: ${problem} name the same file`])
      assert.deepEqual([readFileSync(input, "utf8"), existsSync(other)], [stdin, false])
      const devices = yield* run([...args, "--residue", "/dev/null", "--report", "/dev/null"])
      assert.strictEqual(devices.exit, 0)
      const get = ["get", "factory:s1/m1", "--format", "chat", "--residue", other, "--report", other]
      assert.deepEqual(names(yield* run(get)), [2, "error: --residue and --report name the same file"])
      yield* run(["archive", "import", input, "--from", "chat", "--file", other])
      const archived = ["get", "factory:s1/m1", "--archive", "--file", other, "--format", "chat", "--report", other]
      assert.deepEqual(names(yield* run(archived)), [2, "error: --file and --report name the same file"])
    })
  )

  it.effect("are files, not standard output", () =>
    Effect.gen(function* () {
      for (const args of [
        ["convert", "--from", "chat", "--to", "anthropic"],
        ["get", "factory:s1/m1", "--format", "chat"]
      ])
        for (const option of ["--residue", "--redact-rules"]) {
          const said = yield* run([...args, option, "-"], { stdin })
          assert.deepEqual(names(said), [2, `error: ${option} takes the path of a file, not -`])
          assert.include(said.stderr, `messages ${args[0]} --help`)
        }
    })
  )
})

describe("a mistake in the options about losses", () => {
  it.effect("names the help of the command", () =>
    Effect.gen(function* () {
      for (const args of [
        ["convert", "--to", "chat", "--fail-on", "drop"],
        ["convert", "--to", "chat", "--detail", "all"],
        ["get", "factory:s1/m1", "--format", "markdown", "--report", "-"],
        ["get", "factory:s1/m1", "--format", "chat", "--residue", "x", "--clean"],
        ["read", "factory:s1", "--format", "honcho", "--residue", "x"]
      ]) {
        const said = yield* run(args, { stdin: "[]" })
        assert.strictEqual(said.exit, 2)
        assert.include(said.stderr, `See messages ${args[0]} --help`)
      }
    })
  )
})

describe("messages convert of the body of a request", () => {
  const messages = [{ role: "user", content: "Hi" }]
  const stdin = JSON.stringify({ model: "c", system: "Be kind.", messages })
  const args = ["convert", "--from", "anthropic", "--to", "anthropic"]

  it.scoped("names its other keys, counts them, and keeps them in the residue", () =>
    Effect.gen(function* () {
      const path = yield* folder
      const [residue, report] = [join(path, "residue.json"), join(path, "report.json")]
      const said = yield* run([...args, "--report", report], { stdin })
      assert.deepEqual([said.exit, JSON.parse(said.stdout)], [0, messages])
      assert.strictEqual(said.stderr, 'the document also has the keys "model", "system", which the output leaves out\n')
      assert.deepEqual(JSON.parse(readFileSync(report, "utf8")).others, { other: 1 })
      const kept = yield* run([...args, "--residue", residue], { stdin })
      assert.match(kept.stderr, /"model", "system", which the residue keeps\n/)
      assert.deepEqual(JSON.parse(readFileSync(residue, "utf8")).others, [{ model: "c", system: "Be kind." }])
    })
  )

  it.effect("fails where --fail-on names what is dropped", () =>
    Effect.gen(function* () {
      const failed = yield* run([...args, "--fail-on", "dropped,changed,synthetic"], { stdin })
      assert.strictEqual(failed.exit, 10)
      assert.match(failed.stderr, /The conversion is not lossless: 1 object that is not a message/)
      const problem = yield* run([...args, "--fail-on", "dropped", "--json"], { stdin })
      assert.deepInclude(JSON.parse(problem.stderr).report, { others: { other: 1 } })
      assert.strictEqual((yield* run([...args, "--fail-on", "changed,synthetic"], { stdin })).exit, 0)
    })
  )

  it.effect("reads a text as input, and the messages of a completion", () =>
    Effect.gen(function* () {
      const input = yield* run(["convert", "--from", "responses", "--to", "chat"], {
        stdin: '{"model":"m","input":"Hi"}'
      })
      assert.deepEqual(JSON.parse(input.stdout), messages)
      const completion = JSON.stringify({
        object: "chat.completion",
        choices: [{ index: 0, message: { role: "assistant", content: "Hello", refusal: null } }]
      })
      const said = yield* run(["convert", "--from", "chat", "--to", "anthropic"], { stdin: completion })
      assert.deepEqual(JSON.parse(said.stdout), [{ role: "assistant", content: [{ type: "text", text: "Hello" }] }])
    })
  )

  it.effect("is refused if two lists could be meant", () =>
    Effect.gen(function* () {
      const said = yield* run(["convert", "--from", "responses", "--to", "chat"], {
        stdin: JSON.stringify({ input: messages, output: messages })
      })
      assert.deepEqual([said.exit, said.stdout], [2, ""])
      assert.include(said.stderr, 'has lists of messages in "input" and "output"')
    })
  )
})

describe("messages convert of session files", () => {
  const lines = (...values: ReadonlyArray<unknown>) => values.map((value) => JSON.stringify(value)).join("\n")
  const text = (text: string) => [{ type: "text", text }]
  const at = "2026-06-02T18:55:36.000Z"
  const files = {
    "factory-session": lines(
      { type: "session_start", id: "s1", title: "Fix", version: 2, cwd: "/work" },
      { type: "message", id: "m1", timestamp: at, parentId: null, message: { role: "user", content: text("Hi") } },
      {
        type: "message",
        id: "m2",
        timestamp: at,
        parentId: "m1",
        message: { role: "assistant", content: [{ type: "tool_use", id: "c1", name: "LS", input: {} }] }
      },
      {
        type: "message",
        id: "m3",
        timestamp: at,
        parentId: "m2",
        message: {
          role: "user",
          content: [{ type: "tool_result", tool_use_id: "c1", is_error: false, content: "src" }]
        }
      },
      { type: "todo_state", todos: [] },
      { type: "of_next_year" }
    ),
    "claude-code": lines(
      { type: "file-history-snapshot", messageId: "x", snapshot: {} },
      { type: "user", uuid: "u1", sessionId: "s1", timestamp: at, message: { role: "user", content: "Hi" } },
      {
        type: "assistant",
        uuid: "u2",
        parentUuid: "u1",
        sessionId: "s1",
        timestamp: at,
        message: { role: "assistant", content: text("Hello") }
      }
    ),
    codex: lines(
      { timestamp: at, type: "session_meta", payload: { id: "s1" } },
      {
        timestamp: at,
        type: "response_item",
        payload: { type: "message", role: "user", content: [{ type: "input_text", text: "Hi" }] }
      }
    )
  }

  for (const [name, stdin] of Object.entries(files))
    it.effect(`reads ${name}, named or not, and counts the lines that are no messages`, () =>
      Effect.gen(function* () {
        for (const from of [[], ["--from", name]]) {
          const said = yield* run(["convert", ...from, "--to", "markdown"], { stdin })
          assert.deepEqual([said.exit, said.stdout.includes("Hi")], [0, true])
          assert.match(said.stderr, /^\d objects? (is not a message|are not messages) \(1 /)
        }
        const torn = yield* run(["convert", "--to", "canonical"], { stdin: `${stdin}\n{"type":"mess` })
        assert.match(torn.stderr, /lines that are not JSON objects are left out: [347]\n/)
      })
    )

  it.scoped("keeps the other lines of a session in the residue, and counts them in the report", () =>
    Effect.gen(function* () {
      const path = yield* folder
      const [residue, report] = [join(path, "residue.json"), join(path, "report.json")]
      const stdin = files["factory-session"]
      const said = yield* run(["convert", "--to", "anthropic", "--residue", residue, "--report", report], { stdin })
      assert.strictEqual(
        said.stderr,
        "3 objects are not messages (1 session_start, 1 todo_state, 1 of_next_year), which the residue keeps\n"
      )
      assert.deepEqual(JSON.parse(readFileSync(report, "utf8")).others, {
        session_start: 1,
        todo_state: 1,
        of_next_year: 1
      })
      assert.strictEqual(JSON.parse(readFileSync(residue, "utf8")).others.length, 3)
    })
  )

  it.scoped("redacts the other lines of a session too, and counts what it found in them", () =>
    Effect.gen(function* () {
      const residue = join(yield* folder, "residue.json")
      const token = `ghp_${"a".repeat(36)}`
      const stdin = files["factory-session"]
        .replace('"title":"Fix"', `"title":"Fix ${token}"`)
        .replace('"todos":[]', `"todos":[{"text":"mail ada@example.com"}]`)
        .replace("of_next_year", "grace@example.com")
      const said = yield* run(["convert", "--to", "anthropic", "--residue", residue, "--redact"], { stdin })
      assert.strictEqual(said.exit, 0)
      assert.match(said.stderr, /^redacted: 1 × token, 2 × e-mail address$/m)
      const kept = readFileSync(residue, "utf8")
      assert.deepEqual([kept.split("[redacted: ").length, JSON.parse(kept).others.length], [4, 3])
      assert.notMatch(said.stdout + said.stderr + kept, /ghp_|@example/)
    })
  )

  it.effect("refuses a file that is of another kind", () =>
    Effect.gen(function* () {
      for (const name of Object.keys(files)) {
        const wrong = yield* run(["convert", "--from", name, "--to", "markdown"], { stdin })
        assert.deepEqual([wrong.exit === 0, wrong.stdout], [false, ""])
        assert.match(wrong.stderr, /has no message/)
        const check = yield* run(["check", "--from", name], { stdin: '{"cut' })
        assert.strictEqual(check.exit, 2)
      }
    })
  )
})

describe("messages convert line by line", () => {
  const one = (index: number) => message({ id: `m${index}`, createdAt: "2026-01-05T09:00:00Z" })
  const stdin = [0, 1, 2].map((index) => `${JSON.stringify(one(index))}\n`).join("")

  it.effect("writes what the whole document gives", () =>
    Effect.gen(function* () {
      const whole = JSON.stringify([one(0), one(1), one(2)])
      for (const to of ["canonical", "ndjson", "factory", "honcho", "markdown", "html"]) {
        const args = ["convert", "--to", to]
        const said = yield* run(args, { stdin })
        assert.deepEqual(said, yield* run(args, { stdin: whole }), to)
        assert.strictEqual(said.exit, 0)
      }
    })
  )

  it.scoped("reads a file, redacts, reports and fails for losses as for other documents", () =>
    Effect.gen(function* () {
      const path = join(yield* folder, "a.ndjson")
      writeFileSync(path, stdin.replace("Hello", "ada@example.com"))
      const said = yield* run(["convert", path, "--to", "honcho", "--redact", "--fail-on", "dropped", "--report", "-"])
      assert.strictEqual(said.exit, 10)
      assert.match(said.stderr, /^redacted: 1 × e-mail address/)
      assert.match(said.stderr, /"dropped": \[\n[^]*"\/2\//)
      assert.notInclude(said.stdout, "ada@")
    })
  )

  it.effect("says which line is wrong, after it has printed those before it", () =>
    Effect.gen(function* () {
      const said = yield* run(["convert", "--to", "ndjson"], { stdin: `${stdin}{"cut\n` })
      assert.strictEqual(said.exit, 2)
      assert.match(said.stderr, /is not JSON in line 4/)
      const text = yield* run(["convert", "--to", "ndjson"], { stdin: Uint8Array.of(0x7b, 0xff, 0x0a) })
      assert.match(text.stderr, /is not text in UTF-8/)
      const missing = yield* run(["convert", "/nowhere/at/all", "--to", "ndjson"])
      assert.match(missing.stderr, /does not exist/)
    })
  )
})

describe("messages convert to a format that is only written", () => {
  it.effect("writes an example for fine-tuning as one line, and says what it leaves out", () =>
    Effect.gen(function* () {
      const done = { role: "assistant", content: "Done." }
      const stdin = JSON.stringify([{ role: "user", content: "Hi" }, done, { role: "user", content: "Thanks" }])
      const said = yield* run(["convert", "--from", "chat", "--to", "openai-fine-tuning"], { stdin })
      assert.strictEqual(said.stdout, `${JSON.stringify({ messages: [{ role: "user", content: "Hi" }, done] })}\n`)
      assert.match(said.stderr, /leaves dropped/)
      const refused = yield* run(["convert", "--from", "chat", "--to", "openai-fine-tuning"], { stdin: "[]" })
      assert.strictEqual(refused.exit, 2)
      const again = yield* run(["convert", "--to", "chat"], { stdin: said.stdout + said.stdout })
      assert.match(again.stderr, /openai-fine-tuning, which can only be written/)
    })
  )
})

describe("messages formats", () => {
  it.effect("lists every format that help names, and every provider", () =>
    Effect.gen(function* () {
      const entries: ReadonlyArray<Catalogue.Entry> = JSON.parse((yield* run(["formats"])).stdout)
      const names = (all: ReadonlyArray<Catalogue.Entry>) => all.map(({ name }) => name).sort()
      assert.deepEqual(names(entries), Object.keys({ ...FormatNames.readable, ...FormatNames.writable }).sort())
      assert.deepEqual(names(entries.filter((entry) => entry.in)), Object.keys(FormatNames.readable).sort())
      const table = yield* run(["formats"], { terminal: true, columns: 140 })
      assert.match(table.stdout, /ai-sdk {2,}in {2}out {2}metadata {2,}UI messages of the AI SDK {2,}ai \d/)
      assert.match(table.stdout, /otel .* semantic-conventions 1\.41\.1 rules\n/)
      assert.match(table.stdout, /atif .* atif 1\.8\.0 rules\n/)
      const narrow = yield* run(["formats"], { terminal: true, columns: 40 })
      for (const line of narrow.stdout.split("\n")) assert.isAtMost(line.length, 40)
      const directions = (name: string) =>
        new RegExp(`^${name}\n(?:  .*\n)+?  ((?:in|out).*)\n`, "m").exec(narrow.stdout)?.[1]
      assert.deepEqual(["chat", "codex", "mcp"].map(directions), ["in and out", "in only", "out only"])
    })
  )
})

describe("messages check", () => {
  const broken =
    '[{"role":"assistant","tool_calls":[{"id":"c1","type":"function","function":{"name":"f","arguments":"{"}}]}]'

  it.effect("prints what it found, why it hurts and where, and exits with 10", () =>
    Effect.gen(function* () {
      const said = yield* run(["check", "--from", "chat"], { stdin: broken })
      assert.deepEqual([said.exit, said.stderr], [10, ""])
      const { findings } = JSON.parse(said.stdout)
      assert.deepEqual(
        findings.map(({ kind, path }: { kind: string; path: string }) => [kind, path]),
        [
          ["unanswered-call", "/0/tool_calls/0"],
          ["broken-arguments", "/0/tool_calls/0"]
        ]
      )
      const shown = yield* run(["check"], { stdin: broken, terminal: true, columns: 80 })
      assert.strictEqual(shown.exit, 2)
    })
  )

  it.effect("exits with 0 if it finds nothing, and with 2 if it cannot read the document", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* run(["check", "--from", "chat"], { stdin })).exit, 0)
      assert.strictEqual((yield* run(["check", "--from", "chat"], { stdin: "{" })).exit, 2)
    })
  )

  it.effect("refuses a document of another format, and counts elements that do not look like the named one", () =>
    Effect.gen(function* () {
      for (const args of [["check"], ["convert", "--to", "canonical"], ["convert", "--to", "chat"]])
        for (const from of ["ai-sdk", "veryfront", "atif"]) {
          const said = yield* run([...args, "--from", from], { stdin })
          assert.deepEqual([said.exit, said.stdout], [2, ""], `${args.join(" ")} ${from}`)
          if (from !== "atif") assert.include(said.stderr, "it looks like ")
        }
      const call = { role: "assistant", content: [{ type: "tool_use", id: "c1", name: "f", input: {} }] }
      const mixed = yield* run(["check", "--from", "chat"], { stdin: JSON.stringify([...chat, call]) })
      assert.strictEqual(mixed.exit, 0)
      const body = yield* run(["check", "--from", "chat"], { stdin: JSON.stringify({ model: "m", messages: chat }) })
      assert.strictEqual(body.stderr, 'the document also has the key "model", which the check does not read\n')
      assert.strictEqual(
        mixed.stderr,
        "1 of 3 elements does not look like the format chat; the check may miss problems there\n"
      )
    })
  )

  it.effect("finds nothing in the samples of the providers but what is in them", () =>
    Effect.gen(function* () {
      const found: Array<string> = []
      for (const { file, json, kind, provider } of Samples.all.filter(
        ({ kind }) => kind === "msg" || kind === "page"
      )) {
        if (kind === "page" && !file.startsWith("page-messages")) continue
        const said = yield* run(["check", "--from", provider], { stdin: JSON.stringify(json) })
        const { findings } = JSON.parse(said.stdout)
        for (const { kind, path } of findings) found.push(`${provider}/${file} ${kind} ${path}`)
      }
      // One message of a conversation has calls or results whose others stand elsewhere.
      assert.deepEqual(found, [
        "factory/msg-assistant-thinking-anthropic.json unanswered-call /0/content/2",
        "factory/msg-assistant-thinking-text-tool-use.json unanswered-call /0/content/2",
        "factory/msg-tool-result-nested-image-and-documents.json orphan-result /0/content/0",
        "factory/msg-user-tool-result-string.json orphan-result /0/content/0",
        "mielto/msg-assistant-tool-calls-openai-style.json unanswered-call /0/tool_calls/0",
        "veryfront/msg-parts-optionals-missing.json orphan-result /0/parts/2",
        "veryfront/msg-tool-call-states.json unanswered-call /0/parts/0",
        "veryfront/msg-tool-call-states.json unanswered-call /0/parts/1",
        "veryfront/msg-tool-call-states.json unanswered-call /0/parts/2",
        "veryfront/msg-tool-call-states.json unanswered-call /0/parts/3"
      ])
    })
  )
})

describe("messages get --format", () => {
  it.effect("prints the message as a document of the format, with the line about what it does not say", () =>
    Effect.gen(function* () {
      const said = yield* run(["get", "factory:s1/m1", "--format", "anthropic"])
      assert.deepEqual(JSON.parse(said.stdout), [{ role: "assistant", content: [{ type: "text", text: "Hello" }] }])
      assert.match(said.stderr, /^\d+ leaves dropped/)
      assert.match((yield* run(["get", "factory:s1/m1", "--format", "markdown"])).stdout, /^# Conversation\n/)
      assert.strictEqual((yield* run(["get", "factory:s1/m1", "--format", "chat", "--fail-on", "dropped"])).exit, 10)
    })
  )

  it.effect("redacts in every form but the raw one", () =>
    Effect.gen(function* () {
      const port = { get: () => Effect.succeed(message({ parts: [{ type: "text", text: "a@example.com" }] })) }
      for (const format of ["json", "pretty", "chat", "html"]) {
        const said = yield* run(["get", "factory:s1/m1", "--redact", "--format", format], { port })
        assert.strictEqual(said.exit, 0)
        assert.notInclude(said.stdout, "a@example.com")
        assert.include(said.stdout, "redacted: e-mail address")
      }
      assert.strictEqual((yield* run(["get", "factory:s1/m1", "--redact", "--format", "raw"])).exit, 2)
      assert.strictEqual((yield* run(["get", "factory:s1/m1", "--fail-on", "dropped"])).exit, 2)
    })
  )
})
