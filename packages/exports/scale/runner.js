// One server's runner of exports, as a process that tests start and kill. It reads from the provider of the test, and is asked over HTTP.
import { Messages, MessageError, Paging } from "@org/messages-core"
import { Exports } from "@org/messages-exports"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import * as Redacted from "effect/Redacted"
import * as Stream from "effect/Stream"
import { Agent, createServer, request } from "node:http"

const { database, limits, provider } = JSON.parse(process.argv[2] ?? "{}")

const agent = new Agent({ keepAlive: true })

const ask = (path, operation) =>
  Effect.async((resume) => {
    const failed = (details) =>
      Effect.fail(
        new MessageError.ProviderFailure({ provider: "honcho", operation, origin: "provider", attempts: 1, ...details })
      )
    const sent = request(`${provider}${path}`, { agent }, (response) => {
      let text = ""
      response.setEncoding("utf8")
      response.on("data", (chunk) => (text += chunk))
      response.on("end", () => {
        if (response.statusCode === 429)
          resume(failed({ reason: "RateLimited", retryAfterMs: Number(response.headers["retry-after"]) * 1000 }))
        else if (response.statusCode === 503) resume(failed({ reason: "Unavailable" }))
        else resume(Effect.succeed(JSON.parse(text)))
      })
    })
    sent.on("error", () => resume(failed({ reason: "Unavailable" })))
    sent.end()
    return Effect.sync(() => sent.destroy())
  })

const page = (list, of, options, path) =>
  Effect.gen(function* () {
    const place = yield* Paging.place(list, "honcho", of, options)
    const body = yield* ask(
      `${path}&page=${place.native || "0"}&size=${place.limit}`,
      list === "messages" ? "list" : list
    )
    return yield* Paging.page(place, body, (element) => Either.right({ value: element, ref: element.ref }))
  })

const port = Layer.succeed(Messages.Messages, {
  list: (conversation, options = {}) =>
    page("messages", conversation.ref, options, `/messages?ref=${encodeURIComponent(conversation.ref)}`),
  conversations: (name, options = {}) => page("conversations", `${name} ${options.parent}`, options, "/conversations?"),
  providers: Effect.succeed([
    { provider: "honcho", url: provider, configured: true, operations: ["get", "list", "conversations"] }
  ])
})

const where =
  database.url === undefined
    ? { _tag: "Folder", path: database.path }
    : { _tag: "Postgres", url: Redacted.make(database.url), runner: { host: "127.0.0.1", port: database.port } }

const runtime = ManagedRuntime.make(
  Exports.layer({ database: where, settings: { database: "EXPORTS", runner: "RUNNER" }, limits }).pipe(
    Layer.provide(port)
  )
)

const run = (use) => runtime.runPromise(Effect.either(Effect.flatMap(Exports.Exports, use)))

const routes = {
  "/start": ({ body }) => run(({ start }) => start(body.request, { id: body.id })),
  "/get": ({ query }) => run(({ get }) => get(query.get("id"))),
  "/cancel": ({ query }) => run(({ cancel }) => cancel(query.get("id"))),
  "/health": () => run(({ health }) => health),
  "/usage": () => Promise.resolve(Either.right({ rss: process.memoryUsage().rss, cpu: process.cpuUsage() }))
}

const server = createServer(async (incoming, response) => {
  const url = new URL(incoming.url, "http://runner")
  let text = ""
  for await (const chunk of incoming) text += chunk
  if (url.pathname === "/content") {
    const lines = Stream.unwrap(
      Effect.map(Exports.Exports, ({ content }) =>
        content(url.searchParams.get("id"), Number(url.searchParams.get("from") ?? 0))
      )
    )
    await runtime.runPromise(Stream.runForEach(lines, (line) => Effect.sync(() => response.write(`${line}\n`))))
    response.end()
    return
  }
  const result = await routes[url.pathname]({ body: text === "" ? {} : JSON.parse(text), query: url.searchParams })
  response.statusCode = Either.isRight(result) ? 200 : 500
  response.end(JSON.stringify(Either.merge(result)))
})

process.on("SIGTERM", async () => {
  server.close()
  await runtime.dispose()
  process.exit(0)
})

await runtime.runPromise(Exports.Exports)
server.listen(0, "127.0.0.1", () => console.log(`listening ${server.address().port}`))
