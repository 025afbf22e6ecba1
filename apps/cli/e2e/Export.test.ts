/** Exports with the bundled program over real HTTP: what they keep, what they refuse, and how they end. */
import { afterEach, assert, beforeEach, describe, it } from "@effect/vitest"
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type Honcho, type Hook, serve, session } from "./honcho.js"
import { finish, halt, run, start } from "./support.js"

let folder: string
let honcho: Honcho | undefined

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "export-"))
})

afterEach(() => {
  honcho?.close()
  honcho = undefined
  rmSync(folder, { recursive: true })
})

const at = (name: string) => join(folder, name)

const honchoOf = async (count: number, hook?: Hook) =>
  (honcho = await serve(new Map([["s", session("s", count)]]), hook))

const exporting = (env: Honcho["environment"], ...more: ReadonlyArray<string>) =>
  run(["export", "honcho:w/s", "--to", at("s.ndjson"), "--limit", "10", ...more], { env })

describe("export", () => {
  it("keeps every message of a conversation, proves it, and adds what is new", async () => {
    const { environment, sessions } = await honchoOf(45)
    const first = await exporting(environment)
    assert.deepInclude(first, { code: 0, stderr: "" })
    assert.deepInclude(JSON.parse(first.stdout), { conversation: "honcho:w/s", messages: 45, faults: 0 })
    const lines = readFileSync(at("s.ndjson"), "utf8").split("\n").slice(0, -1)
    assert.strictEqual(lines.length, 45)
    assert.deepInclude(JSON.parse(lines[44] ?? ""), { ref: "honcho:w/s/s-44", format: "honcho" })
    sessions.set("s", session("s", 61))
    const more = await exporting(environment, "--since", "last")
    assert.deepInclude(JSON.parse(more.stdout), { messages: 61 })
    const whole = await run(["export", "honcho:w/s", "--to", at("whole")], { env: environment })
    assert.strictEqual(whole.code, 0)
    assert.isTrue(readFileSync(at("whole")).equals(readFileSync(at("s.ndjson"))))
    const verified = await run(["export", "honcho:w/s", "--to", at("s.ndjson"), "--verify", "--format", "pretty"])
    assert.deepInclude(verified, { code: 0, stdout: `${at("s.ndjson")}  61 messages, all of them intact\n` })
  })

  it("makes an empty file of an unknown session, and remarks that it has no messages", async () => {
    const { environment } = await honchoOf(1)
    const args = ["export", "honcho:w/unknown", "--to", at("unknown.ndjson")]
    const unknown = await run(args, { env: environment })
    assert.deepInclude(JSON.parse(unknown.stdout), { messages: 0, faults: 0 })
    assert.match(unknown.stderr, /^No messages: the conversation is empty, or the provider does not know it\.\n$/)
    assert.strictEqual(unknown.code, 0)
    assert.strictEqual(readFileSync(at("unknown.ndjson"), "utf8"), "")
    assert.deepInclude(await run([...args, "--resume", "--json"], { env: environment }), { code: 0, stderr: "" })
  })

  it("changes no existing file, and continues only with --resume", async () => {
    const { counts, environment } = await honchoOf(5)
    writeFileSync(at("s.ndjson"), "mine")
    for (const more of [[], ["--resume"], ["--since", "last"]]) {
      const refused = await exporting(environment, ...more)
      assert.strictEqual(refused.code, 2, refused.stderr)
    }
    assert.strictEqual(readFileSync(at("s.ndjson"), "utf8"), "mine")
    rmSync(at("s.ndjson"))
    assert.strictEqual((await exporting(environment)).code, 0)
    const again = await exporting(environment)
    assert.strictEqual(again.code, 2)
    assert.include(again.stderr, "--resume")
    const { pages } = counts
    assert.strictEqual((await exporting(environment, "--resume")).code, 0)
    assert.strictEqual(counts.pages, pages, "a complete export asks for nothing")
  })

  it("finds what was altered, with exit code 8", async () => {
    const { environment } = await honchoOf(5)
    await exporting(environment)
    appendFileSync(at("s.ndjson"), "{}\n")
    const { code, stderr } = await run(["export", "honcho:w/s", "--to", at("s.ndjson"), "--verify"])
    assert.strictEqual(code, 8)
    assert.include(stderr, "line 6 is not a canonical message")
    assert.include(stderr, "the state says 5 messages, the file has 6")
  })

  it("ends with 8 if an element cannot be read, and keeps the others", async () => {
    const { environment, sessions } = await honchoOf(5)
    sessions.set(
      "s",
      session("s", 5).map(({ content, ...rest }, n) => (n === 2 ? rest : { ...rest, content })) as never
    )
    const { code, stderr, stdout } = await exporting(environment)
    assert.strictEqual(code, 8)
    assert.include(stderr, "honcho:w/s: element 2")
    assert.include(stderr, "could not be read")
    assert.deepInclude(JSON.parse(stdout), { messages: 4, faults: 1 })
  })

  it("waits as long as a refusal asks, and says so", async () => {
    const { environment } = await honchoOf(35, (response, number) => {
      if (number !== 3) return false
      response.writeHead(429, { "retry-after": "1", "content-type": "application/json" })
      response.end('{"detail":"slow down"}')
      return true
    })
    const { code, stderr } = await exporting(environment, "--progress", "json")
    assert.strictEqual(code, 0, stderr)
    const events = stderr
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { type: string; milliseconds?: number })
    const [wait, ...others] = events.filter(({ type }) => type === "wait")
    assert.isAbove(wait?.milliseconds ?? 0, 900)
    assert.deepStrictEqual(others, [])
    assert.strictEqual(events.filter(({ type }) => type === "page").length, 4)
  })

  it("says after how many messages a provider refused, with that refusal's exit code", async () => {
    const { environment } = await honchoOf(35, (response, number) => {
      if (number !== 3) return false
      response.writeHead(401, { "content-type": "application/json" })
      response.end('{"detail":"no"}')
      return true
    })
    const failed = await exporting(environment)
    assert.strictEqual(failed.code, 3)
    assert.include(failed.stderr, "(after 20 messages)")
    assert.strictEqual((await exporting(environment, "--resume")).code, 0)
  })

  it("is refused while another process writes the file, and takes over the file of one that was killed", async () => {
    let isHeld = true
    const stop = halt()
    const { counts, environment } = await honchoOf(45, (_, number) => {
      if (!isHeld || number !== 3) return false
      return stop.wait().then(() => false)
    })
    const first = start(["export", "honcho:w/s", "--to", at("s.ndjson"), "--limit", "10"], { env: environment })
    const killed = finish(first)
    await stop.reached
    for (const more of [[], ["--resume"], ["--since", "last"]]) {
      const { code, stderr } = await exporting(environment, ...more)
      assert.strictEqual(code, 2, stderr)
      assert.include(stderr, `${at("s.ndjson")} is in use by process ${first.pid}`)
      assert.include(stderr, `remove ${at("s.ndjson.lock")}`)
    }
    assert.strictEqual(counts.pages, 3)
    first.kill("SIGKILL")
    await killed
    isHeld = false
    assert.include(readdirSync(folder), "s.ndjson.lock")
    const both = await Promise.all([exporting(environment, "--resume"), exporting(environment, "--resume")])
    assert.include([0, 2], both[0].code)
    assert.include([0, 2], both[1].code)
    assert.isTrue(both.some(({ code }) => code === 0))
    assert.notInclude(readdirSync(folder), "s.ndjson.lock")
    const whole = await run(["export", "honcho:w/s", "--to", at("whole"), "--limit", "10"], { env: environment })
    assert.strictEqual(whole.code, 0)
    assert.isTrue(readFileSync(at("whole")).equals(readFileSync(at("s.ndjson"))))
  })

  it("says how to continue if a person interrupts it", async () => {
    let isHeld = true
    const stop = halt()
    const { environment } = await honchoOf(500, (_, number) => {
      if (!isHeld || number !== 4) return false
      return stop.wait().then(() => false)
    })
    const child = start(["export", "honcho:w/s", "--to", at("s.ndjson"), "--limit", "10"], { env: environment })
    const finished = finish(child)
    await stop.reached
    isHeld = false
    child.kill("SIGINT")
    const { code, stderr } = await finished
    assert.strictEqual(code, 130)
    assert.include(stderr, "repeat the command with --resume")
    assert.strictEqual((await exporting(environment, "--resume")).code, 0)
  })
})

