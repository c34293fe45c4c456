package sample

import (
	"math/rand/v2"
	"strconv"

	"zhangfang/app/book"
)

// product is something the shop sells; prices are in fen. Few prices and a few
// best sellers, so that equal amounts meet as they do in life.
type product struct {
	title  string
	price  book.Minor
	weight int // how often it is bought
}

// products are the goods of a tea shop. Titles hold no comma and no quote.
func products() []product {
	return []product{
		{"茉莉花茶 袋泡20包", 1990, 12}, {"桂花乌龙 尝鲜装50g", 990, 14}, {"手工绿豆糕 6枚", 1280, 12},
		{"陈皮普洱 小青柑8粒", 2990, 10}, {"凤凰单丛 蜜兰香100g", 6800, 6}, {"白毫银针 50g", 12800, 3},
		{"正山小种 罐装150g", 5900, 7}, {"蒙顶甘露 125g", 8800, 4}, {"玫瑰鲜花饼 10枚", 2590, 9},
		{"便携旅行茶具 一壶三杯", 9900, 5}, {"紫砂小壶 200ml", 29900, 1}, {"玻璃公道杯", 3900, 6},
		{"龙井 明前礼盒250g", 39900, 1}, {"六堡茶 陈年饼357g", 16800, 2}, {"冷泡茶组合 三口味", 4900, 8},
		{"山楂陈皮茶 15包", 1590, 10}, {"黑芝麻核桃酥 400g", 2280, 8}, {"竹制茶盘", 19900, 1},
	}
}

// goods picks what a customer buys.
type goods struct {
	rng    *rand.Rand
	all    []product
	weight int
}

func newGoods(rng *rand.Rand) *goods {
	g := &goods{rng: rng, all: products()}
	for _, p := range g.all {
		g.weight += p.weight
	}
	return g
}

// basket is what an order holds.
type basket struct {
	title  string
	count  int
	amount book.Minor
}

func (g *goods) one() product {
	n := g.rng.IntN(g.weight)
	for _, p := range g.all {
		if n -= p.weight; n < 0 {
			return p
		}
	}
	return g.all[0]
}

// online is a basket bought by phone: mostly one piece at its price.
func (g *goods) online() basket {
	p := g.one()
	switch n := g.rng.IntN(100); {
	case n < 62:
		return basket{p.title, 1, p.price}
	case n < 78:
		count := 2 + g.rng.IntN(2)
		return basket{p.title, count, p.price * book.Minor(count)}
	case n < 90:
		off := []book.Minor{300, 500, 800, 1000}[g.rng.IntN(4)]
		if p.price < 2*off {
			off = 100
		}
		return basket{p.title, 1, p.price - off}
	default:
		return g.weighed()
	}
}

// counter is a basket bought in the shop: mostly several things at once.
func (g *goods) counter() basket {
	if g.rng.IntN(4) == 0 {
		p := g.one()
		return basket{p.title, 1, p.price}
	}
	b := g.weighed()
	for range 1 + g.rng.IntN(3) {
		b.amount += g.one().price
		b.count++
	}
	b.title += "等" + strconv.Itoa(b.count) + "件"
	return b
}

// weighed is tea by weight: any amount.
func (g *goods) weighed() basket {
	return basket{"散茶称重", 1, book.Minor(800 + g.rng.IntN(24_000))}
}

// rare is an amount that hardly any other sale has, for card sales that must be
// told from all others.
func (g *goods) rare() basket {
	return basket{"企业礼盒定制", 1, book.Minor(60_001 + g.rng.IntN(240_000))}
}

// bulk is from where on a card sale is one of gifts in quantity, on which a debit
// card's fee reaches its limit.
const bulk book.Minor = 400_000

func (g *goods) gifts() basket {
	return basket{"节日礼盒团购", 20, bulk + book.Minor(1+g.rng.IntN(500_000))}
}

// names makes up people. Nicknames and accounts are masked as the bills mask them.
type names struct{ rng *rand.Rand }

func (n names) pick(list []string) string { return list[n.rng.IntN(len(list))] }

func (n names) nickname() string {
	head := n.pick([]string{"山", "喵", "云", "阿", "t", "小", "木", "L", "晴", "橘", "南", "q", "豆", "花", "M", "竹"})
	tail := n.pick([]string{"1", "糖", "e", "同学", "7", "酱", "风", "z", "88", "鱼", "k", "里", "3", "禾", "y", "屿"})
	return head + "**" + tail
}

// person is a payer as Alipay shows one.
func (n names) person() string {
	given := n.pick([]string{"知远", "晓禾", "沐阳", "清和", "予安", "书瑶", "景行", "若溪", "嘉言", "星野", "以宁", "向晚"})
	b := append([]byte("*"), given...)
	b = append(b, "(1"...)
	b = digits(b, uint64(30+n.rng.IntN(60)), 2)
	b = append(b, "****"...)
	return string(append(digits(b, n.rng.Uint64()%10_000, 4), ')'))
}

// openID is a WeChat user of one app, 28 characters.
func (n names) openID() string {
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
	b := make([]byte, 0, 28)
	b = append(b, 'o')
	for len(b) < 28 {
		for v, i := n.rng.Uint64(), 0; i < 9; i++ {
			b = append(b, alphabet[v&63])
			v >>= 6
		}
	}
	return string(b)
}
