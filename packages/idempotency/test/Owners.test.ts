/** Which owners of claims count as alive. */
import { assert, it } from "@effect/vitest"
import * as Owners from "../src/Owners.js"

it("an owner of this process is alive until it ends, whatever its lease says", () => {
  const { begin, end, isAlive } = Owners.make()
  const [one, two] = [begin(), begin()]
  assert.notStrictEqual(one, two)
  end(one)
  for (const isLeased of [true, false]) {
    assert.isFalse(isAlive({ owner: one, isLeased }))
    assert.isTrue(isAlive({ owner: two, isLeased }))
  }
})

it("an owner of another process, or of an earlier version, is alive while its lease is", () => {
  const { isAlive } = Owners.make()
  for (const owner of [Owners.make().begin(), "8e03978e-40d5-43e8-bc93-6894a57f9324"])
    for (const isLeased of [true, false]) assert.strictEqual(isAlive({ owner, isLeased }), isLeased)
})
