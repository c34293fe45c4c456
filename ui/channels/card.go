package channels

import (
	"strings"

	"zhangfang/app/book"
	"zhangfang/app/pull"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/words"
)

// Fix is what cures a connection's trouble.
type Fix uint8

// The fixes.
const (
	FixNone   Fix = iota // it is tried again by itself
	FixImport            // look at the bill that waits
	FixKeys              // fill the keys in again
	FixTest              // try again: the key ring opens, or the provider does by now
	FixUnlock            // type the passphrase
	FixAgain             // pull all days once more
)

// Card is a connection in words.
type Card struct {
	Name     string
	About    string // provider, sandbox, gateway of its own
	Chip     string
	Tone     draw.Tone
	Facts    string // last, next, lag
	Trouble  string // what failed, why, and what to do
	Serious  bool   // the trouble wants the owner
	Fix      Fix
	Streams  []Stream
	Progress string  // of a pull or test under way
	Share    float32 // of it that is done, 0 to 1
	Stops    bool    // the owner can cancel it
	Paused   bool
	Span     Span // that the strips show
}

func (p *Presenter) card(st *pull.Status) Card {
	c := &st.Connection
	d := p.driver(c.Provider)
	x := Card{Name: c.Name, About: p.about(c), Facts: p.facts(st), Streams: p.streams(st, d), Paused: c.Paused, Span: p.span(c)}
	if run := p.running[c.ID]; run != nil {
		x.Progress, x.Share, x.Stops = run.says, run.share, !run.ending
	} else if st.Busy {
		x.Progress, x.Stops = p.deps.Text.T("channels.pulling"), true
	}
	in, none := bills(st)
	switch problem := p.problem(st); {
	case problem != nil:
		x.Trouble, x.Fix, x.Serious = p.problemText(c.Provider, problem), fixOf(problem.Code), needsOwner(problem.Code)
	case in == 0 && none > 0 && st.Lag == 0:
		x.Trouble, x.Fix = p.deps.Text.T("channels.no_bills", p.deps.Text.T("provider."+c.Provider)), FixAgain
	}
	x.Chip, x.Tone = p.chip(st, &x)
	return x
}

// problem is what is wrong with a connection; nil for nothing.
func (p *Presenter) problem(st *pull.Status) *book.Problem {
	switch told := p.told[st.Connection.ID]; {
	case told != nil:
		return told
	case st.NeedsKeys:
		return &book.Problem{Code: "secrets_lost"}
	case p.locked && st.Lag > 0 && !st.Connection.Paused:
		return &book.Problem{Code: "passphrase"}
	}
	return st.Problem
}

// about names the provider, and what is not as usual about the connection.
func (p *Presenter) about(c *book.Connection) string {
	t := p.deps.Text
	var parts []string
	if provider := t.T("provider." + c.Provider); provider != c.Name {
		parts = append(parts, provider)
	}
	if c.Gateway != "" {
		parts = append(parts, c.Gateway)
	} else if c.Sandbox {
		parts = append(parts, t.T("channels.sandbox"))
	}
	if c.At != "" {
		parts = append(parts, t.T("channels.daily_at", c.At))
	}
	return strings.Join(parts, " · ")
}

// facts says in one line how far the connection has come and what comes next.
func (p *Presenter) facts(st *pull.Status) string {
	t, now := p.deps.Text, p.deps.Now()
	var parts []string
	in, none := bills(st)
	switch {
	case in == 0 && none > 0:
		parts = append(parts, t.T("channels.last_none", WhenText(t, st.Last, now)))
	case st.Last.IsZero():
		parts = append(parts, t.T("channels.never"))
	case st.LastDay == 0:
		parts = append(parts, t.T("channels.last_some", WhenText(t, st.Last, now)))
	default:
		parts = append(parts, t.T("channels.last", WhenText(t, st.Last, now), words.DayShort(st.LastDay)))
	}
	switch {
	case st.Lag > 0:
		parts = append(parts, t.Count("channels.lag", st.Lag))
	case none > 0:
		parts = append(parts, t.T("channels.all_asked"))
	case !st.Last.IsZero():
		parts = append(parts, t.T("channels.no_lag"))
	}
	if none > 0 {
		parts = append(parts, t.T("channels.none_of", words.Number(in), words.Number(none)))
	}
	if st.Waiting > 0 {
		parts = append(parts, t.Count("channels.waiting", st.Waiting))
	}
	switch {
	case st.Connection.Paused || st.Next.IsZero():
	case st.Stopped:
		parts = append(parts, t.T("channels.next_stopped", WhenText(t, st.Next, now)))
	case st.Next.After(now):
		parts = append(parts, t.T("channels.next", WhenText(t, st.Next, now)))
	default:
		parts = append(parts, t.T("channels.next_now"))
	}
	return strings.Join(parts, " · ")
}

func (p *Presenter) chip(st *pull.Status, x *Card) (string, draw.Tone) {
	t := p.deps.Text
	switch {
	case x.Progress != "":
		return t.T("channels.chip_busy"), draw.ToneUnderway
	case x.Fix == FixUnlock:
		return t.T("channels.chip_locked"), draw.ToneException
	case x.Serious || st.Aside > 0:
		return t.T("channels.chip_owner"), draw.ToneException
	case x.Paused:
		return t.T("channels.chip_paused"), draw.ToneNeutral
	case x.Fix == FixAgain:
		return t.T("channels.chip_none"), draw.ToneSuggestion
	case x.Trouble != "":
		return t.T("channels.chip_again"), draw.ToneSuggestion
	case st.Stopped:
		return t.T("channels.chip_stopped"), draw.ToneNeutral
	case st.Last.IsZero():
		return t.T("channels.chip_new"), draw.ToneNeutral
	case st.Lag > 0:
		return t.T("channels.chip_behind"), draw.ToneSuggestion
	}
	return t.T("channels.chip_well"), draw.ToneMatched
}

// problemText is the sentence of a problem, fields named as people know them.
func (p *Presenter) problemText(provider string, problem *book.Problem) string {
	if problem.Code == "passphrase" { // its own sentence is for commands as well
		return p.deps.Text.T("channels.locked")
	}
	here := *problem
	if here.Cell != "" {
		here.Cell = p.deps.Text.T("field." + provider + "." + here.Cell)
	}
	return words.ProblemText(p.deps.Text, &here)
}

func fixOf(code string) Fix {
	switch code {
	case "secrets_lost", "gateway_keys", "gateway_account":
		return FixKeys
	case "passphrase", "wrong_passphrase", "short_passphrase":
		return FixUnlock
	case "ring_closed", "gateway_clock", "gateway_permission", "gateway_address":
		return FixTest
	case "", "bill_damaged", "bill_other", "pull_import":
		return FixNone
	}
	if strings.HasPrefix(code, "gateway_") {
		return FixNone
	}
	return FixImport // what an import says of a file
}

// needsOwner tells whether trying again alone will not help.
func needsOwner(code string) bool { return fixOf(code) != FixNone }
