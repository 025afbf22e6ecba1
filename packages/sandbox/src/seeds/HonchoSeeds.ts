/** A Honcho session of two peers: a customer, and the bakery's assistant that remembers her. */
import type { NativeSeed } from "./NativeSeed.js"

/** The session of the seeds. */
export const place = { workspace_id: "bakery", session_id: "morning-orders" }

const conversation = `honcho:${place.workspace_id}/${place.session_id}`

/** Honcho's seeds, in reading order. */
export const seeds: ReadonlyArray<NativeSeed<"id" | "session_id" | "workspace_id">> = [
  {
    ref: `${conversation}/Vq7hR2mZ0sXkLpT4bN9cA`,
    shows: "a peer's message",
    message: {
      ...place,
      id: "Vq7hR2mZ0sXkLpT4bN9cA",
      content: "Two loaves for Saturday, please. Nothing with walnuts!",
      peer_id: "alice",
      metadata: {},
      created_at: "2026-01-05T06:30:00.080412Z",
      token_count: 12
    }
  },
  {
    ref: `${conversation}/Wd3_jY8fG-1uEoKi5rQ2B`,
    shows: "another peer's message, with metadata",
    message: {
      ...place,
      id: "Wd3_jY8fG-1uEoKi5rQ2B",
      content: "Noted, Alice: two rye loaves on Saturday, and no walnuts, as always.",
      peer_id: "bakery-assistant",
      metadata: { role: "assistant", order: { loaves: 2, day: "Saturday" } },
      created_at: "2026-01-05T06:30:02.517093Z",
      token_count: 17
    }
  }
]
