/** Runs the command line against a messages-server on the sandbox, and checks that it prints the same as without the server. */
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { Sandbox } from "@org/messages-sandbox"
import type { ChildProcess } from "node:child_process"
import { end, root, run, start } from "./Workspace.js"

const token = "token-of-this-test"

let server: ChildProcess
let url: string

beforeAll(async () => {
  server = start("node", ["apps/server/bin/messages-server.js", "--sandbox"], root, {
    MESSAGES_PORT: "0",
    MESSAGES_TOKENS: token
  })
  url = await address(server)
})

afterAll(() => end(server))

/** The URL in the log of the server. */
const address = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let all = ""
    const heard = (text: string) => {
      all += text
      const [found] = /http:\/\/127\.0\.0\.1:\d+/.exec(all) ?? []
      if (found !== undefined) resolve(found)
    }
    child.stdout?.setEncoding("utf8").on("data", heard)
    child.stderr?.setEncoding("utf8").on("data", heard)
    child.once("close", () => reject(new Error(`it does not listen\n${all}`)))
  })

const messages = (args: ReadonlyArray<string>, environment: Readonly<Record<string, string>> = {}) =>
  run("node", ["apps/cli/bin/messages.js", ...args], root, {
    MESSAGES_URL: url,
    MESSAGES_TOKEN: token,
    FACTORY_API_KEY: "a key that no server accepts",
    ...environment
  })

describe("the command line over a server", () => {
  it("reads every message of the sandbox as it does without a server, within its contract", async () => {
    const { stdout } = await messages(["--sandbox", "get", ...Sandbox.seeds.map(({ ref }) => ref)])
    const local = stdout.trimEnd().split("\n")
    assert.lengthOf(local, Sandbox.seeds.length)
    for (const [index, { ref }] of Sandbox.seeds.entries()) {
      const remote = await messages(["get", ref, "--strict"])
      assert.deepInclude(remote, { code: 0, stderr: "" }, ref)
      const { message } = JSON.parse(local[index] ?? "") as { message: unknown }
      assert.strictEqual(remote.stdout, `${JSON.stringify(message, null, 2)}\n`)
    }
  })

  it("prints a provider's body byte for byte, and lists the providers of the server", async () => {
    const args = ["get", "mielto:msg_refund_answer", "--format", "raw", "--strict"]
    assert.deepStrictEqual(await messages(args), await messages(["--sandbox", ...args]))
    const { stdout } = await messages(["providers", "--format", "pretty"])
    assert.match(
      stdout,
      /^Factory\n +configured yes\n +url http:\/\/127\.0\.0\.1\/factory\n +operations get, list, conversations, post$/m
    )
  })

  it("posts a message, and reads it back", async () => {
    const posted = await messages(["post", Sandbox.conversation, "--text", "Hello from afar"])
    assert.deepInclude(posted, { code: 0, stderr: "" })
    const { ref } = JSON.parse(posted.stdout) as { ref: string }
    assert.include((await messages(["get", ref])).stdout, "Hello from afar")
  })

  it("reports the provider's errors unchanged, and gives advice about the server's settings", async () => {
    const missing = await messages(["get", "factory:invoice-bug/nope"])
    assert.strictEqual(missing.code, 4)
    assert.match(missing.stderr, /Factory has no message .*\n.*FACTORY_API_KEY of the server at MESSAGES_URL/)
    const unsupported = await messages(["list", "mielto:conversation/c", "--order", "newest"])
    assert.strictEqual(unsupported.code, 5)
  })

  it("names the server if it refuses the token or does not answer", async () => {
    const refused = await messages(["get", "factory:invoice-bug/question"], { MESSAGES_TOKEN: "another-token" })
    assert.strictEqual(refused.code, 3)
    assert.match(refused.stderr, /^error: The server at http:.*\n.*Check MESSAGES_TOKEN\n$/)
    const absent = await messages(["get", "factory:invoice-bug/question"], { MESSAGES_URL: "http://127.0.0.1:1" })
    assert.strictEqual(absent.code, 7)
    assert.match(absent.stderr, /did not respond.*\n.*Check the network, and MESSAGES_URL\n$/)
    const unposted = await messages(["post", Sandbox.conversation, "--text", "x"], {
      MESSAGES_URL: "http://127.0.0.1:1"
    })
    assert.strictEqual(unposted.code, 7)
  })

  it("refuses a URL that would send the token unencrypted", async () => {
    const { code, stderr } = await messages(["get", "factory:a/b"], { MESSAGES_URL: "http://messages.example" })
    assert.strictEqual(code, 3)
    assert.match(stderr, /MESSAGES_URL must begin with https/)
  })
})
