/** The archive with the bundled program over real HTTP: what it keeps, finds and refuses. */
import { afterEach, assert, beforeEach, describe, it } from "@effect/vitest"
import { Postgres } from "@org/messages-postgres"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type Factory, serve, type StoredMessage } from "../factory.js"
import * as Live from "../../test/live.js"
import { finish, halt, run, sandbox, start } from "../support.js"

let folder: string
let factory: Factory | undefined

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "archive-"))
})

afterEach(() => {
  factory?.close()
  factory = undefined
  rmSync(folder, { recursive: true })
})

const at = (name: string) => join(folder, name)

const archive = (env: Readonly<Record<string, string>>, ...args: ReadonlyArray<string>) =>
  run(["archive", ...args, "--file", at("a.db")], { env })

/** Numbers that look random and are the same in every run. */
const numbers = (seed: number) => (below: number) => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
  return Math.floor((seed / 2_147_483_648) * below)
}

describe("archive sync", () => {
  it("gives exactly what the provider has after each of ten syncs, while conversations grow, change and vanish", async () => {
    factory = await serve()
    const { environment, sessions } = factory
    const next = numbers(7)
    let clock = Date.UTC(2026, 2, 2)
    let made = 0
    const write = (id: string): StoredMessage => ({ id, text: `text ${clock}`, updatedAt: (clock += 1000) })
    const add = (session: string, count: number) =>
      sessions.set(session, [
        ...(sessions.get(session) ?? []),
        ...Array.from({ length: count }, () => write(`m${(made += 1)}`))
      ])
    for (const session of ["a", "b", "c"]) add(session, 90 + next(40))
    for (let round = 0; round < 10; round++) {
      // The program itself runs the first two rounds and the last one; the others run in this process, which is faster.
      const isProgram = round < 2 || round === 9
      const runs = (env: Readonly<Record<string, string>>, ...args: ReadonlyArray<string>) =>
        isProgram ? archive(env, ...args) : Live.run(["archive", ...args, "--file", at("a.db")], env)
      const synced = await runs(environment, "sync", "factory")
      assert.deepInclude(synced, { code: 0, stderr: "" })
      const exported = await runs({}, "export")
      assert.strictEqual(exported.code, 0, exported.stderr)
      const found = exported.stdout
        .split("\n")
        .slice(0, -1)
        .map((line) => JSON.parse(line) as { ref: string; parts: ReadonlyArray<{ text: string }> })
        .map(({ parts, ref }) => `${ref} ${parts[0]?.text}`)
      const expected = [...sessions].flatMap(([session, messages]) =>
        messages.map(({ id, text }) => `factory:${session}/${id} ${text}`)
      )
      assert.deepStrictEqual(found.toSorted(), expected.toSorted(), `round ${round}`)
      const [session = "a"] = [...sessions.keys()].slice(next(sessions.size))
      const messages = sessions.get(session) ?? []
      const place = next(messages.length)
      if (round % 4 === 0) add(session, 1 + next(30))
      if (round % 4 === 1)
        sessions.set(
          session,
          messages.map((message, index) => (index === place ? write(message.id) : message))
        )
      if (round % 4 === 2) {
        sessions.set(
          session,
          messages.filter((_, index) => index !== place)
        )
        add(`new-${round}`, 3)
      }
      if (round % 4 === 3) sessions.delete(session)
    }
    const session = [...sessions.keys()][0] ?? ""
    await archive(environment, "sync", "factory")
    const online = await run(["read", `factory:${session}`], { env: environment })
    const offline = await run(["read", `factory:${session}`, "--archive", "--file", at("a.db")])
    assert.deepStrictEqual([offline.code, offline.stdout, offline.stderr], [0, online.stdout, ""])
    assert.deepInclude(await archive({}, "verify", "--format", "pretty"), { code: 0 })
  }, 180_000)

  it("asks once where nothing is new, and continues after an interruption", async () => {
    let pages = 0
    const stop = halt()
    factory = await serve(() => ((pages += 1) === 4 ? stop.wait() : Promise.resolve()))
    const { environment, requests, sessions } = factory
    const messages = Array.from({ length: 450 }, (_, index) => ({ id: `m${index}`, text: "x", updatedAt: 1e12 }))
    sessions.set("a", messages)
    const child = start(["archive", "sync", "factory", "--file", at("a.db")], { env: environment })
    const ended = finish(child)
    await stop.reached
    child.kill("SIGINT")
    const interrupted = await ended
    stop.release()
    assert.strictEqual(interrupted.code, 130)
    assert.include(interrupted.stderr, "error: The sync was interrupted; what was done before is safe")
    assert.include(interrupted.stderr, "→ To continue, repeat the command\n")
    const rest = await archive(environment, "sync", "factory")
    assert.strictEqual(rest.code, 0, rest.stderr)
    const { total } = JSON.parse(rest.stdout) as { total: { new: number; unchanged: number } }
    assert.isBelow(total.new, 450)
    const before = requests()
    const again = JSON.parse((await archive(environment, "sync", "factory")).stdout) as { total: object }
    assert.deepInclude(again.total, { new: 0, changed: 0, gone: 0, unchanged: 450, requests: 1 })
    assert.strictEqual(requests() - before, 1)
  })

  it("names what it could not read, and keeps the rest", async () => {
    factory = await serve()
    factory.sessions.set("a", [{ id: "m", text: "x", updatedAt: 1e12 }])
    const { code, stderr, stdout } = await archive(factory.environment, "sync", "factory:a", "factory:nope")
    assert.strictEqual(code, 4, stderr)
    assert.include(stderr, "factory:nope: ")
    assert.deepInclude((JSON.parse(stdout) as { total: object }).total, { new: 1 })
  })
})

