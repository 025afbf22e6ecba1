/** The archive's file with the bundled program: on a disk that is full, at a limit, and with two programs at once. */
import { afterEach, assert, beforeEach, describe, it } from "@effect/vitest"
import { spawn, spawnSync } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { serve } from "../factory.js"
import { type Environment, finish, halt, program, run, sandbox, start } from "../support.js"

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "archive-"))
})

afterEach(() => {
  rmSync(folder, { recursive: true })
})

/** Runs a shell script; `$0` is the folder. */
const shell = (script: string, env: Environment, before: ReadonlyArray<string> = []) => {
  const [command = "sh", ...args] = [...before, "sh", "-c", script, folder]
  return finish(spawn(command, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] }))
}

const messages = `"${process.execPath}" "${program}"`

/** A user may mount a file system of their own where the system allows it. */
const ownMounts = ["unshare", "--map-root-user", "--mount"] as const
const [unshare, ...options] = ownMounts
const canMount = spawnSync(unshare, [...options, "mount", "-t", "tmpfs", "none", tmpdir()]).status === 0

if (!canMount) console.warn("No file system can be mounted here: the test of a full disk is skipped")

describe("archive sync", () => {
  it.skipIf(!canMount)(
    "says that the disk is full, loses nothing, and continues when there is space",
    async () => {
      const { environment, stop } = await sandbox()
      try {
        const script = `
          mount -t tmpfs -o size=2m none "$0"
          ${messages} archive sync factory --file "$0/a.db" > /dev/null; echo "sync $?"
          ${messages} archive verify --format pretty --file "$0/a.db"; echo "verify $?"
          mount -o remount,size=64m "$0"
          ${messages} archive sync factory --file "$0/a.db" > /dev/null; echo "sync $?"
          ${messages} archive verify --format pretty --file "$0/a.db"; echo "verify $?"`
        const { stderr, stdout } = await shell(script, environment, ownMounts)
        assert.strictEqual(
          stderr,
          `error: The archive ${folder}/a.db has no room: its disk is full. Nothing that was archived before is lost\n  → Free some space on the disk and run this again; it resumes where it stopped\n`
        )
        assert.match(
          stdout,
          /^sync 1\n(?!0 )[\d,]+ messages of 4 conversations, 0 earlier contents, all of them intact\nverify 0\nsync 0\n2,630 messages of 4 conversations, 0 earlier contents, all of them intact\nverify 0\n$/
        )
      } finally {
        await stop()
      }
    },
    120_000
  )

  it("fails at a limit on the size of files, loses nothing, and continues without it", async () => {
    const { environment, stop } = await sandbox()
    try {
      const script = `
        (ulimit -f 4000; ${messages} archive sync factory --file "$0/a.db" > /dev/null; echo "sync $?")
        ${messages} archive verify --format pretty --file "$0/a.db"; echo "verify $?"
        ${messages} archive sync factory --file "$0/a.db" > /dev/null; echo "sync $?"
        ${messages} archive verify --format pretty --file "$0/a.db"; echo "verify $?"`
      const { stderr, stdout } = await shell(script, environment)
      assert.include(stderr, `error: The archive ${folder}/a.db `)
      assert.match(
        stdout,
        /^sync [17]\n(?!0 )[\d,]+ messages of \d conversations, .*all of them intact\nverify 0\nsync 0\n2,630 messages of 4 conversations, .*all of them intact\nverify 0\n$/
      )
    } finally {
      await stop()
    }
  }, 120_000)

  it("refuses a second sync and an import while one runs, and lets others read", async () => {
    let pages = 0
    const stop = halt()
    const factory = await serve(() => ((pages += 1) === 4 ? stop.wait() : Promise.resolve()))
    try {
      const file = join(folder, "a.db")
      const texts = Array.from({ length: 450 }, (_, index) => ({ id: `m${index}`, text: "A refund", updatedAt: 1e12 }))
      factory.sessions.set("a", texts)
      const child = start(["archive", "sync", "factory", "--file", file], { env: factory.environment })
      const ended = finish(child)
      await stop.reached
      const second = await run(["archive", "sync", "factory", "--file", file], { env: factory.environment })
      assert.deepStrictEqual(
        [second.code, second.stdout, second.stderr],
        [
          7,
          "",
          `error: The archive ${file} is in use by another program\n  → Wait until that program's sync or import has ended, and run this again\n`
        ]
      )
      const found = await run(["archive", "search", "refund", "--limit", "1", "--file", file])
      assert.include(found.stdout, '"ref":"factory:a/')
      stop.release()
      assert.strictEqual((await ended).code, 0)
      const verified = await run(["archive", "verify", "--file", file])
      assert.deepInclude(JSON.parse(verified.stdout), { messages: 450, findingCount: 0 })
    } finally {
      factory.close()
    }
  }, 120_000)
})
