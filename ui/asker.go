package ui

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"

	"zhangfang/app/book"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/ask"
)

// Where the folders are kept that files of the owner's went to last.
const (
	keptReportFolder = "folder.reports"
	keptBookFolder   = "folder.books"
)

// chooseReport asks where a report goes, whose name is offered with its ending.
func (s *session) chooseReport(name string, chosen func(path string)) {
	ending := filepath.Ext(name)
	s.chooseAs(strings.TrimSuffix(name, ending), []string{ending}, chosen)
}

// chooseAs is chooseReport where the owner may pick among endings.
func (s *session) chooseAs(stem string, endings []string, chosen func(path string)) {
	s.askFile(keptReportFolder, homeFolder(), ask.FileQuestion{
		Title: s.text.T("kit.file_save_title"), Action: s.text.T("kit.file_save"), Name: stem, Endings: endings, Refuse: s.refuse, Chosen: chosen,
	})
}

// newBook asks where a new book goes, and opens it. A book that is there is opened.
func (s *session) newBook() {
	s.askFile(keptBookFolder, s.desk.place(), ask.FileQuestion{
		Title: s.text.T("shell.new_book_title"), Action: s.text.T("shell.new_book_make"), Name: s.text.T("shell.new_book_file"),
		Endings: []string{bookExt}, Opens: true, Chosen: func(path string) { s.goTo(path, nil) },
	})
}

// askFile asks for the place of a file, beginning in the folder that the last one of
// its kind went to.
func (s *session) askFile(kept, folder string, q ask.FileQuestion) {
	prefs := s.app.Preferences()
	kit.Recall(prefs, kept, &folder)
	chosen := q.Chosen
	q.Folder, q.Run, q.PickFolder = folder, s.run, s.pickFolder
	q.Chosen = func(path string) {
		kit.Remember(prefs, kept, filepath.Dir(path))
		chosen(path)
	}
	ask.File(s.window, s.text, q)
}

// databaseHead is how every file of a book begins.
const databaseHead = "SQLite format 3\x00"

// refuse tells why a file that is there may not be replaced by a report: it is a book,
// or part of one, whatever its name. Problems: "is_the_book", "is_a_book".
func (s *session) refuse(path string) error {
	name := filepath.Base(path)
	if there, err := os.Stat(path); err == nil {
		for _, end := range bookParts() {
			if own, err := os.Stat(s.book.Path + end); err == nil && os.SameFile(there, own) {
				return &book.Problem{Code: "is_the_book", File: name}
			}
		}
	}
	for _, end := range bookParts() {
		if strings.HasSuffix(strings.ToLower(name), bookExt+end) {
			return &book.Problem{Code: "is_a_book", File: name}
		}
	}
	if beginsLikeABook(path) {
		return &book.Problem{Code: "is_a_book", File: name}
	}
	return nil
}

// bookParts are the ends of the files that a book consists of while it is open.
func bookParts() []string { return []string{"", "-wal", "-shm"} }

// beginsLikeABook tells whether a file holds a database. What cannot be read cannot
// be replaced either, which is told by the writing.
func beginsLikeABook(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	head := make([]byte, len(databaseHead))
	_, err = io.ReadFull(f, head)
	return err == nil && bytes.Equal(head, []byte(databaseHead))
}

// homeFolder is where the owner's own files lie.
func homeFolder() string {
	dir, err := os.UserHomeDir()
	if err != nil {
		return "."
	}
	return dir
}
