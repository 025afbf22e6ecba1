/** The exchange over an `HttpClient`: an entry of its own, because only programs that use it need `@effect/platform`. */
export * as HttpClientExchange from "./exchange/HttpClientExchange.js"
