import { Disguise } from "@org/messages-faults"
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs"
import type { ServerResponse } from "node:http"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { inspect } from "node:util"
import * as Live from "../test/live.js"
import { type Loopback, loopback, type Result, run, type RunningSandbox, sandbox } from "./support.js"

const canary = "fk-canary-7d1f"

let running: RunningSandbox
let odd: Loopback
let folder: string
const heard: Array<Result> = []

/** The responses of an untrustworthy server, by the id of the requested message. */
const answers: Readonly<Record<string, (response: ServerResponse) => void>> = {
  html: (response) => response.end("<html>\u001b[2J</html>"),
  marked: (response) => response.end('\ufeff{"id":"marked","role":"user","content":[]}'),
  other: (response) => response.end(JSON.stringify({ id: "another", role: "user", content: [] })),
  shapeless: (response) => response.end("[]"),
  drifting: (response) => response.end(JSON.stringify({ id: "drifting", role: "robot", content: [], extra: 1 })),
  large: (response) => {
    const chunk = Buffer.alloc(1024 * 1024, 0x20)
    response.once("error", () => undefined)
    for (let index = 0; index < 128; index++) response.write(chunk)
    response.end()
  },
  unauthorized: (response) =>
    says(response, 401, { detail: `No such key ${canary}`, status: 401, title: "Unauthorized" }),
  limited: (response) => {
    response.setHeader("retry-after", "7200")
    says(response, 429, { detail: "Slow down" })
  },
  rejected: (response) => says(response, 400, { detail: "Bad\u001b[31m id" }),
  broken: (response) => says(response, 501, { detail: "Not here" })
}

const says = (response: ServerResponse, status: number, body: object) => {
  response.statusCode = status
  response.end(JSON.stringify(body))
}

beforeAll(async () => {
  running = await sandbox()
  folder = mkdtempSync(join(tmpdir(), "messages-"))
  odd = await loopback((request, response) => {
    response.setHeader("content-type", "application/json")
    const id = request.url?.split("/").at(-1) ?? ""
    request.resume().on("end", () => (answers[id] ?? ((answer) => says(answer, 500, { detail: "Oops" })))(response))
  })
})

afterAll(async () => {
  rmSync(folder, { recursive: true })
  odd.close()
  await running.stop()
})

const path = (name: string, content?: string) => {
  if (content !== undefined) writeFileSync(join(folder, name), content)
  return join(folder, name)
}

/** A file of a given size that takes no space on the disk. */
const sized = (name: string, bytes: number, head: string) => {
  writeFileSync(path(name), head, "latin1")
  truncateSync(path(name), bytes)
  return path(name)
}

interface Case {
  readonly args: ReadonlyArray<string>
  readonly env?: Readonly<Record<string, string>>
  readonly code: number
  readonly says: RegExp
  readonly type: string
}

const sandboxed = () => running.environment
const atOdd = () => ({ FACTORY_API_KEY: canary, FACTORY_API_URL: odd.url })
const post = (...more: ReadonlyArray<string>) => ["post", "factory:invoice-bug", "--text", "x", ...more]