describe("archive search", () => {
  it("finds by words, filters, and two characters of Chinese and Japanese, one object a line", async () => {
    const { environment, stop } = await sandbox()
    try {
      const synced = await archive(environment, "sync", "mielto", "honcho:bakery", "--format", "pretty")
      assert.strictEqual(synced.code, 0, synced.stderr)
      assert.match(
        synced.stdout,
        /^mielto {2}[\d,]+ new, 0 changed, 0 gone, 0 unchanged {2}\d+ conversations, \d+ requests\n/
      )
    } finally {
      await stop()
    }
    const found = await archive({}, "search", "refund invoice", "--provider", "mielto", "--since", "2026-01-01")
    assert.deepInclude(found, { code: 0, stderr: "" })
    const [line = "", ...rest] = found.stdout.split("\n").slice(0, -1)
    assert.deepStrictEqual(rest, [])
    assert.deepStrictEqual(Object.keys(JSON.parse(line) as object), ["ref", "role", "createdAt", "snippet"])
    assert.deepInclude(JSON.parse(line), { ref: "mielto:msg_refund_answer", role: "assistant" })
    const texts = { m1: "请帮我处理退款问题", m2: "返金の手続きは完了しました" }
    const messages = Object.entries(texts).map(([id, text]) => ({
      version: 1,
      format: "factory",
      ref: `factory:zh/${id}`,
      id,
      conversation: { id: "zh" },
      role: "user",
      parts: [{ type: "text", text }]
    }))
    writeFileSync(at("zh.ndjson"), messages.map((message) => `${JSON.stringify(message)}\n`).join(""))
    const imported = await archive({}, "import", at("zh.ndjson"), "--format", "pretty")
    assert.deepInclude(imported, {
      code: 0,
      stdout: `${at("zh.ndjson")}  2 new, 0 changed, 0 unchanged, 1 conversation\n`
    })
    for (const [word, ref] of [
      ["退款", "factory:zh/m1"],
      ["返金", "factory:zh/m2"]
    ] as const) {
      const { stdout } = await archive({}, "search", word)
      assert.deepInclude(JSON.parse(stdout), { ref })
    }
  })

  it("says what to do next where there is nothing, and makes files that only the user can read", async () => {
    const { code, stderr, stdout } = await run(["archive", "search", "x"], { env: { HOME: folder } })
    const path = at(".local/share/messages/archive.db")
    assert.deepStrictEqual(
      [code, stdout, stderr],
      [2, "", `error: The archive ${path} does not exist yet\n  → To fill it: messages archive sync --all\n`]
    )
    assert.isFalse(existsSync(path))
    factory = await serve()
    await run(["archive", "sync", "factory"], { env: { ...factory.environment, HOME: folder } })
    const empty = await run(["archive", "search", "x"], { env: { HOME: folder } })
    assert.deepStrictEqual(
      [empty.code, empty.stdout, empty.stderr],
      [0, "", `The archive ${path} has no messages yet. To fill it: messages archive sync --all\n`]
    )
    assert.strictEqual(statSync(path).mode & 0o777, 0o600)
    assert.strictEqual(statSync(join(path, "..")).mode & 0o777, 0o700)
    const missing = await run(["archive", "get", "factory:a/b", "--json"], { env: { HOME: folder } })
    assert.strictEqual(missing.code, 4)
    assert.deepInclude(JSON.parse(missing.stderr), {
      detail: "The archive has no factory:a/b",
      advice: ["To read what is new at Factory: messages archive sync factory"]
    })
  })

  it("refuses what is no archive, what cannot be written, and what cannot be searched for, with codes of their own", async () => {
    writeFileSync(at("text.db"), "This is not a database. ".repeat(100))
    const wrong = await run(["archive", "search", "x", "--file", at("text.db")])
    assert.strictEqual(wrong.code, 2)
    assert.strictEqual(
      wrong.stderr,
      `error: The archive ${at("text.db")} is not an archive\n  → Name another one with --file\n`
    )
    assert.include(readFileSync(at("text.db"), "utf8"), "This is not a database.")
    const query = await archive({}, "search", '"open')
    assert.strictEqual(query.code, 2)
    assert.include(query.stderr, 'has a " that is not closed')
    const url = await run(["archive", "search", "x"], { env: { MESSAGES_DATABASE_URL: "mysql://secret" } })
    assert.strictEqual(url.code, 3)
    assert.include(url.stderr, "MESSAGES_DATABASE_URL expected a URL that begins with postgresql://")
    assert.notInclude(url.stderr, "secret")
    if (process.getuid?.() !== 0) {
      chmodSync(folder, 0o500)
      assert.strictEqual((await archive({}, "search", "x")).code, 3)
      chmodSync(folder, 0o700)
    }
  })
})

