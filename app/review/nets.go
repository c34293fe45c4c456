package review

import (
	"cmp"
	"context"
	"fmt"
	"hash/fnv"
	"slices"
	"time"

	"zhangfang/app/book"
)

// On the payouts leg a channel pays the net of a day, which may be a thousand
// rows, or each terminal its own. A person looks at it as one line: it has a
// negative id, made of channel, terminal, day and currency, that this package
// turns into the rows behind it wherever one comes in.

// The parts of such an id: days until the year 2328, three letters of currency, and
// a digest of the terminal. Two terminals of a channel may in theory share one, one
// pair in a million.
const (
	dayBits      = 17
	letterBits   = 5
	currencyBits = 3 * letterBits
	terminalBits = 20
)

func netID(x *book.Settlement) book.EntryID {
	id := book.EntryID(x.Channel)<<terminalBits | terminalMark(x.Terminal)
	for i := range 3 {
		letter := byte('@')
		if i < len(x.Currency) {
			letter = x.Currency[i]
		}
		id = id<<letterBits | book.EntryID(letter-'@')&(1<<letterBits-1)
	}
	return -(id<<dayBits | book.EntryID(x.Day))
}

// terminalMark is 0 for no terminal only.
func terminalMark(terminal string) book.EntryID {
	if terminal == "" {
		return 0
	}
	h := fnv.New32a()
	h.Write([]byte(terminal))
	return max(1, book.EntryID(h.Sum32()>>(32-terminalBits)))
}

// EntryIDs lists the rows of a query in its order. On the channels' side of
// payouts a day's net is one row, with a negative id.
func (s *Service) EntryIDs(ctx context.Context, q book.EntryQuery) ([]book.EntryID, error) {
	if q.Leg != book.LegPayouts || q.Side != book.Left {
		return s.book.EntryIDs(ctx, q)
	}
	settlements, err := s.book.Settlements(ctx)
	if err != nil {
		return nil, err
	}
	names, err := s.channelNames(ctx)
	if err != nil {
		return nil, err
	}
	var picked []book.Settlement
	for _, x := range settlements {
		open := x.ArrivedOn == 0 && x.Net > 0
		switch {
		case q.Show == book.ShowOpen && !open, q.Show == book.ShowMatched && x.ArrivedOn == 0,
			!q.Period.Has(x.Day), len(q.Channels) > 0 && !slices.Contains(q.Channels, x.Channel),
			!netMatches(x, names[x.Channel].Name, q.Text):
			continue
		}
		picked = append(picked, x)
	}
	slices.SortFunc(picked, func(a, b book.Settlement) int {
		c := cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Channel, b.Channel), cmp.Compare(a.Entry, b.Entry))
		if q.Order.By == "amount" {
			c = cmp.Or(cmp.Compare(a.Net, b.Net), c)
		}
		if q.Order.Desc {
			c = -c
		}
		return c
	})
	ids := make([]book.EntryID, len(picked))
	for i, x := range picked {
		if ids[i] = x.Entry; x.Entry == 0 {
			ids[i] = netID(&picked[i])
		}
	}
	return ids, nil
}

// EntryLines loads rows in the order of ids, days' nets among them.
func (s *Service) EntryLines(ctx context.Context, ids []book.EntryID) ([]book.EntryLine, error) {
	real := slices.DeleteFunc(slices.Clone(ids), func(id book.EntryID) bool { return id < 0 })
	lines, err := s.book.EntryLines(ctx, real)
	if err != nil || len(real) == len(ids) {
		return lines, err
	}
	byID := make(map[book.EntryID]book.EntryLine, len(ids))
	for _, l := range lines {
		byID[l.ID] = l
	}
	if err := s.netLines(ctx, byID); err != nil {
		return nil, err
	}
	out := make([]book.EntryLine, 0, len(ids))
	for _, id := range ids {
		if l, ok := byID[id]; ok {
			out = append(out, l)
		}
	}
	return out, nil
}

// netMatches tells whether a day's net is found by a text: its channel's name,
// its day or its amount.
func netMatches(x book.Settlement, channel, text string) bool {
	return text == "" || containsFold(text, channel, x.Day.String(), book.Money{Minor: x.Net, Currency: x.Currency}.Plain())
}

// netLines adds the line of every day's net.
func (s *Service) netLines(ctx context.Context, into map[book.EntryID]book.EntryLine) error {
	settlements, err := s.book.Settlements(ctx)
	if err != nil {
		return err
	}
	names, err := s.channelNames(ctx)
	if err != nil {
		return err
	}
	for _, x := range settlements {
		if x.Entry == 0 {
			l := netLine(x, names[x.Channel])
			into[l.ID] = l
		}
	}
	return nil
}

func netLine(x book.Settlement, ch book.Channel) book.EntryLine {
	return book.EntryLine{
		Entry: book.Entry{
			ID: netID(&x), Channel: x.Channel, Kind: book.KindPayment, Day: x.Day, Terminal: x.Terminal,
			At:    dayStart(x.Day),
			Gross: x.Net, Amount: x.Net, Currency: x.Currency, Memo: fmt.Sprintf("×%d", x.Rows),
		},
		ChannelName: ch.Name, Role: ch.Role,
	}
}

// dayStart is the instant at which a day begins, known to the day.
func dayStart(d book.Day) book.Instant {
	y, m, day := d.Time().Date()
	return book.At(time.Date(y, m, day, 0, 0, 0, 0, book.Shanghai), book.PrecisionDay)
}

