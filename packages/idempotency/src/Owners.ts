/** Decides whether the owner of a claim is alive: this process knows its own owners; for all others, the lease decides. */
import { randomUUID } from "node:crypto"
import type { PostRecord } from "./store/IdempotencyStore.js"

/** The owners of claims in this process. */
export interface Owners {
  /** Gives the id of a new owner, which is alive until `end`. */
  readonly begin: () => string
  /** Ends an owner: its post has a stored outcome, or will never have one. */
  readonly end: (owner: string) => void
  /** Whether the owner of a record without a response can still store one. */
  readonly isAlive: (record: Pick<PostRecord, "owner" | "isLeased">) => boolean
}

/** Owners of a process that has just started. */
export const make = (): Owners => {
  const prefix = `${randomUUID()}.`
  const alive = new Set<string>()
  return {
    begin: () => {
      const owner = `${prefix}${randomUUID()}`
      alive.add(owner)
      return owner
    },
    end: (owner) => void alive.delete(owner),
    isAlive: ({ isLeased, owner }) => (owner.startsWith(prefix) ? alive.has(owner) : isLeased)
  }
}
