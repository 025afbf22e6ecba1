/** Checks the server against its own OpenAPI document. */
import { assert, describe, it } from "@effect/vitest"
import { METHODS } from "node:http"
import * as Fuzz from "./Fuzz.js"
import * as JsonTexts from "./JsonTexts.js"

const { conversations, keysAt, known, schema, send } = Fuzz

// `Fuzz.long.test.ts` sends sixteen times as many. Most operations need one round or two; a seed may need many until it met a rare status.
Fuzz.suite({ runs: 15, rounds: 100, wanted: 300 })

const refFor = (path: string) => encodeURIComponent((path.includes("/conversations/") ? conversations : known)[0] ?? "")

describe("a method that is not described", () => {
  it("gets 405 with Allow, except HEAD if the path has GET", async () => {
    const concrete = keysAt("paths").map((path) => [path, path.replace("{ref}", refFor(path))] as const)
    for (const [path, target] of concrete) {
      const described = keysAt("paths", path).map((method) => method.toUpperCase())
      const allowed = described.includes("GET") ? [...described, "HEAD"] : described
      for (const method of METHODS) {
        if (method === "CONNECT" || described.includes(method)) continue
        const { headers, status, text, type } = await send({ method, path: target, headers: {} })
        if (allowed.includes(method)) {
          const get = await send({ method: "GET", path: target, headers: {} })
          assert.deepStrictEqual([status, text], [get.status, ""], `${method} ${target}`)
          continue
        }
        assert.strictEqual(status, 405, `${method} ${target}`)
        assert.strictEqual(headers["allow"], allowed.join(", "))
        assert.strictEqual(type, "application/problem+json")
        if (method !== "HEAD") assert.isTrue(schema("components", "schemas", "Problem")(JSON.parse(text)))
      }
    }
  })
})

describe("a parser of JSON", () => {
  const post = (body: string | Buffer) =>
    send({ method: "POST", path: "/v1/messages", headers: { "content-type": "application/json" }, body })

  const inside = (text: string | Buffer) =>
    Buffer.concat([Buffer.from('{"conversation":"factory:s","text":"a","more":'), Buffer.from(text), Buffer.from("}")])

  it("is tested with more than a hundred texts", () => {
    assert.isAtLeast(JsonTexts.bad.length, 100)
    assert.isAtLeast(JsonTexts.good.length, 50)
  })

  it("accepts every JSON text, alone and inside an object, and then refuses it as a post", async () => {
    for (const text of JsonTexts.good) {
      for (const body of [text, inside(text)]) {
        const answer = await post(body)
        assert.strictEqual(answer.status, 422, text.slice(0, 40))
        assert.strictEqual(JSON.parse(answer.text).type, "urn:messages:problem:unexpected-body")
      }
    }
  })

  it("refuses every text that is not JSON, alone and inside an object", async () => {
    for (const text of JsonTexts.bad) {
      for (const body of [text, inside(text)]) {
        const answer = await post(body)
        assert.strictEqual(answer.status, 400, `${text.toString().slice(0, 40)} in ${body.toString().slice(0, 80)}`)
        assert.strictEqual(JSON.parse(answer.text).type, "urn:messages:problem:malformed-body")
      }
    }
  })
})
