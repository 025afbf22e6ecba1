import { assert, describe, it } from "@effect/vitest"
import { JsonSchema, type Messages, Provider } from "@org/messages-core"
import { Sandbox } from "@org/messages-sandbox"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Commands from "../src/Commands.js"
import { StreamFailure } from "../src/Streams.js"
import { failure, message, ref, run } from "./support.js"

const evil = "\u001b[2J\u009b1m\u202e"

describe("get", () => {
  it.effect("prints JSON to a pipe, with two spaces", () =>
    Effect.gen(function* () {
      const { exit, stderr, stdout } = yield* run(["get", "factory:s1/m1"])
      assert.strictEqual(exit, 0)
      assert.strictEqual(stdout, `${JSON.stringify(message(), null, 2)}\n`)
      assert.strictEqual(stderr, "")
    })
  )

  it.effect("prints for people to a terminal, and JSON when it is asked to", () =>
    Effect.gen(function* () {
      assert.match((yield* run(["get", "factory:s1/m1"], { terminal: true })).stdout, /^assistant {2}factory:s1\/m1\n/)
      for (const args of [
        ["--json", "get", "factory:s1/m1"],
        ["get", "factory:s1/m1", "--json"],
        ["get", "factory:s1/m1", "--format=json"]
      ])
        assert.deepStrictEqual(JSON.parse((yield* run(args, { terminal: true })).stdout), message())
      assert.match((yield* run(["get", "factory:s1/m1", "--format", "pretty"])).stdout, /^assistant/)
    })
  )

  it.effect("colours on a terminal only, and only where colour is wanted", () =>
    Effect.gen(function* () {
      assert.include((yield* run(["get", "factory:s1/m1"], { terminal: true, colour: true })).stdout, "\u001b[1m")
      assert.notInclude((yield* run(["get", "factory:s1/m1"], { terminal: true })).stdout, "\u001b")
      assert.notInclude((yield* run(["get", "factory:s1/m1", "--format", "pretty"])).stdout, "\u001b")
    })
  )

  it.effect("gives the provider's body byte for byte to a pipe", () =>
    Effect.gen(function* () {
      const body = Uint8Array.from({ length: 256 }, (_, index) => index)
      const world = { port: { getRaw: () => Effect.succeed({ body }) } }
      const { stdoutBytes } = yield* run(["get", "factory:s1/m1", "--format", "raw"], world)
      assert.deepStrictEqual(new Uint8Array(stdoutBytes), body)
    })
  )

  it.effect("shows control characters escaped on a terminal, in every format", () =>
    Effect.gen(function* () {
      const shown = message({ parts: [{ type: "text", text: `a${evil}b` }] })
      const world = {
        terminal: true,
        port: {
          get: () => Effect.succeed(shown),
          getRaw: () => Effect.succeed({ body: new TextEncoder().encode(`{"a":"${evil}"}`) })
        }
      }
      for (const format of ["pretty", "json", "raw"]) {
        const { stdout } = yield* run(["get", "factory:s1/m1", "--format", format], world)
        assert.notMatch(stdout, /[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/u, format)
        assert.include(stdout, "\\u001b[2J\\u009b1m\\u202e", format)
      }
      const { stdout } = yield* run(["get", "factory:s1/m1", "--json"], world)
      assert.deepStrictEqual(JSON.parse(stdout), shown)
    })
  )

  it.effect("leaves JSON in a pipe as JSON.stringify writes it", () =>
    Effect.gen(function* () {
      const shown = message({ parts: [{ type: "text", text: `a${evil}\ud800b` }] })
      const { stdout } = yield* run(["get", "factory:s1/m1"], { port: { get: () => Effect.succeed(shown) } })
      assert.strictEqual(stdout, `${JSON.stringify(shown, null, 2)}\n`)
    })
  )

  it.effect("asks for the address that ref and options make together", () =>
    Effect.gen(function* () {
      const asked: Array<string> = []
      const world = {
        port: { get: (at: string) => Effect.sync(() => asked.push(at)).pipe(Effect.as(message())) }
      }
      yield* run(["get", "factory:s1/m1", "--computer-id", "c 1"], world)
      yield* run(["get", "--workspace-id=wsp_1", "mielto:m1"], world)
      assert.deepStrictEqual(asked, ["factory:s1/m1?computerId=c%201", "mielto:m1?workspaceId=wsp_1"])
    })
  )

  it.effect("with --strict prints the message, lists the drift and exits with 8", () =>
    Effect.gen(function* () {
      const drift = [{ path: "/role", expected: '"user"' }]
      const strict = yield* run(["get", "factory:s1/m1", "--strict"], { drift })
      assert.strictEqual(strict.exit, 8)
      assert.deepStrictEqual(JSON.parse(strict.stdout), message())
      assert.include(strict.stderr, '/role: expected "user"')
      const json = yield* run(["get", "factory:s1/m1", "--strict", "--json"], { drift })
      assert.deepInclude(JSON.parse(json.stderr), { type: "urn:messages:problem:drift", drift })
      assert.strictEqual((yield* run(["get", "factory:s1/m1"], { drift })).exit, 0)
      assert.strictEqual((yield* run(["get", "factory:s1/m1", "--strict"])).exit, 0)
    })
  )

  it.effect("with --strict takes a raw body that is no JSON for drift", () =>
    Effect.gen(function* () {
      const strict = (text: string) =>
        run(["get", "factory:s1/m1", "--strict", "--format", "raw"], {
          port: { getRaw: () => Effect.succeed({ body: new TextEncoder().encode(text) }) }
        })
      assert.deepInclude(yield* strict("<html>"), { exit: 8, stdout: "<html>" })
      assert.deepInclude(yield* strict("{}"), { exit: 0, stdout: "{}" })
    })
  )

  it.effect("with --strict reads over one byte order mark, as RFC 8259 lets it, and prints it all the same", () =>
    Effect.gen(function* () {
      const strict = (text: string) =>
        run(["get", "factory:s1/m1", "--strict", "--format", "raw"], {
          port: { getRaw: () => Effect.succeed({ body: new TextEncoder().encode(text) }) }
        })
      const marked = yield* strict("\ufeff{}")
      assert.strictEqual(marked.exit, 0)
      assert.strictEqual(marked.stdoutBytes.toString("hex"), "efbbbf7b7d")
      assert.strictEqual((yield* strict("\ufeff\ufeff{}")).exit, 8)
    })
  )

  it.effect("gives the port's error as its exit code, in words or as a problem", () =>
    Effect.gen(function* () {
      const world = { port: { get: () => failure({ reason: "RateLimited", retryAfterMs: 7000 }) } }
      const said = yield* run(["get", "factory:s1/m1"], world)
      assert.strictEqual(said.exit, 6)
      assert.strictEqual(said.stdout, "")
      assert.match(said.stderr, /^error: Factory is limiting[^]*Try again in 7 seconds\n$/)
      const told = yield* run(["get", "factory:s1/m1", "--json"], world)
      assert.strictEqual(told.exit, 6)
      assert.deepInclude(JSON.parse(told.stderr), { type: "urn:messages:problem:rate-limited", retryAfter: 7 })
    })
  )
})

describe("post", () => {
  const posted = { ref: ref("factory:s1/m9"), agentStatus: "pending" }
  const able: Messages.Availability = {
    provider: "factory",
    url: "https://x",
    configured: true,
    operations: ["get", "post"]
  }

  const posting = (availability: Partial<Messages.Availability> = {}) => {
    const drafts: Array<unknown> = []
    return {
      drafts,
      port: {
        providers: Effect.succeed([
          { ...able, ...availability },
          { ...able, provider: "mielto" as const, operations: ["get" as const] }
        ]),
        post: (conversation: string, draft: unknown) =>
          Effect.sync(() => drafts.push([conversation, draft])).pipe(Effect.as(posted))
      }
    }
  }

  it.effect("posts the text and gives the result", () =>
    Effect.gen(function* () {
      const { drafts, port } = posting()
      const { exit, stdout } = yield* run(["post", "factory:s1", "--text", "Hi", "--computer-id", "c"], { port })
      assert.strictEqual(exit, 0)
      assert.deepStrictEqual(JSON.parse(stdout), posted)
      assert.deepStrictEqual(drafts, [["factory:s1?computerId=c", { text: "Hi" }]])
    })
  )

  it.effect("tells a person how to read it, and that the reply comes later, beside the data", () =>
    Effect.gen(function* () {
      const { stderr, stdout } = yield* run(["post", "factory:s1", "--text", "Hi"], { ...posting(), terminal: true })
      assert.strictEqual(stdout, "posted  factory:s1/m9\nagent   pending\n")
      assert.match(stderr, /reply comes later.*messages get factory:s1\/m9\n$/)
    })
  )

  it.effect("reads the text from standard input, whole", () =>
    Effect.gen(function* () {
      const { drafts, port } = posting()
      yield* run(["post", "factory:s1", "--text", "-"], { port, stdin: "\ufeffzwei\r\nZeilen\n" })
      assert.deepStrictEqual(drafts, [["factory:s1", { text: "\ufeffzwei\r\nZeilen\n" }]])
    })
  )

  it.effect("says what to type where a person types", () =>
    Effect.gen(function* () {
      const { stderr } = yield* run(["post", "factory:s1", "--text", "-"], { ...posting(), terminal: true, stdin: "x" })
      assert.match(stderr, /^Type the message, then Enter and Ctrl-D\.\n/)
    })
  )

  it.effect("refuses standard input that is not UTF-8", () =>
    Effect.gen(function* () {
      const { drafts, port } = posting()
      const { exit, stderr } = yield* run(["post", "factory:s1", "--text", "-"], { port, stdin: Uint8Array.of(0xff) })
      assert.strictEqual(exit, 2)
      assert.match(stderr, /Standard input is not text in UTF-8/)
      assert.deepStrictEqual(drafts, [])
    })
  )

  it.effect("asks whether it can post before it reads anything", () =>
    Effect.gen(function* () {
      const { drafts, port } = posting({ configured: false, missing: "FACTORY_API_KEY" })
      const missing = yield* run(["post", "factory:s1", "--text", "-", "--image", "/nope"], { port })
      assert.strictEqual(missing.exit, 3)
      assert.match(missing.stderr, /FACTORY_API_KEY/)
      const unsupported = yield* run(["post", "mielto:conversation/c", "--text", "-"], { port })
      assert.strictEqual(unsupported.exit, 5)
      assert.match(unsupported.stderr, /Posting to Mielto is not supported yet/)
      assert.deepStrictEqual(drafts, [])
    })
  )

  it.effect("sends nothing when a file cannot be read", () =>
    Effect.gen(function* () {
      const { drafts, port } = posting()
      const { exit, stderr } = yield* run(["post", "factory:s1", "--text", "x", "--file", "/no/such"], { port })
      assert.strictEqual(exit, 2)
      assert.match(stderr, /\/no\/such cannot be attached: it does not exist/)
      assert.deepStrictEqual(drafts, [])
    })
  )

  it.effect("says on a signal that the outcome is unknown, but only while the post is under way", () =>
    Effect.gen(function* () {
      const asked = yield* Deferred.make<true>()
      const signals = Effect.as(Deferred.await(asked), "SIGINT" as const)
      const stuck = () => Effect.zipRight(Deferred.succeed(asked, true), Effect.never)
      const port = { ...posting().port, post: stuck, get: stuck }
      const post = yield* run(["post", "factory:s1", "--text", "x"], { port, signals })
      assert.strictEqual(post.exit, 130)
      assert.match(post.stderr, /whether the message was delivered is unknown/)
      const get = yield* run(["get", "factory:s1/m1"], { port, signals })
      assert.deepInclude(get, { exit: 130, stderr: "" })
    })
  )

  it.effect("tells the ref of what was posted where standard output cannot", () =>
    Effect.gen(function* () {
      for (const [code, exit, label] of [
        ["ENOSPC", 1, "error"],
        ["EPIPE", 0, "note"]
      ] as const) {
        const world = { port: posting().port, written: new StreamFailure({ stream: "standard output", code }) }
        const said = yield* run(["post", "factory:s1", "--text", "x"], world)
        assert.strictEqual(said.exit, exit)
        assert.include(said.stderr, `${label}: The message was posted as factory:s1/m9, but the standard output`)
        const told = yield* run(["post", "factory:s1", "--text", "x", "--json"], world)
        assert.strictEqual(told.exit, exit)
        assert.deepInclude(JSON.parse(told.stderr), { type: "urn:messages:problem:stream", ref: "factory:s1/m9" })
      }
    })
  )

  it.effect("tells the ref of what was posted when a signal comes before it is printed", () =>
    Effect.gen(function* () {
      const interrupted = Effect.fnUntraced(function* (args: ReadonlyArray<string>) {
        const printing = yield* Deferred.make<true>()
        return yield* run(args, {
          port: posting().port,
          written: Effect.zipRight(Deferred.succeed(printing, true), Effect.never),
          signals: Effect.as(Deferred.await(printing), "SIGINT" as const)
        })
      })
      const said = yield* interrupted(["post", "factory:s1", "--text", "x"])
      assert.strictEqual(said.exit, 130)
      assert.match(said.stderr, /^error: Interrupted after the message was posted as factory:s1\/m9\n/)
      const told = yield* interrupted(["post", "factory:s1", "--text", "x", "--json"])
      assert.deepInclude(JSON.parse(told.stderr), { type: "urn:messages:problem:interrupted", ref: "factory:s1/m9" })
    })
  )

  it.effect("takes every value for what it is, whatever it looks like", () =>
    Effect.gen(function* () {
      for (const text of [
        "",
        "--text=\nfoo",
        "--text",
        "--text=x",
        "--",
        "--json",
        "-h",
        "=",
        "a\nb",
        "true",
        "--nope=\n"
      ])
        for (const args of [["--text", text], [`--text=${text}`]]) {
          const { drafts, port } = posting()
          const { exit } = yield* run(["post", ...args, "--", "factory:s1"], { port })
          assert.deepStrictEqual([exit, drafts], [0, [["factory:s1", { text }]]], JSON.stringify(args))
        }
    })
  )

  it.effect("takes an argument for what it is, whatever it looks like", () =>
    Effect.gen(function* () {
      for (const args of [
        ["--strict", "true"],
        ["--strict", "--", "--strict"],
        ["--", "--format=json"]
      ])
        assert.match((yield* run(["get", ...args])).stderr, new RegExp(`^error: "${args.at(-1)}" is not a ref`))
      const two = yield* run(["get", "factory:s1/m1", "--", "--strict"])
      assert.match(two.stderr, /^error: "--strict" is one argument too many\n/)
    })
  )
})

describe("providers", () => {
  const some: ReadonlyArray<Messages.Availability> = [
    { provider: "factory", url: "https://api.factory.ai", configured: true, operations: ["get", "post"] },
    {
      provider: "mielto",
      url: "https://m.example/\u001b",
      configured: false,
      missing: "MIELTO_API_KEY",
      operations: ["get"]
    }
  ]

  it.effect("shows a table, or JSON", () =>
    Effect.gen(function* () {
      const world = { port: { providers: Effect.succeed(some) } }
      const { stderr, stdout } = yield* run(["providers", "--format", "pretty"], world)
      assert.strictEqual(
        stdout,
        [
          "PROVIDER  CONFIGURED                     URL                       OPERATIONS",
          "Factory   yes                            https://api.factory.ai    get, post",
          "Mielto    no: MIELTO_API_KEY is not set  https://m.example/\\u001b  get",
          ""
        ].join("\n")
      )
      assert.strictEqual(stderr, "")
      assert.deepStrictEqual(JSON.parse((yield* run(["providers"], world)).stdout), some)
    })
  )

  it.effect("shows the way when nothing is configured", () =>
    Effect.gen(function* () {
      const { exit, stderr } = yield* run(["providers", "--format", "pretty"])
      assert.strictEqual(exit, 0)
      assert.match(stderr, /messages sandbox/)
    })
  )
})

describe("the command line", () => {
  it.effect("prints the JSON Schema", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(JSON.parse((yield* run(["schema"])).stdout), JsonSchema.message())
    })
  )

  it.effect("prints its version", () =>
    Effect.gen(function* () {
      assert.deepInclude(yield* run(["--version"]), { exit: 0, stdout: "1.2.3\n", stderr: "" })
      assert.deepInclude(yield* run(["get", "--version"]), { exit: 0, stdout: "1.2.3\n" })
    })
  )

  it.effect("exits with 2 for what it does not understand, in words or as one problem", () =>
    Effect.gen(function* () {
      for (const args of [
        [],
        ["gte"],
        ["get"],
        ["get", "a", "b"],
        ["get", "nope"],
        ["get", "factory:a/b", "--nope"],
        ["post", "factory:a"],
        ["post", "factory:a", "--text", "a", "--text", "b"],
        ["sandbox", "--port", "x"]
      ]) {
        const said = yield* run(args)
        assert.strictEqual(said.exit, 2, args.join(" "))
        assert.strictEqual(said.stdout, "")
        assert.match(said.stderr, /^error: /m)
        assert.notMatch(said.stderr, /undefined|ValidationError|_tag/)
        const told = yield* run([...args, "--json"])
        assert.strictEqual(told.exit, 2, args.join(" "))
        assert.deepInclude(JSON.parse(told.stderr), { status: 400, origin: "caller" })
      }
    })
  )

  it.effect("refuses --json with another format", () =>
    Effect.gen(function* () {
      const { exit, stderr } = yield* run(["get", "factory:a/b", "--json", "--format", "raw"])
      assert.strictEqual(exit, 2)
      assert.deepInclude(JSON.parse(stderr), { detail: "--json and --format raw exclude each other" })
    })
  )

  it.effect("names the mistake in a usage error once, and where help is", () =>
    Effect.gen(function* () {
      const { stderr } = yield* run(["get", "factory:a/b", "c"])
      assert.strictEqual(
        stderr,
        'error: "c" is one argument too many\n  → Put what has spaces in it between quotes\n  → See messages get --help\n'
      )
      assert.match((yield* run(["post", "factory:a"])).stderr, /^error: --text is missing\n/)
      assert.match((yield* run(["get"])).stderr, /^error: <ref> is missing\n/)
      assert.match(
        (yield* run(["post", "c", "--text", "a", "--text", "b"])).stderr,
        /^error: --text is given more than once\n/
      )
    })
  )

  it.effect("shows its help to somebody who gives no command", () =>
    Effect.gen(function* () {
      const { stderr, stdout } = yield* run([])
      assert.strictEqual(stdout, "")
      assert.include(stderr, "EXAMPLES")
    })
  )

  it.effect("ends quietly with 0 when the reader of a pipe has gone", () =>
    Effect.gen(function* () {
      const written = new StreamFailure({ stream: "standard output", code: "EPIPE" })
      assert.deepInclude(yield* run(["schema"], { written }), { exit: 0, stderr: "" })
    })
  )

  it.effect("says when its output cannot be written", () =>
    Effect.gen(function* () {
      const written = new StreamFailure({ stream: "standard output", code: "ENOSPC" })
      const { exit, stderr } = yield* run(["schema"], { written })
      assert.strictEqual(exit, 1)
      assert.match(stderr, /ENOSPC/)
    })
  )

  it.effect("exits with 1 for a mistake of its own, and tells no value", () =>
    Effect.gen(function* () {
      const world = { port: { get: () => Effect.die({ key: "fk-canary" }) } }
      for (const args of [
        ["get", "factory:a/b"],
        ["get", "factory:a/b", "--json"]
      ]) {
        const { exit, stderr } = yield* run(args, world)
        assert.strictEqual(exit, 1)
        assert.match(stderr, /mistake of messages itself/)
        assert.notInclude(stderr, "fk-canary")
      }
    })
  )

  it.effect("colours an error where it is wanted, and the advice stays readable without", () =>
    Effect.gen(function* () {
      assert.include((yield* run(["gte"], { terminal: true, colour: true })).stderr, "\u001b[31merror:\u001b[39m")
      assert.notInclude((yield* run(["gte"], { terminal: true })).stderr, "\u001b")
    })
  )
})

