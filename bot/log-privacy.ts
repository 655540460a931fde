const removed = '[removed]'

/** Keys whose value is never logged: what lets somebody in, and what somebody is or says. Compared without case, - and _. */
const secretKeys = /^(authorization|cookie|setcookie|password|.*token|.*secret|.*secretkey|apikey|xcsrftoken|webhookurl)$/
const personalKeys = /^(name|displayname|fullname|firstname|lastname|username|text|content|body|requestbody|answers?|e?mail|phone)$/

/** One event, as it is written. */
export interface LogLine {
  level: string
  time: string
  msg?: string
  err?: { stack?: string }
  [key: string]: unknown
}

/** What a line of JSON says, without the values that are secret or personal. */
export function withoutPrivateValues(json: string): LogLine {
  return JSON.parse(json, (key, value: unknown) => (isPrivate(key) ? removed : value)) as LogLine
}

function isPrivate(key: string): boolean {
  const plain = key.toLowerCase().replaceAll(/[-_]/g, '')
  return secretKeys.test(plain) || personalKeys.test(plain)
}

/** How a secret looks inside a sentence, and what is left of it. */
const looks: [RegExp, string][] = [
  [/\bx(?:ox[a-z]|app)-[\w-]+/g, removed],
  [/\b(Bearer|Basic|Bot)\s+[\w.~+/=-]{8,}/g, `$1 ${removed}`],
  // tokens in three parts, signed ones and those of bots
  [/\b[\w-]{20,}\.[\w-]{6,}\.[\w-]{20,}/g, removed],
  [/(https?:\/\/[^\s"/]+)\/[^\s"]*?\b(?:webhooks|services)\/[^\s"\\]+/g, `$1/${removed}`],
  // who has the address of an interaction, or one to answer it at, may answer it
  [/(\/interactions\/\d+)\/[^\s"/\\]+/g, `$1/${removed}`],
  [/(https?:\/\/hooks\.[^\s"/]+)\/[^\s"\\]+/g, `$1/${removed}`],
  // user:password@ in an address
  [/(\w:\/\/[^\s"/:@]*):[^\s"/@]+@/g, `$1:${removed}@`],
]

/** The same words without anything in it that looks like a secret. */
export function withoutSecrets(words: string): string {
  return looks.reduce((text, [look, instead]) => text.replaceAll(look, instead), words)
}
