package book

import "time"

// Backup is a copy of a book that was put aside.
type Backup struct {
	Path string
	At   time.Time // when it was made, by its name
	Size int64     // of the file, in bytes
}

// Contents is what a book holds, as it is told before a copy of it takes the place
// of the present one.
type Contents struct {
	Shop     string
	Entries  int64
	Lines    int64  // of the audit chain
	Head     string // of the audit chain
	Whole    bool   // chain and rows agree
	Channels []ChannelStatus
	Days     Period // from the first to the last day that any file covers; zero for an empty book
	Judged
}
