/** The one HTTP policy of the provider clients. */
export * as BaseUrl from "./settings/BaseUrl.js"
export * as HttpExchange from "./exchange/HttpExchange.js"
export type * as OperationRequest from "./OperationRequest.js"
export * as Policy from "./resilience/Policy.js"
export * as ProviderSettings from "./settings/ProviderSettings.js"
export * as ResponseReader from "./response/ResponseReader.js"
export * as Shape from "./response/Shape.js"
export * as Transport from "./Transport.js"
