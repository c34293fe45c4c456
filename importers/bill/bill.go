// Package bill says what an importer is: bytes in, rows of entries out, streamed.
// It holds what all formats share: opening a file whatever its container and
// charset, finding the header by the names of its columns, reading cells as
// amounts, times and numbers, and the errors that name file, line and cell.
// Importers know nothing of the book they fill.
package bill

import (
	"context"
	"io"

	"zhangfang/app/book"
)

// File is bytes that can be read more than once: a file, or a member of a zip.
type File struct {
	Name string // base name, "outer.zip!inner.csv" in a zip, "book.xlsx!sheet" of a part
	Path string // where the person put it (of a zip: the outer file)
	Part string // the sheet of a workbook or the account of a document; "": the one there is
	Size int64  // bytes; of a member: unpacked
	Open func() (io.ReadCloser, error)
}

// Options is what the owner said about a file.
type Options struct {
	Role     book.Role               // of a plain sheet; RoleNone: as the columns tell
	Progress func(done, total int64) // bytes, at most a hundred times a file; may be nil
}

// Row is one record of a file. It is reused: a sink keeps nothing of it but
// strings and balances.
type Row struct {
	Line    int      // physical line or sheet row where the record starts, from 1
	Cells   []string // as they stand in the file, decoded, untrimmed; card numbers masked
	Entries []Entry  // none where Problem is set or the row makes none
	Problem *book.Problem
	Notes   []book.Note // what is odd about the row
}

// Entry is an entry with its identity within the channel.
type Entry struct {
	book.Entry
	Ident   uint64 // digest of kind and the provider's own key, or of all that tells rows apart
	Keyless bool   // no key of the provider: equal rows are counted, the n-th is its own
	Digest  uint64 // of the content: a known row with another digest has changed
	Parts   uint16 // of an entry that sums up rows, which two files may have shared out: digest of which ones; 0: it is none
}

// Summary is what was understood of a whole file.
type Summary struct {
	Format   string // the importer's name, such as "alipay.trade"
	Source   book.Source
	Currency book.Currency // of the first row; CNY where no row says
	Covers   book.Coverage
	Columns  []string
	SHA256   string         // of the bytes, hex
	Rows     int            // records seen, refused ones too
	Dates    book.DateStyle // of dates whose year comes last, as the rows or their language show it
	Notes    []book.Note
	// Incomplete is set when a bill that always has a footer has none.
	Incomplete *book.Problem
}

// Sink takes the rows in the order of the file; an error ends the reading.
type Sink func(*Row) error

// Format is one format of files.
type Format interface {
	// Name is the stable name, "family.kind".
	Name() string
	// Detect looks at the first records of a file and returns the index of the
	// header row, or -1 when this is not its format. The role is what the owner
	// said; it only widens what a plain sheet may be.
	Detect(head [][]string, role book.Role) int
	// Read streams the records; the header is record number at. Errors about
	// the file as a whole are *book.Problem.
	Read(ctx context.Context, in *Rows, at int, opt Options, sink Sink) (*Summary, error)
}
