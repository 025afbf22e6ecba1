/** The body of `POST /v1/messages`: a draft, and the conversation that it goes to. */
import { Draft } from "@org/messages-core"
import * as Schema from "effect/Schema"

type Fields = typeof Draft.Draft.fields & { readonly conversation: typeof Schema.String }

/** The schema of a draft with the ref of its conversation. */
export const PostRequest: Schema.Struct<Fields> = Schema.Struct({
  conversation: Schema.String.annotations({
    description: "The ref of the conversation to post to",
    examples: ["factory:s1"]
  }),
  ...Draft.Draft.fields
}).annotations({ identifier: "Post", description: "A message to post, with the bytes of its files" })

/** A draft with the ref of its conversation. */
export type PostRequest = typeof PostRequest.Type
