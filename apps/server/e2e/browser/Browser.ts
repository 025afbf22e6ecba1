/** Drives Chromium over the pipes of its DevTools protocol, without a library. */
import * as Effect from "effect/Effect"
import { spawn } from "node:child_process"
import { existsSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Readable, Writable } from "node:stream"

const chromium = "/usr/bin/chromium"

/** Whether the tests in a browser are left out: there is no Chromium, and nothing requires it. */
export const isLeftOut = !existsSync(chromium) && process.env["MESSAGES_REQUIRE_CHROMIUM"] === undefined

if (isLeftOut)
  console.warn("Chromium is not installed: its tests are skipped (MESSAGES_REQUIRE_CHROMIUM=1 makes them fail)")

type Json = any // eslint-disable-line @typescript-eslint/no-explicit-any

/** A tab of the browser. */
export interface Page {
  /** Opens a URL, and waits until its scripts have run. */
  readonly open: (url: string) => Effect.Effect<void>
  /** The value of an expression, which may be a promise. */
  readonly evaluate: (expression: string) => Effect.Effect<Json>
  /** Waits until an expression is true. */
  readonly wait: (expression: string) => Effect.Effect<void>
  /** Clicks on the element that a selector finds, with the mouse. */
  readonly click: (selector: string) => Effect.Effect<void>
  /** Types a text into the element that has the focus. */
  readonly type: (text: string) => Effect.Effect<void>
  /** Gives the page the width of a telephone or a desk. */
  readonly resize: (width: number, height: number) => Effect.Effect<void>
}

/** A browser that runs until the scope closes. It gives tabs that share nothing, each until a scope closes. */
export const launch = Effect.map(
  Effect.suspend(() => connection),
  (send) => Effect.flatMap(context(send), (browserContextId) => tab(send, browserContextId))
)

/** A browser of its own that runs until the scope closes, with one tab. */
export const make = Effect.flatten(launch)

type Send = (method: string, params: Json, sessionId?: string) => Effect.Effect<Json>

/** A profile in memory: its tabs have a cache of their own. */
const context = (send: Send) =>
  Effect.acquireRelease(
    Effect.map(send("Target.createBrowserContext", {}), ({ browserContextId }): string => browserContextId),
    (browserContextId) => send("Target.disposeBrowserContext", { browserContextId })
  )

const tab = Effect.fnUntraced(function* (send: Send, browserContextId: string) {
  const { targetId } = yield* send("Target.createTarget", { url: "about:blank", browserContextId })
  const { sessionId } = yield* send("Target.attachToTarget", { targetId, flatten: true })
  const call = (method: string, params: Json = {}) => send(method, params, sessionId)
  yield* call("Page.enable")
  const evaluate = (expression: string) =>
    Effect.flatMap(
      call("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true, userGesture: true }),
      ({ exceptionDetails, result }) =>
        exceptionDetails === undefined
          ? Effect.succeed(result.value)
          : Effect.dieMessage(`${expression}: ${JSON.stringify(exceptionDetails)}`)
    )
  const wait = (expression: string) => Effect.asVoid(evaluate(untilTrue(expression)))
  const page: Page = {
    evaluate,
    wait,
    open: (url) => call("Page.navigate", { url }).pipe(Effect.zipRight(wait('document.readyState === "complete"'))),
    click: (selector) =>
      Effect.gen(function* () {
        const element = `document.querySelector(${JSON.stringify(selector)})`
        yield* wait(`${element} !== null`)
        const { x, y } = yield* evaluate(whenStill(element))
        const mouse = { x, y, button: "left", clickCount: 1 }
        for (const type of ["mouseMoved", "mousePressed", "mouseReleased"])
          yield* call("Input.dispatchMouseEvent", { ...mouse, type })
      }),
    type: (text) => Effect.asVoid(call("Input.insertText", { text })),
    resize: (width, height) =>
      Effect.asVoid(
        call("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile: width < 500 })
      )
  }
  return page
})

/** The middle of an element, once it is in view and two frames show it at the same place. */
const whenStill = (element: string) => `new Promise((resolve) => {
  let last = ""
  const look = () => {
    const element = ${element}
    element?.scrollIntoView({ block: "center", behavior: "instant" })
    const { left = 0, top = 0, width = 0, height = 0 } = element?.getBoundingClientRect() ?? {}
    const place = JSON.stringify([left, top, width, height])
    if (place === last && element?.contains(document.elementFromPoint(left + width / 2, top + height / 2)))
      resolve({ x: left + width / 2, y: top + height / 2 })
    else requestAnimationFrame(look)
    last = place
  }
  look()
})`

// In the page itself: what its scripts do has no event that covers every expression.
const untilTrue = (expression: string) => `new Promise((resolve, reject) => {
  const start = performance.now()
  const look = () => {
    const value = (() => (${expression}))()
    if (value) resolve(true)
    else if (performance.now() - start > 30_000) reject(new Error("waited in vain"))
    else setTimeout(look, 20)
  }
  look()
})`

const connection = Effect.gen(function* () {
  const { child } = yield* chromiumProcess
  const [, , , input, output] = child.stdio
  if (!(input instanceof Writable) || !(output instanceof Readable)) return yield* Effect.dieMessage("no pipes")
  const waiting = new Map<number, (reply: Json) => void>()
  let received = ""
  output.setEncoding("utf8").on("data", (chunk: string) => {
    const messages = `${received}${chunk}`.split("\0")
    received = messages.pop() ?? ""
    for (const message of messages) {
      const reply = JSON.parse(message)
      waiting.get(reply.id)?.(reply)
      waiting.delete(reply.id)
    }
  })
  let count = 0
  return (method: string, params: Json, sessionId?: string) =>
    Effect.async<Json>((resume) => {
      const id = ++count
      waiting.set(id, ({ error, result }) =>
        resume(error === undefined ? Effect.succeed(result) : Effect.dieMessage(`${method}: ${error.message}`))
      )
      input.write(`${JSON.stringify({ id, method, params, sessionId })}\0`)
    })
})

const chromiumProcess = Effect.acquireRelease(
  Effect.sync(() => {
    const folder = mkdtempSync(join(tmpdir(), "messages-browser-"))
    const args = ["--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", `--user-data-dir=${folder}`]
    const child = spawn(chromium, args, { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"], detached: true })
    return { child, folder }
  }),
  ({ child, folder }) =>
    Effect.promise(async () => {
      const ended = new Promise((resolve) => child.on("close", resolve))
      // The group: Chromium's own processes would outlive it.
      process.kill(-(child.pid ?? 0), "SIGKILL")
      await ended
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    })
)
