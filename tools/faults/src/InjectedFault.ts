/** The type of a fault: data that says where a client connects and what it gets there. */
import type { Step } from "./Step.js"

/**
 * Where the client is sent: a port that answers; a closed port; a host name that cannot exist; TLS with a self-signed certificate,
 * or with a certificate of the test authority for another host; TLS to a port that never answers.
 */
export type Place = "answers" | "closed" | "no-such-host" | "tls-self-signed" | "tls-wrong-host" | "tls-on-plain"

/** What a server says about an error, in the provider's form. */
export interface ErrorBody {
  readonly contentType: string
  readonly body: string
}

/** `body` is a good response, a JSON object; `attempt` counts the requests of this server from 1; `elsewhere` is the second origin. */
export interface Context {
  readonly body: string
  readonly attempt: number
  readonly url: string
  readonly path: string
  readonly elsewhere: string
  readonly error: (status: number) => ErrorBody
}

/** `row` is the number of the fault, from 1; `injects` says in a few words what the client meets. */
export interface InjectedFault {
  readonly row: number
  readonly injects: string
  readonly at?: Place
  readonly answer: (context: Context) => ReadonlyArray<Step>
}