describe.skipIf(Postgres.isLeftOut)("an archive in PostgreSQL", () => {
  it.scoped("does the same, where MESSAGES_DATABASE_URL says", () =>
    Effect.gen(function* () {
      const { database } = yield* Postgres.make
      const { url } = yield* database
      const env = { MESSAGES_DATABASE_URL: Redacted.value(url) }
      const { environment, sessions } = yield* Effect.promise(async () => (factory = await serve()))
      sessions.set("a", [{ id: "m", text: "A refund for the invoice, 退款", updatedAt: 1e12 }])
      const command = (...args: ReadonlyArray<string>) =>
        Effect.promise(() => run(args, { env: { ...environment, ...env } }))
      const synced = yield* command("archive", "sync", "--all")
      assert.deepInclude(synced, { code: 0, stderr: "" })
      for (const query of ["refund invoice", "退款"])
        assert.deepInclude(JSON.parse((yield* command("archive", "search", query)).stdout), { ref: "factory:a/m" })
      const online = yield* command("read", "factory:a")
      assert.strictEqual((yield* command("read", "factory:a", "--archive")).stdout, online.stdout)
      assert.deepInclude(yield* command("archive", "verify"), { code: 0 })
    })
  )
})

describe("archive export and import", () => {
  it("bring an archive elsewhere whole, and a folder of documents for people", async () => {
    factory = await serve()
    factory.sessions.set("a", [{ id: "m", text: "The oven is hot", updatedAt: 1e12 }])
    await archive(factory.environment, "sync", "factory")
    const { stdout } = await archive({}, "export")
    writeFileSync(at("all.ndjson"), stdout)
    const copied = await run(["archive", "import", at("all.ndjson"), "--file", at("b.db")])
    assert.strictEqual(copied.code, 0, copied.stderr)
    assert.strictEqual((await run(["archive", "export", "--file", at("b.db")])).stdout, stdout)
    const notes = await archive({}, "export", at("notes"), "--to", "markdown")
    assert.deepInclude(notes, { code: 0, stdout: `${at("notes")}  1 conversation, 1 message\n` })
    assert.include(readFileSync(at("notes/factory.a.md"), "utf8"), "The oven is hot")
    const again = await archive({}, "export", at("notes"), "--to", "markdown")
    assert.strictEqual(again.code, 2, again.stderr)
    assert.isFalse(existsSync(at("notes/factory.a.ndjson")))
    const document = await archive({}, "export", "--to", "anthropic", "--conversation", "factory:a")
    assert.deepStrictEqual(JSON.parse(document.stdout), [
      { role: "user", content: [{ type: "text", text: "The oven is hot" }] }
    ])
  })
})
