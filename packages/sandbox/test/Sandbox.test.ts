import * as HttpClient from "@effect/platform/HttpClient"
import { assert, describe, it } from "@effect/vitest"
import { Contract } from "@org/messages-contract"
import { ConversationRef, MessageRef } from "@org/messages-core"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Layer from "effect/Layer"
import { Sandbox } from "../src/index.js"
import { bearer, send, services } from "./Client.js"

/** The path of a message on the sandbox. */
const pathOf = (ref: string): string => {
  const at = Either.getOrThrow(MessageRef.parse(ref))
  switch (at.provider) {
    case "factory":
      return `/factory/api/v0/sessions/${at.sessionId}/messages/${at.messageId}`
    case "mielto":
      return `/mielto/api/v1/messages/${at.messageId}`
    case "honcho":
      return `/honcho/v3/workspaces/${at.workspaceId}/sessions/${at.sessionId}/messages/${at.messageId}`
    case "veryfront":
      return `/veryfront/conversations/${at.conversationId}/messages/${at.messageId}`
  }
}

const providerOf = (ref: string) => Either.getOrThrow(MessageRef.parse(ref)).provider

const keys = { factory: "fk-sandbox", mielto: "mk_sandbox", honcho: "hch-sandbox", veryfront: "vf_sandbox" }

const read = (ref: string) => send(pathOf(ref), { headers: bearer(keys[providerOf(ref)]) })

/** What a sandbox was that has stopped. */
const started = (options: Sandbox.SandboxOptions) =>
  Effect.scoped(Effect.map(Layer.build(Sandbox.layerWith(options)), Context.get(Sandbox.Sandbox)))

/** Every value of the key `type` or `kind` in the seeds of a provider. */
const kinds = (provider: string, key: string) =>
  Effect.gen(function* () {
    const found = new Set<string>()
    for (const { ref } of Sandbox.seeds.filter((seed) => seed.ref.startsWith(provider))) {
      const { text } = yield* read(ref)
      JSON.parse(text, (name, value) => (name === key && typeof value === "string" && found.add(value), value))
    }
    return found
  })

