/** axios, which does not retry. */
import axios from "axios"
import { body, path } from "./Message.js"

export default ({ key, timeoutMs, url }) => {
  const client = axios.create({ baseURL: url, timeout: timeoutMs, headers: { authorization: `Bearer ${key}` } })
  const data = async (response) => (await response).data
  return { get: () => data(client.get(path)), post: () => data(client.post(path, body)) }
}
