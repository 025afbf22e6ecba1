/** Locks of files: one process at a time, and none that outlives its process. */
import { afterAll, assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Exit from "effect/Exit"
import * as Scope from "effect/Scope"
import { spawnSync } from "node:child_process"
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { hostname, tmpdir } from "node:os"
import { basename, join } from "node:path"
import * as LockFile from "../../src/node/LockFile.js"

const folder = mkdtempSync(join(tmpdir(), "lock-"))
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0
const place = () => join(folder, `file${++files}`)

const begun = (pid: number) => ({ pid, host: hostname(), id: "an earlier one" })

const leave = (path: string, owner: object | string) =>
  writeFileSync(`${path}.lock`, typeof owner === "string" ? owner : JSON.stringify(owner))

/** The number of a process that has ended. */
const ended = () => spawnSync(process.execPath, ["--version"]).pid

const tried = (path: string) => Effect.either(LockFile.acquire(path))

const left = (path: string) => readdirSync(folder).filter((name) => name.startsWith(`${basename(path)}.lock`))

it.effect("is held by one at a time, and gone at the end", () =>
  Effect.gen(function* () {
    const path = place()
    const scope = yield* Scope.make()
    yield* Scope.extend(LockFile.acquire(path), scope)
    const refused = yield* Effect.scoped(Effect.flip(LockFile.acquire(path)))
    assert.deepInclude({ ...refused }, { _tag: "InUse", path, lock: `${path}.lock`, process: process.pid })
    assert.strictEqual(refused.message, `${path} is in use by process ${process.pid}`)
    yield* Scope.close(scope, Exit.void)
    assert.deepStrictEqual(left(path), [])
    yield* Effect.scoped(LockFile.acquire(path))
  })
)

it.effect("is taken over from a process that has ended", () =>
  Effect.gen(function* () {
    const path = place()
    leave(path, begun(ended()))
    yield* Effect.scoped(
      Effect.gen(function* () {
        yield* LockFile.acquire(path)
        assert.deepInclude(JSON.parse(readFileSync(`${path}.lock`, "utf8")), { pid: process.pid, host: hostname() })
      })
    )
    assert.deepStrictEqual(left(path), [])
  })
)

it.effect.skipIf(!existsSync("/proc/self/stat"))("is taken over if its number has gone to another process", () =>
  Effect.gen(function* () {
    const path = place()
    leave(path, { ...begun(process.pid), start: "1" })
    yield* Effect.scoped(LockFile.acquire(path))
  })
)

it.effect("stands if its process is on another machine, or unknown", () =>
  Effect.gen(function* () {
    for (const owner of [{ ...begun(ended()), host: "elsewhere" }, "", "{}"]) {
      const path = place()
      leave(path, owner)
      const refused = yield* Effect.scoped(Effect.flip(LockFile.acquire(path)))
      assert.strictEqual(refused._tag, "InUse")
      assert.deepStrictEqual(left(path), [`${basename(path)}.lock`])
    }
  })
)

it.effect("goes to one of many that want it at once, whether it was free or left behind", () =>
  Effect.gen(function* () {
    for (const isLeftBehind of [false, true]) {
      const path = place()
      if (isLeftBehind) leave(path, begun(ended()))
      yield* Effect.scoped(
        Effect.gen(function* () {
          const results = yield* Effect.all(
            Array.from({ length: 30 }, () => tried(path)),
            { concurrency: "unbounded" }
          )
          assert.lengthOf(results.filter(Either.isRight), 1)
        })
      )
      assert.deepStrictEqual(left(path), [])
    }
  })
)
