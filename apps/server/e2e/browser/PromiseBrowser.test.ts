/** Messages without Effect in a browser: the program is bundled, and its page reads from a provider of another origin. Left out where there is no Chromium. */
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { build } from "esbuild"
import { createServer, type RequestListener, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import * as Browser from "./Browser.js"

const serve = (listener: RequestListener) =>
  Effect.map(
    Effect.acquireRelease(
      Effect.async<Server>((resume) => {
        const server = createServer(listener)
        server.listen(0, "127.0.0.1", () => resume(Effect.succeed(server)))
      }),
      (server) =>
        Effect.sync(() => {
          server.close()
          server.closeAllConnections()
        })
    ),
    (server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  )

const message = { id: "m", content: "hello", peer_id: "alice", session_id: "s", workspace_id: "w", metadata: {} }

const honcho: RequestListener = ({ method, url = "" }, response) => {
  response.setHeader("access-control-allow-origin", "*")
  response.setHeader("access-control-allow-headers", "authorization, content-type")
  response.setHeader("content-type", "application/json")
  if (method === "OPTIONS") response.writeHead(204).end()
  else if (url.includes("/list"))
    response.end(JSON.stringify({ items: [message], total: 1, page: 1, size: 100, pages: 1 }))
  else if (method === "POST") response.writeHead(201).end(JSON.stringify([message]))
  else if (url.endsWith("/none")) response.writeHead(404).end('{"detail":"Message not found"}')
  else response.end(JSON.stringify(message))
}

it.scopedLive(
  "a page reads, iterates and posts, and loads the client of its provider alone",
  (context) =>
    Effect.gen(function* () {
      context.skip(Browser.isLeftOut, "there is no Chromium here")
      const { outputFiles } = yield* Effect.promise(() =>
        build({
          stdin: {
            contents:
              'import { createMessages } from "@org/messages-runtime/promise"; window.createMessages = createMessages',
            resolveDir: import.meta.dirname
          },
          bundle: true,
          splitting: true,
          format: "esm",
          platform: "browser",
          conditions: ["@org/source"],
          outdir: "out",
          entryNames: "start",
          write: false
        })
      )
      const files = new Map(outputFiles.map(({ contents, path }) => [path.replace(/^.*\//, "/"), contents]))
      const loaded: Array<string> = []
      const site = yield* serve(({ url = "" }, response) => {
        const file = files.get(url)
        if (file === undefined)
          return response
            .setHeader("content-type", "text/html")
            .end('<!doctype html><script type="module" src="/start.js"></script>')
        loaded.push(url)
        return response.setHeader("content-type", "text/javascript").end(file)
      })
      const url = yield* serve(honcho)
      const page = yield* Browser.make
      yield* page.open(site)
      yield* page.wait("window.createMessages")
      const found = yield* page.evaluate(`(async () => {
        const messages = createMessages({ honcho: { apiKey: "hch-key", url: "${url}" } })
        const texts = []
        texts.push((await messages.get("honcho:w/s/m")).parts[0].text)
        for await (const { parts } of messages.messages("honcho:w/s")) texts.push(parts[0].text)
        texts.push((await messages.post("honcho:w/s", { text: "hi", author: { id: "alice" } })).ref)
        texts.push(await messages.get("honcho:w/s/none").catch(({ _tag }) => _tag))
        await messages.close()
        return texts
      })()`)
      assert.deepStrictEqual(found, ["hello", "hello", "honcho:w/s/m", "MessageNotFound"])
      const code = loaded.map((name) => Buffer.from(files.get(name) ?? "").toString()).join("")
      assert.include(code, "@org/messages-provider-honcho/HonchoClient")
      for (const other of ["factory/FactoryClient", "mielto/MieltoClient", "veryfront/VeryfrontClient"])
        assert.notInclude(code, `@org/messages-provider-${other}`)
    }),
  180_000
)
