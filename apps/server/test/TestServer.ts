/** The server on loopback over a double of the port, and a client that sends requests verbatim. */
import { MessageError, Messages, type Operation } from "@org/messages-core"
import type { IdempotencyStore } from "@org/messages-idempotency"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as LogLevel from "effect/LogLevel"
import { type IncomingHttpHeaders, request } from "node:http"
import { connect } from "node:net"
import * as ServerExports from "../src/exports/ServerExports.js"
import * as Log from "../src/log/Log.js"
import * as LogLines from "../src/log/LogLine.js"
import { LogSink } from "../src/log/LogSink.js"
import * as Server from "../src/Server.js"
import * as Listener from "../src/socket/Listener.js"
import { Settings, type Values } from "../src/start/Settings.js"

export type Port = Context.Tag.Service<typeof Messages.Messages>

export const settings: Values = {
  host: "127.0.0.1",
  port: 0,
  tokens: [],
  origins: [],
  sandbox: false,
  logLevel: LogLevel.Info,
  logFormat: undefined,
  bodyLimit: 1_000,
  jsonLimit: 65_536,
  headerLimit: 4_096,
  requestTimeout: Duration.seconds(30),
  stopTimeout: Duration.seconds(10),
  store: ":memory:",
  stateFile: undefined,
  databaseUrl: undefined,
  idempotencyTtl: Duration.hours(24),
  exportsFolder: undefined,
  exportsRunner: undefined,
  exportsRates: {}
}

const refuse = (operation: Operation.Operation) =>
  Effect.fail(new MessageError.NotSupported({ provider: "factory", operation }))

const silent: Port = {
  get: () => refuse("get"),
  getRaw: () => refuse("get"),
  list: () => refuse("list"),
  conversations: () => refuse("conversations"),
  post: () => refuse("post"),
  providers: Effect.succeed([])
}

export interface TestServer {
  readonly url: string
  /** The lines of the log so far. */
  readonly log: ReadonlyArray<LogLine>
  /** Waits until the log has a line that `isWanted` accepts. */
  readonly logged: (isWanted: (line: LogLine) => boolean) => Effect.Effect<void>
}

type LogLine = Record<string, unknown>

/** Serves until the scope closes. */
export const serve = (
  port: Partial<Port> = {},
  changed: Partial<Values> = {},
  store: Layer.Layer<IdempotencyStore.IdempotencyStore, never, Settings> = Server.store,
  exports: Layer.Layer<ServerExports.ServerExports, never, Settings | Messages.Messages> = ServerExports.layer
) => {
  const log: Array<LogLine> = []
  const readers = new Set<() => void>()
  const logged: TestServer["logged"] = (isWanted) =>
    Effect.async((resume) => {
      const read = () => {
        if (log.some(isWanted)) resume(Effect.void)
      }
      readers.add(read)
      read()
      return Effect.sync(() => readers.delete(read))
    })
  const sink = Layer.succeed(LogSink, {
    write: (line) => {
      log.push(JSON.parse(line))
      for (const read of readers) read()
    },
    flush: Effect.void,
    dropped: () => 0
  })
  return Server.layer.pipe(
    Layer.provide(exports),
    Layer.provide(Layer.succeed(Messages.Messages, { ...silent, ...port })),
    Layer.provide(store),
    Layer.provide(Layer.succeed(Settings, { ...settings, ...changed })),
    Layer.provide(Layer.provide(Log.layer(LogLevel.Info, LogLines.json), sink)),
    Layer.build,
    Effect.map((context): TestServer => ({ url: Context.get(context, Listener.Listener).url, log, logged }))
  )
}

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
  readonly text: string
  /** The body as JSON, parsed when this is read. */
  readonly json: any // eslint-disable-line @typescript-eslint/no-explicit-any
}

export interface Asked {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
}

/** Sends a request whose target is `path` verbatim. */
export const ask = ({ url }: { readonly url: string }, path: string, { body, headers, method = "GET" }: Asked = {}) =>
  Effect.async<Answer>((resume) => {
    const { hostname, port } = new URL(url)
    const sent = request({ hostname, port, path, method, headers: { ...headers }, agent: false }, (response) => {
      const chunks: Array<Buffer> = []
      response.on("data", (chunk: Buffer) => chunks.push(chunk))
      response.on("end", () => resume(Effect.succeed(answerOf(response, Buffer.concat(chunks)))))
    })
    sent.on("error", (error) => resume(Effect.die(error)))
    sent.end(body)
    return Effect.sync(() => sent.destroy())
  })

const answerOf = (
  { headers, statusCode = 0 }: { readonly statusCode?: number | undefined; readonly headers: IncomingHttpHeaders },
  body: Buffer
): Answer => ({
  status: statusCode,
  headers,
  body,
  text: body.toString(),
  get json() {
    return JSON.parse(body.toString())
  }
})

export const post = (served: { readonly url: string }, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  ask(served, "/v1/messages", {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" || Buffer.isBuffer(body) ? body : JSON.stringify(body)
  })

/** Writes texts to a socket, and gives everything that the server sends until it closes the socket. */
export const raw = ({ url }: { readonly url: string }, ...writes: ReadonlyArray<string>) =>
  Effect.async<string>((resume) => {
    const { hostname, port } = new URL(url)
    const socket = connect(Number(port), hostname)
    let received = ""
    socket.on("data", (chunk: Buffer) => (received += chunk.toString()))
    socket.on("error", (error) => resume(Effect.die(error)))
    socket.on("end", () => socket.end())
    socket.on("close", () => resume(Effect.succeed(received)))
    for (const text of writes) socket.write(text)
    return Effect.sync(() => socket.destroy())
  })
