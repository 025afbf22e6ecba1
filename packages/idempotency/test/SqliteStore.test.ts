/** What a store lets the owner of a claim do, and no other request. The end-to-end tests hold both databases to everything else. */
import { assert, it } from "@effect/vitest"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type { Claim } from "../src/store/IdempotencyStore.js"
import * as SqliteStore from "../src/store/SqliteStore.js"

const lease = Duration.seconds(15)

const claimOf = (owner: string): Claim => ({
  caller: "local",
  key: "k",
  owner,
  fingerprint: "f",
  lease,
  keep: Duration.hours(1)
})

const kept = { status: 201, contentType: "application/json", headers: {}, body: "{}" }

it.scoped("only the owner of a claim can renew, complete or release it", () =>
  Effect.gen(function* () {
    const store = yield* SqliteStore.make(SqliteStore.memory, "MESSAGES_STORE")
    const [one, two] = [claimOf("one"), claimOf("two")]
    const started = { fingerprint: "f", owner: "one", isLeased: true, response: undefined }
    assert.isUndefined(yield* store.claim(one))
    assert.isFalse(yield* store.extend(two, lease))
    yield* store.complete(two, kept, lease)
    yield* store.release(two)
    assert.deepStrictEqual(yield* store.claim(two), started)
    assert.isTrue(yield* store.extend(one, lease))
    yield* store.release(one)
    assert.isUndefined(yield* store.claim(two))
  })
)
