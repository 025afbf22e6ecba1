/** Test doubles for the command line: standard streams in memory, a port with fixed answers, no signals. */
import { type Message, MessageError, MessageRef, Messages, type Page } from "@org/messages-core"
import { StrictReading } from "@org/messages-runtime"
import { type StreamFailure, Streams } from "@org/messages-terminal"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import { Readable } from "node:stream"
import * as Cli from "../src/Cli.js"
import type { Backend } from "../src/commandline/RunnableCommand.js"
import * as Interruption from "../src/Interruption.js"
import { type OpenPager, Pager } from "../src/output/Pager.js"

export const ref = (text: string): MessageRef.MessageRef => Either.getOrThrow(MessageRef.parse(text)).ref

export const message = (fields: Partial<Message.Message> = {}): Message.Message => ({
  version: 1,
  format: "factory",
  ref: ref("factory:s1/m1"),
  id: "m1",
  conversation: { id: "s1" },
  role: "assistant",
  parts: [{ type: "text", text: "Hello" }],
  ...fields
})

export interface World {
  readonly terminal?: boolean
  readonly colour?: boolean
  readonly columns?: number
  readonly stdin?: string | Uint8Array
  /** The result of a write to standard output. */
  readonly written?: Effect.Effect<void, StreamFailure>
  readonly port?: Partial<Messages.Messages["Type"]>
  readonly drift?: ReadonlyArray<{ readonly path: string; readonly expected: string }>
  /** The backend; one of the port and the drift if absent. */
  readonly backend?: Backend
  /** The pager of the terminal; none if absent. */
  readonly pager?: OpenPager
  readonly signals?: Effect.Effect<Interruption.Signal>
}

/** A page of a list. */
export const page = <A>(items: ReadonlyArray<A>, more: Partial<Page.Page<A>> = {}): Page.Page<A> => ({ items, ...more })

const decoder = new TextDecoder()
const bytes = (data: string | Uint8Array) => (typeof data === "string" ? new TextEncoder().encode(data) : data)

const unasked = Effect.die(new Error("the test does not expect this call"))

export const port = (answers: Partial<Messages.Messages["Type"]> = {}): Messages.Messages["Type"] => ({
  get: () => Effect.succeed(message()),
  getRaw: () => unasked,
  list: () => unasked,
  conversations: () => unasked,
  post: () => unasked,
  providers: Effect.succeed([]),
  ...answers
})

/** Runs a command line with test doubles. */
export const run = Effect.fnUntraced(function* (args: ReadonlyArray<string>, world: World = {}) {
  const out: Array<Uint8Array> = []
  const err: Array<Uint8Array> = []
  const { colour = false, terminal = false } = world
  const streams = Layer.succeed(Streams, {
    stdin: {
      terminal,
      read: Effect.succeed(bytes(world.stdin ?? "")),
      chunks: () => Readable.from([bytes(world.stdin ?? "")])
    },
    stdout: {
      terminal,
      colour,
      ...(world.columns !== undefined && { columns: world.columns }),
      write: (data) => world.written ?? Effect.sync(() => void out.push(bytes(data)))
    },
    stderr: {
      terminal,
      colour,
      ...(world.columns !== undefined && { columns: world.columns }),
      write: (data) => Effect.sync(() => void err.push(bytes(data)))
    }
  })
  const drift = () => world.drift ?? []
  const doubles = Layer.mergeAll(
    Layer.succeed(Messages.Messages, port(world.port)),
    Layer.succeed(StrictReading.StrictReading, { ofMessage: () => Effect.sync(drift), ofBody: drift })
  )
  const exit = yield* Cli.run(args, world.backend ?? doubles, "1.2.3").pipe(
    Effect.provide(streams),
    Effect.provideService(Pager, Effect.succeed(Option.fromNullable(world.pager))),
    Effect.provideService(Interruption.Signals, world.signals ?? Effect.never)
  )
  const stdoutBytes = Buffer.concat(out)
  return { exit, stdoutBytes, stdout: decoder.decode(stdoutBytes), stderr: decoder.decode(Buffer.concat(err)) }
})

export const failure = (fields: Partial<ConstructorParameters<typeof MessageError.ProviderFailure>[0]>) =>
  new MessageError.ProviderFailure({
    provider: "factory",
    reason: "Unavailable",
    origin: "provider",
    operation: "get",
    attempts: 1,
    ...fields
  })
