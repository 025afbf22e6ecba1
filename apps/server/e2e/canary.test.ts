/** Secrets of the server stay out of responses and logs, and headers of callers stay out of provider requests. */
import { assert, describe, it } from "@effect/vitest"
import { Disguise } from "@org/messages-faults"
import * as Effect from "effect/Effect"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { ask, post } from "../test/TestServer.js"
import { serve } from "./Program.js"
import * as Upstream from "./Upstream.js"

const canary = "canary-5c0ffee5-key"

/** A provider that repeats its request in several forms. */
const echo = Effect.acquireRelease(
  Effect.async<{ readonly url: string; readonly close: () => void }>((resume) => {
    const answers = [
      { status: 401, type: "application/json", body: (key: string) => JSON.stringify({ detail: `bad key ${key}` }) },
      {
        status: 422,
        type: "application/json",
        body: (key: string) => JSON.stringify({ title: key, detail: [{ msg: key }] })
      },
      { status: 200, type: "text/html", body: (key: string) => `<html>${key}` },
      { status: 200, type: "application/json", body: (key: string) => `{"id":"${key}` }
    ]
    let count = 0
    const server = createServer(({ headers }, response) => {
      const answer = answers[count++ % answers.length] ?? answers[0]
      response.writeHead(answer?.status ?? 500, { "content-type": answer?.type })
      response.end(answer?.body(headers.authorization ?? ""))
    })
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo
      resume(Effect.succeed({ url: `http://127.0.0.1:${port}`, close: () => server.close() }))
    })
  }),
  ({ close }) => Effect.sync(close)
)

describe("a key", () => {
  it.scopedLive("is in no response and no log line, even if the provider repeats it", () =>
    Effect.gen(function* () {
      const { url } = yield* echo
      const server = yield* serve([], {
        FACTORY_API_KEY: canary,
        FACTORY_API_URL: url,
        MIELTO_API_KEY: canary,
        MIELTO_API_URL: url,
        HONCHO_API_KEY: canary,
        HONCHO_URL: url,
        VERYFRONT_API_TOKEN: canary,
        VERYFRONT_API_URL: url,
        MESSAGES_TOKENS: `${canary}-token`,
        MESSAGES_LOG_LEVEL: "debug"
      })
      const headers = { authorization: `Bearer ${canary}-token` }
      let received = ""
      for (const ref of ["factory:s/m", "mielto:m", "honcho:w/s/m", "veryfront:c/m"]) {
        for (let turn = 0; turn < 4; turn++) {
          const {
            headers: answered,
            status,
            text
          } = yield* ask(server, `/v1/messages/${encodeURIComponent(ref)}`, { headers })
          assert.isAtLeast(status, 400)
          received += JSON.stringify(answered) + text
        }
      }
      for (let turn = 0; turn < 4; turn++) {
        received += (yield* post(server, { conversation: "factory:s", text: "hi" }, headers)).text
      }
      received += (yield* ask(server, "/v1/providers", { headers })).text
      yield* server.signal("SIGTERM")
      const { code, stderr, stdout } = yield* server.ended
      assert.strictEqual(code, 0)
      assert.notInclude(`${received}${stderr}${stdout}`, canary)
    })
  )
})

