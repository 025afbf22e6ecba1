/** Kills exports and copies at random points, and checks what is left and how they go on. */
import { assert } from "@effect/vitest"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { type Honcho, serve, session } from "../honcho.js"
import { type Environment, finish, run, start } from "../support.js"

const pageSize = 20

/** So many requests get a response between the one that a kill waits for and the one that waits for the kill. */
const slack = 3

/** A server of these messages, and how often a program was killed while it read from it or wrote to it. */
const makeVictim = async (messages: ReturnType<typeof session>, of: keyof Honcho["counts"], most: number) => {
  let [goal, last] = [Infinity, Infinity]
  let reached = (): void => undefined
  const honcho: Honcho = await serve(new Map([["s", messages]]), async () => {
    if (honcho.counts[of] >= goal) reached()
    // A provider takes its time, so that a kill also comes between two requests.
    await sleep(4)
    return honcho.counts[of] > last
  })
  return {
    honcho,
    /** Kills a program a moment after a random number of requests came. Later ones get no response, so the program cannot end before. */
    kill: async (args: ReadonlyArray<string>, env: Environment): Promise<void> => {
      goal = honcho.counts[of] + Math.floor(Math.random() * most)
      last = goal + slack
      const isReached = new Promise<void>((resolve) => {
        reached = resolve
      })
      const child = start(args, { env })
      const finished = finish(child)
      if (honcho.counts[of] < goal) await Promise.race([isReached, finished])
      // A random moment, which is the point of the test.
      await sleep(Math.random() * 12)
      child.kill("SIGKILL")
      const { code, stderr } = await finished
      last = Infinity
      assert.deepStrictEqual([code, child.signalCode], [null, "SIGKILL"], stderr)
    }
  }
}

/** The file of an export that was killed so many times equals the uninterrupted one, and few pages are fetched again. */
export const killExports = async (kills: number, { raw }: { readonly raw: boolean }): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), "kills-"))
  const most = 6
  const length = kills * (most + slack)
  const { honcho, kill } = await makeVictim(session("s", length * pageSize), "pages", most)
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
    assert.isAtMost(pages, length + 1)
    honcho.counts.pages = 0
    const resume = [...args("killed"), "--resume"]
    for (let killed = 0; killed < kills; killed++) await kill(resume, honcho.environment)
    const end = await run(resume, { env: honcho.environment })
    assert.deepInclude(end, { code: 0, stderr: "" })
    const kept = (name: string) => readFileSync(join(folder, name))
    for (const end of raw ? ["", ".raw.ndjson"] : [""])
      assert.isTrue(kept(`killed${end}`).equals(kept(`whole${end}`)), `killed${end} after ${kills} kills`)
    const [state, expected] = ["killed", "whole"].map((name): unknown =>
      JSON.parse(kept(`${name}.state.json`).toString())
    )
    assert.deepStrictEqual(state, expected)
    assert.isAtMost(honcho.counts.pages, pages + 2 * kills)
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
  const most = 12
  const source = session("s", kills * (most + slack))
  const { honcho, kill } = await makeVictim(source, "posts", most)
  const env = { ...honcho.environment, XDG_STATE_HOME: folder }
  const resume = ["copy", "honcho:w/s", "honcho:w/t", "--resume"] as const
  try {
    for (let killed = 0; killed < kills; killed++) await kill(resume, env)
    const end = await run(resume, { env })
    assert.strictEqual(end.code, 0, end.stderr)
    assert.deepStrictEqual(
      honcho.sessions.get("t")?.map(({ content }) => content),
      source.map(({ content }) => content)
    )
  } finally {
    honcho.close()
    rmSync(folder, { recursive: true })
  }
}
