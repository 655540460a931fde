import { fold } from './fold.ts'
import { stemOf } from './forms.ts'

/** What texts have in common that differ by case, accents, hyphens, spaces, gender or number alone: `E-commerce` and `ecommerce`, `Boutiques en ligne` and `boutique en ligne`. */
export const likenessKey = (text: string): string => fold(text).map(stemOf).join('')