// Counts tells how far a leg has come within a query's channels and period. On
// the channels' side of payouts a day's net counts as one, as it is listed.
func (s *Service) Counts(ctx context.Context, q book.EntryQuery) (book.LegCounts, error) {
	n, err := s.book.Counts(ctx, q)
	if err != nil || q.Leg != book.LegPayouts {
		return n, err
	}
	q.Side = book.Left
	for _, show := range []book.Show{book.ShowOpen, book.ShowMatched} {
		q.Show = show
		ids, err := s.EntryIDs(ctx, q)
		if err != nil {
			return n, err
		}
		if show == book.ShowMatched {
			n.Matched[book.Left] = len(ids)
			continue
		}
		none := n.Suggested[book.Left] == 0 // rows are counted at once, nets are looked up one by one
		n.Open[book.Left], n.Suggested[book.Left] = len(ids), 0
		for _, id := range ids {
			if none {
				break
			}
			if m, err := s.MatchOf(ctx, q.Leg, id); err != nil {
				return n, err
			} else if m != nil && m.State == book.MatchSuggested {
				n.Suggested[book.Left]++
			}
		}
	}
	return n, nil
}

// MatchOf is the match that a row is in on a leg; nil when it is in none. The
// rows behind a day's net are told as that one row.
func (s *Service) MatchOf(ctx context.Context, leg book.Leg, id book.EntryID) (*book.Match, error) {
	first, err := s.firstOf(ctx, id)
	if err != nil {
		return nil, err
	}
	m, err := s.book.MatchOf(ctx, leg, first)
	if err != nil || m == nil || leg != book.LegPayouts {
		return m, err
	}
	m.Left, err = s.asNets(ctx, m.Left)
	return m, err
}

// EntrySource is where a row came from, with its raw cells; of a day's net, its
// first row.
func (s *Service) EntrySource(ctx context.Context, id book.EntryID) (book.EntrySource, error) {
	first, err := s.firstOf(ctx, id)
	if err != nil {
		return book.EntrySource{}, err
	}
	return s.book.EntrySource(ctx, first)
}

// firstOf is the row itself, or the first of those behind a day's net.
func (s *Service) firstOf(ctx context.Context, id book.EntryID) (book.EntryID, error) {
	if id > 0 {
		return id, nil
	}
	members, err := s.membersOf(ctx, id)
	if err != nil {
		return 0, err
	}
	return members[0], nil
}

// asNets puts the line of a day's net in the place of the rows behind it.
func (s *Service) asNets(ctx context.Context, ids []book.EntryID) ([]book.EntryID, error) {
	lines, err := s.book.EntryLines(ctx, ids)
	if err != nil {
		return nil, err
	}
	nets, err := s.netsOf(ctx, lines)
	if err != nil {
		return nil, err
	}
	var out []book.EntryID
	seen := map[book.EntryID]bool{}
	for i := range lines {
		id := lines[i].ID
		if net, ok := nets[id]; ok {
			id = net
		}
		if !seen[id] {
			seen[id] = true
			out = append(out, id)
		}
	}
	return out, nil
}

// netsOf tells of rows in which line of a net they stand. A net may hold rows of the
// day before or after its own, where a channel ends its day at another hour.
func (s *Service) netsOf(ctx context.Context, lines []book.EntryLine) (map[book.EntryID]book.EntryID, error) {
	type place struct {
		channel book.ChannelID
		day     book.Day
	}
	near := map[place]bool{}
	for i := range lines {
		if l := &lines[i]; l.Role == book.RolePayments {
			for d := l.Day - 1; d <= l.Day+1; d++ {
				near[place{l.Channel, d}] = true
			}
		}
	}
	if len(near) == 0 {
		return nil, nil
	}
	settlements, err := s.book.Settlements(ctx)
	if err != nil {
		return nil, err
	}
	out := map[book.EntryID]book.EntryID{}
	for i := range settlements {
		x := &settlements[i]
		if x.Entry != 0 || !near[place{x.Channel, x.Day}] {
			continue
		}
		rows, err := s.book.SettlementRows(ctx, x.Channel, x.Day, x.Currency, x.Terminal)
		if book.CodeOf(err) == "book_changed" {
			continue // rows came since it was settled; the next run tells
		}
		if err != nil {
			return nil, err
		}
		for _, id := range rows {
			out[id] = netID(x)
		}
	}
	return out, nil
}

// membersOf is the rows behind a line of a day's net. Problem "row_gone".
func (s *Service) membersOf(ctx context.Context, id book.EntryID) ([]book.EntryID, error) {
	settlements, err := s.book.Settlements(ctx)
	if err != nil {
		return nil, err
	}
	for i := range settlements {
		if x := &settlements[i]; x.Entry == 0 && netID(x) == id {
			return s.book.SettlementRows(ctx, x.Channel, x.Day, x.Currency, x.Terminal)
		}
	}
	return nil, &book.Problem{Code: "row_gone"}
}

func (s *Service) channelNames(ctx context.Context) (map[book.ChannelID]book.Channel, error) {
	channels, err := s.book.Channels(ctx)
	if err != nil {
		return nil, err
	}
	out := make(map[book.ChannelID]book.Channel, len(channels))
	for _, c := range channels {
		out[c.ID] = c
	}
	return out, nil
}
