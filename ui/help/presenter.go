package help

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Hit is a page that a search found.
type Hit struct {
	Page  int
	Where string // the sentence that was found; "" without a search
}

// Presenter holds which page is in sight and what was searched.
type Presenter struct {
	pages   []Page
	hits    []Hit
	query   string
	current int // place in pages
}

func newPresenter(pages []Page) *Presenter {
	p := &Presenter{pages: pages}
	p.Search("")
	return p
}

// Search lists the pages that hold all words of a query, those that name one of them
// in the title first; all pages for none. The first found comes into sight.
func (p *Presenter) Search(query string) {
	p.query = strings.TrimSpace(query)
	words := strings.Fields(strings.ToLower(p.query))
	p.hits = p.hits[:0]
	for i := range p.pages {
		if where, ok := p.pages[i].holds(words); ok {
			p.hits = append(p.hits, Hit{i, where})
		}
	}
	slices.SortStableFunc(p.hits, func(a, b Hit) int { return p.rank(b, words) - p.rank(a, words) })
	if len(words) > 0 && len(p.hits) > 0 {
		p.current = p.hits[0].Page
	}
}

func (p *Presenter) rank(h Hit, words []string) int {
	title := strings.ToLower(p.pages[h.Page].Title)
	if len(words) > 0 && slices.ContainsFunc(words, func(w string) bool { return strings.Contains(title, w) }) {
		return 1
	}
	return 0
}

// holds tells whether a page holds all words, and the first block that holds one.
func (p *Page) holds(words []string) (where string, ok bool) {
	all := strings.ToLower(p.Title)
	for _, b := range p.Blocks {
		low := strings.ToLower(b.Caption + " " + b.Text)
		all += "\n" + low
		if where == "" && slices.ContainsFunc(words, func(w string) bool { return strings.Contains(low, w) }) {
			where = around(b.Text, words[0])
		}
	}
	return where, !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(all, w) })
}

// around is a stretch of a text from a little before a word.
func around(text, word string) string {
	const before = 12 // characters
	at := strings.Index(strings.ToLower(text), word)
	if at <= 0 || at > len(text) {
		return text
	}
	head := []rune(strings.ToValidUTF8(text[:at], ""))
	if len(head) <= before {
		return text
	}
	cut := len(string(head[:len(head)-before]))
	for cut > 0 && !utf8.RuneStart(text[cut]) {
		cut--
	}
	return "…" + text[cut:]
}

// Hits are the pages that are listed.
func (p *Presenter) Hits() []Hit { return p.hits }

// Query is what is searched for; "" for nothing.
func (p *Presenter) Query() string { return p.query }

// Titles are the names of the pages that are listed.
func (p *Presenter) Titles() []string {
	out := make([]string, len(p.hits))
	for i, h := range p.hits {
		out[i] = p.pages[h.Page].Title
	}
	return out
}

// Page is the page in sight.
func (p *Presenter) Page() Page { return p.pages[p.current] }

// Place is where the page in sight stands in the list; -1 for nowhere.
func (p *Presenter) Place() int {
	return slices.IndexFunc(p.hits, func(h Hit) bool { return h.Page == p.current })
}

// Choose brings the page at a place of the list into sight.
func (p *Presenter) Choose(i int) {
	if i >= 0 && i < len(p.hits) {
		p.current = p.hits[i].Page
	}
}

// Open brings a page into sight by its ID, and ends a search.
func (p *Presenter) Open(id string) {
	p.Search("")
	if i := slices.IndexFunc(p.pages, func(x Page) bool { return x.ID == id }); i >= 0 {
		p.current = i
	}
}
