import { OAuth2Scopes, PermissionFlagsBits, PermissionsBitField } from 'discord.js'

/** What the assistant needs in a guild: to see, write, attach, open threads, and create events. Never more. */
export const neededPermissions = new PermissionsBitField([
  PermissionFlagsBits.ViewChannel, PermissionFlagsBits.SendMessages, PermissionFlagsBits.EmbedLinks, PermissionFlagsBits.AttachFiles, PermissionFlagsBits.ReadMessageHistory,
  PermissionFlagsBits.CreatePublicThreads, PermissionFlagsBits.CreatePrivateThreads, PermissionFlagsBits.SendMessagesInThreads,
  PermissionFlagsBits.CreateEvents,
])

/** Where an administrator of a guild invites the assistant. */
export function inviteUrl(applicationId: string): string {
  const about = { client_id: applicationId, scope: `${OAuth2Scopes.Bot} ${OAuth2Scopes.ApplicationsCommands}`, permissions: String(neededPermissions.bitfield), integration_type: '0' }
  return `https://discord.com/oauth2/authorize?${new URLSearchParams(about).toString()}`
}

/** Sentences for who runs the assistant, in the words of the developer portal. */
export const advice = {
  token:
    'Discord refused the token. Open https://discord.com/developers/applications → your application → Bot → Reset Token, copy the new one into DISCORD_TOKEN, and start again.',
  intents:
    'Discord refused the intents. Open https://discord.com/developers/applications → your application → Bot → Privileged Gateway Intents. Entraide asks for none of them; where its code was changed to ask for one, switch that one on there, or change it back.',
  unreachable: 'Discord cannot be reached at present. Entraide goes on without it and keeps trying; if this lasts, look at https://discordstatus.com and at your network (or DISCORD_API_URL).',
  flagged: 'Discord has flagged the bot for unsolicited direct messages: no new private conversation is opened for a day. You can appeal at https://dis.gd/app-appeal.',
  tooFast: 'Discord says that private conversations are opened too fast: no new one is opened for an hour.',
  noGuild: (applicationId: string) => `Discord: the bot is in no server yet. Open this link to invite it to yours, and choose the server: ${inviteUrl(applicationId)}`,
}
