/** Receives one response from undici and resumes the effect that waits for it. */
import { ByteBuffer } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import { type ExchangeFailure, tooLarge } from "./ExchangeFailure.js"
import * as HttpExchange from "./HttpExchange.js"
import * as NetworkFailure from "./NetworkFailure.js"

/** The part of undici's controller that the receiver uses. */
interface Controller {
  abort(reason: Error): void
}

type Resume = (effect: Effect.Effect<HttpExchange.HttpResponse, ExchangeFailure>) => void

/** A handler of undici's `dispatch`. It resumes once; everything that undici reports after that is ignored. */
export class UndiciReceiver {
  #resume: Resume | undefined
  readonly #accept: HttpExchange.Accept
  readonly #timer: NodeJS.Timeout
  #patience: NodeJS.Timeout | undefined
  #controller: Controller | undefined
  #head: HttpExchange.ResponseHead | undefined
  #body: ByteBuffer.ByteBuffer | undefined
  #limit: HttpExchange.BodyLimit = nothing

  constructor(resume: Resume, accept: HttpExchange.Accept, timeoutMs: number) {
    this.#resume = resume
    this.#accept = accept
    this.#timer = setTimeout(() => this.#fail(HttpExchange.late(timeoutMs)), timeoutMs)
  }

  /** Ends the exchange when its caller no longer waits, and closes the connection. */
  abandon(): void {
    const controller = this.#controller
    if (this.#settle() !== undefined) controller?.abort(abandoned)
  }

  /** undici calls this when it is about to write the request, so possibly after `abandon`. */
  onRequestStart(controller: Controller): void {
    if (this.#resume === undefined) controller.abort(abandoned)
    else this.#controller = controller
  }

  onResponseStart(_: Controller, status: number, headers: HttpExchange.ResponseHeaders): void {
    // Informational responses come before the one that counts.
    if (status < 200 || this.#resume === undefined) return
    const head = { status, headers }
    const limit = this.#accept(head)
    if (Either.isLeft(limit)) return this.#fail(limit.left)
    const { maximumBytes, patienceMs } = limit.right
    this.#head = head
    this.#limit = limit.right
    if (HttpExchange.announcesMore(head, maximumBytes)) return this.#endEarly(tooLarge(maximumBytes))
    if (patienceMs !== undefined) this.#patience = setTimeout(() => this.#dropBody(head), patienceMs)
  }

  onResponseData(_: Controller, chunk: Uint8Array): void {
    if (this.#resume === undefined) return
    const { maximumBytes } = this.#limit
    this.#body ??= new ByteBuffer.ByteBuffer(maximumBytes)
    if (!this.#body.append(chunk)) this.#endEarly(tooLarge(maximumBytes))
  }

  onResponseEnd(): void {
    if (this.#head !== undefined) this.#succeed(this.#head, this.#body?.bytes() ?? noBytes)
  }

  onResponseError(_: Controller, error: unknown): void {
    if (this.#head === undefined) this.#fail(NetworkFailure.of(error, "request"))
    else this.#endEarly(NetworkFailure.of(error, "body"))
  }

  /** Without its body the exchange fails, unless the body is optional. */
  #endEarly(failure: ExchangeFailure): void {
    if (this.#head === undefined || this.#limit.patienceMs === undefined) this.#fail(failure)
    else this.#dropBody(this.#head)
  }

  #dropBody(head: HttpExchange.ResponseHead): void {
    if (this.#resume === undefined) return
    const controller = this.#controller
    this.#succeed(head, noBytes)
    controller?.abort(abandoned)
  }

  #succeed({ headers, status }: HttpExchange.ResponseHead, body: Uint8Array): void {
    this.#settle()?.(Effect.succeed({ status, headers, body }))
  }

  #fail(failure: ExchangeFailure): void {
    const controller = this.#controller
    const resume = this.#settle()
    if (resume === undefined) return
    controller?.abort(abandoned)
    resume(Effect.fail(failure))
  }

  /**
   * Ends the exchange, and returns the function that resumes the waiting effect; `undefined` the second time. Drops everything that
   * undici gave: the controller leads to the connection and from there to the next exchange, so a receiver that has grown old would keep
   * all later ones alive until a collection of the old generation, which is rare.
   */
  #settle(): Resume | undefined {
    const resume = this.#resume
    if (resume === undefined) return undefined
    clearTimeout(this.#timer)
    clearTimeout(this.#patience)
    this.#resume = undefined
    this.#head = undefined
    this.#body = undefined
    this.#controller = undefined
    return resume
  }
}

const nothing: HttpExchange.BodyLimit = { maximumBytes: 0 }

const noBytes = new Uint8Array(0)

/** The reason that undici hands to its own listeners; no caller sees it. */
const abandoned = new Error("The exchange has ended")
