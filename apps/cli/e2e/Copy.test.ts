/** Copies with the bundled program over real HTTP. */
import { afterEach, assert, beforeEach, describe, it } from "@effect/vitest"
import { mkdtempSync, readdirSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type Honcho, type Hook, serve, session } from "./honcho.js"
import { finish, halt, run, start } from "./support.js"

let folder: string
let honcho: Honcho | undefined

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "copy-"))
})

afterEach(() => {
  honcho?.close()
  honcho = undefined
  rmSync(folder, { recursive: true })
})

const honchoOf = async (count: number, hook?: Hook) =>
  (honcho = await serve(new Map([["s", session("s", count)]]), hook))

const copy = (env: Honcho["environment"], ...more: ReadonlyArray<string>) =>
  run(["copy", "honcho:w/s", "honcho:w/t", ...more], { env: { ...env, XDG_STATE_HOME: folder } })

describe("copy", () => {
  it("shows the plan, posts nothing with --dry-run, and then each message once with its author and time", async () => {
    const { counts, environment, sessions } = await honchoOf(7)
    const dry = await copy(environment, "--dry-run")
    assert.deepInclude(JSON.parse(dry.stdout), { messages: 7, posts: 7, problems: [] })
    assert.strictEqual(counts.posts, 0)
    const { code, stderr, stdout } = await copy(environment)
    assert.strictEqual(code, 0, stderr)
    assert.include(stderr, "honcho:w/s → honcho:w/t: 7 messages, 7 posts")
    assert.deepInclude(JSON.parse(stdout), { posts: 7, empty: 0 })
    const copied = sessions.get("t")?.map(({ content, created_at, peer_id }) => [content, created_at, peer_id])
    const source = session("s", 7).map(({ content, created_at, peer_id }) => [content, created_at, peer_id])
    assert.deepStrictEqual(
      copied?.map(([content]) => content),
      source.map(([content]) => content)
    )
    assert.deepStrictEqual(
      copied?.map(([, , peer]) => peer),
      source.map(([, , peer]) => peer)
    )
    assert.strictEqual(readdirSync(join(folder, "messages/copies")).length, 1)
  })

  it("is refused while another process uses the same journal, and never posts a message twice", async () => {
    let isHeld = true
    const stop = halt()
    const { counts, environment, sessions } = await honchoOf(6, (_, number) => {
      // The plan and the copy each read one page; then come the posts, of which this is the third.
      if (!isHeld || number !== 5) return false
      return stop.wait().then(() => false)
    })
    const env = { ...environment, XDG_STATE_HOME: folder }
    const first = start(["copy", "honcho:w/s", "honcho:w/t"], { env })
    const killed = finish(first)
    await stop.reached
    for (const more of [[], ["--resume"]]) {
      const { code, stderr } = await copy(environment, ...more)
      assert.strictEqual(code, 2, stderr)
      assert.include(stderr, `is in use by process ${first.pid}`)
    }
    assert.strictEqual(counts.posts, 3)
    first.kill("SIGKILL")
    await killed
    isHeld = false
    const { code, stderr } = await copy(environment, "--resume")
    assert.strictEqual(code, 0, stderr)
    assert.deepStrictEqual(
      sessions.get("t")?.map(({ content }) => content),
      session("s", 6).map(({ content }) => content)
    )
    assert.strictEqual(readdirSync(join(folder, "messages/copies")).length, 1)
  })

  it("names the message whose outcome is unknown, exits with 9, and never posts it twice", async () => {
    let isBroken = true
    const { environment, sessions } = await honchoOf(5, (response, number) => {
      // The plan and the copy each read one page; then come the posts.
      if (!isBroken || number !== 5) return false
      response.destroy()
      return true
    })
    const lost = await copy(environment)
    assert.strictEqual(lost.code, 9, lost.stderr)
    assert.include(lost.stderr, "message 3 of the source (honcho:w/s/s-2) may have been posted, 2 posts before it were")
    isBroken = false
    const conflict = await copy(environment)
    assert.strictEqual(conflict.code, 2)
    assert.include(conflict.stderr, "--resume")
    const resumed = await copy(environment, "--resume")
    assert.strictEqual(resumed.code, 0, resumed.stderr)
    assert.deepStrictEqual(
      sessions.get("t")?.map(({ content }) => content),
      session("s", 5).map(({ content }) => content)
    )
  })

  it("waits if the target refuses a post for its rate", async () => {
    const { environment, sessions } = await honchoOf(3, (response, number) => {
      if (number !== 3) return false
      // The refused post is not kept.
      sessions.delete("t")
      response.writeHead(429, { "retry-after": "1", "content-type": "application/json" })
      response.end('{"detail":"slow down"}')
      return true
    })
    const { code, stderr } = await copy(environment)
    assert.strictEqual(code, 0, stderr)
    assert.strictEqual(sessions.get("t")?.length, 3)
  })

  it("refuses targets that take a user's messages alone, roles without a peer, and wrong peers", async () => {
    const sandbox = (...args: ReadonlyArray<string>) =>
      run(["--sandbox", "copy", ...args], { env: { XDG_STATE_HOME: folder } })
    for (const target of ["factory:invoice-bug", "veryfront:0b0e5a1e-0000-4000-8000-000000000001"]) {
      const { code, stderr } = await sandbox("mielto:conversation/conv_refund", target)
      assert.strictEqual(code, 5)
      assert.include(stderr, "accepts only messages of a user")
    }
    const peerless = await sandbox("factory:diary-3", "honcho:bakery/t", "--peer", "user=ann")
    assert.strictEqual(peerless.code, 2)
    assert.include(peerless.stderr, "--peer assistant=NAME")
    for (const peer of ["user", "user=", "=ann", "boss=ann"])
      assert.strictEqual((await sandbox("factory:diary-3", "honcho:bakery/t", "--peer", peer)).code, 2)
    assert.strictEqual((await sandbox("factory:diary-3")).code, 2)
    assert.strictEqual((await sandbox("factory:diary-3", "factory:diary-3")).code, 2)
  })
})
