/** Command lines of `messages export` and `messages copy` that cannot be used: exit code 2, before anything is sent. */
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { run } from "../support.js"

it.effect("says what is wrong with a command line", () =>
  Effect.gen(function* () {
    for (const [args, problem] of [
      [["export", "--to", "x"], "<conversation> is missing"],
      [["export", "factory:s"], "--to is missing"],
      [["export", "factory:s", "--to", "x", "--resume", "--verify"], "--resume and --verify cannot be combined"],
      [["export", "factory:s", "--to", "x", "--since", "last", "--resume"], "cannot be combined"],
      [["export", "factory:s", "--to", "x", "--limit", "0"], "--limit takes a number"],
      [["export", "--all", "fctory", "--to", "x"], "--all takes a provider"],
      [["export", "--all", "fctory", "--to", "x"], 'Did you mean "factory"?'],
      [["export", "factory:s/m", "--to", "x"], "is not a valid ref"],
      [["copy", "factory:s"], "<target> is missing"],
      [["copy", "factory:s", "factory:s"], "cannot be copied into itself"],
      [["copy", "factory:s", "honcho:w/s", "--peer", "user"], "--peer takes a role and a name"]
    ] as const) {
      const { exit, stderr, stdout } = yield* run(args)
      assert.strictEqual(exit, 2, stderr)
      assert.include(stderr, problem)
      assert.strictEqual(stdout, "")
    }
  })
)