describe("help", () => {
  it("has every provider, with its refs, its variables and the options for its ids", () => {
    const [root, get, providers] = [undefined, "get", "providers"].map(Commands.helpOf)
    for (const name of Provider.names) {
      const { message, query, title } = Provider.providers[name]
      assert.include(root, title)
      assert.match(Commands.helpOf("sandbox"), new RegExp(`^Runs .*${title}.*, simulated`))
      assert.include(get, `\n  ${name}:${message}${query === undefined ? "\n" : `[?${query}=<id>]\n`}`)
      if (query !== undefined)
        assert.include(get, `${title}'s ${query.replace("Id", "")}, instead of ?${query}= in the ref`)
    }
    for (const variable of Object.keys(Sandbox.environment(""))) assert.include(providers, variable)
    assert.include(providers, "A URL is what stands before /api/v0, /api/v1, /v3 and /conversations.\n")
  })

  it.effect("can be asked for in every way, with no configuration", () =>
    Effect.gen(function* () {
      for (const args of [["--help"], ["-h"], ["help"], ["--json", "--help"]])
        assert.deepInclude(yield* run(args), { exit: 0, stdout: Commands.helpOf(undefined), stderr: "" })
      for (const command of Object.keys(Commands.grammar))
        for (const args of [
          [command, "--help"],
          ["help", command],
          ["-h", command]
        ])
          assert.deepInclude(yield* run(args), { exit: 0, stdout: Commands.helpOf(command), stderr: "" })
    })
  )

  it("names every option of a command, and none that it has not", () => {
    for (const [command, flags] of Object.entries(Commands.grammar)) {
      const [, options = ""] = /\nOPTIONS\n([^]*?)\n\n|\nOPTIONS\n([^]*)$/.exec(Commands.helpOf(command)) ?? []
      const named = [...options.matchAll(/^ {2}(--[\w-]+)/gm)].map(([, name]) => name)
      assert.sameMembers(
        named,
        flags.map(({ name }) => name),
        command
      )
    }
  })

  it("has examples that are understood", () => {
    for (const command of [undefined, ...Object.keys(Commands.grammar)])
      for (const [, line = ""] of Commands.helpOf(command).matchAll(/^ {2}messages ((?!.*\[).*)$/gm))
        assert.match(line, /^(--sandbox )?(get|post|providers|sandbox|schema)\b/)
  })

  it("fits a terminal of 120 columns", () => {
    for (const command of [undefined, ...Object.keys(Commands.grammar)])
      for (const line of Commands.helpOf(command).split("\n")) assert.isAtMost(line.length, 120, line)
  })

  it.effect("sets its headings apart on a terminal", () =>
    Effect.gen(function* () {
      const { stdout } = yield* run(["--help"], { terminal: true, colour: true })
      assert.include(stdout, "\u001b[1mEXIT CODES\u001b[22m\n")
    })
  )
})
