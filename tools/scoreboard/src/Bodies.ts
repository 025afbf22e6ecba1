/** The good responses of each provider's server, from the samples of the contract tool, and its error bodies. */
import { Samples } from "@org/messages-contract"
import type { InjectedFault, FaultServer } from "@org/messages-faults"
import { messageId, posted, type Provider } from "./Ours.js"

/** A message with the requested id, small enough for the limits of every fault. */
export const ofRead = (provider: Provider): FaultServer.Options => ({
  body: JSON.stringify(Object.assign({}, Samples.get(provider, samples[provider]).json, { id: messageId })),
  error: errorOf(provider)
})

export const ofPost: FaultServer.Options = { body: posted, error: (status) => errorOf("factory")(status) }

/** The same good response for a rival, with errors in a form that all rivals know. */
export const ofRival = (options: FaultServer.Options): FaultServer.Options => ({
  ...options,
  error: (status) =>
    json({ type: "error", error: { type: "api_error", message: detail(status) }, detail: detail(status) })
})

const samples: { readonly [P in Provider]: string } = {
  factory: "msg-user-text-minimal.json",
  mielto: "msg-doc-user.json",
  honcho: "msg-basic.json",
  veryfront: "msg-edited.json"
}

/** What the server says about a status. */
export const detail = (status: number): string => `the provider says ${status}`

const errorOf =
  (provider: Provider) =>
  (status: number): InjectedFault.ErrorBody => {
    switch (provider) {
      case "factory":
        return json({ detail: detail(status), status, title: "Sorry" })
      case "mielto":
      case "honcho":
        return json({
          detail:
            status === 422 ? [{ loc: ["path", "message_id"], msg: detail(status), type: "value" }] : detail(status)
        })
      case "veryfront":
        return json({ type: "about:blank", title: "Sorry", status, detail: detail(status) }, "application/problem+json")
    }
  }

const json = (value: object, contentType = "application/json"): InjectedFault.ErrorBody => ({
  contentType,
  body: JSON.stringify(value)
})
