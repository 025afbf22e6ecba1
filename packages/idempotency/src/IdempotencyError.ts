/** Why a post with a key is not sent and gets no stored response. */
import * as Data from "effect/Data"
import type { StoreFailure } from "./store/IdempotencyStore.js"

/** The value of the header is not a key. */
export class MalformedKey extends Data.TaggedError("MalformedKey") {}

/** The key belongs to a request with another fingerprint. */
export class KeyReused extends Data.TaggedError("KeyReused") {}

/** The first request with this key has no response yet. */
export class PostInProgress extends Data.TaggedError("PostInProgress") {}

/** The first request with this key was cut short: the post may have been delivered, or not. */
export class OutcomeUnknown extends Data.TaggedError("OutcomeUnknown") {}

/** Every error of `runOnce`. None of them posts anything; only after `KeyReused` is it certain that no earlier request with this key and content did. */
export type IdempotencyError = KeyReused | PostInProgress | OutcomeUnknown | StoreFailure
