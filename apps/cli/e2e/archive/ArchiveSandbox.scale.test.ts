/** Ten syncs of the sandbox, whose conversations grow, change and vanish: the archive has what the sandbox has, with as few requests as its lists allow. */
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { createServer, request, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as Live from "../../test/live.js"
import { type Environment, type Result, run, type RunningSandbox, sandbox } from "../support.js"

let folder: string
let running: RunningSandbox
let proxy: Server
let environment: Environment
/** The requests that arrived during the last sync, by provider. */
let requests: Record<string, number> = {}

/** The sandbox, behind a server that counts the requests. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "archive-"))
  running = await sandbox()
  proxy = createServer((incoming, response) => {
    const { headers, method, url = "/" } = incoming
    const provider = url.split("/")[1] ?? ""
    requests[provider] = (requests[provider] ?? 0) + 1
    incoming.pipe(
      request(`${running.url}${url}`, { method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers)
        answer.pipe(response)
      })
    )
  })
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve))
  const counting = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
  const direct = { ...running.environment, HONCHO_URL: `${running.url}/honcho` }
  environment = Object.fromEntries(
    Object.entries(direct).map(([name, value]) => [name, value.replace(running.url, counting)])
  )
})

afterAll(async () => {
  proxy.close()
  proxy.closeAllConnections()
  await running.stop()
  rmSync(folder, { recursive: true })
})

const targets = ["factory", "mielto", "veryfront", "honcho:bakery"] as const

const file = () => join(folder, "a.db")

const change = async (changes: ReadonlyArray<object>) => {
  const answer = await fetch(`${running.url}/changes`, { method: "POST", body: JSON.stringify(changes) })
  assert.strictEqual(answer.status, 200, await answer.text())
}

interface Message {
  readonly ref: string
}

const messages = (text: string): ReadonlyArray<Message> =>
  text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Message)

const sorted = (all: ReadonlyArray<Message>) => all.toSorted((a, b) => (a.ref < b.ref ? -1 : 1))

type Runs = (...call: Parameters<typeof Live.run>) => Promise<Pick<Result, "code" | "stdout" | "stderr">>

const program: Runs = (args, env) => run(args, { env })

/** Runs the program, or the same command line in this process, which is faster. */
const succeed = async (args: ReadonlyArray<string>, env: Environment = {}, runs: Runs = program) => {
  const { code, stderr, stdout } = await runs(args, env)
  assert.strictEqual(code, 0, `${args.join(" ")}: ${stderr}`)
  return stdout
}

/** Every message of the sandbox, from an export of its conversations. */
const inSandbox = async () => {
  const out = join(folder, "out")
  rmSync(out, { recursive: true, force: true })
  const all = targets.flatMap((target) => ["--all", target])
  await succeed(["export", ...all, "--to", out], running.environment, Live.run)
  const files = readdirSync(out, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ndjson"))
  return sorted(files.flatMap((name) => messages(readFileSync(join(out, name), "utf8"))))
}

const inArchive = async (runs: Runs = Live.run) =>
  sorted(messages(await succeed(["archive", "export", "--file", file()], {}, runs)))

interface Report {
  readonly target: string
  readonly requests: number
  readonly gone: number
  readonly conversations: { readonly gone: number }
}

/** Syncs everything, and gives how many requests each provider got. */
const sync = async (runs: Runs = Live.run) => {
  requests = {}
  const printed = await succeed(["archive", "sync", ...targets, "--file", file()], environment, runs)
  const reports = (JSON.parse(printed) as { targets: ReadonlyArray<Report> }).targets
  for (const { requests: told, target } of reports)
    assert.strictEqual(told, requests[target.split(":")[0] ?? ""], target)
  return { requests, gone: reports.reduce((sum, { gone }) => sum + gone, 0) }
}

const uuid = (end: string) => `d1a40000-0000-4000-8000-${end.padStart(12, "0")}`

/** For each provider, the conversations of two pages and of many, one of a single page, and one that does not exist yet. */
const diary = (messages: string) => [
  `factory:diary-${messages}`,
  `mielto:conversation/conv_diary_${messages}`,
  `veryfront:${uuid(messages)}`,
  `honcho:bakery/diary-${messages}`
]
const short = ["factory:diary-3", "mielto:conversation/conv_diary_3", `veryfront:${uuid("3")}`, "honcho:bakery/diary-3"]
const made = ["factory:new", "mielto:conversation/conv_new", `veryfront:${uuid("aa")}`, "honcho:bakery/new"]

const arrive = (conversations: ReadonlyArray<string>, messages: number) =>
  conversations.map((conversation) => ({ type: "arrive", conversation, messages }))

const remove = (conversations: ReadonlyArray<string>) =>
  conversations.map((conversation) => ({ type: "remove", conversation }))

/** Honcho's messages never change. */
const exceptHoncho = (refs: ReadonlyArray<string>) => refs.filter((ref) => !ref.startsWith("honcho:"))

/** Mielto's long conversation, and how many requests it takes to read all of it, including the list of conversations. */
const long = { messages: 2_500, requests: 11, requestsAfterDeletion: 10 }

describe("ten syncs of the sandbox", () => {
  const grown = diary("120").map((ref) =>
    ref.startsWith("mielto:") ? `mielto:conversation/conv_diary_${long.messages}` : ref
  )

  it("archive exactly what the sandbox has, with as few requests as the providers' lists allow", async () => {
    await change(remove(diary("2500").filter((ref) => !grown.includes(ref))))
    await sync(program)
    const first = await inSandbox()
    assert.deepStrictEqual(await inArchive(), first)
    /** Messages of the long conversations, neither their first nor their last ones. */
    const middle = (index: number) =>
      [/^factory:diary-120/, new RegExp(`^mielto:msg_diary_${long.messages}`), new RegExp(uuid("120"))].map(
        (conversation) => first.filter(({ ref }) => conversation.test(ref))[index]?.ref ?? ""
      )
    // Each list takes one request; Mielto ends each list with a page that has nothing new; Honcho's list never says what is unchanged.
    const rounds = [
      { what: "nothing happens", changes: [], gone: 0, requests: [1, 2, 1, 4] },
      { what: "a few messages come", changes: arrive(grown, 3), gone: 0, requests: [2, 4, 2, 4] },
      { what: "more come than a page has", changes: arrive(grown, 150), gone: 0, requests: [3, 4, 3, 5] },
      {
        what: "a message is edited",
        changes: middle(40).map((message) => ({ type: "edit", message, text: "Another text" })),
        gone: 0,
        // The count shows that it was no new message, so that all pages are read at once. Mielto has no count.
        requests: [4, long.requests, 4, 4]
      },
      {
        what: "a title is edited",
        changes: exceptHoncho(grown).map((conversation) => ({ type: "title", conversation, title: "Another title" })),
        gone: 0,
        requests: [4, long.requests, 4, 4]
      },
      {
        what: "a message is deleted",
        changes: middle(50).map((message) => ({ type: "remove", message })),
        gone: 3,
        // Mielto's first page has a total that is too small.
        requests: [4, long.requestsAfterDeletion, 4, 4]
      },
      {
        what: "a conversation begins, and one is deleted",
        changes: [...arrive(made, 3), ...remove(short)],
        gone: 12,
        requests: [2, 4, 2, 4]
      },
      { what: "the new one grows", changes: arrive(made, 2), gone: 0, requests: [2, 4, 2, 4] },
      {
        what: "the long ones are deleted",
        changes: remove(grown),
        gone: 272 + (long.messages + 152) + 272 + 273,
        requests: [1, 2, 1, 3]
      }
    ]
    for (const [round, { changes, gone, requests, what }] of rounds.entries()) {
      if (changes.length > 0) await change(changes)
      const [factory = 0, mielto = 0, veryfront = 0, honcho = 0] = requests
      // The program itself runs the first syncs and the last one.
      const runs = round < 2 || round === rounds.length - 1 ? program : Live.run
      assert.deepStrictEqual(await sync(runs), { requests: { factory, mielto, veryfront, honcho }, gone }, what)
      assert.deepStrictEqual(await inArchive(), await inSandbox(), what)
    }
    assert.deepStrictEqual(await inArchive(program), await inSandbox())
    await succeed(["archive", "verify", "--file", file()])
  }, 600_000)

  it("keep what is gone, and read as the sandbox does", async () => {
    for (const conversation of made) {
      const online = await succeed(["read", conversation], running.environment)
      assert.strictEqual(await succeed(["read", conversation, "--archive", "--file", file()]), online)
    }
    const found = await succeed(["archive", "search", '"Another text"', "--provider", "factory", "--file", file()])
    assert.match(found, /"goneAt":/)
  }, 120_000)
})