describe("Sandbox", () => {
  for (const { ref, shows } of Sandbox.seeds)
    it.scoped(`follows the contract in ${ref}: ${shows}`, () =>
      Effect.gen(function* () {
        const { headers, json, status, text } = yield* read(ref)
        assert.strictEqual(status, 200)
        assert.strictEqual(headers["content-type"], "application/json")
        assert.strictEqual(text, `${JSON.stringify(json, null, 2)}\n`)
        assert.deepStrictEqual(Contract.of(`${providerOf(ref)}.get-message`).success(json), [])
      }).pipe(Effect.provide(services))
    )

  it("has one ref in normal form for every seed", () => {
    const refs = Sandbox.seeds.map(({ ref }) => ref)
    assert.strictEqual(new Set(refs).size, refs.length)
    for (const ref of [...refs, Sandbox.forbidden])
      assert.deepStrictEqual<unknown>(
        Either.map(MessageRef.parse(ref), (address) => address.ref),
        Either.right(ref)
      )
    const conversation = ConversationRef.parse(Sandbox.conversation)
    assert.deepStrictEqual<unknown>(
      Either.map(conversation, (address) => address.ref),
      Either.right(Sandbox.conversation)
    )
  })

  it.scoped("shows all seven kinds of Factory content, and both sources of a document", () =>
    Effect.gen(function* () {
      const types = yield* kinds("factory", "type")
      for (const type of ["text", "image", "thinking", "redacted_thinking", "tool_use", "tool_result", "document"])
        assert.include(types, type)
      assert.include(types, "base64")
      assert.deepStrictEqual(yield* kinds("factory", "role"), new Set(["user", "assistant", "tool", "system"]))
      assert.deepStrictEqual(yield* kinds("factory", "visibility"), new Set(["both", "llm_only", "user_only"]))
    }).pipe(Effect.provide(services))
  )

  it.scoped("shows all eleven kinds of Veryfront parts in one message", () =>
    Effect.gen(function* () {
      const seed = Sandbox.seeds.find(({ shows }) => shows.startsWith("all eleven"))
      const { text } = yield* read(seed?.ref ?? "")
      const types: ReadonlyArray<string> = JSON.parse(text).parts.map((part: { readonly type: string }) => part.type)
      const all = "citation data error file image reasoning source_document step_start text tool_call tool_result"
      assert.strictEqual([...types].sort().join(" "), all)
    }).pipe(Effect.provide(services))
  )

  it.scoped("shows two Honcho peers", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* kinds("honcho", "peer_id")).size, 2)
    }).pipe(Effect.provide(services))
  )

  it.scoped("gives the variables that point every client at it", () =>
    Effect.gen(function* () {
      const { environment, url } = yield* Sandbox.Sandbox
      for (const one of [url, environment["HONCHO_URL"]]) assert.match(one ?? "", /^http:\/\/127\.0\.0\.1:\d+$/)
      assert.notStrictEqual(environment["HONCHO_URL"], url)
      assert.deepStrictEqual<unknown>(environment, {
        FACTORY_API_KEY: "fk-sandbox",
        FACTORY_API_URL: `${url}/factory`,
        MIELTO_API_KEY: "mk_sandbox",
        MIELTO_API_URL: `${url}/mielto`,
        MIELTO_WORKSPACE_ID: "wsp_sandbox",
        HONCHO_API_KEY: "hch-sandbox",
        HONCHO_URL: environment["HONCHO_URL"],
        VERYFRONT_API_TOKEN: "vf_sandbox",
        VERYFRONT_API_URL: `${url}/veryfront`
      })
    }).pipe(Effect.provide(services))
  )

  it.effect("serves Honcho on the port after its own one", () =>
    Effect.gen(function* () {
      const port = Number(new URL((yield* started({ ownPorts: false })).url).port)
      const { environment, url } = yield* started({ port })
      const expected = [`http://127.0.0.1:${port}`, `http://127.0.0.1:${port + 1}`]
      assert.deepStrictEqual<unknown>([url, environment["HONCHO_URL"]], expected)
      // Other programs may have one of the two ports; then the test tries two others.
    }).pipe(Effect.retry({ times: 20 }))
  )

  it.effect("serves Honcho only under its name if the options say so", () =>
    Effect.gen(function* () {
      const { environment, url } = yield* started({ ownPorts: false })
      assert.strictEqual(environment["HONCHO_URL"], `${url}/honcho`)
    })
  )

  it.scoped("answers HEAD like GET, without the body", () =>
    Effect.gen(function* () {
      const at = "/mielto/api/v1/messages/msg_refund_question"
      const head = yield* send(at, { method: "HEAD", headers: bearer("mk_sandbox") })
      const get = yield* send(at, { headers: bearer("mk_sandbox") })
      assert.deepStrictEqual([head.status, head.text], [200, ""])
      assert.strictEqual(head.headers["content-length"], String(Buffer.byteLength(get.text)))
    }).pipe(Effect.provide(services))
  )

  it.scoped("names the port that it cannot listen on", () =>
    Effect.gen(function* () {
      const { url } = yield* Sandbox.Sandbox
      const port = Number(new URL(url).port)
      const failure = yield* Effect.flip(Layer.build(Sandbox.layerAt(port)))
      assert.deepStrictEqual([failure.port, failure.code], [port, "EADDRINUSE"])
    }).pipe(Effect.provide(services))
  )

  it.scoped("answers 404 outside the four providers", () =>
    Effect.gen(function* () {
      const { url } = yield* Sandbox.Sandbox
      for (const path of ["/", "/factoryx/api/v0/sessions/s/messages/m", "/other"])
        assert.strictEqual((yield* HttpClient.get(url + path)).status, 404)
    }).pipe(Effect.provide(services))
  )
})
