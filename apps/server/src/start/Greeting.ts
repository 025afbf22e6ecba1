/** What a person at a terminal reads when the server has started. For programs, the log says the same. */
import { type Messages, Provider } from "@org/messages-core"

/** The lines with the server's URL, its reference, and the configured providers. */
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
