/** Runs `npm run scale:demo` as a reader of the README does: two servers, one is killed, the export ends. */
import { Postgres } from "@org/messages-postgres"
import { assert, it } from "@effect/vitest"
import { root, run } from "./Workspace.js"

it.skipIf(Postgres.isLeftOut)(
  "an export outlives the server that was killed, and no message is missing or there twice",
  async () => {
    const { code, stderr, stdout } = await run("npm", ["run", "--silent", "scale:demo"], root)
    assert.strictEqual(code, 0, `${stdout}\n${stderr}`)
    assert.match(stdout, /server one is killed \(kill -9\); server two takes over/)
    assert.match(stdout, /every conversation continues \d+\.\d s after the kill/)
    assert.match(stdout, /complete: 10,000 messages/)
    assert.match(stdout, /10,000 lines, 10,000 different messages/)
  }
)
