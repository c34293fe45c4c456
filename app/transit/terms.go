package transit

import (
	"fmt"
	"strconv"
	"strings"

	"zhangfang/app/book"
)

// Terms is when a channel pays: so many days after the day of the sales. "T+n"
// counts working days, "D+n" every day, as Chinese acquirers write it.
type Terms struct {
	Days    int
	Natural bool // D+n
	Known   bool // false: nothing is agreed
}

// nextWorkday is what counts where nothing is agreed and nothing learned (DESIGN 4).
var nextWorkday = Terms{Days: 1}

// longest is the longest delay, in days of either count, that is told apart.
const longest = 30

// ParseTerms reads "T+1" or "D+1"; letter case, width and blanks do not matter.
func ParseTerms(s string) (Terms, error) {
	folded := strings.NewReplacer(" ", "", "＋", "+", "Ｔ", "T", "Ｄ", "D").Replace(strings.ToUpper(s))
	count, digits, ok := strings.Cut(folded, "+")
	n, err := strconv.Atoi(digits)
	if !ok || err != nil || n < 0 || n > longest || (count != "T" && count != "D") {
		return Terms{}, fmt.Errorf("terms %q: must be T+n or D+n, n from 0 to %d", s, longest)
	}
	return Terms{Days: n, Natural: count == "D", Known: true}, nil
}

// String is the terms as ParseTerms reads them.
func (t Terms) String() string {
	if t.Natural {
		return "D+" + strconv.Itoa(t.Days)
	}
	return "T+" + strconv.Itoa(t.Days)
}

// TermsSetting is the name of the setting that holds a channel's terms.
func TermsSetting(id book.ChannelID) string { return "terms." + strconv.Itoa(int(id)) }