describe("export to a folder", () => {
  it("keeps each conversation in a file, with an index, and names those that failed", async () => {
    const args = [
      "--sandbox",
      "export",
      "--all",
      "factory",
      "mielto:conversation/conv_refund",
      "factory:no-such-session"
    ]
    const { code, stderr, stdout } = await run([...args, "--to", at("all"), "--raw"])
    assert.strictEqual(code, 4, stderr)
    assert.include(stderr, "factory:no-such-session")
    assert.notInclude(readdirSync(at("all")).join(), "no-such-session", "leaves no file behind")
    assert.deepInclude(JSON.parse(stdout), { conversations: 5, failed: 1 })
    const index = JSON.parse(readFileSync(at("all/index.json"), "utf8")) as {
      exports: ReadonlyArray<{ conversation: string; file: string; messages: number }>
    }
    const files = readdirSync(at("all"))
    for (const { file } of index.exports)
      assert.includeMembers(files, [file, `${file}.raw.ndjson`, `${file}.state.json`])
    assert.include(
      index.exports.map(({ conversation }) => conversation),
      "mielto:conversation/conv_refund"
    )
    const verified = await run(["export", "--all", "factory", "--all", "mielto", "--to", at("all"), "--verify"])
    assert.deepInclude(verified, { code: 0, stderr: "" })
    assert.strictEqual(verified.stdout.trim().split("\n").length, 5)
    const again = await run(["--sandbox", "export", "--all", "factory", "--to", at("all"), "--raw", "--since", "last"])
    assert.strictEqual(again.code, 0, again.stderr)
  })

  it("skips Honcho without a workspace, and lists those that are named", async () => {
    const skipped = await run(["--sandbox", "export", "--all", "honcho", "--all", "veryfront", "--to", at("all")])
    assert.strictEqual(skipped.code, 3)
    assert.include(skipped.stderr, "Honcho is skipped")
    assert.include(skipped.stderr, "HONCHO_WORKSPACES")
    assert.isAbove((JSON.parse(skipped.stdout) as { conversations: number }).conversations, 2)
    const named = await run(["--sandbox", "export", "--all", "honcho:bakery", "--to", at("honcho")])
    assert.strictEqual(named.code, 0, named.stderr)
  })
})
