/** Loads Honcho's own SDK, if it is installed. */
import { existsSync } from "node:fs"

/** What the tests use of the SDK. Its own types are not there where it is not installed. */
export interface Sdk {
  readonly Honcho: new (options: object) => Honcho
  readonly HonchoError: ErrorType
  readonly AuthenticationError: ErrorType
  readonly ConnectionError: ErrorType
  readonly NotFoundError: ErrorType
  readonly RateLimitError: ErrorType
  readonly ServerError: ErrorType
  readonly TimeoutError: ErrorType
  readonly UnprocessableEntityError: ErrorType
}

type ErrorType = new () => Error

export interface Honcho {
  readonly http: { readonly post: (path: string, options: object) => Promise<unknown> }
  readonly peer: (id: string, options?: object) => Promise<Peer>
  readonly session: (id: string, options?: object) => Promise<Session>
  readonly sessions: (options?: object) => Promise<Page<{ readonly id: string }>>
  readonly workspaces: () => Promise<Page<string>>
}

export interface Peer {
  readonly id: string
  readonly message: (content: string, options?: object) => unknown
  readonly getMetadata: () => Promise<unknown>
}

export interface Session {
  readonly isActive?: boolean
  readonly metadata?: unknown
  readonly createdAt?: string
  readonly peers: () => Promise<ReadonlyArray<Peer>>
  readonly addPeers: (peers: unknown) => Promise<void>
  readonly removePeers: (peers: unknown) => Promise<void>
  readonly getMetadata: () => Promise<unknown>
  readonly setMetadata: (metadata: object) => Promise<void>
  readonly addMessages: (messages: ReadonlyArray<unknown>) => Promise<ReadonlyArray<Message>>
  readonly getMessage: (id: string) => Promise<Message>
  readonly updateMessage: (message: Message, metadata: object) => Promise<Message>
  readonly messages: (options?: object) => Promise<Page<Message>>
  readonly search: (query: string) => Promise<ReadonlyArray<Message>>
}

export interface Message {
  readonly id: string
  readonly content: string
  readonly createdAt: string
  readonly metadata: unknown
  readonly peerId: string
  readonly sessionId: string
  readonly workspaceId: string
}

export interface Page<A> {
  readonly items: ReadonlyArray<A>
  readonly total: number
  readonly pages: number
  readonly size: number
  readonly length: number
  readonly toArray: () => Promise<ReadonlyArray<A>>
}

const folder = new URL("../sdk/", import.meta.url)

/** Whether the tests are left out: the SDK is not installed, and nothing requires it. */
export const isLeftOut =
  !existsSync(new URL("node_modules/@honcho-ai/sdk/package.json", folder)) &&
  process.env["MESSAGES_REQUIRE_HONCHO_SDK"] === undefined

/** Why they are left out, and what to do about it. */
export const reason = "Honcho's SDK is not installed: npm run install-sdk -w @org/messages-honcho-sdk"

/** The SDK. */
export const load = (): Promise<Sdk> => import(new URL("index.js", folder).href)
