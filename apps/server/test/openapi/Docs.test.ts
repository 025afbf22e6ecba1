/** The reference page. */
import { assert, describe, it } from "@effect/vitest"
import { Endpoint } from "@org/messages-api"
import * as Effect from "effect/Effect"
import { createHash } from "node:crypto"
import { ask, serve } from "../TestServer.js"

describe("GET /docs", () => {
  it.scopedLive("is a page that loads nothing from elsewhere, with a policy that allows only its own scripts", () =>
    Effect.gen(function* () {
      const server = yield* serve()
      const { headers, status, text } = yield* ask(server, "/docs")
      assert.strictEqual(status, 200)
      assert.match(String(headers["content-type"]), /^text\/html/)
      const markup = text.replace(/<script>.*?<\/script>/gs, "").replace(/<style>.*?<\/style>/gs, "")
      assert.notMatch(markup, /<(script|link|img|iframe)[^>]+(src|href)=/)
      const policy = String(headers["content-security-policy"])
      const scripts = [...text.matchAll(/<script>(.*?)<\/script>/gs)]
      assert.isNotEmpty(scripts)
      for (const [, script = ""] of scripts) {
        assert.include(policy, `'sha256-${createHash("sha256").update(script).digest("base64")}'`)
      }
      assert.match(policy, /^default-src 'none'; script-src 'sha256-/)
      assert.notMatch(policy, /script-src[^;]*unsafe|https?:/)
      const again = yield* ask(server, "/docs", { headers: { "if-none-match": String(headers.etag) } })
      assert.strictEqual(again.status, 304)
      assert.strictEqual(again.headers["content-security-policy"], policy)
    })
  )

  it.scopedLive("shows every endpoint", () =>
    Effect.gen(function* () {
      const server = yield* serve()
      const { text } = yield* ask(server, "/docs")
      for (const { path } of Object.values(Endpoint.endpoints))
        assert.include(text, JSON.stringify(path.replace(/:(\w+)/, "{$1}")))
    })
  )
})
