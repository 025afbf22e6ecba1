/** Honcho's workspaces with their peers and sessions: the seeds, the diaries, and whatever clients created. */
import type { Json } from "@org/messages-core"
import type { Changeable } from "../../changes/Changeable.js"
import * as DiaryId from "../../diary/DiaryId.js"
import * as HonchoDiary from "../../diary/HonchoDiary.js"
import * as MessageLog from "../../lists/MessageLog.js"
import { place as seeded, seeds } from "../../seeds/HonchoSeeds.js"
import type { Draft } from "./HonchoPostBody.js"
import * as HonchoTime from "./HonchoTime.js"

/** What workspaces, peers and sessions have in common. */
export interface Resource {
  readonly id: string
  readonly createdAt: string
  metadata: Json.JsonObject
  configuration: Json.JsonObject
}

/** A session; `peers` are its members, each with its configuration. */
export interface Session extends Resource {
  isActive: boolean
  readonly peers: Map<string, Json.JsonObject>
  readonly log: MessageLog.MessageLog
}

/** A workspace. */
export interface Workspace extends Resource {
  readonly peers: Map<string, Resource>
  readonly sessions: Map<string, Session>
}

/** A resource that existed, or was just created. */
export interface Obtained<A> {
  readonly value: A
  readonly isNew: boolean
}

/** All workspaces of a server. `now` is in epoch milliseconds. */
export class Workspaces {
  readonly all = new Map<string, Workspace>()
  #posts = 0

  constructor(diarySizes: ReadonlyArray<number>) {
    const { session_id, workspace_id } = seeded
    const { value: workspace } = this.obtain(workspace_id, firstDay)
    for (const peer of HonchoDiary.peers) this.obtainPeer(workspace, peer, firstDay)
    const begin = (id: string, beginning: MessageLog.Beginning) => {
      const made = session(id, firstDay, beginning)
      for (const peer of HonchoDiary.peers) made.peers.set(peer, {})
      workspace.sessions.set(id, made)
    }
    begin(session_id, MessageLog.beginningOf(seeds.map(({ message }) => message)))
    for (const size of diarySizes) {
      const id = HonchoDiary.session(size)
      begin(id, HonchoDiary.beginning({ workspace_id, session_id: id }, size))
    }
  }

  find(workspaceId: string, sessionId: string): Session | undefined {
    const found = this.all.get(workspaceId)?.sessions.get(sessionId)
    return found?.isActive === true ? found : undefined
  }

  obtain(id: string, now: number): Obtained<Workspace> {
    return obtained(this.all, id, () => ({ ...resource(id, now), peers: new Map(), sessions: new Map() }))
  }

  obtainPeer({ peers }: Workspace, id: string, now: number): Obtained<Resource> {
    return obtained(peers, id, () => resource(id, now))
  }

  obtainSession({ sessions }: Workspace, id: string, now: number): Obtained<Session> {
    return obtained(sessions, id, () => session(id, now, MessageLog.beginningOf([])))
  }

  /** Stores a batch, with one time for all messages without their own, and returns the messages in the form of the response. */
  post(
    workspace: Workspace,
    session: Session,
    drafts: ReadonlyArray<Draft>,
    now: number
  ): ReadonlyArray<Json.JsonObject> {
    const place = { workspace_id: workspace.id, session_id: session.id }
    return drafts.map(({ content, createdAt, metadata, peerId }) => {
      this.obtainPeer(workspace, peerId, now)
      if (!session.peers.has(peerId)) session.peers.set(peerId, {})
      const count = String((this.#posts += 1))
      const id = DiaryId.nanoid(`${workspace.id}/${session.id}`, count, `_${count.padStart(4, "0").slice(-4)}`)
      const time = createdAt?.stored ?? HonchoTime.of(now)
      const message = {
        id,
        content,
        peer_id: peerId,
        ...place,
        metadata,
        created_at: time,
        token_count: HonchoDiary.tokens(content)
      }
      session.log.add({ id, from: now, read: () => message })
      return { ...message, created_at: createdAt?.echo ?? time }
    })
  }

  /** What can be changed: sessions grow, and are deleted. */
  readonly changeable: Changeable = {
    conversation: (address) => {
      const session = address.provider === "honcho" ? this.find(address.workspaceId, address.sessionId) : undefined
      return session && { log: session.log, remove: () => void (session.isActive = false) }
    },
    message: (address, now) => {
      if (address.provider !== "honcho") return undefined
      const log = this.find(address.workspaceId, address.sessionId)?.log
      const message = log?.find(address.messageId, now)
      return log && message && { log, message }
    },
    arrive: (address, messages, now) => {
      if (address.provider !== "honcho") return
      const { sessionId, workspaceId } = address
      const workspace = this.obtain(workspaceId, now).value
      // A deleted session accepts nothing, so a new one begins in its place.
      if (this.find(workspaceId, sessionId) === undefined) workspace.sessions.delete(sessionId)
      this.obtainSession(workspace, sessionId, now)
      this.arrive({ workspace_id: workspaceId, session_id: sessionId }, messages, now)
    }
  }

  /** Adds the messages that a script lets arrive. */
  arrive(place: HonchoDiary.Place, messages: number, now: number): void {
    const log = this.find(place.workspace_id, place.session_id)?.log
    for (let count = 0; log !== undefined && count < messages; count++) {
      const message = HonchoDiary.message(place, log.made)
      log.add({ id: String(message["id"]), from: now, read: () => message })
    }
  }
}

/** Sets the fields that a request has; the others stay. */
export const update = (
  resource: Resource,
  {
    configuration,
    metadata
  }: { readonly metadata?: Json.JsonObject | undefined; readonly configuration?: Json.JsonObject | undefined }
): void => {
  if (metadata !== undefined) resource.metadata = metadata
  if (configuration !== undefined) resource.configuration = configuration
}

/** A workspace in the form of a response. */
export const workspaceJson = ({ configuration, createdAt, id, metadata }: Resource): Json.JsonObject => ({
  id,
  metadata,
  configuration,
  created_at: createdAt
})

/** A peer in the form of a response. */
export const peerJson = (workspace: Resource, peer: Resource): Json.JsonObject => ({
  ...workspaceJson(peer),
  workspace_id: workspace.id
})

/** A session in the form of a response. */
export const sessionJson = (workspace: Resource, session: Session): Json.JsonObject => ({
  ...peerJson(workspace, session),
  is_active: session.isActive
})

const firstDay = Date.UTC(2026, 0, 5, 6, 29)

const resource = (id: string, now: number): Resource => ({
  id,
  createdAt: HonchoTime.of(now),
  metadata: {},
  configuration: {}
})

const session = (id: string, now: number, beginning: MessageLog.Beginning): Session => ({
  ...resource(id, now),
  isActive: true,
  peers: new Map(),
  log: new MessageLog.MessageLog(beginning)
})

const obtained = <A>(all: Map<string, A>, id: string, make: () => A): Obtained<A> => {
  const found = all.get(id)
  if (found !== undefined) return { value: found, isNew: false }
  const value = make()
  all.set(id, value)
  return { value, isNew: true }
}
