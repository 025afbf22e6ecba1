/** Tests that nothing that a provider or a server sends controls the terminal. */
import { assert, describe, it } from "@effect/vitest"
import { type Conversation, type Message, MessageError } from "@org/messages-core"
import { Style } from "@org/messages-terminal"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as Effect from "effect/Effect"
import { active, evil, ofDefinition } from "./hostile.js"
import { message, page, run, type World } from "./support.js"

// eslint-disable-next-line no-control-regex -- the search is for these codes
const own = /\u001b\[(?:1|22|2|31|36|39)m/g

/** The progress of a copy, and how it is removed: lines that begin with our own carriage return. */
const drawn = /\r\d+ of \d+ posted|\r +\r/g

/** Runs a command on a terminal with and without colour, and searches the output for hostile characters. */
const search = Effect.fnUntraced(function* (args: ReadonlyArray<string>, port: World["port"], more: World = {}) {
  for (const colour of [false, true]) {
    const { stderr, stdoutBytes } = yield* run(args, { terminal: true, colour, ...more, ...(port && { port }) })
    const stdout = new TextDecoder("utf-8", { ignoreBOM: true }).decode(stdoutBytes)
    assert.notInclude(stdout + stderr, "\u001b[31m\u001b[1mend", "text of others changes no colour")
    const undrawn = stdout + stderr.replace(drawn, "")
    const shown = colour ? undrawn.replace(own, "") : undrawn
    assert.notMatch(shown, active, args.join(" "))
    assert.notInclude(shown, "\ufffd")
    assert.include(shown, "end")
  }
})

/** A message of a server that follows the contract only in the names of the fields. */
const messages = [...ofDefinition("Message")].map((json) => ({ ...message(), ...Object(json) }) as Message.Message)

/** Rendered Markdown also has emphasis. */
// eslint-disable-next-line no-control-regex -- the search is for these codes
const ownOrEmphasis = /\u001b\[(?:1|22|2|3|23|31|36|39)m/g

const conversations: ReadonlyArray<Conversation.Conversation> = [
  {
    version: 1,
    provider: "factory",
    ref: evil as never,
    id: evil,
    title: evil,
    status: evil,
    updatedAt: evil,
    metadata: { [evil]: evil }
  }
]

const said = (text: string): Message.Message => message({ parts: [{ type: "text", text }] })

const asReply = (message: Message.Message): Message.Message => ({ ...message, role: "assistant", status: "completed" })

describe("a hostile provider", () => {
  it("is simulated with every field of every part", () => {
    const [all] = messages
    const kinds = new Set(all?.parts.map(({ type }) => type))
    assert.strictEqual(kinds.size, 12)
    assert.isAbove(all?.parts.length ?? 0, 80)
  })

  it.effect("does not control the terminal with any field of a message, in any format", () =>
    Effect.gen(function* () {
      for (const message of messages)
        for (const format of ["pretty", "json"])
          yield* search(["get", "factory:s/m", "--format", format], { get: () => Effect.succeed(message) })
    })
  )

  it.effect("does not control it with its bytes", () =>
    Effect.gen(function* () {
      for (const body of [
        `\ufeff${evil}`,
        `{"a":"${evil}"}`,
        Uint8Array.of(0xef, 0xbb, 0xbf, 0x9b, 0x65, 0x6e, 0x64)
      ]) {
        const bytes = typeof body === "string" ? new TextEncoder().encode(body.replace("\ud800", "")) : body
        const port = { getRaw: () => Effect.succeed({ body: bytes }) }
        const args = ["get", "factory:s/m", "--format", "raw"]
        for (const colour of [false, true]) {
          const { stdout } = yield* run(args, { terminal: true, colour, port })
          assert.notMatch(stdout, active)
          if (body.at(0) === "\ufeff")
            assert.isTrue(stdout.startsWith("\\ufeff\\u001b]52"), "shows the byte order mark")
        }
      }
    })
  )

  const several = [
    ["get", "factory:s/m", "factory:s/m"],
    ["get", "factory:s/m", "factory:s/m", "--json"]
  ]

  it.effect("does not control it with any field of the messages of a list", () =>
    Effect.gen(function* () {
      const [first = message()] = messages
      for (const args of [
        ["list", "factory:s", "--format", "pretty"],
        ["list", "factory:s", "--json"],
        ["read", "factory:s"],
        ["read", "factory:s", "--json"],
        ...several
      ])
        yield* search(
          args,
          { list: () => Effect.succeed(page([...messages, said("end")])), get: () => Effect.succeed(first) },
          { columns: 400 }
        )
    })
  )

  it.effect("does not control the terminal through the pager", () =>
    Effect.gen(function* () {
      for (const colour of [false, true]) {
        const shown: Array<string> = []
        const pager = {
          write: (text: string) => Effect.sync(() => void shown.push(text)),
          endInput: Effect.void,
          untilQuit: Effect.never,
          release: () => Effect.void
        }
        yield* run(["read", "factory:s"], {
          terminal: true,
          colour,
          pager,
          port: { list: () => Effect.succeed(page([...messages, said("the last text")])) }
        })
        const text = shown.join("")
        assert.include(text, "the last text")
        assert.notMatch(colour ? text.replace(ownOrEmphasis, "") : text, active)
      }
    })
  )

  it.effect("does not control it with its conversations, or with elements that cannot be read", () =>
    Effect.gen(function* () {
      const faults = [{ index: 0, path: evil, problem: evil }]
      for (const fields of conversations)
        for (const columns of [40, 400])
          for (const format of ["pretty", "json"])
            yield* search(
              ["conversations", "factory", "--format", format],
              { conversations: () => Effect.succeed(page([fields], { faults })) },
              { columns }
            )
      for (const command of ["list", "read"])
        yield* search([command, "factory:s"], { list: () => Effect.succeed(page([], { faults })) })
    })
  )

  it.live("does not control it with the reply to a post", () =>
    search(["post", "factory:s", "x", "--wait"], {
      providers: Effect.succeed([]),
      post: () => Effect.succeed({ ref: evil as never, agentStatus: evil }),
      list: () => Effect.succeed(page([message({ ref: evil as never }), ...messages.slice(0, 1).map(asReply)]))
    })
  )

  it.effect("does not control it with its response to a post", () =>
    search(["post", "factory:s", "--text", "x"], {
      providers: Effect.succeed([]),
      post: () => Effect.succeed({ ref: evil as never, agentStatus: evil })
    })
  )

  it.effect("does not control it with what a server says about its providers", () =>
    search(["providers"], {
      providers: Effect.succeed([
        { provider: "factory", url: evil, configured: false, missing: evil, operations: [evil as never] }
      ])
    })
  )

  it.effect("does not control it with the places where its message departs from the contract", () =>
    search(["get", "factory:s/m", "--strict"], {}, { drift: [{ path: evil, expected: evil }] })
  )

  const details = { attempts: 1, status: 400, title: evil, detail: evil, requestId: evil }
  const failed = { provider: "factory", operation: "get", origin: "provider", ...details } as const
  const errors: ReadonlyArray<MessageError.MessageError> = [
    MessageError.InvalidRef.of(evil, evil),
    new MessageError.InvalidDraft({ provider: "factory", path: evil, problem: evil }),
    new MessageError.MessageNotFound({ provider: "factory", ref: evil, ...details }),
    new MessageError.ConversationNotFound({ provider: "factory", ref: evil, ...details }),
    new MessageError.NotConfigured({ provider: "factory", variable: evil }),
    ...MessageError.Reason.literals.flatMap((reason) => [
      new MessageError.ProviderFailure({ ...failed, reason, problem: evil, path: evil, cause: evil }),
      new MessageError.ProviderFailure({ ...failed, reason, delivery: "unknown" })
    ]),
    new MessageError.GatewayFailure({ url: evil, origin: "gateway", problem: evil, cause: evil })
  ]

  it.effect("does not control it with any text of an error, for people or for programs", () =>
    Effect.gen(function* () {
      for (const error of errors)
        for (const args of [
          ["get", "factory:s/m"],
          ["get", "factory:s/m", "--json"]
        ])
          yield* search(args, { get: () => Effect.fail(error) })
    })
  )

  it.effect("does not control it with a file name, or a word of the command line", () =>
    Effect.gen(function* () {
      yield* search(["post", "factory:s", "--text", "x", "--file", `/no/${evil}`], { providers: Effect.succeed([]) })
      yield* search([evil], {})
      yield* search(["get", "factory:s/m", `--${evil.replaceAll("=", "")}`], {})
      yield* search(["get", evil], {})
    })
  )

  it.effect("does not control it with anything of an export or a copy", () =>
    Effect.gen(function* () {
      const folder = mkdtempSync(join(tmpdir(), "hostile-"))
      const fault = { index: 0, path: evil as never, problem: evil }
      const page = { items: messages.slice(0, 3), faults: [fault], total: 3 }
      const draftError = new MessageError.InvalidDraft({ provider: "mielto", path: evil, problem: evil })
      let number = 0
      // Drawn lines begin with our own carriage return; what they hold is a matter of ExportProgress.test.ts.
      const path = join(folder, evil.replace("\0", ""))
      for (const format of ["pretty", "json"])
        yield* search(["export", "factory:s", "--to", path + format, "--format", format, "--progress", "json"], {
          list: () => Effect.succeed(page)
        })
      for (const error of errors) {
        const port = { list: () => Effect.fail(error), conversations: () => Effect.fail(error) }
        if ("reason" in error && ["RateLimited", "Unavailable", "Timeout"].includes(error.reason)) continue
        yield* search(["export", "factory:s", "--to", join(folder, `y${number++}`)], port)
        yield* search(["export", "--all", "factory", "--to", join(folder, `z${number++}`)], port)
        yield* search(["copy", "factory:s", "honcho:w/s", "--dry-run"], port)
      }
      const copied = { list: () => Effect.succeed({ items: [message()] }), post: () => Effect.fail(draftError) }
      yield* search(["copy", "factory:s", "mielto:conversation/c", "--resume", "--journal", join(folder, "j")], copied)
      yield* search(["export", "factory:s", "--to", join(path, "missing"), "--verify"], {})
      rmSync(folder, { recursive: true })
    })
  )

  it("knows every code of the style", () => {
    const { error, faint, label, strong } = Style.colour
    for (const code of [error, faint, label, strong]) assert.strictEqual(code("x").replace(own, ""), "x")
  })
})
