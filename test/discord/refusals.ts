/** What Discord answers instead of doing what was asked. */
export interface DiscordError {
  status: number
  code: number
  message: string
  errors?: ErrorTree
}

export interface ErrorTree {
  [key: string]: ErrorTree | { code: string; message: string }[]
}

/** Thrown by whatever serves a request. */
export class Refused extends Error {
  constructor(readonly error: DiscordError) {
    super(`${error.code} ${error.message}`)
  }
}

/** Codes, statuses and words as Discord has them. */
export const refusals = {
  general: [400, 0, '400: Bad Request'],
  unauthorized: [401, 0, '401: Unauthorized'],
  notFound: [404, 0, '404: Not Found'],
  internal: [500, 0, '500: Internal Server Error'],
  unknownChannel: [404, 10003, 'Unknown Channel'],
  unknownGuild: [404, 10004, 'Unknown Guild'],
  unknownMember: [404, 10007, 'Unknown Member'],
  unknownMessage: [404, 10008, 'Unknown Message'],
  unknownUser: [404, 10013, 'Unknown User'],
  unknownWebhook: [404, 10015, 'Unknown Webhook'],
  unknownInteraction: [404, 10062, 'Unknown interaction'],
  unknownEvent: [404, 10070, 'Unknown Guild Scheduled Event'],
  tooManyAttachments: [400, 30015, 'Maximum number of attachments in a message reached (10)'],
  tooManyCommands: [400, 30032, 'Maximum number of application commands reached (100).'],
  tooManyEvents: [400, 30038, 'Maximum number of uncompleted guild scheduled events reached (100)'],
  tooManyOldEdits: [429, 30046, 'Maximum number of edits to messages older than 1 hour reached. Try again later.'],
  openingTooFast: [403, 40003, 'You are opening direct messages too fast'],
  tooLarge: [413, 40005, 'Request entity too large'],
  forumNeedsThread: [400, 40058, 'Cannot message this channel until after the initial forum post has been created'],
  forumNeedsTag: [400, 40067, 'A tag is required to create a forum post in this channel'],
  alreadyAcknowledged: [400, 40060, 'Interaction has already been acknowledged.'],
  missingAccess: [403, 50001, 'Missing Access'],
  notAuthor: [403, 50005, 'Cannot edit a message authored by another user'],
  emptyMessage: [400, 50006, 'Cannot send an empty message'],
  cannotSendToUser: [403, 50007, 'Cannot send messages to this user'],
  missingPermissions: [403, 50013, 'Missing Permissions'],
  wrongChannelType: [400, 50024, 'Cannot execute action on this channel type'],
  invalidWebhookToken: [401, 50027, 'Invalid Webhook Token'],
  invalidRecipient: [400, 50033, 'Invalid Recipient(s)'],
  fileTooLarge: [413, 50045, 'File uploaded exceeds the maximum size'],
  threadArchived: [400, 50083, 'Thread is archived'],
  invalidJson: [400, 50109, 'The request body contains invalid JSON.'],
  noMutualGuild: [403, 50278, 'Cannot send messages to this user due to having no mutual guilds'],
  threadExists: [400, 160004, 'A thread has already been created for this message'],
  threadLocked: [400, 160005, 'Thread is locked'],
  finishedEvent: [400, 180000, 'Cannot update a finished event'],
} as const satisfies Record<string, readonly [status: number, code: number, message: string]>

export type RefusalName = keyof typeof refusals

export const errorOf = (name: RefusalName): DiscordError => {
  const [status, code, message] = refusals[name]
  return { status, code, message }
}

/** Refuses as Discord does. */
export function refuse(name: RefusalName): never {
  throw new Refused(errorOf(name))
}

/** Refuses with what a validator found, if it found something. */
export function refuseIf(error: DiscordError | undefined): void {
  if (error) throw new Refused(error)
}
