package app_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// The table of DESIGN 3: which rooms a room may import. A room is a folder;
// "x/*" stands for its sub-folders. Test files are exempt.
var useCases = []string{"app/intake", "app/review", "app/monthly", "app/pull", "app/upkeep"}

// kitRooms are what views are made of; golden and kittest are for tests.
var kitRooms = []string{"ui/kit", "ui/kit/draw", "ui/kit/box", "ui/kit/words", "ui/kit/chart", "ui/kit/figure", "ui/kit/grid", "ui/kit/ask"}

var mayImport = map[string][]string{
	"":                     {"ui", "app/command", "app", "assets"},
	"ui":                   append([]string{"ui/*", "app/book", "assets"}, useCases...),
	"ui/*":                 append(append([]string{"app/book", "assets"}, kitRooms...), useCases...),
	"app/command":          append([]string{"app", "app/sample", "app/channels/gateway", "app/book", "assets"}, useCases...),
	"app":                  append([]string{"store", "importers", "app/channels", "app/channels/*", "app/book", "app/calendar", "assets"}, useCases...),
	"app/reconcile":        {"app/book", "app/calendar", "app/reconcile/learn", "app/reconcile/remark"},
	"app/reconcile/remark": {"app/book"},
	"app/reconcile/learn":  {"app/book", "app/reconcile/remark"},
	"app/reconcile/picked": {"app/book", "app/calendar", "app/reconcile", "app/reconcile/remark"},
	"app/fees":             {"app/book", "app/calendar"},
	"app/transit":          {"app/book", "app/calendar"},
	"importers":            {"importers/*", "importers/bill", "app/book"},
	"importers/*":          {"importers/bill", "app/book"},
	"importers/bill":       {"app/book"},
	"store":                {"store/columns", "app/book"},
	"store/*":              {"app/book"},
	"app/channels":         {"app/book"},
	"app/channels/*":       {"app/channels", "app/book"},
	"app/report":           {"app/book", "assets"},
	"app/sample":           {"app/book", "app/calendar"},
	"app/channels/gateway": {"app/sample", "app/book"},
	"app/book":             {},
	"app/calendar":         {},
	"assets":               {},
	"ui/kit":               {"ui/kit/draw", "ui/kit/box", "ui/kit/words", "app/book", "assets"},
	"ui/kit/draw":          {"assets"},
	"ui/kit/box":           {"ui/kit/draw"},
	"ui/kit/words":         {"app/book", "assets"},
	"ui/kit/chart":         {"ui/kit/draw", "ui/kit/box", "ui/kit/words", "app/book", "assets"},
	"ui/kit/figure":        {"ui/kit", "ui/kit/draw", "ui/kit/box"},
	"ui/kit/grid":          {"ui/kit", "ui/kit/draw", "ui/kit/box", "assets"},
	"ui/kit/ask":           {"ui/kit", "ui/kit/draw", "ui/kit/box", "ui/kit/words", "app/book", "assets"},
	"ui/kit/kittest":       {"ui/kit/draw", "assets"},
	"ui/kit/golden":        {"ui/kit/draw"},
}

func init() {
	for _, u := range useCases {
		mayImport[u] = []string{"app/reconcile", "app/reconcile/*", "app/fees", "app/transit", "app/calendar", "importers", "importers/bill", "app/channels",
			"app/report", "app/book", "assets"}
	}
}

func TestArrowsOfTheHouse(t *testing.T) {
	const root, module = "..", "zhangfang"
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && path != root && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata" || d.Name() == "build") {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		rel, err := filepath.Rel(root, filepath.Dir(path))
		if err != nil {
			return err
		}
		room := strings.TrimPrefix(filepath.ToSlash(rel), ".")
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, imp := range file.Imports {
			to, err := strconv.Unquote(imp.Path.Value)
			if err != nil {
				return err
			}
			if to == "fyne.io/fyne/v2/app" && filepath.ToSlash(path) != "../main.go" {
				t.Errorf("%s imports %s: only main.go may", path, to)
			}
			if ours, ok := strings.CutPrefix(to, module+"/"); ok && !allowed(room, ours) {
				t.Errorf("%s: %s may not import %s", path, orMain(room), ours)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestArrowsRefuseWhatTheTableDoesNotName(t *testing.T) {
	for _, arrow := range [][2]string{{"app/book", "store"}, {"ui/reconcile", "app/report"}, {"store", "importers"}, {"app/review", "app/intake"},
		{"importers/alipay", "importers/wechat"}, {"ui/fees", "ui/kit/golden"}, {"ui/kit", "ui/kit/grid"}, {"ui/kit/words", "ui/kit/draw"}, {"unknown", "app/book"}} {
		if allowed(arrow[0], arrow[1]) {
			t.Errorf("%s -> %s is allowed", arrow[0], arrow[1])
		}
	}
}

// allowed tells whether the table has the arrow; a room that it does not name
// may import nothing of ours.
func allowed(room, to string) bool {
	rule, ok := mayImport[room]
	for parent := path.Dir(room); !ok && parent != "."; parent = path.Dir(parent) {
		rule, ok = mayImport[parent+"/*"]
	}
	for _, r := range rule {
		if r == to || strings.HasSuffix(r, "/*") && strings.HasPrefix(to, strings.TrimSuffix(r, "*")) {
			return true
		}
	}
	return false
}

func orMain(room string) string {
	if room == "" {
		return "main"
	}
	return room
}

func TestTheIDIsThatOfTheMetadata(t *testing.T) {
	id := func(file, pattern string) string {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		m := regexp.MustCompile(pattern).FindSubmatch(b)
		if m == nil {
			t.Fatalf("%s names no id", file)
		}
		return string(m[1])
	}
	if code, meta := id("../main.go", `appID = "([^"]+)"`), id("../FyneApp.toml", `(?m)^ID = "([^"]+)"`); code != meta {
		t.Errorf("main.go says %s, FyneApp.toml %s", code, meta)
	}
}
