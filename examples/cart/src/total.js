/** Sum of the items' prices, in the currency's smallest unit. */
export function total(items) {
  return items.reduce((sum, { price, count = 1 }) => sum + price * count, 0)
}
