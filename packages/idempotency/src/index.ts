/** Posting once: a request that is repeated with the same key gets the first response, and is not sent again. */
export * as Fingerprint from "./Fingerprint.js"
export * as Idempotency from "./Idempotency.js"
export * as IdempotencyError from "./IdempotencyError.js"
export * as IdempotencyKey from "./IdempotencyKey.js"
export * as IdempotencyStore from "./store/IdempotencyStore.js"
export * as PostOutcome from "./PostOutcome.js"
export * as StoredResponse from "./StoredResponse.js"
export * as Stores from "./store/Stores.js"
