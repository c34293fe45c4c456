package importing

import (
	"slices"
	"strings"

	"zhangfang/app/book"
)

// A member of a zip is called "outer.zip!folder/inner.csv", a sheet of a workbook
// "book.xlsx!Sheet1", and one may stand in the other.

// outerFile is the name of the file that the owner sees on the disk.
func outerFile(name string) string {
	outer, _, _ := strings.Cut(name, "!")
	return baseName(outer)
}

// partName is what a part is called within its file; "" for a whole file.
func partName(name string) string {
	_, inner, found := strings.Cut(name, "!")
	if !found {
		return ""
	}
	steps := strings.Split(inner, "!")
	for i, s := range steps {
		steps[i] = baseName(s)
	}
	return strings.Join(steps, " › ")
}

// FileName is a file's name as the view shows it: of a part, its file first.
func FileName(name string) string { return wholeName(name) }

// wholeName names a file, and of a part its file first.
func wholeName(name string) string {
	if part := partName(name); part != "" {
		return outerFile(name) + " › " + part
	}
	return outerFile(name)
}

func baseName(path string) string { return path[strings.LastIndex(path, "/")+1:] }

// shortFile is the name of a file for a line with little room: the middle of a long
// one left out, since what tells files apart stands at the end.
func shortFile(name string) string {
	const most, front = 25, 4
	runes := []rune(wholeName(name))
	if len(runes) <= most {
		return string(runes)
	}
	return string(runes[:front]) + "…" + string(runes[len(runes)-(most-front-1):])
}

// countFiles counts the files that receipts are of, a zip or a workbook once.
func countFiles(n int, at func(i int) *book.Receipt) int {
	seen := map[string]bool{}
	for i := range n {
		r := at(i)
		seen[r.Path+"\x00"+outerFile(r.File)] = true
	}
	return len(seen)
}

// FilesIn counts the files of an import that are in the book now.
func FilesIn(receipts []book.Receipt) int {
	in := slices.DeleteFunc(slices.Clone(receipts), func(r book.Receipt) bool {
		return r.State != book.ReceiptApplied && r.State != book.ReceiptKnown
	})
	return countFiles(len(in), func(i int) *book.Receipt { return &in[i] })
}

// FilesWaiting counts the files that wait, as the view does.
func FilesWaiting(pending []book.Pending) int {
	return countFiles(len(pending), func(i int) *book.Receipt { return &pending[i].Receipt })
}
