import { Sandbox } from "@org/messages-sandbox"
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { execFileSync } from "node:child_process"
import { closeSync, cpSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { finish, type Loopback, loopback, program, run, start } from "./support.js"

const broken = { FACTORY_API_URL: "ftp://x", MIELTO_API_KEY: "a\nb", HONCHO_URL: "?", VERYFRONT_API_URL: "" }

describe("help, version and completions", () => {
  it("work with no configuration, and with a broken one", async () => {
    for (const env of [{}, broken])
      for (const args of [
        ["--help"],
        ["get", "--help"],
        ["help", "post"],
        ["--version"],
        ["schema"],
        ["--completions", "bash"],
        ["--completions", "zsh"],
        ["--completions", "fish"],
        ["--completions", "sh"],
        ["--man"]
      ]) {
        const { code, stderr, stdout } = await run(args, { env })
        assert.deepInclude({ args, code, stderr }, { args, code: 0, stderr: "" })
        assert.isNotEmpty(stdout)
        assert.notInclude(stdout, "\u001b")
      }
  })

  it("prints the version of the package", async () => {
    const manifest = readFileSync(join(program, "../../package.json"), "utf8")
    const { version } = JSON.parse(manifest) as { version: string }
    assert.strictEqual((await run(["--version"])).stdout, `${version}\n`)
  })

  it("completes commands, options and values in bash", async () => {
    const { stdout } = await run(["--completions", "bash"])
    const complete = (...words: ReadonlyArray<string>) =>
      execFileSync(
        "bash",
        [
          "-c",
          `${stdout}\nCOMP_WORDS=(messages "$@"); COMP_CWORD=$#; _messages messages; echo "\${COMPREPLY[*]}"`,
          "bash",
          ...words
        ],
        { encoding: "utf8" }
      ).trim()
    assert.strictEqual(complete("p"), "post providers")
    assert.strictEqual(complete("get", "--st"), "--strict")
    assert.match(complete("get", "--format", ""), /^pretty json raw canonical ndjson /)
    assert.strictEqual(complete("post", "--wiz"), "")
  })

  it("completes files in zsh and fish", async () => {
    for (const [shell, line] of [
      ["zsh", "]:file:_files'"],
      ["zsh", "'--text=[the text; - reads it from standard input until it ends]:text:'"],
      ["fish", "-l image -r -F"]
    ] as const)
      assert.include((await run(["--completions", shell])).stdout, line)
  })

  it("prints its manual page, which man shows", async () => {
    const { code, stderr, stdout } = await run(["--man"])
    assert.deepInclude({ code, stderr }, { code: 0, stderr: "" })
    assert.match(stdout, /^\.TH MESSAGES 1 /)
  })
})

describe("a wrong command line", () => {
  it("is reported once, only on standard error, with exit code 2", async () => {
    for (const [args, says] of [
      [["get"], "<ref> is missing"],
      [["post", "factory:a"], "--text is missing"],
      [["post", "factory:a", "--text", "a", "--text", "b"], "--text is given more than once"],
      [["get", "factory:a/b", "--nope"], '"get" has no option --nope'],
      [["nope"], 'There is no command "nope"']
    ] as const) {
      const { code, stderr, stdout } = await run(args)
      assert.deepInclude({ code, stdout }, { code: 2, stdout: "" })
      assert.strictEqual(stderr.indexOf(`error: ${says}\n`), 0, stderr)
      assert.strictEqual(stderr.lastIndexOf(says), "error: ".length)
    }
  })
})

describe("a closed pipe", () => {
  it("ends the program quietly with 0", async () => {
    for (const args of [["schema"], ["--help"], ["--sandbox", "get", "factory:invoice-bug/question"]]) {
      const child = start(args)
      child.stdout?.destroy()
      const { code, stderr } = await finish(child)
      assert.deepInclude({ args, code, stderr }, { args, code: 0, stderr: "" })
    }
  })

  it("does not lose the ref of a posted message", async () => {
    const child = start(["--sandbox", "post", Sandbox.conversation, "--text", "x"])
    child.stdout?.destroy()
    const { code, stderr } = await finish(child)
    assert.strictEqual(code, 0)
    assert.match(stderr, /^note: The message was posted as factory:invoice-bug\/\S+, but .*\(EPIPE\)\n/)
  })
})

const hasFullDevice = existsSync("/dev/full")

if (!hasFullDevice) console.warn("There is no /dev/full here: the tests of a full output are skipped")

describe.skipIf(!hasFullDevice)("a full disk", () => {
  const intoFull = async (args: ReadonlyArray<string>) => {
    const full = openSync("/dev/full", "w")
    const child = start(args, { stdout: full })
    const result = await finish(child)
    closeSync(full)
    return result
  }

  it("is reported, with exit code 1", async () => {
    assert.deepInclude(await intoFull(["schema"]), {
      code: 1,
      stderr: "error: The standard output cannot be used (ENOSPC)\n"
    })
  })

  it("does not lose the ref of a posted message", async () => {
    const { code, stderr } = await intoFull(["--sandbox", "post", Sandbox.conversation, "--text", "x"])
    assert.strictEqual(code, 1)
    assert.match(
      stderr,
      /^error: The message was posted as factory:invoice-bug\/\S+, but .*\(ENOSPC\)\n.*messages get /
    )
  })
})

describe("a signal", () => {
  let silent: Loopback
  const env = () => ({ FACTORY_API_KEY: "fk-canary-7d1f", FACTORY_API_URL: silent.url })

  beforeAll(async () => {
    silent = await loopback(() => undefined)
  })

  afterAll(() => silent.close())

  const interrupt = async (args: ReadonlyArray<string>, signal: NodeJS.Signals) => {
    const server = await loopback(() => undefined)
    const child = start(args, { env: { ...env(), FACTORY_API_URL: server.url } })
    const finished = finish(child)
    await server.asked
    child.kill(signal)
    const result = await finished
    server.close()
    return result
  }

  it("ends a get with 130, quietly; SIGTERM with 143", async () => {
    assert.deepInclude(await interrupt(["get", "factory:a/b"], "SIGINT"), { code: 130, stdout: "", stderr: "" })
    assert.deepInclude(await interrupt(["get", "factory:a/b"], "SIGTERM"), { code: 143, stdout: "", stderr: "" })
    assert.deepInclude(await interrupt(["get", "factory:a/b"], "SIGHUP"), { code: 129, stdout: "", stderr: "" })
  })

  it("reports that the outcome of a post is unknown", async () => {
    for (const [signal, code] of [
      ["SIGINT", 130],
      ["SIGTERM", 143],
      ["SIGHUP", 129]
    ] as const) {
      const said = await interrupt(["post", "factory:a", "--text", "x"], signal)
      assert.strictEqual(said.code, code)
      assert.match(said.stderr, /^error: Interrupted while posting to factory:a: .* unknown\n.*before you post again/)
    }
    const told = await interrupt(["post", "factory:a", "--text", "x", "--json"], "SIGINT")
    assert.deepInclude(JSON.parse(told.stderr), { type: "urn:messages:problem:interrupted", delivery: "unknown" })
  })
})

describe("a call that takes long", () => {
  const env = (url: string) => ({ FACTORY_API_KEY: "fk-canary-7d1f", FACTORY_API_URL: url })

  it("ends after --timeout, which the error names as it was set", async () => {
    const silent = await loopback(() => undefined)
    for (const [timeout, named] of [
      ["300ms", "300 ms"],
      ["1s", "1 s"]
    ] as const) {
      const { code, stderr } = await run(["get", "factory:a/b", "--timeout", timeout], { env: env(silent.url) })
      assert.strictEqual(code, 7)
      assert.include(stderr, `no complete response within ${named}`)
    }
    const server = await run(["get", "factory:a/b", "--timeout", "300ms"], { env: { MESSAGES_URL: silent.url } })
    assert.strictEqual(server.code, 7)
    assert.include(server.stderr, `error: The server at ${silent.url} sent no complete response within 300 ms\n`)
    const post = ["post", "factory:a", "--text", "x", "--timeout", "300ms"]
    assert.deepInclude(await run(post, { env: env(silent.url) }), { code: 9, stdout: "" })
    // The server does not even say whether the provider takes posts, so nothing was posted.
    assert.deepInclude(await run(post, { env: { MESSAGES_URL: silent.url } }), { code: 7, stdout: "" })
    silent.close()
    const wrong = await run(["get", "factory:a/b", "--timeout", "soon"], { env: env(silent.url) })
    assert.deepInclude(wrong, { code: 2 })
    assert.match(wrong.stderr, /^error: --timeout takes a time such as 10s or 500ms\n/)
  })

  it("says every attempt, wait and request id with --verbose", async () => {
    const busy = await loopback((_, response) => response.writeHead(503, { "x-request-id": "req-9" }).end())
    const { stderr, stdout } = await run(["get", "factory:a/b", "--verbose"], { env: env(busy.url) })
    busy.close()
    assert.strictEqual(stdout, "")
    assert.match(
      stderr,
      /^attempt 1: GET to http:\/\/127\.0\.0\.1:\d+\nattempt 1: HTTP 503 after \d+ ms, request req-9\n(waited \d+ ms\n)?attempt 2: /
    )
    const away = await loopback((_, response) => response.writeHead(502, { "x-request-id": "req-3" }).end())
    const server = await run(["get", "factory:a/b", "--verbose"], { env: { MESSAGES_URL: away.url } })
    away.close()
    assert.match(server.stderr, /^attempt 1: GET to http:.*\nattempt 1: HTTP 502 after \d+ ms, request req-3\nerror: /)
    const sandbox = await run(["--sandbox", "get", "factory:invoice-bug/question", "--verbose"])
    assert.match(sandbox.stderr, /^attempt 1: GET to .*\nattempt 1: HTTP 200 after \d+ ms\n$/)
  })

  it("shows a spinner on a terminal after a second, and takes it away", async () => {
    // The spinner comes after a second of the process, which runs on the machine's clock.
    const slow = await loopback((_, response) => setTimeout(() => response.writeHead(404).end(), 1500))
    const { stderr } = await run(["get", "factory:a/b"], { terminal: true, env: env(slow.url) })
    slow.close()
    assert.match(stderr, /^\r⠋ waiting for 1 s +\r/)
    assert.include(stderr, `\r${" ".repeat(36)}\r\u001b[31merror:`)
  })
})

describe("a terminal", () => {
  const get = ["--sandbox", "get", "factory:invoice-bug/question"]

  it("gets the pretty form, in colour", async () => {
    const { code, stdout } = await run(get, { terminal: true })
    assert.strictEqual(code, 0)
    assert.include(stdout, "\u001b[1muser\u001b[22m")
  })

  it("gets no colour with NO_COLOR or TERM=dumb", async () => {
    for (const env of [{ NO_COLOR: "1" }, { TERM: "dumb" }]) {
      const { stdout } = await run(get, { terminal: true, env })
      assert.match(stdout, /^user {2}factory:/)
      assert.notInclude(stdout, "\u001b")
    }
    assert.include((await run(get, { terminal: true, env: { NO_COLOR: "" } })).stdout, "\u001b")
  })

  it("sees control characters escaped, in the raw form too", async () => {
    const odd = await loopback((_, response) => response.end("<\u001b[2J>"))
    const { stdout } = await run(["get", "factory:a/b", "--format", "raw"], {
      terminal: true,
      env: { FACTORY_API_KEY: "k", FACTORY_API_URL: odd.url }
    })
    odd.close()
    assert.strictEqual(stdout, "<\\u001b[2J>\n")
  })
})

describe("the launcher", () => {
  /** A copy of the program, with what the build made or without it. */
  const copied = (withBuild: boolean) => {
    const folder = mkdtempSync(join(tmpdir(), "messages-"))
    for (const part of withBuild ? ["bin", "dist"] : ["bin"])
      cpSync(join(program, "../..", part), join(folder, part), { recursive: true })
    writeFileSync(join(folder, "package.json"), '{"type":"module"}')
    const run = (...args: ReadonlyArray<string>) =>
      execFileSync(process.execPath, [join(folder, "bin/messages.js"), ...args], { stdio: "pipe", encoding: "utf8" })
    return { folder, run, remove: () => rmSync(folder, { recursive: true }) }
  }

  it("says so if nothing is built", () => {
    const { remove, run } = copied(false)
    try {
      run("--version")
      assert.fail("it ran")
    } catch (error) {
      assert.deepInclude(error, { status: 1, stdout: "" })
      assert.match((error as { stderr: string }).stderr, /not built yet\n.*npm run build/)
    } finally {
      remove()
    }
  })

  it("runs without the compiled code of the build, and with compiled code of another program", async () => {
    const { folder, remove, run: runCopy } = copied(true)
    for (const [args, cache] of [
      [["--version"], "bin.cache"],
      [["schema"], "main.cache"]
    ] as const) {
      const path = join(folder, "dist", cache)
      const expected = (await run(args)).stdout
      assert.strictEqual(runCopy(...args), expected)
      writeFileSync(path, readFileSync(path).subarray(0, 10_000))
      assert.strictEqual(runCopy(...args), expected)
      rmSync(path)
      assert.strictEqual(runCopy(...args), expected)
    }
    remove()
  })

  it("prints documentation without the program, which has Effect and the HTTP client", async () => {
    const { folder, remove, run: runCopy } = copied(true)
    rmSync(join(folder, "dist/main.cjs"))
    for (const args of [["--version"], ["-h"], ["help", "get"], ["--completions", "zsh"], ["--man"]])
      assert.strictEqual(runCopy(...args), (await run(args)).stdout)
    assert.throws(() => runCopy("schema"), /main\.cjs/)
    remove()
  })
})
