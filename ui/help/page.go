// Package help is the manual inside the program: pages in two languages, a list of
// what they hold, and a search. The pages are files of package assets, in a small
// part of Markdown: "# " the title, "## " a heading, "- " a point, "1. " a step,
// "| a | b |" a row with its caption; lines that follow each other are one paragraph.
package help

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"zhangfang/assets"
)

// Kind is what a block of a page is.
type Kind uint8

// The kinds.
const (
	Text    Kind = iota // a paragraph
	Heading             // of a part of the page
	Point               // of a list
	Step                // of a list in order; Caption is its number
	Row                 // Text with its Caption: a key and what it does
)

// Block is one thought of a page.
type Block struct {
	Kind    Kind
	Caption string
	Text    string
}

// Page is a page of the manual.
type Page struct {
	ID     string // "importing": the file's name without number and end
	Title  string
	Blocks []Block
}

// pageName is the name of a page's file.
var pageName = regexp.MustCompile(`^\d\d-([a-z-]+)\.md$`)

// step is a line of a list in order.
var step = regexp.MustCompile(`^(\d+)\. (.*)$`)

// Pages reads the manual in a language, in its order.
func Pages(locale string) ([]Page, error) {
	files := assets.Manual(locale)
	names, err := fs.Glob(files, "*.md")
	if err != nil {
		return nil, err
	}
	slices.Sort(names)
	pages := make([]Page, len(names))
	for i, name := range names {
		m := pageName.FindStringSubmatch(path.Base(name))
		if m == nil {
			return nil, fmt.Errorf("manual: %s is no name of a page", name)
		}
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, fmt.Errorf("manual: %w", err)
		}
		if pages[i], err = parse(string(text)); err != nil {
			return nil, fmt.Errorf("manual: %s: %w", name, err)
		}
		pages[i].ID = m[1]
	}
	return pages, nil
}

// parse reads a page; an error for one without a title.
func parse(text string) (Page, error) {
	var p Page
	open := false // the last block takes further lines
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" {
			open = false
			continue
		}
		b, starts := block(line)
		switch {
		case strings.HasPrefix(line, "# "):
			p.Title = strings.TrimPrefix(line, "# ")
		case starts || !open:
			p.Blocks = append(p.Blocks, b)
			open = b.Kind != Heading && b.Kind != Row
		default:
			last := &p.Blocks[len(p.Blocks)-1]
			last.Text = join(last.Text, b.Text)
		}
	}
	if p.Title == "" {
		return p, fmt.Errorf("it has no title")
	}
	return p, nil
}

// block reads a line; starts tells that it begins a block of its own.
func block(line string) (b Block, starts bool) {
	if text, ok := strings.CutPrefix(line, "## "); ok {
		return Block{Kind: Heading, Text: text}, true
	}
	if text, ok := strings.CutPrefix(line, "- "); ok {
		return Block{Kind: Point, Text: text}, true
	}
	if m := step.FindStringSubmatch(line); m != nil {
		return Block{Kind: Step, Caption: m[1] + ".", Text: m[2]}, true
	}
	if cells := strings.Split(strings.Trim(line, "|"), "|"); strings.HasPrefix(line, "|") && len(cells) == 2 {
		return Block{Kind: Row, Caption: strings.TrimSpace(cells[0]), Text: strings.TrimSpace(cells[1])}, true
	}
	return Block{Kind: Text, Text: line}, false
}

// join puts two lines of a paragraph together: Chinese has no spaces between them.
func join(a, b string) string {
	if a == "" || b == "" || a[len(a)-1] >= 0x80 || b[0] >= 0x80 {
		return a + b
	}
	return a + " " + b
}
