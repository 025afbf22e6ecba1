/** The port through which every program reads and writes messages, whoever keeps them. */
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { GatewayFailure, MessageError } from "../error/MessageError.js"
import type { Draft } from "../message/Draft.js"
import type { Message } from "../message/Message.js"
import { Provider } from "../provider/Provider.js"
import type { ConversationAddress, MessageAddress } from "../ref/Address.js"
import { MessageRef } from "../ref/MessageRef.js"
import { Operation } from "./Operation.js"

/** The body of a provider's answer, byte for byte. */
export interface Raw {
  readonly body: Uint8Array
  readonly contentType?: string
}

/** `agentStatus`: what the provider says of the agent that the post woke, such as `idle`, `pending` or `running`. */
export const Posted = Schema.Struct({
  ref: MessageRef,
  agentStatus: Schema.optionalWith(Schema.String, { exact: true })
}).annotations({ identifier: "Posted" })

export type Posted = typeof Posted.Type

/** What can be asked of a provider, and whether it can be asked now; `missing` names the environment variable that is not set. */
export const Availability = Schema.Struct({
  provider: Provider,
  url: Schema.String,
  configured: Schema.Boolean,
  missing: Schema.optionalWith(Schema.String, { exact: true }),
  operations: Schema.Array(Operation)
}).annotations({ identifier: "Availability" })

export type Availability = typeof Availability.Type

/** Reads and posts messages, wherever they are kept; every failure is a `MessageError`. */
export class Messages extends Context.Tag("@org/messages-core/Messages")<
  Messages,
  {
    readonly get: (message: MessageAddress) => Effect.Effect<Message, MessageError>
    /** A status other than 2xx fails as in `get`; a body that cannot be read as a message does not. */
    readonly getRaw: (message: MessageAddress) => Effect.Effect<Raw, MessageError>
    /** One request, always: a post is never sent again. */
    readonly post: (conversation: ConversationAddress, draft: Draft) => Effect.Effect<Posted, MessageError>
    /** Fails only where the port stands on a remote server. */
    readonly providers: Effect.Effect<ReadonlyArray<Availability>, GatewayFailure>
  }
>() {}
