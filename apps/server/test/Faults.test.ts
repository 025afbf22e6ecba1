/** Checks the server over the real clients against the expected outcome of every fault: its response, and what reaches the provider. */
import { assert, describe, it } from "@effect/vitest"
import { ErrorStatus, Messages, Problem } from "@org/messages-core"
import { type Client, Faults, type FaultServer, Observe, Trial } from "@org/messages-faults"
import { Bodies, messageId, ProgramOutput, Programs } from "@org/messages-scoreboard"
import { ConfiguredProviders } from "@org/messages-runtime"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Runtime from "effect/Runtime"
import type * as Scope from "effect/Scope"
import * as OpenApiValidator from "./openapi/OpenApiValidator.js"
import { type Answer, ask, post, serve, type TestServer } from "./TestServer.js"

/** Scales time limits: many rows run at once to keep the suite quick, and no row may fail because of that. */
const patience = 3

/** The rows that test less than they describe, and why. */
const looser: { readonly [N in Faults.Name]?: string } = {
  tls_wronghost: "the server trusts only Node's authorities, and none of them signed this certificate"
}

/** The server with the clients that the program gives it. */
const start = (operation: Trial.Operation, call: Client.Call) => {
  const environment = new Map(Object.entries(Programs.environment(operation, call)))
  return ConfiguredProviders.layer.pipe(
    Layer.provide(Layer.setConfigProvider(ConfigProvider.fromMap(environment))),
    Layer.build,
    Effect.flatMap((context) => serve(Context.get(context, Messages.Messages)))
  )
}

const send = (operation: Trial.Operation, server: TestServer) =>
  operation === "get"
    ? ask(server, `/v1/messages/${encodeURIComponent(`honcho:w1/s1/${messageId}`)}`)
    : post(server, { conversation: "factory:s1", text: "hello" })

const routes = { get: "/v1/messages/{ref}", post: "/v1/messages" } as const

/** Checks that the response is documented and that a failure has the status of its error, and gives the outcome. */
const outcome = (operation: Trial.Operation, { headers, json, status }: Answer): Client.Outcome => {
  assert.deepStrictEqual(OpenApiValidator.faults(operation, routes[operation], status, json), [])
  if (status < 300)
    return { outcome: "ok", value: operation === "get" ? ProgramOutput.message(json) : ProgramOutput.posted(json) }
  const error = ProgramOutput.error(json)
  const problem = Problem.of(error)
  assert.strictEqual(status, ErrorStatus.of(error).status)
  assert.deepStrictEqual(json, { ...problem, requestId: headers["x-request-id"] })
  assert.strictEqual(headers["content-type"], Problem.contentType)
  assert.strictEqual(headers["retry-after"], problem.retryAfter?.toString())
  return { outcome: "error", error }
}

const exchange = (operation: Trial.Operation, server: TestServer, { key }: Client.Call) =>
  Effect.map(send(operation, server), (answer) => {
    for (const told of [answer.text, answer.headers, server.log]) assert.notInclude(JSON.stringify(told), key)
    return outcome(operation, answer)
  })

const rows = (operation: Trial.Operation, names: ReadonlyArray<Faults.Name>, options: FaultServer.Options) => {
  for (const fault of names) {
    const { injects, row } = Faults.get(fault)
    const but = looser[fault] === undefined ? "" : ` (${looser[fault]})`
    it.scopedLive(`${row} ${fault}: ${injects}${but}`, () =>
      Effect.gen(function* () {
        const run = Runtime.runPromise(yield* Effect.runtime<Scope.Scope>())
        // All calls of a row go to one server.
        const started = yield* Effect.cachedFunction(
          (call: Client.Call) => start(operation, call),
          (one, other) => one.url === other.url
        )
        const ask: Trial.Ask = async (_, call, limits) => {
          const server = await run(started(call))
          return Observe.observe(() => run(exchange(operation, server, call)), call.key, limits)
        }
        const trial = { fault, operation, options, ask, closed: true, patience }
        assert.deepStrictEqual(yield* Effect.promise(() => Trial.run(trial)), [])
      })
    )
  }
}

const suite = (operation: Trial.Operation, names: ReadonlyArray<Faults.Name>, options: FaultServer.Options) => {
  const alone = names.filter((name) => Trial.ofMemory(operation, name))
  const others = names.filter((name) => !alone.includes(name))
  describe.concurrent(`a ${operation} meets`, () => rows(operation, others, options))
  describe(`a ${operation}, alone, meets`, () => rows(operation, alone, options))
}

suite("get", Faults.names, Bodies.ofRead("honcho"))
suite("post", Programs.posts, Bodies.ofPost)
