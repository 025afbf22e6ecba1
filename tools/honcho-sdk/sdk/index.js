// What the test uses of Honcho's SDK. It is a file of this folder, because the SDK is installed here and nowhere else.
export {
  AuthenticationError,
  ConnectionError,
  Honcho,
  HonchoError,
  NotFoundError,
  RateLimitError,
  ServerError,
  TimeoutError,
  UnprocessableEntityError
} from "@honcho-ai/sdk"
