package store

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"zhangfang/app/book"
)

const (
	// applicationID marks a book in the header of its file: 'ZFBK'.
	applicationID = 0x5a46424b
	// busyTimeout is how long to wait for another process, in milliseconds: an
	// import of a million rows must not turn the window away.
	busyTimeout = "30000"
	// readers is how many connections may read at once: exports and Version hold
	// one each, a scan of a large book takes two.
	readers = 12
)

// Open opens the book at path, or makes it. An older book is migrated after a
// copy of it was put beside it. Problems: "newer_book", "not_a_book", and those
// of the disk. Times that callers do not give come from now.
func Open(ctx context.Context, path string, now func() time.Time) (*Store, error) {
	const tries, pause = 5, 100 * time.Millisecond
	for n := 1; ; n++ {
		s, err := open(ctx, path, now, embedded())
		if n == tries || book.CodeOf(err) != "disk_error" { // as SQLite calls a file that is being made
			return s, err
		}
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// open is Open with the migrations of any version of the program.
func open(ctx context.Context, path string, now func() time.Time, files fs.FS) (*Store, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, problem("find "+path, err)
	}
	found, err := inspect(ctx, path)
	if err != nil {
		return nil, inFile(path, problem("look at "+path, err))
	}
	s := &Store{path: path, now: now}
	if s.write, err = sql.Open("sqlite", writeDSN(path)); err != nil {
		return nil, inFile(path, problem("open "+path, err))
	}
	s.write.SetMaxOpenConns(1)
	if s.read, err = sql.Open("sqlite", readDSN(path)); err == nil {
		s.read.SetMaxOpenConns(readers)
		s.read.SetMaxIdleConns(4)
		err = s.prepare(ctx, found, files)
	}
	if err != nil {
		s.write.Close()
		if s.read != nil {
			s.read.Close()
		}
		return nil, inFile(path, problem("open "+path, err))
	}
	return s, nil
}

// inFile names the file in a problem about the book as a whole.
func inFile(path string, err error) error {
	var p *book.Problem
	if errors.As(err, &p) && p.File == "" {
		p.File = filepath.Base(path)
	}
	return err
}

// writeDSN is the one connection that writes. The journal mode is set after the
// page size, which the file could not change any more. Since large acts write in
// the order of their keys, a larger cache makes none of them quicker (measured
// from 8 to 64 MB).
func writeDSN(path string) string {
	return fileURI(path) + "?" + url.Values{
		"_busy_timeout": {busyTimeout},
		"_journal_mode": {"WAL"},
		"_txlock":       {"immediate"},
		"_pragma": {
			"page_size(8192)", "cache_size(-16384)", "synchronous(NORMAL)",
			"foreign_keys(ON)", "temp_store(MEMORY)", "journal_size_limit(67108864)",
		},
	}.Encode()
}

// readDSN is a connection that reads, of which a window has several open: what most
// of them read, the system has in memory already.
func readDSN(path string) string {
	return fileURI(path) + "?" + url.Values{
		"mode":          {"ro"},
		"_busy_timeout": {busyTimeout},
		"_pragma":       {"cache_size(-1024)", "temp_store(MEMORY)", "query_only(ON)"},
	}.Encode()
}

// fileURI is the path as SQLite reads it; each segment is escaped, or a "?" or
// "#" in a name would end it.
func fileURI(path string) string {
	parts := strings.Split(filepath.ToSlash(path), "/")
	for i, p := range parts {
		parts[i] = url.PathEscape(p)
	}
	p := strings.Join(parts, "/")
	if !strings.HasPrefix(p, "/") {
		p = "/" + p // C:/... on Windows
	}
	return "file://" + p
}

// found is what stands at a path before it is opened for writing.
type found struct {
	exists  bool
	version int // schema of the book; 0 for an empty file
}

// inspect looks at a file without changing it.
func inspect(ctx context.Context, path string) (found, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return found{}, nil
	case err != nil:
		return found{}, &book.Problem{Code: "book_unreachable", Err: err}
	case info.IsDir():
		return found{}, &book.Problem{Code: "not_a_book"}
	case info.Size() == 0:
		return found{}, nil
	}
	db, err := sql.Open("sqlite", fileURI(path)+"?mode=ro&_busy_timeout="+busyTimeout)
	if err != nil {
		return found{}, err
	}
	defer db.Close()
	f := found{exists: true}
	var id, tables int
	err = db.QueryRowContext(ctx, `
		SELECT (SELECT application_id FROM pragma_application_id),
		       (SELECT user_version FROM pragma_user_version),
		       (SELECT count(*) FROM sqlite_master
		        WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> ?)`, migrationTable).
		Scan(&id, &f.version, &tables)
	var e *sqlite.Error
	switch {
	case errors.As(err, &e) && e.Code()&0xff == sqlite3.SQLITE_NOTADB:
		return found{}, &book.Problem{Code: "not_a_book", Err: err}
	case err != nil:
		return found{}, err
	case id == applicationID:
		return f, nil
	case id != 0 || tables != 0:
		return found{}, &book.Problem{Code: "not_a_book"}
	}
	return found{exists: true}, nil // killed while it was being made
}
