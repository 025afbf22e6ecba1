/** What a person at a terminal reads when the server has started; the log says the same to programs. */
import { type Messages, Provider } from "@org/messages-core"

/** Where the server listens and its reference is, and which providers are configured. */
export const lines = (url: string, providers: ReadonlyArray<Messages.Availability>, sandbox: boolean): string => {
  const titles = (configured: boolean) =>
    providers
      .filter((availability) => availability.configured === configured)
      .map(({ provider }) => Provider.descriptors[provider].title)
      .join(", ")
  const [ready, missing] = [titles(true), titles(false)]
  const state = [
    `${ready === "" ? "No provider is configured" : `Configured: ${ready}`}${sandbox ? " (sandboxes)" : ""}`,
    ...(missing === "" || ready === "" ? [] : [`not configured: ${missing}`])
  ]
  return `Listening on ${url}; reference at ${url}/docs\n${state.join("; ")}\n`
}