const cases: Readonly<Record<string, () => Case>> = {
  "a malformed ref": () => ({
    args: ["get", "factory:only-one"],
    code: 2,
    says: /"factory:only-one" is not a valid ref.*factory:<sessionId>\/<messageId>[^]*a conversation/,
    type: "invalid-ref"
  }),
  "an id that URLs would resolve away": () => ({
    args: ["get", "factory:a/%2e%2e"],
    code: 2,
    says: /is not a valid ref/,
    type: "invalid-ref"
  }),
  "an unknown provider": () => ({
    args: ["get", "slack:a/b"],
    code: 2,
    says: /"slack:a\/b" is not a valid ref.*factory:.*mielto:.*honcho:.*veryfront:/,
    type: "invalid-ref"
  }),
  "a missing key": () => ({
    args: ["get", "factory:a/b"],
    code: 3,
    says: /FACTORY_API_KEY[^]*export FACTORY_API_KEY=…[^]*messages sandbox/,
    type: "not-configured"
  }),
  "a missing key, before a text is typed": () => ({
    args: ["post", "factory:a", "--text", "-"],
    code: 3,
    says: /FACTORY_API_KEY/,
    type: "not-configured"
  }),
  "a URL that cannot be used": () => ({
    args: ["get", "honcho:a/b/c"],
    env: { HONCHO_URL: `http://user:${canary}@example.com` },
    code: 3,
    says: /HONCHO_URL .*\n.*Correct HONCHO_URL or unset it/,
    type: "misconfigured"
  }),
  "a key that no header can carry": () => ({
    args: ["providers", "--format", "pretty"],
    env: { FACTORY_API_KEY: `${canary}\n` },
    code: 3,
    says: /FACTORY_API_KEY must/,
    type: "misconfigured"
  }),
  "a wrong key": () => ({
    args: ["get", "factory:invoice-bug/question"],
    env: { ...sandboxed(), FACTORY_API_KEY: canary },
    code: 3,
    says: /did not accept the credential \(HTTP 401.*\n.*Check FACTORY_API_KEY/,
    type: "unauthorized"
  }),
  "a provider that repeats the key": () => ({
    args: ["get", "factory:s/unauthorized"],
    env: atOdd(),
    code: 3,
    says: /HTTP 401/,
    type: "unauthorized"
  }),
  "an organization without the feature": () => ({
    args: ["get", "factory:invoice-bug/question"],
    env: { ...sandboxed(), FACTORY_API_KEY: "fk-sandbox-disabled" },
    code: 3,
    says: /Sessions are not enabled[^]*selected organizations only/,
    type: "forbidden"
  }),
  "a message that is not there": () => ({
    args: ["get", "veryfront:0b0e5a1e-0000-4000-8000-000000000001/00000000-0000-4000-8000-00000000dead"],
    env: sandboxed(),
    code: 4,
    says: /Veryfront has no message veryfront:.*\n.*VERYFRONT_API_TOKEN/,
    type: "message-not-found"
  }),
  "a conversation that is not there": () => ({
    args: ["post", "factory:nope", "--text", "x"],
    env: sandboxed(),
    code: 4,
    says: /no conversation factory:nope/,
    type: "conversation-not-found"
  }),
  "an order that the provider does not promise": () => ({
    args: ["list", "factory:invoice-bug", "--order", "newest"],
    env: sandboxed(),
    code: 5,
    says: /Factory does not guarantee the order newest.*\n.*messages providers/,
    type: "not-supported"
  }),
  "a post without the author that the provider needs": () => ({
    args: ["post", "honcho:bakery/morning-orders", "--text", "x"],
    env: sandboxed(),
    code: 2,
    says: /Honcho needs to know who speaks\n.*--as alice/,
    type: "usage"
  }),
  "an empty text": () => ({
    args: ["post", "factory:invoice-bug", "--text", " \n"],
    env: sandboxed(),
    code: 2,
    says: /\/text must not be empty/,
    type: "invalid-draft"
  }),
  "an image of a kind that Factory does not take": () => ({
    args: post("--image", path("a.bmp", "BM")),
    env: sandboxed(),
    code: 2,
    says: /\/images\/0.*\n.*Convert the image to PNG/,
    type: "invalid-draft"
  }),
  "an image among the files": () => ({
    args: post("--file", sized("a.gif", 40, "GIF89a\u00ff")),
    env: sandboxed(),
    code: 2,
    says: /\/files\/0.*\n.*images go with --image/,
    type: "invalid-draft"
  }),
  "an image that is too large": () => ({
    args: post("--image", sized("a.png", 6 * 1024 * 1024, "\u0089PNG\r\n\u001a\n")),
    env: sandboxed(),
    code: 2,
    says: /\/images\/0/,
    type: "invalid-draft"
  }),
  "images that are too large together": () => {
    const image = sized("b.png", 4 * 1024 * 1024, "\u0089PNG\r\n\u001a\n")
    return {
      args: post(...Array.from({ length: 6 }, () => ["--image", image]).flat()),
      env: sandboxed(),
      code: 2,
      says: /b\.png cannot be posted to Factory: \/images\/5 brings .* 20 MiB .*\n.*At most \d+ bytes/,
      type: "invalid-draft"
    }
  },
  "a PDF that is too large": () => ({
    args: post("--file", sized("a.pdf", 4 * 1024 * 1024, "%PDF-1.4\n")),
    env: sandboxed(),
    code: 2,
    says: /\/files\/0.*\n.*At most \d+ bytes/,
    type: "invalid-draft"
  }),
  "a file that does not exist": () => ({
    args: post("--file", path("nope")),
    env: sandboxed(),
    code: 2,
    says: /nope cannot be attached: it does not exist \(no such file or directory\)/,
    type: "unreadable-file"
  }),
  "a directory": () => {
    mkdirSync(path("dir"), { recursive: true })
    return {
      args: post("--image", path("dir")),
      env: sandboxed(),
      code: 2,
      says: /dir cannot be attached: it is a directory/,
      type: "unreadable-file"
    }
  },
  "a file that is neither PDF nor text": () => ({
    args: post("--file", path("a.bin", "a\0b")),
    env: sandboxed(),
    code: 2,
    says: /a\.bin cannot be attached: it is neither a PDF nor text in UTF-8/,
    type: "unreadable-file"
  }),
  "an answer that is not JSON": () => ({
    args: ["get", "factory:s/html"],
    env: atOdd(),
    code: 8,
    says: /cannot be read[^]*messages get <ref> --format raw/,
    type: "malformed"
  }),
  "an answer of another shape": () => ({
    args: ["get", "factory:s/shapeless"],
    env: atOdd(),
    code: 8,
    says: /cannot be read/,
    type: "malformed"
  }),
  "an answer with another id": () => ({
    args: ["get", "factory:s/other"],
    env: atOdd(),
    code: 8,
    says: /cannot be read.*\/id/,
    type: "malformed"
  }),
  "an answer that is too large": () => ({
    args: ["get", "factory:s/large"],
    env: atOdd(),
    code: 8,
    says: /too large/,
    type: "too-large"
  }),
  "a request that the provider rejects": () => ({
    args: ["get", "factory:s/rejected"],
    env: atOdd(),
    code: 5,
    says: /rejected the request \(HTTP 400/,
    type: "rejected"
  }),
  "too many requests": () => ({
    args: ["get", "factory:s/limited"],
    env: atOdd(),
    code: 6,
    says: /Try again in 7200 seconds/,
    type: "rate-limited"
  }),
  "a provider that is down": () => ({
    args: ["get", "factory:s/broken"],
    env: atOdd(),
    code: 7,
    says: /not available \(HTTP 501[^]*try again later/,
    type: "unavailable"
  }),
  "a provider that is not there": () => ({
    args: ["get", "factory:s/m"],
    env: { FACTORY_API_KEY: canary, FACTORY_API_URL: "http://127.0.0.1:1" },
    code: 7,
    says: /not available[^]*Check the network, and that FACTORY_API_URL/,
    type: "unavailable"
  }),
  "a post that was never sent": () => ({
    args: ["post", "factory:s", "--text", "x"],
    env: { FACTORY_API_KEY: canary, FACTORY_API_URL: "http://127.0.0.1:1" },
    code: 7,
    says: /Nothing was posted/,
    type: "unavailable"
  }),
  "a post of unknown outcome": () => ({
    args: ["post", "factory:s", "--text", "x"],
    env: atOdd(),
    code: 9,
    says: /is unknown\n.*Check the conversation before you post again/,
    type: "unavailable"
  })
}

describe("bad input and bad responses", () => {
  for (const [name, make] of Object.entries(cases))
    it(`reports ${name} as text and as a problem, with its exit code and no data`, async () => {
      const { args, code, env = {}, says, type } = make()
      const plain = args.filter((arg) => arg !== "--format" && arg !== "pretty")
      // The program itself gives the text; the problem comes from the same command line in this process, which is faster.
      const [said, told] = await Promise.all([run(args, { env }), Live.run(["--json", ...plain], env)])
      heard.push(said, told)
      assert.deepInclude(said, { code, stdout: "" })
      assert.match(said.stderr, says)
      assert.match(said.stderr, /^error: .*(\n {2}→ .*)+\n$/, "what happened, then what to do")
      assert.notMatch(said.stderr, /[^\P{Cc}\n]/u, "nothing that a terminal obeys")
      assert.deepInclude(told, { code, stdout: "" })
      assert.deepInclude(JSON.parse(told.stderr), { type: `urn:messages:problem:${type}` })
    })

  it("sends a post once, whatever the response is", async () => {
    const before = odd.requests()
    await run(["post", "factory:s", "--text", "x"], { env: atOdd() })
    assert.strictEqual(odd.requests() - before, 1)
  })

  it("with --strict prints a drifting message, lists the drift and exits with 8", async () => {
    const { code, stderr, stdout } = await run(["get", "factory:s/drifting", "--strict"], { env: atOdd() })
    assert.strictEqual(code, 8)
    assert.deepInclude(JSON.parse(stdout), { id: "drifting", role: "participant" })
    assert.match(stderr, /departs from its contract/)
    assert.match(stderr, /\n {4}\/role: expected /)
    const json = await run(["get", "factory:s/drifting", "--strict", "--json"], { env: atOdd() })
    assert.isAbove((JSON.parse(json.stderr) as { drift: ReadonlyArray<unknown> }).drift.length, 1)
    assert.strictEqual((await run(["get", "factory:s/drifting"], { env: atOdd() })).code, 0)
  })

  it("prints a body that is not a message with --format raw", async () => {
    const { code, stdout } = await run(["get", "factory:s/html", "--format", "raw"], { env: atOdd() })
    assert.deepInclude({ code, stdout }, { code: 0, stdout: "<html>\u001b[2J</html>" })
  })

  it("ignores a byte order mark in every reading, and keeps it in the raw body", async () => {
    const [canonical, raw] = await Promise.all(
      ["json", "raw"].map((format) =>
        run(["get", "factory:s/marked", "--strict", "--format", format], { env: atOdd() })
      )
    )
    assert.deepStrictEqual([canonical?.code, canonical?.stderr], [raw?.code, raw?.stderr])
    assert.notInclude(raw?.stderr, "expected JSON")
    assert.strictEqual(raw?.bytes.subarray(0, 3).toString("hex"), "efbbbf")
  })

  it("prints no piece of a key, in whatever form the provider repeats it", async () => {
    const secret = "fk-Canary.91$&~/Zq"
    let said = ""
    const repeating = await loopback((request, response) => {
      const isPost = request.method === "POST"
      request.resume().on("end", () => {
        response.setHeader("content-type", "application/json")
        if (/^[\x20-\x7e]*$/.test(said)) response.setHeader("x-request-id", said)
        const body = { title: said, detail: [{ loc: [said], msg: said }], requestId: said, metadata: { [said]: said } }
        says(response, isPost ? 422 : 401, body)
      })
    })
    const env = { FACTORY_API_KEY: secret, FACTORY_API_URL: repeating.url }
    try {
      for (const disguise of Disguise.disguises) {
        said = `it was ${disguise.of(secret)}`
        // The program itself meets the first disguise; the same command line in this process meets all others.
        const isFirst = disguise === Disguise.disguises[0]
        const runs = (args: ReadonlyArray<string>) => (isFirst ? run(args, { env }) : Live.run(args, env))
        const results = await Promise.all([
          runs(["get", "factory:s/m", "--verbose"]),
          runs(["post", "factory:s", "--text", "x", "--json"])
        ])
        for (const { code, stderr, stdout } of results) {
          assert.isAbove(code ?? 0, 0)
          assert.include(stderr, "it was", "quotes the provider")
          assert.deepStrictEqual(Disguise.remains(stdout + stderr, secret, disguise), [], `${disguise.name}: ${stderr}`)
        }
      }
      assert.strictEqual(repeating.requests(), 2 * Disguise.disguises.length)
    } finally {
      repeating.close()
    }
  })

  it("prints no key in any output", () => {
    assert.isAbove(heard.length, 50)
    assert.notInclude(inspect(heard, { depth: Infinity, maxStringLength: Infinity, maxArrayLength: Infinity }), canary)
    for (const { bytes, stderr } of heard) {
      assert.notInclude(bytes.toString("latin1"), canary)
      assert.notInclude(stderr, canary)
      assert.notInclude(stderr, Buffer.from(canary).toString("base64"))
    }
  })
})
