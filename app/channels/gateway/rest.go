package gateway

import (
	"math/rand/v2"
	"net/http"
	"strings"

	"zhangfang/app/book"
)

// rest serves a path of PayPal or Stripe, whose answers are not signed.
func (g *Gateway) rest(method string, serve func(*call) reply) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		f := g.script.next(method)
		if g.before(w, r, f) {
			return
		}
		refuse := stripeFault
		if method == MethodPayPalToken || strings.HasPrefix(method, "/v1/reporting/") {
			refuse = paypalFault
		}
		a, bad := refuse(f)
		if !bad {
			a = serve(&call{Request: r, fault: f})
		}
		if f == NumberForID && a.status == http.StatusOK {
			a.body = numbered(a.body)
		}
		g.send(w, r, a, f)
	}
}

// usd is an amount in cents as "12.30".
func usd(m book.Minor) string { return book.Money{Minor: m, Currency: "USD"}.Plain() }

// percent is a rate of an amount in hundredths of a percent, rounded half up.
func percent(amount book.Minor, rate int64) book.Minor {
	return book.Minor((int64(amount)*rate + 5000) / 10000)
}

// goods of a shop that sells abroad.
var goods = []string{"Longjing tea 50 g", "Jasmine tea 100 g", "Oolong sampler", "Gaiwan, white", "Tea tray, bamboo", "Pu'er cake 200 g"}

// idMaker makes ids that look random, and come again with the same seed.
type idMaker struct{ rng *rand.Rand }

func (m idMaker) id(alphabet string, n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = alphabet[m.rng.IntN(len(alphabet))]
	}
	return string(b)
}

const (
	capitals = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"
	letters  = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
)
