/** Messages without Effect: a strict TypeScript program with Promises, over real HTTP. No line of it knows Effect. */
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import {
  createMessages,
  InvalidSettings,
  type Message,
  MessageError,
  type Page,
  ReadFailure
} from "../../src/promise/index.js"
import * as FakeHoncho from "./FakeHoncho.js"

type Server = Awaited<ReturnType<typeof FakeHoncho.serve>>

let server: Server
let client: ReturnType<typeof createMessages>

beforeAll(async () => {
  server = await FakeHoncho.serve(250)
  client = createMessages({ honcho: { apiKey: "hch-key", url: server.url } })
})

afterAll(async () => {
  await client.close()
  await server.close()
})

const errorOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => assert.fail("it did not fail"),
    (error: unknown) => error
  )

describe("createMessages", () => {
  it("gets a message", async () => {
    const message: Message.Message = await client.get("honcho:w/s/m7")
    assert.deepStrictEqual(message.parts, [{ type: "text", text: "message 7" }])
    assert.deepStrictEqual(server.requests.at(-1), ["GET /v3/workspaces/w/sessions/s/messages/m7", "Bearer hch-key"])
  })

  it("lists pages, and continues at a cursor", async () => {
    const first: Page.Page<Message.Message> = await client.list("honcho:w/s", { limit: 100, order: "oldest" })
    assert.lengthOf(first.items, 100)
    assert.strictEqual(first.total, 250)
    const second = await client.list("honcho:w/s", { cursor: first.next })
    assert.strictEqual(second.items[0]?.id, "m100")
    const { items } = await client.conversations("honcho", { parent: "w" })
    assert.deepStrictEqual(
      items.map(({ ref }) => String(ref)),
      ["honcho:w/s"]
    )
  })

  it("iterates over every message of a conversation, once and in order", async () => {
    const ids: Array<string | undefined> = []
    for await (const { id } of client.messages("honcho:w/s")) ids.push(id)
    assert.deepStrictEqual(
      ids,
      Array.from({ length: 250 }, (_, index) => `m${index}`)
    )
  })

  it("reads no more than one page ahead of a loop that ends early", async () => {
    const before = server.requests.length
    for await (const message of client.messages("honcho:w/s", { limit: 10 })) if (message.id === "m3") break
    assert.isAtMost(server.requests.length - before, 2)
  })

  it("posts a message", async () => {
    const { ref } = await client.post("honcho:w/s", { text: "hello", author: { id: "alice" } })
    assert.strictEqual(ref, "honcho:w/s/m250")
  })

  it("fails with errors that have different tags", async () => {
    const missing = await errorOf(client.get("honcho:w/s/m9999"))
    assert.instanceOf(missing, Error)
    assert.instanceOf(missing, MessageError.MessageNotFound)
    if (missing instanceof MessageError.MessageNotFound) assert.strictEqual(missing.ref, "honcho:w/s/m9999")
    const tags = await Promise.all(
      [
        client.get("nothing"),
        client.list("honcho:w/s", { cursor: "x" }),
        client.get("factory:s/m"),
        client.post("honcho:w/s", { text: "without a peer" })
      ].map(errorOf)
    )
    assert.deepStrictEqual(
      tags.map((error) => (error as MessageError.MessageError)._tag),
      ["InvalidRef", "InvalidCursor", "NotSupported", "InvalidDraft"]
    )
    const closed = createMessages({ honcho: { url: "http://127.0.0.1:1" } })
    const failure = await errorOf(
      (async () => {
        for await (const message of closed.messages("honcho:w/s")) assert.fail(message.id)
      })()
    )
    assert.instanceOf(failure, ReadFailure)
    assert.strictEqual((failure as ReadFailure).error._tag, "ProviderFailure")
    await closed.close()
    assert.match(String(await errorOf(closed.get("honcho:w/s/m"))), /closed/)
  }, 120_000)

  it("ends a call with the reason of its signal", async () => {
    const controller = new AbortController()
    const call = errorOf(client.get("honcho:w/s/hang", { signal: controller.signal }))
    await server.hanging
    controller.abort(new Error("enough"))
    assert.strictEqual(String(await call), "Error: enough")
    assert.strictEqual(
      String(await errorOf(client.get("honcho:w/s/m1", { signal: controller.signal }))),
      "Error: enough"
    )
    const reading = errorOf(
      (async () => {
        const late = new AbortController()
        for await (const { id } of client.messages("honcho:w/s", { limit: 10, signal: late.signal }))
          if (id === "m9") late.abort()
      })()
    )
    assert.strictEqual(((await reading) as Error).name, "AbortError")
  })

  it("refuses settings that cannot be used, without showing the key", async () => {
    const error = await errorOf(createMessages({ honcho: { apiKey: "a key\n" } }).get("honcho:w/s/m"))
    assert.instanceOf(error, InvalidSettings)
    assert.match(String(error), /honcho\.apiKey cannot be used/)
    assert.notInclude(String(error), "a key")
    assert.deepInclude(await errorOf(createMessages({ honcho: {} }).get("honcho:w/s/m")), {
      _tag: "NotConfigured",
      variable: "HONCHO_API_KEY"
    })
  })
})
