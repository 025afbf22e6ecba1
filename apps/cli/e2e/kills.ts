/** Kills exports and copies at random points, and checks what is left and how they go on. */
import { assert } from "@effect/vitest"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { serve, session } from "./honcho.js"
import { type Environment, finish, run, start } from "./support.js"

const pageSize = 20

/** Runs a program until a random number of requests came, and kills it a moment later. Gives whether it was killed in time. */
const kill = async (args: ReadonlyArray<string>, env: Environment, count: () => number, most: number) => {
  const goal = count() + Math.floor(Math.random() * most)
  const child = start(args, { env })
  const finished = finish(child)
  while (count() < goal && child.exitCode === null) await sleep(1)
  await sleep(Math.random() * 12)
  const isKilled = child.exitCode === null
  child.kill("SIGKILL")
  await finished
  return isKilled
}

/** The file of an export that was killed so many times equals the uninterrupted one, and few pages are fetched again. */
export const killExports = async (kills: number, { raw }: { readonly raw: boolean }): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), "kills-"))
  const honcho = await serve(new Map([["s", session("s", kills * 5 * pageSize)]]), async () => {
    await sleep(4)
    return false
  })
  try {
    const args = (name: string) => [
      "export",
      "honcho:w/s",
      "--to",
      join(folder, name),
      "--limit",
      String(pageSize),
      ...(raw ? ["--raw"] : [])
    ]
    const whole = await run(args("whole"), { env: honcho.environment })
    assert.deepInclude(whole, { code: 0, stderr: "" })
    const { pages } = honcho.counts
    assert.isAtMost(pages, kills * 5 + 1)
    honcho.counts.pages = 0
    let killed = 0
    const resume = [...args("killed"), "--resume"]
    while (killed < kills && (await kill(resume, honcho.environment, () => honcho.counts.pages, 6))) killed += 1
    const end = await run(resume, { env: honcho.environment })
    assert.deepInclude(end, { code: 0, stderr: "" })
    const kept = (name: string) => readFileSync(join(folder, name))
    for (const end of raw ? ["", ".raw.ndjson"] : [""])
      assert.isTrue(kept(`killed${end}`).equals(kept(`whole${end}`)), `killed${end} after ${killed} kills`)
    const [state, expected] = ["killed", "whole"].map((name): unknown =>
      JSON.parse(kept(`${name}.state.json`).toString())
    )
    assert.deepStrictEqual(state, expected)
    assert.isAtMost(honcho.counts.pages, pages + 2 * killed)
    assert.isAtLeast(killed, kills / 2)
    const verified = await run([...args("killed").slice(0, 4), "--verify"])
    assert.deepInclude(verified, { code: 0, stderr: "" })
  } finally {
    honcho.close()
    rmSync(folder, { recursive: true })
  }
}

/** A copy that was killed so many times has every message once, in order. */
export const killCopies = async (kills: number): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), "kills-"))
  const source = session("s", kills * 12)
  const honcho = await serve(new Map([["s", source]]), async () => {
    await sleep(4)
    return false
  })
  const env = { ...honcho.environment, XDG_STATE_HOME: folder }
  const resume = ["copy", "honcho:w/s", "honcho:w/t", "--resume"] as const
  try {
    let killed = 0
    while (killed < kills && (await kill(resume, env, () => honcho.counts.posts, 12))) killed += 1
    const end = await run(resume, { env })
    assert.strictEqual(end.code, 0, end.stderr)
    assert.isAtLeast(killed, kills / 2)
    assert.deepStrictEqual(
      honcho.sessions.get("t")?.map(({ content }) => content),
      source.map(({ content }) => content)
    )
  } finally {
    honcho.close()
    rmSync(folder, { recursive: true })
  }
}