describe("a disguised key", () => {
  const secret = "fk-Canary.91$&~/Zq"
  const token = "token-of-callers"

  /** A provider that says a text in every place of a response that an error may quote. The path ends with the number of the response. */
  const repeating = Effect.acquireRelease(
    Effect.async<{ readonly url: string; said: string; readonly close: () => void }>((resume) => {
      const responses = (said: string, header: string): ReadonlyArray<readonly [number, string, string]> => {
        const body = { type: said, title: said, detail: [{ loc: [said], msg: said }], requestId: said, errors: [said] }
        return [
          [400, "application/json", JSON.stringify(body)],
          [404, "application/json", JSON.stringify({ ...body, instance: said, metadata: { [said]: said } })],
          [401, "text/plain", said],
          [422, header, JSON.stringify({ detail: said })],
          [200, "application/json", JSON.stringify({ error: said })],
          [200, "application/json", `{"id":"m","content":[{${JSON.stringify(said)}:1e400}]}`]
        ]
      }
      const server = createServer(({ url = "" }, response) => {
        const header = /^[\x20-\x7e]*$/.test(provider.said) ? provider.said : "r-1"
        const number = Number(/\/(\d)/.exec(url)?.[1] ?? 0)
        const [status, type, body] = responses(provider.said, header)[number] ?? [500, "text/plain", ""]
        response.writeHead(status, { "content-type": type, "x-request-id": header })
        response.end(body)
      })
      const provider = { url: "", said: "", close: () => server.close() }
      server.listen(0, "127.0.0.1", () => {
        const { port } = server.address() as AddressInfo
        provider.url = `http://127.0.0.1:${port}`
        resume(Effect.succeed(provider))
      })
    }),
    ({ close }) => Effect.sync(close)
  )

  it.scopedLive("is in no response and no log line, in whatever form the provider repeats it", () =>
    Effect.gen(function* () {
      const provider = yield* repeating
      const server = yield* serve([], {
        FACTORY_API_KEY: secret,
        FACTORY_API_URL: provider.url,
        MIELTO_API_KEY: secret,
        MIELTO_API_URL: provider.url,
        HONCHO_API_KEY: secret,
        HONCHO_URL: provider.url,
        VERYFRONT_API_TOKEN: secret,
        VERYFRONT_API_URL: provider.url,
        MESSAGES_TOKENS: token,
        MESSAGES_STORE: ":memory:",
        MESSAGES_BREAKER_FAILURES: "1000",
        MESSAGES_LOG_LEVEL: "debug"
      })
      const headers = { authorization: `Bearer ${token}` }
      for (const disguise of Disguise.disguises) {
        provider.said = `it was ${disguise.of(secret)}`
        const received: Array<string> = []
        for (let number = 0; number < 6; number++) {
          for (const place of ["factory:s/", "mielto:", "honcho:w/s/", "veryfront:c/"]) {
            const ref = encodeURIComponent(`${place}${number}`)
            const got = yield* ask(server, `/v1/messages/${ref}`, { headers })
            assert.isAtLeast(got.status, 400)
            received.push(JSON.stringify(got.headers) + got.text)
          }
          received.push((yield* post(server, { conversation: `factory:${number}`, text: "hi" }, headers)).text)
        }
        assert.include(received.join(), "it was", "quotes the provider")
        for (const text of received)
          assert.deepStrictEqual(Disguise.remains(text, secret, disguise), [], `${disguise.name}: ${text}`)
      }
      yield* server.signal("SIGTERM")
      const { code, stderr, stdout } = yield* server.ended
      assert.strictEqual(code, 0)
      assert.include(stderr, "/v1/messages")
      for (const disguise of Disguise.disguises)
        assert.deepStrictEqual(Disguise.remains(stderr + stdout, secret, disguise), [], disguise.name)
    })
  )
})

describe("a caller's own headers", () => {
  it.scopedLive("are not sent to the provider", () =>
    Effect.gen(function* () {
      const upstream = yield* Upstream.make
      yield* upstream.answer
      const server = yield* serve([], { MESSAGES_STORE: ":memory:", ...upstream.environment })
      const trace = "0af7651916cd43dd8448eb211c80319c"
      const told = {
        traceparent: `00-${trace}-b7ad6b7169203331-01`,
        tracestate: `vendor=${canary}`,
        b3: `${trace}-b7ad6b7169203331-1`,
        cookie: canary,
        "idempotency-key": canary,
        "x-request-id": canary,
        "x-forwarded-for": canary,
        "user-agent": canary
      }
      assert.strictEqual((yield* post(server, { conversation: "factory:s", text: "hi" }, told)).status, 201)
      assert.isNotEmpty(upstream.headers)
      const received = upstream.headers.join("\n")
      assert.notInclude(received, canary)
      assert.notMatch(received, /^(traceparent|tracestate|b3|x-b3-.*)$/im)
    })
  )
})
