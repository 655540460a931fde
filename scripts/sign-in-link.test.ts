import { expect, it } from 'vitest'
import { eachDatabase } from '../prisma/testing.ts'
import { signInLink } from './sign-in-link.ts'

const publicUrl = 'https://entraide.example.org'

eachDatabase('npm run sign-in-link', (open) => {
  it('is for the first organiser, or for the one person who is named', async () => {
    const database = await open()
    const { client } = database
    await expect(signInLink(database, { name: '', publicUrl })).rejects.toThrow('There is no organiser yet')
    const { id: communityId } = await client.community.create({ data: { name: 'c', locale: 'fr', timeZone: 'Europe/Paris' } })
    const add = (name: string, role: string) => client.person.create({ data: { communityId, name, roles: { create: { role } } } })
    await add('Ada', 'member')
    const olga = await add('Olga', 'organiser')
    await add('Léa', 'organiser')

    const now = new Date('2026-11-23T09:00:00Z')
    const { name, link } = await signInLink(database, { name: '', publicUrl, now })
    expect(name).toBe('Olga')
    const ticket = await client.ticket.findFirst({ where: { id: link.replace(`${publicUrl}/enter/`, '') } })
    expect(ticket).toMatchObject({ personId: olga.id, action: 'web.enter', expiresAt: new Date('2026-11-30T09:00:00Z') })
    expect(await signInLink(database, { name: 'lea', publicUrl })).toMatchObject({ name: 'Léa' })

    await expect(signInLink(database, { name: 'Zoé', publicUrl })).rejects.toThrow('Nobody is called "Zoé"')
    await add('Lea', 'member')
    await expect(signInLink(database, { name: 'Léa', publicUrl })).rejects.toThrow('2 people are called "Léa"')
    expect(await client.ticket.count()).toBe(2)
  })
})
